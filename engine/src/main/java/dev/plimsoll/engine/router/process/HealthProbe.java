package dev.plimsoll.engine.router.process;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.time.Duration;

/**
 * One question to a health endpoint, over a connection of its own that is closed afterwards: connections to a server that is coming up or
 * going down are not worth keeping.
 */
final class HealthProbe {
    private static final Duration LIMIT = Duration.ofSeconds(2);

    private final URI address;

    HealthProbe(URI address) {
        this.address = address;
    }

    /** Whether it answers 200, in two seconds at most for the connection and as many for each part of the answer. Blocks. */
    boolean healthy() {
        try {
            HttpURLConnection connection = (HttpURLConnection) address.toURL().openConnection(Proxy.NO_PROXY);
            connection.setConnectTimeout((int) LIMIT.toMillis());
            connection.setReadTimeout((int) LIMIT.toMillis());
            connection.setInstanceFollowRedirects(false);
            connection.setUseCaches(false);
            connection.setRequestProperty("Connection", "close");
            try {
                return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
            } finally {
                connection.disconnect();
            }
        } catch (IOException | IllegalArgumentException e) {
            return false; // refused or silent while it loads: that is what is being asked
        }
    }
}
