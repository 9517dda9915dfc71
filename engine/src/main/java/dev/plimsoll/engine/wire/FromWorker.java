package dev.plimsoll.engine.wire;

import dev.plimsoll.engine.record.IntervalSample;
import dev.plimsoll.engine.record.RequestRecord;
import dev.plimsoll.engine.record.RequestUpdate;
import dev.plimsoll.engine.record.SelfSample;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a worker tells the coordinator. */
public sealed interface FromWorker {
    /** First frame. */
    record Hello(int protocolVersion, long pid) implements FromWorker {}

    /** The backend stands, the code path is warm. {@code calibration} is for the report: spin window, transport, timer slack. */
    record Ready(String calibrationJson) implements FromWorker {}

    /** Answer to a ping: the same number, and this process's clock when it was read. */
    record Pong(long coordinatorNs, long workerNs) implements FromWorker {}

    /**
     * Updates in event-time order of this worker. Sent at least every 50 ms while a stage runs, even when empty: the coordinator
     * merges up to {@code watermarkNs}.
     *
     * @param stage index
     * @param watermarkNs no later frame holds an update before this run time
     * @param idleStreams streams or places that are free and have nothing to start
     * @param conversationsLeft prefetched conversations not yet started
     * @param slotsLeft slots held and not yet used
     */
    record Updates(
            int stage,
            long watermarkNs,
            int idleStreams,
            int conversationsLeft,
            int slotsLeft,
            List<RequestUpdate> updates)
            implements FromWorker {
        public Updates {
            updates = List.copyOf(updates);
        }
    }

    /**
     * Finished requests; {@code texts} holds the kept answer text of each or null. Sent before the {@link Updates} frame that tells
     * of their ends, so that a request known to have ended is never without its record, even if the worker dies in between.
     */
    record Records(int stage, List<RequestRecord> records, List<@Nullable String> texts) implements FromWorker {}

    /** Counts and histograms of one second. */
    record Interval(IntervalSample sample) implements FromWorker {}

    /** Self-measurement of one second. */
    record Self(SelfSample sample) implements FromWorker {}

    /** Conversations given back, not started. */
    record Withdrawn(int stage, List<Long> conversationIds) implements FromWorker {
        public Withdrawn {
            conversationIds = List.copyOf(conversationIds);
        }
    }

    /** Slots given back, not used. */
    record WithdrawnSlots(int stage, List<Long> slots) implements FromWorker {
        public WithdrawnSlots {
            slots = List.copyOf(slots);
        }
    }

    /** Every request of the stage has ended and every update, record and sample of it was sent. The last frame of a stage. */
    record StageDone(int stage, long created, long successful, long errored, long cancelled, long dropped)
            implements FromWorker {}

    /** The worker cannot go on. */
    record Fault(String message) implements FromWorker {}
}
