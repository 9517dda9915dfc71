package dev.plimsoll.engine.http;

import dev.plimsoll.engine.problem.PlimsollException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/**
 * Where requests go.
 *
 * @param tls whether the connection is encrypted
 * @param host host name or address, without brackets
 * @param port TCP port
 * @param pathPrefix path before every endpoint's own path, without a trailing slash; empty for none
 */
public record HttpOrigin(boolean tls, String host, int port, String pathPrefix) {
    /**
     * Reads {@code http://host:port/prefix} or {@code https://...}; a trailing slash and a trailing {@code /v1} are dropped.
     *
     * @throws PlimsollException where it is not such a URL
     */
    public static HttpOrigin of(String url) {
        URI uri;
        try {
            uri = new URI(url.strip());
        } catch (URISyntaxException e) {
            throw PlimsollException.usage("The target URL " + url + " cannot be read: " + e.getReason(), e);
        }
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        boolean tls = scheme.equals("https");
        if ((!tls && !scheme.equals("http")) || uri.getHost() == null) {
            throw PlimsollException.usage(
                    "The target URL " + url + " must look like http://host:port or https://host:port");
        }
        String host = uri.getHost();
        if (host.startsWith("[")) {
            host = host.substring(1, host.length() - 1);
        }
        int port = uri.getPort() >= 0 ? uri.getPort() : tls ? 443 : 80;
        return new HttpOrigin(tls, host, port, prefix(uri.getRawPath()));
    }

    /** Value of the {@code Host} header. */
    public String hostHeader() {
        String name = host.indexOf(':') >= 0 ? "[" + host + "]" : host;
        return port == (tls ? 443 : 80) ? name : name + ":" + port;
    }

    /** {@code host:port}, for people. */
    @Override
    public String toString() {
        return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
    }

    private static String prefix(String rawPath) {
        String path = rawPath == null ? "" : rawPath;
        path = withoutTrailingSlashes(path);
        if (path.endsWith("/v1")) {
            path = withoutTrailingSlashes(path.substring(0, path.length() - 3));
        }
        return path;
    }

    private static String withoutTrailingSlashes(String path) {
        int end = path.length();
        while (end > 0 && path.charAt(end - 1) == '/') {
            end--;
        }
        return path.substring(0, end);
    }
}
