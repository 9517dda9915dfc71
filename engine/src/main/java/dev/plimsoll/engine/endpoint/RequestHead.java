package dev.plimsoll.engine.endpoint;

import dev.plimsoll.engine.http.GrowingBytes;
import dev.plimsoll.engine.http.HttpOrigin;
import dev.plimsoll.engine.problem.PlimsollException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The head of every request to one endpoint of one target, as bytes up to the value of Content-Length. The user's headers replace
 * ours of the same name.
 */
final class RequestHead {
    private final byte[] upToLength;

    RequestHead(HttpOrigin origin, EndpointKind kind, BackendSettings settings, String contentType) {
        Map<String, String> headers = new LinkedHashMap<>();
        put(headers, "Host", origin.hostHeader());
        put(headers, "User-Agent", userAgent());
        put(
                headers,
                "Accept",
                settings.stream() && kind.streams() ? "text/event-stream, application/json" : "application/json");
        put(headers, "Accept-Encoding", "identity");
        put(headers, "Content-Type", contentType);
        kind.headers().forEach((name, value) -> put(headers, name, value));
        String key = settings.apiKey();
        if (key != null) {
            kind.authorization(key, origin.host()).forEach((name, value) -> put(headers, name, value));
        }
        settings.headers().forEach((name, value) -> put(headers, name, value));
        String path = origin.pathPrefix() + kind.path(settings.options(), settings.stream());
        StringBuilder head =
                new StringBuilder("POST ").append(path.isEmpty() ? "/" : path).append(" HTTP/1.1\r\n");
        headers.values().forEach(line -> head.append(line).append("\r\n"));
        upToLength = head.append("Content-Length: ").toString().getBytes(StandardCharsets.UTF_8);
    }

    /** Appends the head of a request with a body of this many bytes. */
    void append(GrowingBytes out, int bodyBytes) {
        out.append(upToLength, 0, upToLength.length);
        JsonText.number(out, bodyBytes);
        out.append((byte) '\r');
        out.append((byte) '\n');
        out.append((byte) '\r');
        out.append((byte) '\n');
    }

    private static void put(Map<String, String> headers, String name, String value) {
        String key = name.toLowerCase(Locale.ROOT);
        boolean token = !name.isEmpty() && name.chars().allMatch(RequestHead::isTokenCharacter);
        if (!token) {
            throw PlimsollException.usage("\"" + name + "\" cannot be the name of a request header");
        }
        if (value.chars().anyMatch(c -> (c < ' ' && c != '\t') || c == 0x7F)) {
            throw PlimsollException.usage(
                    "The value of the request header " + name + " holds a control character," + " perhaps a line end");
        }
        if (key.equals("content-length") || key.equals("transfer-encoding")) {
            throw PlimsollException.usage("The request header " + name + " cannot be set; it follows from the body");
        }
        headers.put(key, name + ": " + value);
    }

    private static boolean isTokenCharacter(int c) {
        return c > ' ' && c < 0x7F && "\"(),/:;<=>?@[\\]{}".indexOf(c) < 0;
    }

    private static String userAgent() {
        String version = RequestHead.class.getPackage().getImplementationVersion();
        return "plimsoll/" + (version == null ? "dev" : version);
    }
}
