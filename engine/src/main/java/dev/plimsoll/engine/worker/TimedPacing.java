package dev.plimsoll.engine.worker;

import dev.plimsoll.engine.record.RequestTimings;

/**
 * Open loop in which each conversation brings its own times (a trace, virtual users): a turn starts at its time and no other does in its
 * place. A turn that is not ready by then, because the answer before it came late, starts once it is and keeps its intended time; one
 * without a time starts as soon as it is ready.
 *
 * <p>The slot of a conversation's first turn is the conversation's number; later turns have none.
 */
final class TimedPacing implements Pacing {
    private final ConversationQueue conversations;
    private final Starter starter;
    private final long startNs;
    private final TimeHeap<TurnRun> followUps = new TimeHeap<>();

    TimedPacing(long startNs, ConversationQueue conversations, Starter starter) {
        this.startNs = startNs;
        this.conversations = conversations;
        this.starter = starter;
    }

    @Override
    public long nextNs() {
        return Math.min(conversations.firstStartNs(), followUps.firstNs());
    }

    @Override
    public void startDue(long nowNs) {
        long nextNs = nextNs();
        for (int started = 0; started < MOST_AT_ONCE && nextNs <= nowNs; started++) {
            if (followUps.firstNs() == nextNs) {
                TurnRun next = followUps.removeFirst();
                next.conversation.readied--;
                starter.start(next, -1, -1, intendedNs(next), nowNs);
            } else {
                ConversationRun next = conversations.poll();
                if (next != null) {
                    next.begin(nowNs, this);
                    starter.start(next.firstTurn(), next.conversation.id(), -1, next.startNs, nowNs);
                }
            }
            nextNs = nextNs();
        }
    }

    private long intendedNs(TurnRun run) {
        long own = run.turn.settings().relativeTimestampNs();
        return RequestTimings.has(own) ? startNs + own : run.readyNs;
    }

    @Override
    public void ready(TurnRun run) {
        run.conversation.readied++;
        followUps.add(Math.max(run.readyNs, intendedNs(run)), run);
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
        while (!followUps.isEmpty()) {
            followUps.removeFirst().release();
        }
    }

    @Override
    public boolean canStartMore() {
        return !conversations.isEmpty() || !followUps.isEmpty();
    }

    @Override
    public int idle(long nowNs) {
        return 0;
    }

    @Override
    public int slotsLeft() {
        return 0;
    }
}
