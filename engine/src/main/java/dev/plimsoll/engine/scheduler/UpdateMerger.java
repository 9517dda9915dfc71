package dev.plimsoll.engine.scheduler;

import dev.plimsoll.engine.record.RequestUpdate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Joins the workers' update streams into one, in event-time order.
 *
 * <p>Assumes: the updates of one worker come in order, and none comes below a watermark it told before. Guarantees: what
 * {@link #poll} gives never goes back in time; equal times come in the order of the workers. Progress: an update is given as soon
 * as every worker that is not closed has told a watermark at or beyond it.
 */
final class UpdateMerger {
    private static final class Lane {
        final ArrayDeque<RequestUpdate> waiting = new ArrayDeque<>();
        long watermarkNs = Long.MIN_VALUE;
    }

    private final List<Lane> lanes = new ArrayList<>();

    /** For workers at places 0 to {@code workers - 1}. */
    UpdateMerger(int workers) {
        for (int i = 0; i < workers; i++) {
            lanes.add(new Lane());
        }
    }

    /** Updates of one worker, and the time below which it will tell nothing more. */
    void add(int place, List<RequestUpdate> updates, long watermarkNs) {
        Lane lane = lanes.get(place);
        lane.waiting.addAll(updates);
        lane.watermarkNs = Math.max(lane.watermarkNs, watermarkNs);
    }

    /** Nothing more comes from this worker. */
    void close(int place) {
        lanes.get(place).watermarkNs = Long.MAX_VALUE;
    }

    /** Whether every update was given. */
    boolean isEmpty() {
        return lanes.stream().allMatch(lane -> lane.waiting.isEmpty());
    }

    /** The next update, or null where an earlier one may still come. */
    @Nullable
    RequestUpdate poll() {
        Lane first = null;
        long firstNs = 0;
        long safeNs = Long.MAX_VALUE;
        for (Lane lane : lanes) {
            safeNs = Math.min(safeNs, lane.watermarkNs);
            RequestUpdate head = lane.waiting.peek();
            if (head != null && (first == null || head.atNs() < firstNs)) {
                first = lane;
                firstNs = head.atNs();
            }
        }
        return first == null || firstNs > safeNs ? null : first.waiting.poll();
    }
}
