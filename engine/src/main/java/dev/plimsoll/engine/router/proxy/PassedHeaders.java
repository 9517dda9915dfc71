package dev.plimsoll.engine.router.proxy;

import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import java.util.List;
import java.util.Map;

/**
 * Which header fields pass from one side to the other: all but those that concern one connection only (RFC 9110, 7.6.1: {@code Connection},
 * what it names, and a few more), and with those that a reverse proxy adds.
 */
final class PassedHeaders {
    private static final List<CharSequence> OF_ONE_CONNECTION = List.of(
            HttpHeaderNames.CONNECTION,
            "Keep-Alive",
            "Proxy-Connection",
            HttpHeaderNames.PROXY_AUTHENTICATE,
            HttpHeaderNames.PROXY_AUTHORIZATION,
            HttpHeaderNames.TE,
            HttpHeaderNames.TRAILER,
            HttpHeaderNames.TRANSFER_ENCODING,
            HttpHeaderNames.UPGRADE);
    private static final String FORWARDED_FOR = "X-Forwarded-For";

    private PassedHeaders() {}

    /**
     * To a model's server.
     *
     * @param peer the client's address
     * @param withoutKey whether the key was the router's own, so that it is nobody else's business
     */
    static HttpHeaders toModel(
            ClientRequest request, UpstreamOrigin origin, int bodyBytes, String peer, boolean withoutKey) {
        HttpHeaders passed = copy(request.headers());
        passed.remove(HttpHeaderNames.EXPECT);
        passed.remove(HttpHeaderNames.CONTENT_LENGTH);
        if (withoutKey) {
            passed.remove(HttpHeaderNames.AUTHORIZATION);
            passed.remove(ApiKeys.OWN_HEADER);
        }
        String host = request.headers().get(HttpHeaderNames.HOST);
        passed.set(HttpHeaderNames.HOST, origin.authority());
        if (bodyBytes > 0 || takesBody(request.method())) {
            passed.set(HttpHeaderNames.CONTENT_LENGTH, bodyBytes);
        }
        List<String> before = passed.getAll(FORWARDED_FOR);
        passed.set(FORWARDED_FOR, before.isEmpty() ? peer : String.join(", ", before) + ", " + peer);
        passed.set("X-Forwarded-Proto", "http");
        if (host != null) {
            passed.set("X-Forwarded-Host", host);
        }
        return passed;
    }

    private static boolean takesBody(HttpMethod method) {
        return method.equals(HttpMethod.POST) || method.equals(HttpMethod.PUT) || method.equals(HttpMethod.PATCH);
    }

    /**
     * To a client.
     *
     * @param own the router's; they replace the model's of the same name, except {@code Server-Timing}, which stands beside
     */
    static HttpHeaders toClient(HttpHeaders ofModel, Map<String, String> own) {
        boolean chunked = ofModel.containsValue(HttpHeaderNames.TRANSFER_ENCODING, HttpHeaderValues.CHUNKED, true);
        HttpHeaders passed = copy(ofModel);
        if (chunked) {
            passed.remove(HttpHeaderNames.CONTENT_LENGTH);
        }
        own.forEach((name, value) -> {
            if (name.equals(RequestHeaders.SERVER_TIMING)) {
                passed.add(name, value);
            } else {
                passed.set(name, value);
            }
        });
        if (isEventStream(ofModel)) {
            passed.set("X-Accel-Buffering", "no");
        }
        return passed;
    }

    static boolean isEventStream(HttpHeaders headers) {
        String type = headers.get(HttpHeaderNames.CONTENT_TYPE, "");
        return type.regionMatches(true, 0, "text/event-stream", 0, "text/event-stream".length());
    }

    private static HttpHeaders copy(HttpHeaders headers) {
        HttpHeaders copy = new DefaultHttpHeaders().set(headers);
        for (String line : headers.getAll(HttpHeaderNames.CONNECTION)) {
            for (String name : line.split(",", -1)) {
                if (!name.isBlank()) {
                    copy.remove(name.strip());
                }
            }
        }
        OF_ONE_CONNECTION.forEach(copy::remove);
        return copy;
    }
}
