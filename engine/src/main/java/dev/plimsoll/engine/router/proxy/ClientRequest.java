package dev.plimsoll.engine.router.proxy;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.util.List;

/**
 * One request of a client, whole. Its connection releases the body when the answer has ended, unless somebody takes it over before.
 *
 * @param method as sent
 * @param uri path and query as sent
 * @param headers as sent
 * @param http10 whether the client knows only HTTP/1.0, which has no chunks
 * @param body empty where there was none
 * @param arrivedAtNs when its head had been read
 */
record ClientRequest(
        HttpMethod method, String uri, HttpHeaders headers, boolean http10, ByteBuf body, long arrivedAtNs) {

    /** The path as sent, without the query. */
    String path() {
        int query = uri.indexOf('?');
        return query < 0 ? uri : uri.substring(0, query);
    }

    /** The query with its question mark, or nothing. */
    String query() {
        int query = uri.indexOf('?');
        return query < 0 ? "" : uri.substring(query);
    }

    /** The values of a parameter of the query; wrong escapes make it empty. */
    List<String> parameter(String name) {
        try {
            return new QueryStringDecoder(uri).parameters().getOrDefault(name, List.of());
        } catch (IllegalArgumentException e) {
            return List.of();
        }
    }
}
