package dev.plimsoll.engine.wire;

import dev.plimsoll.engine.record.ErrorKind;
import dev.plimsoll.engine.record.Modalities;
import dev.plimsoll.engine.record.RequestError;
import dev.plimsoll.engine.record.RequestInfo;
import dev.plimsoll.engine.record.RequestRecord;
import dev.plimsoll.engine.record.RequestStatus;
import dev.plimsoll.engine.record.RequestTimings;
import dev.plimsoll.engine.record.RequestUpdate;
import dev.plimsoll.engine.record.RouterFacts;
import dev.plimsoll.engine.record.TokenCounts;
import dev.plimsoll.engine.record.TokenSource;
import dev.plimsoll.engine.record.WireFacts;
import java.util.Objects;

/**
 * Layout of a request's identity, its updates and its record.
 *
 * <p>Times go as differences to a time written before, which makes most of them three to five bytes. Differences wrap around, so
 * every pair of longs survives; a time that is {@link RequestTimings#ABSENT} is left out and has a cleared bit in a mask.
 */
final class RecordLayout {
    private static final RequestStatus[] STATUSES = RequestStatus.values();
    private static final ErrorKind[] ERROR_KINDS = ErrorKind.values();
    private static final TokenSource[] TOKEN_SOURCES = TokenSource.values();

    private static final int HAS_ERROR = 1;
    private static final int HAS_CANCEL_REASON = 2;
    private static final int REUSED = 4;
    private static final int HAS_SERVER_ID = 8;
    private static final int HAS_MODALITIES = 16;
    private static final int ROUTED = 32;
    private static final int HAS_SEND_START = 1;
    private static final int HAS_FIRST_TOKEN = 2;

    private RecordLayout() {}

    static void putUpdate(FrameBuffer out, RequestUpdate update, long referenceNs) {
        putInfo(out, update.info());
        boolean sent = RequestTimings.has(update.sendStartNs());
        boolean token = RequestTimings.has(update.firstTokenNs());
        out.putByte(update.status().ordinal());
        out.putByte((sent ? HAS_SEND_START : 0) | (token ? HAS_FIRST_TOKEN : 0));
        out.put(update.atNs() - referenceNs);
        out.put(update.intendedNs() - update.atNs());
        if (sent) {
            out.put(update.sendStartNs() - update.intendedNs());
        }
        if (token) {
            out.put(update.firstTokenNs() - update.intendedNs());
        }
        out.put(update.promptTokens());
        out.put(update.outputTokens());
    }

    static RequestUpdate nextUpdate(FrameCursor in, long referenceNs) throws BrokenFrameException {
        RequestInfo info = nextInfo(in);
        RequestStatus status = of(STATUSES, in.nextByte(), "request status");
        int flags = in.nextByte();
        long at = in.next() + referenceNs;
        long intended = in.next() + at;
        long sendStart = (flags & HAS_SEND_START) != 0 ? in.next() + intended : RequestTimings.ABSENT;
        long firstToken = (flags & HAS_FIRST_TOKEN) != 0 ? in.next() + intended : RequestTimings.ABSENT;
        return new RequestUpdate(info, status, at, intended, sendStart, firstToken, in.nextInt(), in.nextInt());
    }

