package dev.plimsoll.engine.worker;

import dev.plimsoll.engine.dataset.Turn;
import dev.plimsoll.engine.endpoint.Backend;
import dev.plimsoll.engine.endpoint.CallListener;
import dev.plimsoll.engine.endpoint.CallResult;
import dev.plimsoll.engine.record.ErrorKind;
import dev.plimsoll.engine.record.RequestError;
import dev.plimsoll.engine.record.RequestRecord;
import dev.plimsoll.engine.record.RequestStatus;
import dev.plimsoll.engine.record.RequestTimings;
import dev.plimsoll.engine.record.TokenCounts;
import dev.plimsoll.engine.record.TokenSource;
import dev.plimsoll.engine.record.WireFacts;
import dev.plimsoll.engine.time.NanoClock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A backend whose answers come when the test says so. */
final class FakeBackend implements Backend {
    private final NanoClock clock;

    /** Every call ever made, in order. */
    final List<FakeCall> calls = new ArrayList<>();

    /** Bytes prepared and neither sent nor released. */
    int preparedAlive;

    /** Whether a connection is there at once; else the test calls {@link FakeCall#sent}. */
    boolean connected = true;

    /** Whether a sent request is fully written at once; else the test calls {@link FakeCall#written}. */
    boolean writesAtOnce = true;

    /** Whether a cancelled call tells its listener within {@link FakeCall#cancel}. */
    boolean cancelsAtOnce = true;

    FakeBackend(NanoClock clock) {
        this.clock = clock;
    }

    List<FakeCall> open() {
        return calls.stream().filter(c -> !c.over).toList();
    }

    FakeCall last() {
        return calls.getLast();
    }

    @Override
    public Map<String, Object> info() {
        return Map.of();
    }

    @Override
    public Prepared prepare(Turn turn, List<Exchange> history) {
        preparedAlive++;
        return new FakePrepared(turn, List.copyOf(history));
    }

    @Override
    public Call resolve(Prepared prepared, Object token, CallListener listener) {
        FakePrepared bytes = (FakePrepared) prepared;
        bytes.use();
        FakeCall call = new FakeCall(bytes.turn, bytes.history, token, listener, clock.nanoTime());
        calls.add(call);
        if (connected) {
            call.sent();
        }
        return call;
    }

    @Override
    public void openAhead(int count) {}

    @Override
    public void shutdown() {}

    private final class FakePrepared implements Prepared {
        private final Turn turn;
        private final List<Exchange> history;
        private boolean used;

        FakePrepared(Turn turn, List<Exchange> history) {
            this.turn = turn;
            this.history = history;
        }

        void use() {
            if (used) {
                throw new AssertionError("bytes used twice");
            }
            used = true;
            preparedAlive--;
        }

        @Override
        public int byteCount() {
            return 100;
        }

        @Override
        public void release() {
            use();
        }
    }

    /** One call. */
    final class FakeCall implements Call {
        final Turn turn;
        final List<Exchange> history;
        final long resolvedAt;
        private final Object token;
        private final CallListener listener;
        private long sendStart = RequestTimings.ABSENT;
        private long firstToken = RequestTimings.ABSENT;
        private @Nullable String cancelReason;
        boolean over;

        FakeCall(Turn turn, List<Exchange> history, Object token, CallListener listener, long resolvedAt) {
            this.turn = turn;
            this.history = history;
            this.token = token;
            this.listener = listener;
            this.resolvedAt = resolvedAt;
        }

        void sent() {
            sendStart = clock.nanoTime();
            listener.sent(token, sendStart);
            if (writesAtOnce) {
                written();
            }
        }

        void written() {
            listener.written(token, clock.nanoTime());
        }

        boolean isSent() {
            return RequestTimings.has(sendStart);
        }

        void firstToken() {
            firstToken = clock.nanoTime();
            listener.firstToken(token, firstToken);
        }

        void complete(String text) {
            end(RequestStatus.COMPLETED, null, null, text);
        }

        void fail() {
            end(RequestStatus.ERRORED, RequestError.of(ErrorKind.RESET, "connection reset"), null, null);
        }

        boolean isCancelling() {
            return cancelReason != null;
        }

        /** The cancelled call tells its listener. */
        void cancelled() {
            end(RequestStatus.CANCELLED, null, cancelReason, null);
        }

        @Override
        public void cancel(String reason) {
            if (cancelReason != null) {
                throw new AssertionError("cancelled twice");
            }
            cancelReason = reason;
            if (cancelsAtOnce) {
                cancelled();
            }
        }

        private void end(
                RequestStatus status, @Nullable RequestError error, @Nullable String reason, @Nullable String text) {
            over = true;
            long absent = RequestTimings.ABSENT;
            listener.ended(
                    token,
                    new CallResult(
                            status,
                            error,
                            reason,
                            sendStart,
                            sendStart,
                            firstToken,
                            firstToken,
                            firstToken,
                            firstToken,
                            firstToken,
                            clock.nanoTime(),
                            0,
                            absent,
                            absent,
                            RequestRecord.NO_CONTENT_TIMES,
                            0,
                            new TokenCounts(-1, 3, -1, -1, -1, 1, TokenSource.USAGE),
                            new WireFacts(200, 100, 200, 1, 1, 1, 0, true, 0, null),
                            0,
                            null,
                            text));
        }
    }
}
