package dev.plimsoll.engine.archive;

import dev.plimsoll.engine.metrics.RequestFacts;
import dev.plimsoll.engine.record.ErrorKind;
import dev.plimsoll.engine.record.Modalities;
import dev.plimsoll.engine.record.RequestError;
import dev.plimsoll.engine.record.RequestInfo;
import dev.plimsoll.engine.record.RequestRecord;
import dev.plimsoll.engine.record.RequestStatus;
import dev.plimsoll.engine.record.RequestTimings;
import dev.plimsoll.engine.record.RouterFacts;
import dev.plimsoll.engine.record.TokenCounts;
import dev.plimsoll.engine.record.TokenSource;
import dev.plimsoll.engine.record.WireFacts;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;

/** A request record as named fields, those of {@link RecordField}: as one JSON object, or as a row. Stateless. */
final class RecordJson {
    /** The times of {@link RequestTimings} in their order, as named in files. */
    static final List<String> TIME_NAMES = List.of(
            "intendedNs",
            "queuedNs",
            "handedToWorkerNs",
            "sendStartNs",
            "sendEndNs",
            "firstByteNs",
            "firstEventNs",
            "firstTokenNs",
            "firstOutputTokenNs",
            "lastTokenNs",
            "endNs",
            "blockedNs",
            "connectNs",
            "tlsNs");

    private RecordJson() {}

    /** Writes one object. */
    static void write(JsonGenerator out, RequestRecord record) {
        out.writeStartObject();
        write(new Properties(out), record);
        out.writeEndObject();
    }

    /** Fields as properties of a JSON object. */
    private record Properties(JsonGenerator out) implements RecordSink {
        @Override
        public void number(String name, long value) {
            out.writeNumberProperty(name, value);
        }

        @Override
        public void text(String name, String value) {
            out.writeStringProperty(name, value);
        }

        @Override
        public void flag(String name, boolean value) {
            out.writeBooleanProperty(name, value);
        }

        @Override
        public void longs(String name, long[] values) {
            out.writeName(name);
            out.writeArray(values, 0, values.length);
        }

        @Override
        public void ints(String name, int[] values) {
            out.writeName(name);
            out.writeArray(values, 0, values.length);
        }
    }

    /** Tells a record's fields to anything that takes named ones. */
    static void write(RecordSink out, RequestRecord record) {
        RequestInfo info = record.info();
        out.number("id", info.requestId());
        out.number("stage", info.stage());
        number(out, "slot", info.slot());
        number(out, "stream", info.stream());
        out.number("node", info.node());
        out.number("worker", info.worker());
        out.number("conversation", info.conversationId());
        out.number("turn", info.turn());
        if (info.parents().length > 0) {
            out.longs("parents", info.parents());
        }
        text(out, "label", info.label());
        text(out, "model", info.model());
        out.text("status", record.status().text());
        RequestError error = record.error();
        if (error != null) {
            out.text("errorKind", error.kind().text());
            if (error.httpStatus() > 0) {
                out.number("errorHttpStatus", error.httpStatus());
            }
            out.text("errorSample", error.sample());
            number(out, "retryAfterSeconds", error.retryAfterSeconds());
        }
        text(out, "cancelReason", record.cancelReason());
        RequestTimings t = record.timings();
        long[] times = {
            t.intended(),
            t.queued(),
            t.handedToWorker(),
            t.sendStart(),
            t.sendEnd(),
            t.firstByte(),
            t.firstEvent(),
            t.firstToken(),
            t.firstOutputToken(),
            t.lastToken(),
            t.end(),
            t.blockedNs(),
            t.connectNs(),
            t.tlsNs()
        };
        for (int i = 0; i < times.length; i++) {
            if (RequestTimings.has(times[i])) {
                out.number(TIME_NAMES.get(i), times[i]);
            }
        }
        if (record.contentDeltasUs().length > 0) {
            out.ints("contentDeltasUs", record.contentDeltasUs());
        }
        number(out, RecordField.LONGEST_GAP, RequestFacts.of(record).longestGapUs());
        if (record.contentTimesBeyond() > 0) {
            out.number("contentTimesBeyond", record.contentTimesBeyond());
        }
        TokenCounts tokens = record.tokens();
        number(out, "promptTokens", tokens.prompt());
        number(out, "outputTokens", tokens.output());
        number(out, "cachedTokens", tokens.cached());
        number(out, "reasoningTokens", tokens.reasoning());
        number(out, "requestedOutputTokens", tokens.requestedOutput());
        out.number("tokensInFirstChunk", tokens.inFirstChunk());
        out.text("tokenSource", tokens.outputSource().text());
        out.text("promptTokenSource", tokens.promptSource().text());
        number(out, "clientPromptTokens", tokens.clientPrompt());
        number(out, "clientOutputTokens", tokens.clientOutput());
        WireFacts wire = record.wire();
        out.number("httpStatus", wire.httpStatus());
        out.number("bytesSent", wire.bytesSent());
        out.number("bytesReceived", wire.bytesReceived());
        out.number("events", wire.events());
        out.number("contentEvents", wire.contentEvents());
        out.number("reads", wire.reads());
        out.number("sharedReadEvents", wire.sharedReadEvents());
        out.flag("connectionReused", wire.connectionReused());
        out.number("retries", wire.retries());
        text(out, "serverRequestId", wire.serverRequestId());
        modalities(out, record.modalities());
        if (record.routed() != null) {
            routed(out, record.routed());
        }
    }

