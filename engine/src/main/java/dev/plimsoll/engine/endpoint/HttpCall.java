package dev.plimsoll.engine.endpoint;

import dev.plimsoll.engine.http.GrowingBytes;
import dev.plimsoll.engine.http.HttpExchange;
import dev.plimsoll.engine.http.HttpHead;
import dev.plimsoll.engine.record.ErrorKind;
import dev.plimsoll.engine.record.RequestError;
import dev.plimsoll.engine.record.RequestStatus;
import dev.plimsoll.engine.record.RequestTimings;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.jspecify.annotations.Nullable;

/**
 * One request from its preparation to its end, then used again for another: everything a request needs is allocated once. A caller
 * never holds it past its end: {@link Handle} knows which use it belongs to.
 */
final class HttpCall extends HttpExchange implements Backend.Prepared, TokenTimes.Listener {
    /** A buffer larger than this is not kept for the next request. */
    private static final int KEPT_BYTES = 1 << 20;

    private enum State {
        FREE,
        PREPARED,
        IN_FLIGHT,
        OVER
    }

    private final HttpBackend backend;
    private final AnswerParser parser;
    private ByteBuf bytes = Unpooled.EMPTY_BUFFER;
    private int byteCount;
    private int promptTokens;
    private int requestedOutput;
    private @Nullable CallListener listener;
    private @Nullable Object token;
    private State state = State.FREE;
    private int use;
    /** Depth of calls into this object; while it is not 0 the object is not given to another request. */
    private int callDepth;

    HttpCall(HttpBackend backend, boolean countTokens) {
        this.backend = backend;
        this.parser = backend.parser(this, countTokens);
    }

    /** Takes an encoded request. */
    void prepare(GrowingBytes request, int turnPromptTokens, int turnOutputTokens) {
        int length = request.length();
        if (bytes.refCnt() != 1 || bytes.capacity() < length || bytes.capacity() > KEPT_BYTES) {
            freeBytes();
            bytes = Unpooled.directBuffer(Math.max(1024, length));
        }
        bytes.clear().writeBytes(request.array(), 0, length);
        byteCount = length;
        promptTokens = turnPromptTokens;
        requestedOutput = turnOutputTokens;
        state = State.PREPARED;
    }

    /** Starts it on the backend's pool. */
    Backend.Call start(Object callToken, CallListener callListener) {
        requirePrepared();
        state = State.IN_FLIGHT;
        token = callToken;
        listener = callListener;
        Handle handle = new Handle(this, use);
        callDepth++;
        backend.client().send(this, bytes.retain());
        callDepth--;
        return handle;
    }

    void freeBytes() {
        if (bytes != Unpooled.EMPTY_BUFFER) {
            bytes.release();
            bytes = Unpooled.EMPTY_BUFFER;
        }
    }

    // ---- Prepared

    @Override
    public int byteCount() {
        return byteCount;
    }

    @Override
    public void release() {
        requirePrepared();
        free();
    }

    // ---- HttpExchange

    @Override
    protected void sent(long startNs) {
        parser.begin(startNs);
        listener().sent(token(), startNs);
    }

    @Override
    protected void written(long atNs) {
        CallListener current = listener;
        if (current != null) {
            current.written(token(), atNs);
        }
    }

    @Override
    public void head(HttpHead head, long readNs) {
        parser.head(head);
    }

    @Override
    public void body(byte[] source, int from, int to, long readNs) {
        callDepth++;
        try {
            parser.body(source, from, to, readNs);
        } finally {
            callDepth--;
            recycleWhenOver();
        }
    }

    @Override
    protected void ended(long atNs) {
        callDepth++;
        parser.bodyEnds(atNs);
        finish(null, null, atNs);
        callDepth--;
        recycleWhenOver();
    }

    @Override
    protected void failed(ErrorKind kind, String message, long atNs) {
        finish(RequestError.of(kind, message), null, parser.isComplete() ? parser.doneNs() : atNs);
        recycleWhenOver();
    }

    // ---- TokenTimes.Listener

    @Override
    public void firstToken(long atNs) {
        listener().firstToken(token(), atNs);
    }

    @Override
    public void contentGap(long gapNs) {
        listener().contentGap(token(), gapNs);
    }

    // ---- end

    void cancel(String reason) {
        if (state == State.IN_FLIGHT) {
            long nowNs = backend.nowNs();
            backend.client().cancel(this);
            cancelled(reason, nowNs);
        }
    }

    /** Its connection is gone already. */
    void cancelled(String reason, long nowNs) {
        finish(null, reason, nowNs);
        recycleWhenOver();
    }

    private void finish(@Nullable RequestError cut, @Nullable String cancelReason, long endNs) {
        if (state != State.IN_FLIGHT) {
            return;
        }
        state = State.OVER;
        parser.stop();
        if (sendStartNs() == RequestTimings.ABSENT) {
            parser.begin(endNs); // never sent: forget the answer before
        }
        RequestError error = cancelReason != null ? null : parser.judge(cut);
        RequestStatus status = cancelReason != null
                ? RequestStatus.CANCELLED
                : error != null ? RequestStatus.ERRORED : RequestStatus.COMPLETED;
        CallResult result = result(status, backend.redacted(error), cancelReason, endNs);
        CallListener told = listener();
        Object toldToken = token();
        listener = null;
        token = null;
        use++;
        callDepth++;
        told.ended(toldToken, result);
        callDepth--;
    }

    private CallResult result(
            RequestStatus status, @Nullable RequestError error, @Nullable String cancelReason, long endNs) {
        TokenTimes times = parser.times();
        Usage usage = parser.usage();
        int counted = backend.countTokens(parser);
        return new CallResult(
                status,
                error,
                cancelReason,
                sendStartNs(),
                sendEndNs(),
                firstByteNs(),
                times.firstEventNs(),
                times.firstTokenNs(),
                times.firstOutputNs(),
                times.lastTokenNs(),
                endNs,
                blockedNs(),
                connectNs(),
                tlsNs(),
                times.deltasUs(),
                times.beyond(),
                parser.tokens(usage, promptTokens, requestedOutput, counted),
                parser.wire(bytesSent(), bytesReceived(), reads(), connectionReused(), retries()),
                parser.toolCalls(),
                parser.routed(),
                backend.keepsText() ? parser.outputText() : null);
    }

    private void recycleWhenOver() {
        if (state == State.OVER && callDepth == 0) {
            free();
        }
    }

    private void free() {
        state = State.FREE;
        backend.recycle(this);
    }

    private void requirePrepared() {
        if (state != State.PREPARED) {
            throw new IllegalStateException("the prepared request was resolved or released before");
        }
    }

    private CallListener listener() {
        CallListener current = listener;
        if (current == null) {
            throw new IllegalStateException("told about a call that is over");
        }
        return current;
    }

    private Object token() {
        Object current = token;
        if (current == null) {
            throw new IllegalStateException("told about a call that is over");
        }
        return current;
    }

    /** What a caller cancels; harmless once the call is over, even if its object serves another. */
    private record Handle(HttpCall call, int use) implements Backend.Call {
        @Override
        public void cancel(String reason) {
            if (call.use == use) {
                call.cancel(reason);
            }
        }
    }
}