    static void putRecord(FrameBuffer out, RequestRecord record) {
        RequestError error = record.error();
        WireFacts wire = record.wire();
        putInfo(out, record.info());
        out.putByte(record.status().ordinal());
        out.putByte((error != null ? HAS_ERROR : 0)
                | (record.cancelReason() != null ? HAS_CANCEL_REASON : 0)
                | (wire.connectionReused() ? REUSED : 0)
                | (wire.serverRequestId() != null ? HAS_SERVER_ID : 0)
                | (record.modalities().equals(Modalities.NONE) ? 0 : HAS_MODALITIES)
                | (record.routed() != null ? ROUTED : 0));
        if (error != null) {
            out.putByte(error.kind().ordinal());
            out.put(error.httpStatus());
            out.putText(error.sample());
            out.put(error.retryAfterSeconds());
        }
        if (record.cancelReason() != null) {
            out.putText(record.cancelReason());
        }
        putTimings(out, record.timings());
        int[] deltas = record.contentDeltasUs();
        out.put(deltas.length);
        for (int delta : deltas) {
            out.put(delta);
        }
        out.put(record.contentTimesBeyond());
        TokenCounts tokens = record.tokens();
        out.put(tokens.prompt());
        out.put(tokens.output());
        out.put(tokens.cached());
        out.put(tokens.reasoning());
        out.put(tokens.requestedOutput());
        out.put(tokens.inFirstChunk());
        out.putByte(tokens.outputSource().ordinal());
        out.putByte(tokens.promptSource().ordinal());
        out.put(tokens.clientPrompt());
        out.put(tokens.clientOutput());
        out.put(wire.httpStatus());
        out.put(wire.bytesSent());
        out.put(wire.bytesReceived());
        out.put(wire.events());
        out.put(wire.contentEvents());
        out.put(wire.reads());
        out.put(wire.sharedReadEvents());
        out.put(wire.retries());
        if (wire.serverRequestId() != null) {
            out.putText(wire.serverRequestId());
        }
        if (!record.modalities().equals(Modalities.NONE)) {
            putModalities(out, record.modalities());
        }
        if (record.routed() != null) {
            putRouted(out, record.routed());
        }
    }

    static RequestRecord nextRecord(FrameCursor in) throws BrokenFrameException {
        RequestInfo info = nextInfo(in);
        RequestStatus status = of(STATUSES, in.nextByte(), "request status");
        int flags = in.nextByte();
        RequestError error = (flags & HAS_ERROR) != 0
                ? new RequestError(of(ERROR_KINDS, in.nextByte(), "error kind"), in.nextInt(), text(in), in.nextInt())
                : null;
        String cancelReason = (flags & HAS_CANCEL_REASON) != 0 ? text(in) : null;
        RequestTimings timings = nextTimings(in);
        int count = in.nextCount();
        int[] deltas = count == 0 ? RequestRecord.NO_CONTENT_TIMES : new int[count];
        for (int i = 0; i < count; i++) {
            deltas[i] = in.nextInt();
        }
        int beyond = in.nextInt();
        TokenCounts tokens = new TokenCounts(
                in.nextInt(),
                in.nextInt(),
                in.nextInt(),
                in.nextInt(),
                in.nextInt(),
                in.nextInt(),
                of(TOKEN_SOURCES, in.nextByte(), "token source"),
                of(TOKEN_SOURCES, in.nextByte(), "token source"),
                in.nextInt(),
                in.nextInt());
        WireFacts wire = nextWireFacts(in, flags);
        Modalities modalities = (flags & HAS_MODALITIES) != 0 ? nextModalities(in) : Modalities.NONE;
        RouterFacts routed = (flags & ROUTED) != 0 ? nextRouted(in) : null;
        return new RequestRecord(
                info, status, error, cancelReason, timings, deltas, beyond, tokens, wire, modalities, routed);
    }

    private static void putRouted(FrameBuffer out, RouterFacts routed) {
        out.putText(routed.model());
        out.put(routed.queuedUs());
        out.put(routed.evictingUs());
        out.put(routed.spawningUs());
        out.put(routed.healthUs());
        out.put(routed.proxyingUs());
    }

    private static RouterFacts nextRouted(FrameCursor in) throws BrokenFrameException {
        return new RouterFacts(in.nextText(), in.next(), in.next(), in.next(), in.next(), in.next());
    }

    private static void putModalities(FrameBuffer out, Modalities modalities) {
        out.put(modalities.images());
        out.put(modalities.imagePixels());
        out.put(modalities.imageBytes());
        out.put(modalities.audios());
        out.put(modalities.audioNs());
        out.put(modalities.audioBytes());
        out.put(modalities.toolCalls());
    }

    private static Modalities nextModalities(FrameCursor in) throws BrokenFrameException {
        return new Modalities(in.nextInt(), in.next(), in.next(), in.nextInt(), in.next(), in.next(), in.nextInt());
    }

    private static WireFacts nextWireFacts(FrameCursor in, int flags) throws BrokenFrameException {
        int httpStatus = in.nextInt();
        long bytesSent = in.next();
        long bytesReceived = in.next();
        int events = in.nextInt();
        int contentEvents = in.nextInt();
        int reads = in.nextInt();
        int sharedReadEvents = in.nextInt();
        int retries = in.nextInt();
        String serverId = (flags & HAS_SERVER_ID) != 0 ? text(in) : null;
        return new WireFacts(
                httpStatus,
                bytesSent,
                bytesReceived,
                events,
                contentEvents,
                reads,
                sharedReadEvents,
                (flags & REUSED) != 0,
                retries,
                serverId);
    }