    private static void routed(RecordSink out, RouterFacts routed) {
        text(out, "routerModel", routed.model());
        number(out, "routerQueuedUs", routed.queuedUs());
        number(out, "routerEvictingUs", routed.evictingUs());
        number(out, "routerSpawningUs", routed.spawningUs());
        number(out, "routerHealthUs", routed.healthUs());
        number(out, "routerProxyingUs", routed.proxyingUs());
    }

    private static void modalities(RecordSink out, Modalities modalities) {
        if (modalities.images() > 0) {
            out.number("images", modalities.images());
            number(out, "imagePixels", modalities.imagePixels());
            number(out, "imageBytes", modalities.imageBytes());
        }
        if (modalities.audios() > 0) {
            out.number("audios", modalities.audios());
            number(out, "audioNs", modalities.audioNs());
            number(out, "audioBytes", modalities.audioBytes());
        }
        if (modalities.toolCalls() > 0) {
            out.number("toolCalls", modalities.toolCalls());
        }
    }

    /**
     * Reads one object.
     *
     * @throws IllegalArgumentException where it lacks an id, a stage or a status, or names an unknown status or error
     */
    static RequestRecord read(JsonNode node) {
        return read(new RecordSource() {
            @Override
            public @Nullable String text(String name) {
                JsonNode value = node.get(name);
                return value == null || !value.isString() ? null : value.stringValue();
            }

            @Override
            public long number(String name, long absent) {
                JsonNode value = node.get(name);
                return value == null || !value.isIntegralNumber() ? absent : value.longValue();
            }

            @Override
            public boolean flag(String name) {
                return node.path(name).booleanValue(false);
            }

            @Override
            public long[] longs(String name) {
                JsonNode array = node.path(name);
                long[] values = new long[array.size()];
                for (int i = 0; i < values.length; i++) {
                    values[i] = array.get(i).longValue();
                }
                return values;
            }
        });
    }

