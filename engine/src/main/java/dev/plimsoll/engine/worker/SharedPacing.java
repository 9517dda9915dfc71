package dev.plimsoll.engine.worker;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;

/**
 * Closed loop that fills think time: a stream belongs to no conversation. When it is free it takes the turn that has been ready the longest,
 * else a new conversation. A request's intended time is the moment its stream was free and it was ready, whichever came later.
 */
final class SharedPacing implements Pacing {
    private record Free(int stream, long sinceNs) {}

    private final ConversationQueue conversations;
    private final Starter starter;
    private final TimeHeap<Integer> firstStarts = new TimeHeap<>();
    private final TimeHeap<TurnRun> followUps = new TimeHeap<>();
    private final ArrayDeque<Free> idle = new ArrayDeque<>();
    private final Map<TurnRun, Integer> streams = new HashMap<>();
    private final boolean any;

    SharedPacing(int[] ids, long[] startNs, ConversationQueue conversations, Starter starter) {
        this.conversations = conversations;
        this.starter = starter;
        any = ids.length > 0;
        for (int i = 0; i < ids.length; i++) {
            firstStarts.add(startNs[i], ids[i]);
        }
    }

    @Override
    public long nextNs() {
        long next = firstStarts.firstNs();
        if (!idle.isEmpty()) {
            next = Math.min(next, conversations.isEmpty() ? followUps.firstNs() : idle.element().sinceNs);
        }
        return next;
    }

    @Override
    public void startDue(long nowNs) {
        while (firstStarts.firstNs() <= nowNs) {
            long startNs = firstStarts.firstNs();
            idle.add(new Free(firstStarts.removeFirst(), startNs));
        }
        while (!idle.isEmpty()) {
            TurnRun next;
            if (followUps.firstNs() <= nowNs) {
                next = followUps.removeFirst();
                next.conversation.readied--;
            } else {
                ConversationRun conversation = conversations.poll();
                if (conversation == null) {
                    return;
                }
                conversation.begin(nowNs, this);
                next = conversation.firstTurn();
            }
            Free free = idle.remove();
            streams.put(next, free.stream);
            starter.start(next, -1, free.stream, Math.max(free.sinceNs, next.readyNs), nowNs);
        }
    }

    @Override
    public void ready(TurnRun run) {
        run.conversation.readied++;
        followUps.add(run.readyNs, run);
    }

    @Override
    public void ended(TurnRun run, long endNs) {
        Integer stream = streams.remove(run);
        if (stream != null) {
            idle.add(new Free(stream, endNs));
        }
    }

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
        firstStarts.clear();
        idle.clear();
        while (!followUps.isEmpty()) {
            followUps.removeFirst().release();
        }
    }

    @Override
    public boolean canStartMore() {
        return !followUps.isEmpty() || (any && !conversations.isEmpty());
    }

    @Override
    public int idle(long nowNs) {
        return conversations.isEmpty() && followUps.firstNs() > nowNs ? idle.size() : 0;
    }

    @Override
    public int slotsLeft() {
        return 0;
    }
}
