package dev.plimsoll.engine.scheduler;

import dev.plimsoll.engine.dataset.Conversation;
import dev.plimsoll.engine.record.RequestInfo;
import dev.plimsoll.engine.wire.ToWorker;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Hands out everything a stage is made of, ahead of time and never too much: slots and a conversation for each in an open loop,
 * conversations to free streams in a closed one; takes back what a lost or a busy worker holds; and says when nothing more comes.
 * Confined to the coordinator's thread.
 */
final class StageFeed {
    /** Text a worker holds unstarted, in characters, before it gets only what it needs at once. */
    private static final long MOST_CHARS_AHEAD = 16L << 20;

    /** What "at once" is in an open loop. */
    private static final long AT_ONCE_NS = 250_000_000L;

    /** How long after the last possible slot a stage waits for the constraint that bounds it. */
    private static final long PATIENCE_NS = 2_000_000_000L;

    private final int stage;
    private final List<StageWorker> workers;
    private final ConversationFeeder conversations;
    private final @Nullable SlotFeeder slots;
    private final @Nullable TimedSource timed;
    private final long startNs;
    private final long lastSlotNs;
    private boolean exhausted;
    private boolean stopped;

    /**
     * Everything of one stage.
     *
     * @param slots of an open loop in which they take what is ready, else null
     * @param timed the source of the conversations where these have their own times, else null
     * @param startNs the stage's start, run time
     * @param lastSlotNs run time at which no slot can come any more by a limit known in advance, {@link Long#MAX_VALUE} for none
     */
    StageFeed(
            int stage,
            List<StageWorker> workers,
            ConversationFeeder conversations,
            @Nullable SlotFeeder slots,
            @Nullable TimedSource timed,
            long startNs,
            long lastSlotNs) {
        this.stage = stage;
        this.workers = workers;
        this.conversations = conversations;
        this.slots = slots;
        this.timed = timed;
        this.startNs = startNs;
        this.lastSlotNs = lastSlotNs;
    }

    /** Hands out what is due to be handed out. Called whenever something happened, and on every tick. */
    void advance(long nowNs) {
        if (stopped || exhausted) {
            return;
        }
        if (slots != null) {
            dealSlots(slots, nowNs);
        } else if (timed != null) {
            dealTimed(timed, nowNs);
        } else if (conversations.isFinished()) {
            withdrawForIdle();
        } else {
            boolean tail = conversations.remainingTurns() <= 0 || conversations.isSourceEnded();
            conversations.deal(workers, tail ? StageFeed::idle : this::prefetch);
        }
        if (isEverythingStarted(nowNs)) {
            exhausted = true;
            tell(new ToWorker.Exhausted(stage));
        }
    }

    private void dealSlots(SlotFeeder feeder, long nowNs) {
        boolean noneLeft = conversations.isFinished();
        if (noneLeft && mustPassOn()) {
            passOn();
        } else {
            feeder.deal(workers, nowNs, worker -> !noneLeft || worker.spareSlots() < 0);
        }
        conversations.deal(workers, worker -> forSlots(worker, nowNs));
    }

    /** Whether one worker has slots and nothing to start at them, while another waits for slots. */
    private boolean mustPassOn() {
        return workers.stream().anyMatch(w -> w.isActive() && (w.withdrawing || w.spareSlots() > 0))
                && workers.stream().anyMatch(w -> w.isActive() && w.spareSlots() < 0);
    }

    /** Takes back every slot that a worker has to spare; the oldest of them are dealt before any new one. */
    private void passOn() {
        for (StageWorker holder : workers) {
            if (holder.isActive() && !holder.withdrawing && holder.spareSlots() > 0) {
                holder.withdrawing = true;
                holder.link.send(new ToWorker.WithdrawSlots(stage, (int) holder.spareSlots()));
            }
        }
    }

    /** Conversations that start soon; with much text waiting only those that start at once. */
    private void dealTimed(TimedSource source, long nowNs) {
        long chars = workers.stream().mapToLong(w -> w.unstartedChars).sum();
        int held = workers.stream().mapToInt(w -> w.unstarted.size()).sum();
        boolean much = chars >= MOST_CHARS_AHEAD;
        source.allow(
                nowNs - startNs + (much ? AT_ONCE_NS : SlotFeeder.HORIZON_NS),
                (much ? 1 : SlotFeeder.LEAST_AHEAD) - held);
        conversations.dealAll(workers);
    }

    /** A conversation for every slot it holds; with much text waiting only for those that are due soon. */
    private static int forSlots(StageWorker worker, long nowNs) {
        int wanted = worker.unusedSlots.size();
        if (worker.unstartedChars >= MOST_CHARS_AHEAD) {
            wanted = (int) worker.unusedSlots.values().stream()
                    .filter(atNs -> atNs <= nowNs + AT_ONCE_NS)
                    .count();
        }
        return wanted - worker.unstarted.size();
    }

    private int prefetch(StageWorker worker) {
        int active = (int) workers.stream().filter(StageWorker::isActive).count();
        int wanted = worker.unstartedChars >= MOST_CHARS_AHEAD
                ? Math.max(worker.streams, worker.idleStreams)
                : worker.prefetch.target(conversations.remainingTurns(), active);
        return wanted - worker.unstarted.size();
    }

