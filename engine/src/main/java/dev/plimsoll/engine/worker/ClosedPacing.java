package dev.plimsoll.engine.worker;

import java.util.ArrayDeque;

/**
 * Closed loop: each stream runs one conversation after another, one turn at a time. A request's intended time is the moment its
 * stream became free for it: its ramp's time for the first, else the end of the answer before, else that plus the turn's delay.
 * A stream idles during a delay; where it shall not there is {@link SharedPacing}.
 */
final class ClosedPacing implements Pacing {
    /** One stream. */
    static final class Stream {
        final int id;
        long freeSinceNs;
        boolean busy;

        /** Turns of its conversation that wait for it; only where a graph forks. */
        final ArrayDeque<TurnRun> ready = new ArrayDeque<>(1);

        Stream(int id) {
            this.id = id;
        }
    }

    private final ConversationQueue conversations;
    private final Starter starter;
    private final Stream[] streams;
    private final TimeHeap<Stream> firstStarts = new TimeHeap<>();
    private final TimeHeap<TurnRun> thinking = new TimeHeap<>();
    private final ArrayDeque<Stream> idle = new ArrayDeque<>();

    ClosedPacing(int[] ids, long[] startNs, ConversationQueue conversations, Starter starter) {
        this.conversations = conversations;
        this.starter = starter;
        streams = new Stream[ids.length];
        for (int i = 0; i < ids.length; i++) {
            streams[i] = new Stream(ids[i]);
            firstStarts.add(startNs[i], streams[i]);
        }
    }

    @Override
    public long nextNs() {
        if (!idle.isEmpty() && !conversations.isEmpty()) {
            return idle.element().freeSinceNs;
        }
        return Math.min(firstStarts.firstNs(), thinking.firstNs());
    }

    @Override
    public void startDue(long nowNs) {
        while (firstStarts.firstNs() <= nowNs) {
            long startNs = firstStarts.firstNs();
            Stream stream = firstStarts.removeFirst();
            stream.freeSinceNs = startNs;
            idle.add(stream);
        }
        while (thinking.firstNs() <= nowNs) {
            TurnRun run = thinking.removeFirst();
            Stream stream = streamOf(run.conversation);
            if (stream.busy) {
                stream.ready.add(run);
            } else {
                begin(stream, run, run.readyNs, nowNs);
            }
        }
        while (!idle.isEmpty()) {
            ConversationRun next = conversations.poll();
            if (next == null) {
                return;
            }
            Stream stream = idle.remove();
            next.stream = stream;
            stream.busy = true;
            next.begin(nowNs, this);
            starter.start(next.firstTurn(), -1, stream.id, stream.freeSinceNs, nowNs);
        }
    }

    private void begin(Stream stream, TurnRun run, long intendedNs, long nowNs) {
        run.conversation.readied--;
        stream.busy = true;
        starter.start(run, -1, stream.id, intendedNs, nowNs);
    }

    @Override
    public void ready(TurnRun run) {
        run.conversation.readied++;
        thinking.add(run.readyNs, run);
    }

    @Override
    public void ended(TurnRun run, long endNs) {
        ConversationRun conversation = run.conversation;
        Stream stream = streamOf(conversation);
        stream.busy = false;
        stream.freeSinceNs = endNs;
        TurnRun next = stream.ready.poll();
        if (next != null) {
            next.readyNs = Math.max(endNs, next.readyNs);
            thinking.add(next.readyNs, next);
        } else if (conversation.readied == 0) {
            conversation.stream = null;
            idle.add(stream);
        }
    }

    @Override
    public void forget(ConversationRun conversation) {
        if (conversation.readied > 0) {
            thinking.removeIf(run -> run.conversation == conversation);
            streamOf(conversation).ready.clear();
            conversation.readied = 0;
        }
    }

    @Override
    public void forgetAll() {
        conversations.clear();
        firstStarts.clear();
        idle.clear();
        while (!thinking.isEmpty()) {
            thinking.removeFirst().release();
        }
        for (Stream stream : streams) {
            stream.ready.forEach(TurnRun::release);
            stream.ready.clear();
        }
    }

    @Override
    public boolean canStartMore() {
        return !thinking.isEmpty() || (streams.length > 0 && !conversations.isEmpty());
    }

    @Override
    public int idle(long nowNs) {
        return conversations.isEmpty() ? idle.size() : 0;
    }

    @Override
    public int slotsLeft() {
        return 0;
    }

    private static Stream streamOf(ConversationRun conversation) {
        Stream stream = conversation.stream;
        if (stream == null) {
            throw new IllegalStateException("conversation " + conversation.conversation.id() + " has no stream");
        }
        return stream;
    }
}
