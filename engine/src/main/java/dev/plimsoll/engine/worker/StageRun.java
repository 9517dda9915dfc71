package dev.plimsoll.engine.worker;

import dev.plimsoll.engine.dataset.Conversation;
import dev.plimsoll.engine.endpoint.Backend;
import dev.plimsoll.engine.record.RequestRecord;
import dev.plimsoll.engine.time.NanoClock;
import dev.plimsoll.engine.wire.FromWorker;
import dev.plimsoll.engine.wire.ToWorker;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One stage on one worker: starts each request when its time has come, stops when told, and tells the coordinator how it went.
 *
 * <p>Assumes: every call comes from one thread, the loop, and the backend's listener calls too; {@link #turn} is called at
 * {@link #nextStartNs} and at {@link #nextChoreNs} at the latest.
 *
 * <p>Guarantees: nothing starts before its intended time; an intended time never changes; at every moment
 * {@code created = pending + in flight + successful + errored + cancelled + dropped}; every created request ends in exactly one
 * record, and {@link FromWorker.StageDone} comes after all of them.
 */
final class StageRun implements Requests.Aftermath {
    private final int stage;
    private final boolean openLoop;
    private final long startNs;
    private final long anchorNs;
    private final NanoClock clock;
    private final Backend backend;
    private final StageOutput output;
    private final Thread owner = Thread.currentThread();
    private final Feed feed;
    private final Second second;
    private final Requests requests;
    private final ConversationQueue conversations;
    private final Pacing pacing;
    private final @Nullable OpenPacing slots;
    private final boolean ownTimes;

    private long nextFlushNs;
    private boolean began;
    private boolean exhausted;
    private boolean stopped;
    private long deadlineNs = Long.MAX_VALUE;
    private String deadlineReason = "";
    private boolean done;

    /** A stage that has been announced; {@code anchorNs} is run time zero on this clock. */
    StageRun(
            ToWorker.StageStart start,
            int worker,
            long anchorNs,
            NanoClock clock,
            Backend backend,
            HistogramSet.Pool histograms,
            StageOutput output) {
        this.stage = start.stage();
        this.openLoop = start.openLoop();
        this.startNs = start.startNs();
        this.anchorNs = anchorNs;
        this.clock = clock;
        this.backend = backend;
        this.output = output;
        this.feed = new Feed(stage, output);
        this.second = new Second(stage, worker, startNs, histograms);
        this.requests = new Requests(start, worker, anchorNs, backend, feed, second, this);
        this.conversations = new ConversationQueue(backend);
        this.ownTimes = start.ownTimes();
        this.slots = start.openLoop() && !ownTimes ? new OpenPacing(conversations, requests::start) : null;
        this.pacing = slots != null
                ? slots
                : ownTimes ? new TimedPacing(startNs, conversations, requests::start) : closed(start);
        this.nextFlushNs = nowNs() + Feed.FLUSH_NS;
    }

    private Pacing closed(ToWorker.StageStart start) {
        return start.fillThinkTime()
                ? new SharedPacing(start.streams(), start.streamStartNs(), conversations, requests::start)
                : new ClosedPacing(start.streams(), start.streamStartNs(), conversations, requests::start);
    }

    int stage() {
        return stage;
    }

    Requests requests() {
        return requests;
    }

    /** Conversations held and not started. */
    int conversationsLeft() {
        return conversations.size();
    }

    /** The stage is over and {@link FromWorker.StageDone} was sent. */
    boolean isDone() {
        return done;
    }

    /** Whether at least so many requests failed and none succeeded. */
    boolean requestsOnlyFail(int atLeast) {
        return requests.onlyFail(atLeast);
    }

    /** Run time now, ns. */
    long nowNs() {
        return clock.nanoTime() - anchorNs;
    }

    /** Next moment at which something is to be sent exactly in time, run time; {@link Long#MAX_VALUE} for none known. */
    long nextStartNs() {
        return pacing.nextNs();
    }

    /** Next moment with something to do that may be a little late, run time. */
    long nextChoreNs() {
        long nextEndNs = Math.min(requests.nextDropNs(), requests.nextInjectionNs());
        return Math.min(Math.min(nextFlushNs, second.endNs()), Math.min(deadlineNs, nextEndNs));
    }

    /**
     * Does everything that is due, and says whether there was anything. Called in every turn of the loop until {@link #isDone}.
     *
     * @throws IllegalStateException if a call of the backend's could not be handled since the last turn
     */
    boolean turn() {
        assert onLoop();
        requests.checkFailure();
        long nowNs = nowNs();
        long createdBefore = requests.created();
        boolean chores = nowNs >= nextChoreNs();
        if (!began && nowNs >= startNs) {
            began = true;
            output.stageBegan();
        }
        if (nowNs >= deadlineNs) {
            deadlineNs = Long.MAX_VALUE;
            requests.cancelInFlight(deadlineReason);
        }
        requests.injectCancels(nowNs);
        advance(nowNs);
        if ((stopped || (exhausted && !pacing.canStartMore())) && requests.allEnded()) {
            finish(nowNs);
            return true;
        }
        if (nowNs >= nextFlushNs || feed.isFull()) {
            flush(nowNs);
        }
        if (nowNs >= second.endNs()) {
            second.close(nowNs, requests.inFlight(), output);
        }
        return chores || requests.created() != createdBefore;
    }

    /** Encodes one request ahead of its time; false where there is none. For moments with nothing else to do. */
    boolean prepareOne() {
        return conversations.prepareOne();
    }

    // ---- what the coordinator says

    void add(List<Conversation> more) {
        assert onLoop();
        if (!stopped) {
            for (Conversation conversation : more) {
                if (ownTimes) {
                    conversations.add(
                            conversation,
                            startNs + conversation.turns().getFirst().settings().relativeTimestampNs());
                } else {
                    conversations.add(conversation);
                }
            }
        }
    }

    /** Slots of an open loop; a closed one throws {@link IllegalStateException}. */
    void addSlots(long[] numbers, long[] intendedNs) {
        assert onLoop();
        if (slots == null) {
            throw new IllegalStateException("slots for stage " + stage + ", which is a closed loop");
        }
        if (!stopped) {
            for (int i = 0; i < numbers.length; i++) {
                slots.add(numbers[i], intendedNs[i]);
            }
        }
    }

    /** Requests sent from now on may be cancelled on purpose. */
    void warmUpOver() {
        requests.beginInjection(nowNs());
    }

    /** Nothing further will come; the stage ends when nothing more can start and everything has ended. */
    void exhausted() {
        exhausted = true;
    }

    /** Creates nothing further; what was created and not sent is cancelled. */
    void stopCreating(String reason) {
        assert onLoop();
        if (!stopped) {
            stopped = true;
            pacing.forgetAll();
            requests.cancelUnsent(reason, nowNs());
        }
    }

    /** Cancels what has not ended by a moment, 0 = now. An earlier deadline given before stays. */
    void stopProcessing(long byNs, String reason) {
        stopCreating(reason);
        if (byNs < deadlineNs) {
            deadlineNs = byNs;
            deadlineReason = reason;
        }
    }

    /** Gives conversations back that have not started, the latest first. */
    List<Long> withdraw(int count) {
        assert onLoop();
        return conversations.withdraw(count);
    }

    /** Gives slots back that are not used, the latest first. */
    List<Long> withdrawSlots(int count) {
        assert onLoop();
        return slots == null ? List.of() : slots.withdraw(count);
    }

    // ---- what happens by itself

    private void advance(long nowNs) {
        requests.serve(nowNs);
        if (!stopped) {
            pacing.startDue(nowNs);
        }
    }

    /** In a closed loop the stream goes on at once; an open loop starts what is due in its turn, or a backlog would start at each answer. */
    @Override
    public void placeFreed() {
        long nowNs = nowNs();
        if (openLoop) {
            requests.serve(nowNs);
        } else {
            advance(nowNs);
        }
    }

    /** Makes later turns ready and streams free, or ends the conversation. */
    @Override
    public void ended(TurnRun run, boolean completed, long endNs) {
        if (!stopped) {
            ConversationRun conversation = run.conversation;
            if (!completed) {
                breakOff(conversation, run.info().stream());
            } else if (!conversation.broken) {
                conversation.completed(run, endNs, backend, pacing);
            }
            pacing.ended(run, endNs);
        }
    }

    /** Cancels every turn of a conversation that is not with the backend. */
    private void breakOff(ConversationRun conversation, int stream) {
        if (!conversation.broken) {
            conversation.broken = true;
            pacing.forget(conversation);
            long nowNs = nowNs();
            for (TurnRun run : conversation.turns) {
                requests.cancelBeforeSending(run, stream, RequestRecord.PARENT_FAILED, nowNs);
            }
        }
    }

    private void finish(long nowNs) {
        stopped = true;
        pacing.forgetAll();
        flush(nowNs);
        second.close(nowNs, 0, output);
        done = true;
        output.send(requests.counts());
    }

    private void flush(long nowNs) {
        feed.flush(nowNs, pacing.idle(nowNs), conversations.size(), pacing.slotsLeft());
        nextFlushNs = nowNs + Feed.FLUSH_NS;
    }

    private boolean onLoop() {
        return Thread.currentThread() == owner;
    }
}