    /** Reads a record from anything with named fields. */
    static RequestRecord read(RecordSource in) {
        long id = in.number("id", -1);
        String status = in.text("status");
        if (id < 0 || status == null) {
            throw new IllegalArgumentException("a record without id or status");
        }
        RequestInfo info = new RequestInfo(
                id,
                (int) in.number("stage", 0),
                in.number("slot", -1),
                (int) in.number("stream", -1),
                (int) in.number("node", 0),
                (int) in.number("worker", 0),
                in.number("conversation", 0),
                (int) in.number("turn", 0),
                in.longs("parents"),
                in.text("label"),
                in.text("model"));
        String errorKind = in.text("errorKind");
        String sample = in.text("errorSample");
        RequestError error = errorKind == null
                ? null
                : new RequestError(
                        ErrorKind.ofText(errorKind),
                        (int) in.number("errorHttpStatus", 0),
                        sample == null ? "" : sample,
                        (int) in.number("retryAfterSeconds", -1));
        long[] t = new long[TIME_NAMES.size()];
        for (int i = 0; i < t.length; i++) {
            t[i] = in.number(TIME_NAMES.get(i), RequestTimings.ABSENT);
        }
        long[] deltas = in.longs("contentDeltasUs");
        int[] contentDeltasUs = deltas.length == 0 ? RequestRecord.NO_CONTENT_TIMES : new int[deltas.length];
        for (int i = 0; i < deltas.length; i++) {
            contentDeltasUs[i] = (int) deltas[i];
        }
        return new RequestRecord(
                info,
                RequestStatus.ofText(status),
                error,
                in.text("cancelReason"),
                new RequestTimings(
                        t[0], t[1], t[2], t[3], t[4], t[5], t[6], t[7], t[8], t[9], t[10], t[11], t[12], t[13]),
                contentDeltasUs,
                (int) in.number("contentTimesBeyond", 0),
                new TokenCounts(
                        (int) in.number("promptTokens", -1),
                        (int) in.number("outputTokens", -1),
                        (int) in.number("cachedTokens", -1),
                        (int) in.number("reasoningTokens", -1),
                        (int) in.number("requestedOutputTokens", -1),
                        (int) in.number("tokensInFirstChunk", 1),
                        source(in, "tokenSource"),
                        source(in, "promptTokenSource"),
                        (int) in.number("clientPromptTokens", -1),
                        (int) in.number("clientOutputTokens", -1)),
                new WireFacts(
                        (int) in.number("httpStatus", 0),
                        in.number("bytesSent", 0),
                        in.number("bytesReceived", 0),
                        (int) in.number("events", 0),
                        (int) in.number("contentEvents", 0),
                        (int) in.number("reads", 0),
                        (int) in.number("sharedReadEvents", 0),
                        in.flag("connectionReused"),
                        (int) in.number("retries", 0),
                        in.text("serverRequestId")),
                modalities(in),
                routed(in));
    }

    private static @Nullable RouterFacts routed(RecordSource in) {
        RouterFacts told = new RouterFacts(
                in.text("routerModel"),
                in.number("routerQueuedUs", -1),
                in.number("routerEvictingUs", -1),
                in.number("routerSpawningUs", -1),
                in.number("routerHealthUs", -1),
                in.number("routerProxyingUs", -1));
        return told.equals(RouterFacts.UNKNOWN) ? null : told;
    }

    private static Modalities modalities(RecordSource in) {
        int images = (int) in.number("images", 0);
        int audios = (int) in.number("audios", 0);
        int toolCalls = (int) in.number("toolCalls", 0);
        if (images == 0 && audios == 0 && toolCalls == 0) {
            return Modalities.NONE;
        }
        long noImage = images == 0 ? 0 : -1;
        long noAudio = audios == 0 ? 0 : -1;
        return new Modalities(
                images,
                in.number("imagePixels", noImage),
                in.number("imageBytes", noImage),
                audios,
                in.number("audioNs", noAudio),
                in.number("audioBytes", noAudio),
                toolCalls);
    }

    private static TokenSource source(RecordSource in, String name) {
        String source = in.text(name);
        return source == null ? TokenSource.NONE : TokenSource.valueOf(source.toUpperCase(Locale.ROOT));
    }

    private static void number(RecordSink out, String name, long value) {
        if (value >= 0) {
            out.number(name, value);
        }
    }

    private static void text(RecordSink out, String name, @Nullable String value) {
        if (value != null) {
            out.text(name, value);
        }
    }
}
