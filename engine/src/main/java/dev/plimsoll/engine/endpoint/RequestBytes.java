package dev.plimsoll.engine.endpoint;

import dev.plimsoll.engine.dataset.Turn;
import dev.plimsoll.engine.http.GrowingBytes;
import dev.plimsoll.engine.http.HttpOrigin;
import java.util.Arrays;
import java.util.List;

/** Whole requests as they go over the wire, head and body. What never changes is encoded once. Confined to one thread. */
public final class RequestBytes {
    private final RequestHead head;
    private final BodyEncoder encoder;
    private final GrowingBytes body = new GrowingBytes();

    /**
     * For one target and endpoint.
     *
     * @throws dev.plimsoll.engine.problem.PlimsollException where the URL, the endpoint, a header or the extras are unusable
     */
    public RequestBytes(BackendSettings settings) {
        EndpointKind kind = EndpointKinds.of(settings.endpoint());
        this.encoder = kind.encoder(settings);
        this.head = new RequestHead(HttpOrigin.of(settings.url()), kind, settings, encoder.contentType());
    }

    /** The whole request for a turn. */
    public byte[] of(Turn turn, List<Backend.Exchange> history) {
        GrowingBytes out = new GrowingBytes();
        append(turn, history, out);
        return Arrays.copyOf(out.array(), out.length());
    }

    void append(Turn turn, List<Backend.Exchange> history, GrowingBytes out) {
        body.clear();
        encoder.encode(turn, history, body);
        head.append(out, body.length());
        out.append(body.array(), 0, body.length());
    }
}
