package dev.plimsoll.engine.run;

import dev.plimsoll.engine.file.BuildInfo;
import dev.plimsoll.engine.plan.TargetPlan;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/** One request by the JDK's own client, for checks before a run and for "send one request": never on a measured path. */
final class PlainHttp {
    private static final int READ_TIMEOUT_MS = 10_000;

    private PlainHttp() {}

    /** An open connection with the target's headers, key, timeouts and TLS rule; nothing is sent yet. No proxy is used. */
    static HttpURLConnection open(TargetPlan target, URI base, String path, Secrets secrets) throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) URI.create(base + path).toURL().openConnection(Proxy.NO_PROXY);
        connection.setConnectTimeout(Math.toIntExact(Math.round(
                (target.timeouts().connectSeconds() > 0 ? target.timeouts().connectSeconds() : 5) * 1000)));
        connection.setReadTimeout(READ_TIMEOUT_MS);
        connection.setInstanceFollowRedirects(false);
        connection.setRequestProperty("User-Agent", "plimsoll/" + BuildInfo.version());
        connection.setRequestProperty("Accept-Encoding", "identity");
        if (secrets.apiKey() != null) {
            connection.setRequestProperty("Authorization", "Bearer " + secrets.apiKey());
        }
        secrets.headers().forEach(connection::setRequestProperty);
        if (target.insecure() && connection instanceof HttpsURLConnection tls) {
            trustEveryone(tls);
        }
        return connection;
    }

    /** The body, of an error answer too, at most {@code limit} bytes. */
    static byte[] body(HttpURLConnection connection, int limit) throws IOException {
        try (InputStream in =
                connection.getResponseCode() >= 400 ? connection.getErrorStream() : connection.getInputStream()) {
            return in == null ? new byte[0] : in.readNBytes(limit);
        }
    }

    private static void trustEveryone(HttpsURLConnection connection) throws IOException {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {new TrustEveryone()}, new SecureRandom());
            connection.setSSLSocketFactory(context.getSocketFactory());
            connection.setHostnameVerifier((host, session) -> true);
        } catch (GeneralSecurityException e) {
            throw new IOException("TLS is not available", e);
        }
    }

    /** Only for targets that say {@code insecure: true}, which every report shows. */
    private static final class TrustEveryone implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {
            // nothing is checked: the user asked for it
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {
            // nothing is checked: the user asked for it
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
