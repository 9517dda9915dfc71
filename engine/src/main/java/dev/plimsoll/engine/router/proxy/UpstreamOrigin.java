package dev.plimsoll.engine.router.proxy;

import dev.plimsoll.engine.problem.PlimsollException;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.Locale;

/**
 * Where a model's server listens.
 *
 * @param host without brackets
 * @param basePath what goes before every path, without a slash at its end
 */
record UpstreamOrigin(boolean tls, String host, int port, String basePath) {
    private static final int HTTP = 80;
    private static final int HTTPS = 443;

    /**
     * Of a model's {@code proxy}.
     *
     * @throws PlimsollException (usage) if it is no URL of a server
     */
    static UpstreamOrigin of(String model, String proxy) {
        try {
            URI uri = new URI(proxy.strip());
            String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
            String host = uri.getHost();
            boolean tls = scheme.equals("https");
            if ((tls || scheme.equals("http")) && host != null) {
                int port = uri.getPort() >= 0 ? uri.getPort() : tls ? HTTPS : HTTP;
                String path = uri.getRawPath() == null ? "" : uri.getRawPath();
                return new UpstreamOrigin(
                        tls,
                        host.startsWith("[") ? host.substring(1, host.length() - 1) : host,
                        port,
                        path.endsWith("/") ? path.substring(0, path.length() - 1) : path);
            }
        } catch (URISyntaxException e) {
            // told below
        }
        throw PlimsollException.usage("models." + model + ".proxy is '" + proxy
                + "', but must be the URL of a server, such as http://127.0.0.1:${PORT}.");
    }

    /** For the {@code Host} header. */
    String authority() {
        String name = host.indexOf(':') >= 0 ? "[" + host + "]" : host;
        return port == (tls ? HTTPS : HTTP) ? name : name + ":" + port;
    }

    /** Its addresses, to be tried in order. Blocks for a name that is neither an address nor this machine's. */
    InetAddress[] addresses() throws UnknownHostException {
        return InetAddress.getAllByName(host);
    }

    /** Whether looking up its addresses asks nobody. */
    boolean isLocal() {
        return host.equals("localhost") || host.indexOf(':') >= 0 || host.matches("[0-9.]+");
    }

    @Override
    public String toString() {
        return (tls ? "https://" : "http://") + authority();
    }
}
