package dev.plimsoll.engine.endpoint;

import dev.plimsoll.engine.dataset.Turn;
import dev.plimsoll.engine.http.GrowingBytes;
import java.util.List;

/** Encodes request bodies of one endpoint for one target. Stateless; any thread. */
public interface BodyEncoder {
    /** Appends the body for a turn; see {@link EndpointKind#body}. */
    void encode(Turn turn, List<Backend.Exchange> history, GrowingBytes out);

    /** Value of {@code Content-Type}. */
    default String contentType() {
        return "application/json";
    }

    /** The fields of the form that is the body for a turn; none where the body is no form. */
    default List<FormField> form(Turn turn) {
        return List.of();
    }
}
