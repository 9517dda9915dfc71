package dev.plimsoll.engine.wire;

import dev.plimsoll.engine.dataset.Conversation;
import dev.plimsoll.engine.endpoint.BackendSettings;
import java.util.List;

/** What the coordinator tells a worker. */
public sealed interface ToWorker {
    /** Version of this protocol; a worker that speaks another is refused with a clear error. */
    int PROTOCOL_VERSION = 5;

    /**
     * First message, once per run: whom to talk to. The worker starts its backend, warms its own code path against an in-process
     * null target and answers {@link FromWorker.Ready}.
     *
     * @param worker this worker's index
     * @param anchorNs the run's anchor on the <em>worker's</em> monotonic clock (coordinator's anchor plus the measured offset)
     * @param backend target
     * @param spin {@code auto}, {@code on} or {@code off}
     * @param targetIsLocal whether the target shares this machine
     * @param warmupRequests requests of the code-path warm-up, 0 = none
     */
    record Plan(
            int worker, long anchorNs, BackendSettings backend, String spin, boolean targetIsLocal, int warmupRequests)
            implements ToWorker {}

    /**
     * A stage begins.
     *
     * @param stage index
     * @param startNs agreed start, run time
     * @param openLoop true: slots follow; false: {@code streams} take conversations as they become free
     * @param streams first stream indexes of this worker in a closed loop: {@code streamIds[k]} starts at {@code streamStartNs[k]}
     * @param streamStartNs first start of each stream, run time
     * @param maxInFlight this worker's share of the cap, {@link Integer#MAX_VALUE} for none
     * @param maxLagNs later slots are dropped, {@link Long#MAX_VALUE} for never
     * @param fillThinkTime streams of a closed loop start other conversations while one waits for its next turn
     * @param injection which requests are cancelled on purpose
     * @param ownTimes an open loop without slots: each turn starts at the {@code relativeTimestampNs} of its settings, relative to
     *     {@code startNs}
     */
    record StageStart(
            int stage,
            long startNs,
            boolean openLoop,
            int[] streams,
            long[] streamStartNs,
            int maxInFlight,
            long maxLagNs,
            boolean fillThinkTime,
            Injection injection,
            boolean ownTimes)
            implements ToWorker {
        /** A stage whose turns have no times of their own. */
        public StageStart(
                int stage,
                long startNs,
                boolean openLoop,
                int[] streams,
                long[] streamStartNs,
                int maxInFlight,
                long maxLagNs,
                boolean fillThinkTime,
                Injection injection) {
            this(
                    stage,
                    startNs,
                    openLoop,
                    streams,
                    streamStartNs,
                    maxInFlight,
                    maxLagNs,
                    fillThinkTime,
                    injection,
                    false);
        }

        /** Neither do streams go on in think time, nor is anything cancelled on purpose. */
        public StageStart(
                int stage,
                long startNs,
                boolean openLoop,
                int[] streams,
                long[] streamStartNs,
                int maxInFlight,
                long maxLagNs) {
            this(stage, startNs, openLoop, streams, streamStartNs, maxInFlight, maxLagNs, false, Injection.NONE);
        }
    }

    /**
     * Cancellation on purpose: whether a request is cancelled hangs only on the seed and its number.
     *
     * @param rate share of the requests, 0 to 1
     * @param delayNs how long after the request was fully written
     * @param seed of this purpose
     * @param fromNs only requests sent from then on, run time; {@link Long#MAX_VALUE} until {@link WarmUpOver}
     */
    record Injection(double rate, long delayNs, long seed, long fromNs) {
        /** None. */
        public static final Injection NONE = new Injection(0, 0, 0, Long.MAX_VALUE);
    }

    /** The warm-up of the stage is over: requests sent from now on may be cancelled on purpose. */
    record WarmUpOver(int stage) implements ToWorker {}

    /** Conversations for this worker to start; in an open loop one per slot, taken in order. */
    record Conversations(int stage, List<Conversation> conversations) implements ToWorker {
        public Conversations {
            conversations = List.copyOf(conversations);
        }
    }

    /**
     * Slots for this worker.
     *
     * @param stage index
     * @param slots slot numbers, ascending
     * @param intendedNs their times, run time
     */
    record Slots(int stage, long[] slots, long[] intendedNs) implements ToWorker {}

    /** Nothing new will come in this stage: no further conversation and no further slot. */
    record Exhausted(int stage) implements ToWorker {}

    /**
     * A constraint stopped the creating of requests: nothing further may be created after {@code afterNs}; what was handed out and
     * not created is forgotten. Requests created and not yet sent are cancelled.
     */
    record StopCreating(int stage, String reason) implements ToWorker {}

    /** Everything not ended at {@code deadlineNs} (run time) is cancelled with {@code reason}; 0 = at once. Implies StopCreating. */
    record StopProcessing(int stage, long deadlineNs, String reason) implements ToWorker {}

    /** Give back up to {@code count} conversations not yet started, for a worker that has none. Answered by {@link FromWorker.Withdrawn}. */
    record Withdraw(int stage, int count) implements ToWorker {}

    /** Give back up to {@code count} slots not yet used, the latest first. Answered by {@link FromWorker.WithdrawnSlots}. */
    record WithdrawSlots(int stage, int count) implements ToWorker {}

    /** Measures the offset of the clocks; answered at once by {@link FromWorker.Pong}. */
    record Ping(long coordinatorNs) implements ToWorker {}

    /** End the process in good order. */
    record Shutdown() implements ToWorker {}
}
