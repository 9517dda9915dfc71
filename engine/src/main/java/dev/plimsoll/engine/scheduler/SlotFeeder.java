package dev.plimsoll.engine.scheduler;

import dev.plimsoll.engine.strategy.ArrivalSchedule;
import dev.plimsoll.engine.wire.ToWorker;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Hands the slots of the near future to workers: slot i to the (i mod W)-th of the W, or the next one after it that may take one.
 *
 * <p>Guarantees: no slot at or after the offset limit, never more than the count limit, each exactly once except those of a lost
 * worker or of one with nothing to start, which go to another with their intended times. Confined to the coordinator's thread.
 */
final class SlotFeeder {
    /** How far ahead slots are handed out. */
    static final long HORIZON_NS = 1_000_000_000L;

    /** Slots handed out however far ahead they are. */
    static final int LEAST_AHEAD = 64;

    private final int stage;
    private final long startNs;
    private final long countLimit;
    private final long offsetLimitNs;
    private final ArrivalSchedule.Cursor cursor;
    private final TreeMap<Long, Long> returned = new TreeMap<>();

    private long nextSlot;
    private long nextOffsetNs;
    private long slotless;
    private boolean closed;

    SlotFeeder(int stage, long startNs, ArrivalSchedule schedule, long countLimit, long offsetLimitNs) {
        this.stage = stage;
        this.startNs = startNs;
        this.countLimit = countLimit;
        this.offsetLimitNs = offsetLimitNs;
        this.cursor = schedule.cursor();
        this.nextOffsetNs = cursor.nextOffsetNs();
    }

    /** Whether no further slot comes: the number of requests allows none, or the schedule ended. */
    boolean isFinished() {
        return closed || (returned.isEmpty() && (nextSlot + slotless >= countLimit || isScheduleEnded()));
    }

    /** Whether the schedule has no slot beyond those handed out. */
    boolean isScheduleEnded() {
        return nextOffsetNs == ArrivalSchedule.NO_SLOT;
    }

    /** A request was created that has no slot (the rest of a failed conversation): it counts all the same. */
    void createdWithoutSlot() {
        slotless++;
    }

    /** Hands out nothing any more. */
    void close() {
        closed = true;
        returned.clear();
    }

    /** Slots of a lost worker, or that a worker has nothing to start at, with their intended times. */
    void giveBack(Map<Long, Long> slots) {
        if (!closed) {
            returned.putAll(slots);
        }
    }

    /** Hands out what lies within the horizon to those of the active workers that may take one more. */
    void deal(List<StageWorker> workers, long nowNs, Predicate<StageWorker> mayTake) {
        if (closed) {
            return;
        }
        List<StageWorker> active =
                workers.stream().filter(StageWorker::isActive).toList();
        if (active.isEmpty()) {
            return;
        }
        List<Batch> batches = active.stream().map(Batch::new).toList();
        dealReturned(batches, mayTake);
        long ahead = active.stream().mapToLong(w -> w.unusedSlots.size()).sum();
        while (nextSlot + slotless < countLimit
                && nextOffsetNs < offsetLimitNs
                && !isScheduleEnded()
                && (startNs + nextOffsetNs <= nowNs + HORIZON_NS || ahead < LEAST_AHEAD)) {
            Batch taker = taker(batches, nextSlot, mayTake);
            if (taker == null) {
                break;
            }
            taker.add(nextSlot++, startNs + nextOffsetNs);
            nextOffsetNs = cursor.nextOffsetNs();
            ahead++;
        }
        batches.forEach(Batch::send);
    }

    private void dealReturned(List<Batch> batches, Predicate<StageWorker> mayTake) {
        while (!returned.isEmpty()) {
            Map.Entry<Long, Long> slot = returned.firstEntry();
            Batch taker = taker(batches, slot.getKey(), mayTake);
            if (taker == null) {
                return; // nobody has anything to start at it
            }
            taker.add(slot.getKey(), slot.getValue());
            returned.remove(slot.getKey());
        }
    }

    private @Nullable Batch taker(List<Batch> batches, long slot, Predicate<StageWorker> mayTake) {
        int first = (int) (slot % batches.size());
        for (int i = 0; i < batches.size(); i++) {
            Batch batch = batches.get((first + i) % batches.size());
            if (mayTake.test(batch.worker)) {
                return batch;
            }
        }
        return null;
    }

    /** What one worker gets in one round. */
    private final class Batch {
        private final StageWorker worker;
        private long[] slots = new long[16];
        private long[] intendedNs = new long[16];
        private int size;

        Batch(StageWorker worker) {
            this.worker = worker;
        }

        void add(long slot, long atNs) {
            if (size == slots.length) {
                slots = Arrays.copyOf(slots, size * 2);
                intendedNs = Arrays.copyOf(intendedNs, size * 2);
            }
            slots[size] = slot;
            intendedNs[size++] = atNs;
            worker.unusedSlots.put(slot, atNs);
        }

        void send() {
            if (size > 0) {
                worker.link.send(
                        new ToWorker.Slots(stage, Arrays.copyOf(slots, size), Arrays.copyOf(intendedNs, size)));
            }
        }
    }
}