    private static int idle(StageWorker worker) {
        return worker.idleStreams - worker.unstarted.size();
    }

    /** Nothing is left to hand out: a worker with free streams gets what another holds and cannot start. */
    private void withdrawForIdle() {
        int idle = workers.stream()
                .filter(StageWorker::isActive)
                .mapToInt(w -> Math.max(0, idle(w)))
                .sum();
        if (idle == 0 || workers.stream().anyMatch(w -> w.withdrawing && w.isActive())) {
            return;
        }
        workers.stream()
                .filter(w -> w.isActive() && w.idleStreams == 0 && !w.unstarted.isEmpty())
                .max(Comparator.comparingInt(w -> w.unstarted.size()))
                .ifPresent(holder -> {
                    holder.withdrawing = true;
                    holder.link.send(new ToWorker.Withdraw(stage, Math.min(idle, holder.unstarted.size())));
                });
    }

    /**
     * Whether nothing can be handed out any more, not even what a worker would leave behind if it were lost now. Only then may the
     * workers be told: one that was told takes nothing over.
     */
    private boolean isEverythingStarted(long nowNs) {
        boolean noneLeft = conversations.isFinished()
                || (timed != null && timed.isLimitReached() && nowNs - PATIENCE_NS > lastSlotNs);
        if (slots == null) {
            return noneLeft && workers.stream().allMatch(w -> !w.isActive() || w.unstarted.isEmpty());
        }
        boolean noSlotLeft = slots.isFinished()
                || (noneLeft && workers.stream().allMatch(w -> !w.isActive() || w.spareSlots() >= 0))
                || nowNs - PATIENCE_NS > lastSlotNs;
        return noSlotLeft
                && !(noneLeft && mustPassOn())
                && workers.stream()
                        .allMatch(
                                w -> !w.isActive() || w.unusedSlots.isEmpty() || (noneLeft && w.uncreatedTurns() == 0));
    }

    /** Whether a worker waits for the dataset. */
    boolean isStarving() {
        return conversations.isStarving() && (timed == null || !timed.isWaitingForTime() && !timed.isLimitReached());
    }

    /** Every request there will be, once the dataset has given all it has, or the last slot of a schedule that ends was used. */
    OptionalLong allThereIs() {
        if (exhausted && slots != null && slots.isScheduleEnded()) {
            return OptionalLong.of(workers.stream().mapToLong(w -> w.created).sum());
        }
        return conversations.isSourceEnded() ? OptionalLong.of(conversations.takenTurns()) : OptionalLong.empty();
    }

    /** A request was heard for the first time. */
    void created(StageWorker worker, RequestInfo info) {
        worker.created(info);
        if (slots != null && info.slot() < 0) {
            slots.createdWithoutSlot();
        }
    }

    /** A worker told how much it has left. */
    void heard(StageWorker worker, int idleStreams, int conversationsLeft) {
        worker.idleStreams = idleStreams;
        if (slots == null && idleStreams > 0 && conversationsLeft == 0 && !conversations.isFinished()) {
            worker.prefetch.ranDry();
        }
    }

    /** A worker gave conversations back. */
    void withdrawn(StageWorker worker, List<Long> ids) {
        worker.withdrawing = false;
        List<Conversation> back = new ArrayList<>();
        for (long id : ids) {
            Conversation conversation = worker.takeBack(id);
            if (conversation != null) {
                back.add(conversation);
            }
        }
        conversations.giveBack(back);
    }

    /** A worker gave slots back. */
    void withdrawnSlots(StageWorker worker, List<Long> numbers) {
        worker.withdrawing = false;
        Map<Long, Long> back = new HashMap<>();
        for (long number : numbers) {
            Long intendedNs = worker.unusedSlots.remove(number);
            if (intendedNs != null) {
                back.put(number, intendedNs);
            }
        }
        if (slots != null) {
            slots.giveBack(back);
        }
    }

    /** A worker was lost: what it had not started goes to the others. */
    void lost(StageWorker worker) {
        long unstartedTurns = worker.unstarted.values().stream()
                .mapToLong(c -> c.turns().size())
                .sum();
        conversations.lostTurns(Math.max(0, worker.uncreatedTurns() - unstartedTurns));
        conversations.giveBack(worker.unstarted.values());
        if (slots != null) {
            slots.giveBack(worker.unusedSlots);
        }
        worker.forgetUnstarted();
    }

    /** Whether a worker holds anything that it would still start. */
    boolean isAnythingUnstarted() {
        return workers.stream().anyMatch(w -> w.isActive() && !(slots == null ? w.unstarted : w.unusedSlots).isEmpty());
    }

    /** Hands out nothing any more; what is handed out goes on. */
    void close() {
        conversations.close();
        if (slots != null) {
            slots.close();
        }
    }

    /** Hands out nothing any more, and what is not started will not be: it was never created. */
    void stop() {
        close();
        stopped = true;
        workers.forEach(StageWorker::forgetUnstarted);
    }

    private void tell(ToWorker message) {
        workers.stream().filter(StageWorker::isActive).forEach(w -> w.link.send(message));
    }
}
