package dev.plimsoll.engine.worker;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Open loop: at its time a slot starts the turn that has been ready the longest, else the next conversation. A slot with nothing to
 * start stays the first in line, with its intended time, until there is something.
 */
final class OpenPacing implements Pacing {
    private final ConversationQueue conversations;
    private final Starter starter;
    private final SlotRing slots = new SlotRing();
    private final TimeHeap<TurnRun> followUps = new TimeHeap<>();

    OpenPacing(ConversationQueue conversations, Starter starter) {
        this.conversations = conversations;
        this.starter = starter;
    }

    void add(long slot, long intendedNs) {
        slots.add(slot, intendedNs);
    }

    /** Takes out up to {@code count} slots, the latest first; answers their numbers. */
    List<Long> withdraw(int count) {
        List<Long> numbers = new ArrayList<>();
        while (numbers.size() < count && !slots.isEmpty()) {
            numbers.add(slots.removeLast());
        }
        return numbers;
    }

    @Override
    public long nextNs() {
        if (slots.isEmpty()) {
            return Long.MAX_VALUE;
        }
        if (!conversations.isEmpty()) {
            return slots.firstIntendedNs();
        }
        return Math.max(slots.firstIntendedNs(), followUps.firstNs());
    }

    @Override
    public void startDue(long nowNs) {
        for (int started = 0;
                started < MOST_AT_ONCE && !slots.isEmpty() && slots.firstIntendedNs() <= nowNs;
                started++) {
            TurnRun next = take(nowNs);
            if (next == null) {
                return;
            }
            long slot = slots.firstSlot();
            long intendedNs = slots.firstIntendedNs();
            slots.removeFirst();
            starter.start(next, slot, -1, intendedNs, nowNs);
        }
    }

    private @Nullable TurnRun take(long nowNs) {
        if (followUps.firstNs() <= nowNs) {
            TurnRun next = followUps.removeFirst();
            next.conversation.readied--;
            return next;
        }
        ConversationRun next = conversations.poll();
        if (next == null) {
            return null;
        }
        next.begin(nowNs, this);
        return next.firstTurn();
    }

    @Override
    public void ready(TurnRun run) {
        run.conversation.readied++;
        followUps.add(run.readyNs, run);
    }

    @Override
    public void ended(TurnRun run, long endNs) {}

    @Override
    public void forget(ConversationRun conversation) {
        if (conversation.readied > 0) {
            followUps.removeIf(run -> run.conversation == conversation);
            conversation.readied = 0;
        }
    }

    @Override
    public void forgetAll() {
        conversations.clear();
        slots.clear();
        while (!followUps.isEmpty()) {
            followUps.removeFirst().release();
        }
    }

    @Override
    public boolean canStartMore() {
        return !slots.isEmpty() && (!conversations.isEmpty() || !followUps.isEmpty());
    }

    @Override
    public int idle(long nowNs) {
        return nextNs() <= nowNs ? 0 : slots.dueBy(nowNs);
    }

    @Override
    public int slotsLeft() {
        return slots.size();
    }
}
