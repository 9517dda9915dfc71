package dev.plimsoll.engine.router.proxy;

import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * A whole answer of the router itself.
 *
 * @param contentType empty where there is no body
 * @param headers beside those every answer has
 */
record RouterAnswer(int status, String contentType, String body, Map<String, String> headers) {
    static final String JSON = "application/json";
    static final String TEXT = "text/plain; charset=utf-8";

    RouterAnswer {
        headers = Map.copyOf(headers);
    }

    static RouterAnswer json(int status, JsonNode body) {
        return new RouterAnswer(status, JSON, body.toString(), Map.of());
    }

    static RouterAnswer text(int status, String body) {
        return new RouterAnswer(status, TEXT, body, Map.of());
    }

    static RouterAnswer empty(int status, Map<String, String> headers) {
        return new RouterAnswer(status, "", "", headers);
    }

    static RouterAnswer error(ErrorAnswer error) {
        return json(error.status(), error.body()).with(error.headers());
    }

    /** The same with more headers. */
    RouterAnswer with(Map<String, String> more) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.putAll(more);
        return new RouterAnswer(status, contentType, body, all);
    }

    FullHttpResponse response(ByteBufAllocator allocator) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        FullHttpResponse response = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1,
                HttpResponseStatus.valueOf(status),
                allocator.buffer(Math.max(1, bytes.length)).writeBytes(bytes));
        if (!contentType.isEmpty()) {
            response.headers().set(HttpHeaderNames.CONTENT_TYPE, contentType);
            response.headers().set("X-Content-Type-Options", "nosniff");
        }
        if (status != 204) {
            response.headers().set(HttpHeaderNames.CONTENT_LENGTH, bytes.length);
        }
        headers.forEach((name, value) -> response.headers().set(name, value));
        return response;
    }
}