    private static void putInfo(FrameBuffer out, RequestInfo info) {
        out.put(info.stage());
        out.put(info.number());
        out.put(info.requestId() - RequestInfo.idOf(info.stage(), info.number()));
        out.put(info.slot());
        out.put(info.stream());
        out.put(info.node());
        out.put(info.worker());
        out.put(info.conversationId());
        out.put(info.turn());
        out.put(info.parents().length);
        for (long parent : info.parents()) {
            out.put(parent - info.requestId());
        }
        out.putText(info.label());
        out.putText(info.model());
    }

    private static RequestInfo nextInfo(FrameCursor in) throws BrokenFrameException {
        int stage = in.nextInt();
        long id = RequestInfo.idOf(stage, in.next()) + in.next();
        long slot = in.next();
        int stream = in.nextInt();
        int node = in.nextInt();
        int worker = in.nextInt();
        long conversation = in.next();
        int turn = in.nextInt();
        int count = in.nextCount();
        long[] parents = count == 0 ? RequestInfo.NO_PARENTS : new long[count];
        for (int i = 0; i < count; i++) {
            parents[i] = in.next() + id;
        }
        return new RequestInfo(
                id, stage, slot, stream, node, worker, conversation, turn, parents, in.nextText(), in.nextText());
    }

    private static void putTimings(FrameBuffer out, RequestTimings t) {
        int mask = bit(0, t.intended())
                | bit(1, t.queued())
                | bit(2, t.handedToWorker())
                | bit(3, t.sendStart())
                | bit(4, t.sendEnd())
                | bit(5, t.firstByte())
                | bit(6, t.firstEvent())
                | bit(7, t.firstToken())
                | bit(8, t.firstOutputToken())
                | bit(9, t.lastToken())
                | bit(10, t.end())
                | bit(11, t.blockedNs())
                | bit(12, t.connectNs())
                | bit(13, t.tlsNs());
        out.put(mask);
        long last = putTime(out, t.intended(), 0);
        last = putTime(out, t.queued(), last);
        last = putTime(out, t.handedToWorker(), last);
        last = putTime(out, t.sendStart(), last);
        last = putTime(out, t.sendEnd(), last);
        last = putTime(out, t.firstByte(), last);
        last = putTime(out, t.firstEvent(), last);
        last = putTime(out, t.firstToken(), last);
        last = putTime(out, t.firstOutputToken(), last);
        last = putTime(out, t.lastToken(), last);
        putTime(out, t.end(), last);
        putTime(out, t.blockedNs(), 0);
        putTime(out, t.connectNs(), 0);
        putTime(out, t.tlsNs(), 0);
    }

    private static RequestTimings nextTimings(FrameCursor in) throws BrokenFrameException {
        int mask = in.nextInt();
        long[] t = new long[14];
        long last = 0;
        for (int i = 0; i < t.length; i++) {
            if ((mask & 1 << i) == 0) {
                t[i] = RequestTimings.ABSENT;
            } else if (i < 11) {
                last += in.next();
                t[i] = last;
            } else {
                t[i] = in.next();
            }
        }
        return new RequestTimings(
                t[0], t[1], t[2], t[3], t[4], t[5], t[6], t[7], t[8], t[9], t[10], t[11], t[12], t[13]);
    }

    private static int bit(int index, long timeNs) {
        return RequestTimings.has(timeNs) ? 1 << index : 0;
    }

    private static long putTime(FrameBuffer out, long timeNs, long referenceNs) {
        if (!RequestTimings.has(timeNs)) {
            return referenceNs;
        }
        out.put(timeNs - referenceNs);
        return timeNs;
    }

    private static String text(FrameCursor in) throws BrokenFrameException {
        return Objects.requireNonNullElse(in.nextText(), "");
    }

    private static <E> E of(E[] values, int ordinal, String what) throws BrokenFrameException {
        if (ordinal < 0 || ordinal >= values.length) {
            throw new BrokenFrameException("unknown " + what + " " + ordinal);
        }
        return values[ordinal];
    }
}
