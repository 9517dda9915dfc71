package dev.plimsoll.engine.endpoint;

import dev.plimsoll.engine.dataset.Turn;
import dev.plimsoll.engine.http.GrowingBytes;
import java.util.List;
import java.util.function.Consumer;

/**
 * Bodies that are one JSON object: the endpoint's own members, then the extras of the target, then those of the turn. A turn that brings
 * a whole body is sent as it is, and nothing is merged into it.
 */
final class JsonBody implements BodyEncoder {
    private final EndpointKind kind;
    private final BackendSettings settings;
    private final Extras extras;
    private final Consumer<BodyWriter> members;

    private final boolean asksForUsage;
    private final boolean mergesPayload;

    private JsonBody(
            EndpointKind kind,
            BackendSettings settings,
            Extras extras,
            boolean asksForUsage,
            boolean mergesPayload,
            Consumer<BodyWriter> members) {
        this.kind = kind;
        this.settings = settings;
        this.extras = extras;
        this.asksForUsage = asksForUsage;
        this.mergesPayload = mergesPayload;
        this.members = members;
    }

    /** Bodies whose own members this writes. */
    static JsonBody of(EndpointKind kind, BackendSettings settings, Consumer<BodyWriter> members) {
        return new JsonBody(kind, settings, Extras.of(settings.extrasJson()), false, false, members);
    }

    /** Such bodies of an API in which {@code stream_options} ask for the usage. */
    static JsonBody askingForUsage(EndpointKind kind, BackendSettings settings, Consumer<BodyWriter> members) {
        return new JsonBody(kind, settings, Extras.of(settings.extrasJson()), true, false, members);
    }

    /** Such bodies into which the target's extras are not merged. */
    static JsonBody withoutTargetExtras(EndpointKind kind, BackendSettings settings, Consumer<BodyWriter> members) {
        return new JsonBody(kind, settings, Extras.of(null), false, false, members);
    }

    /** Such bodies, of which a turn's payload is a part and not the whole: its members come before the extras. */
    static JsonBody mergingPayload(EndpointKind kind, BackendSettings settings, Consumer<BodyWriter> members) {
        return new JsonBody(kind, settings, Extras.of(settings.extrasJson()), false, true, members);
    }

    @Override
    public void encode(Turn turn, List<Backend.Exchange> history, GrowingBytes out) {
        String payload = turn.content().payloadJson();
        if (payload != null && !mergesPayload) {
            JsonText.raw(out, payload);
            return;
        }
        Refusal.check(kind, turn.content());
        Extras own = payload == null ? extras : Extras.of(payload).with(extras);
        Extras merged = own.with(turn.extraJson());
        if (asksForUsage && merged.flag("stream", settings.stream())) {
            merged = merged.askingForUsage();
        }
        BodyWriter body = new BodyWriter(settings, turn, history, merged, out);
        members.accept(body);
        body.end();
    }
}
