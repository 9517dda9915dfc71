package dev.plimsoll.engine.worker;

import dev.plimsoll.engine.dataset.Conversation;
import dev.plimsoll.engine.dataset.Turn;
import dev.plimsoll.engine.endpoint.Backend;
import dev.plimsoll.engine.endpoint.CallListener;
import dev.plimsoll.engine.endpoint.CallResult;
import dev.plimsoll.engine.record.RequestInfo;
import dev.plimsoll.engine.record.RequestRecord;
import dev.plimsoll.engine.record.RequestStatus;
import dev.plimsoll.engine.record.RequestTimings;
import dev.plimsoll.engine.record.TokenCounts;
import dev.plimsoll.engine.time.NanoClock;
import dev.plimsoll.engine.wire.FromWorker;
import dev.plimsoll.engine.wire.ToWorker;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The requests of one stage on one worker: creates each when its time has come, sends it, and tells the coordinator how it went.
 *
 * <p>Assumes: every call comes from one thread, the loop, and the backend's listener calls too; {@link #turn} is called at
 * {@link #nextStartNs} and at {@link #nextChoreNs} at the latest.
 *
 * <p>Guarantees: nothing starts before its intended time; an intended time never changes; at every moment
 * {@code created = pending + in flight + successful + errored + cancelled + dropped}; every created request ends in exactly one
 * record, and {@link FromWorker.StageDone} comes after all of them.
 *
 * <p>A request that is sent or dropped the moment it is created is first told as sent or dropped; {@code PENDING} is told of one that
 * has to wait for a place or a connection.
 *
 * <p>Request numbers need no word between workers: the slot where there is one (a slot belongs to one request), else the
 * conversation's id for its first turn, else {@link #FOLLOW_UP} plus id and turn.
 */
final class StageRun implements CallListener {
    /** Cancel reason of the turns that follow a failed one. */
    static final String PARENT_FAILED = "parent_failed";

    /** Bit that marks the numbers of follow-up turns without a slot: {@code FOLLOW_UP | conversation << 12 | turn}. */
    static final long FOLLOW_UP = 1L << 39;

    private static final int TURN_BITS = 12;

    private final int stage;
    private final long startNs;
    private final int worker;
    private final long anchorNs;
    private final NanoClock clock;
    private final Backend backend;
    private final StageOutput output;
    private final Thread owner = Thread.currentThread();
    private final int maxInFlight;
    private final long maxLagNs;
    private final Feed feed;
    private final Second second;
    private final ConversationQueue conversations;
    private final Pacing pacing;
    private final @Nullable OpenPacing slots;

    private final ArrayDeque<TurnRun> pending = new ArrayDeque<>();
    private TurnRun[] inFlight = new TurnRun[64];
    private int inFlightCount;

    private long nextFlushNs;
    private boolean exhausted;
    private boolean stopped;
    private long deadlineNs = Long.MAX_VALUE;
    private String deadlineReason = "";
    private boolean began;
    private boolean done;

    private long created;
    private long successful;
    private long errored;
    private long cancelled;
    private long dropped;

    StageRun(
            ToWorker.StageStart start,
            int worker,
            long anchorNs,
            NanoClock clock,
            Backend backend,
            HistogramSet.Pool histograms,
            StageOutput output) {
        this.stage = start.stage();
        this.startNs = start.startNs();
        this.worker = worker;
        this.anchorNs = anchorNs;
        this.clock = clock;
        this.backend = backend;
        this.output = output;
        this.maxInFlight = Math.min(start.maxInFlight(), backend.requestsLimit());
        this.maxLagNs = start.maxLagNs();
        this.feed = new Feed(stage, output);
        this.second = new Second(stage, worker, start.startNs(), histograms);
        this.conversations = new ConversationQueue(backend);
        this.slots = start.openLoop() ? new OpenPacing(conversations, this::start) : null;
        this.pacing = slots != null
                ? slots
                : new ClosedPacing(start.streams(), start.streamStartNs(), conversations, this::start);
        this.nextFlushNs = nowNs() + Feed.FLUSH_NS;
    }

    int stage() {
        return stage;
    }

    /** The stage is over and {@link FromWorker.StageDone} was sent. */
    boolean isDone() {
        return done;
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
        TurnRun waiting = pending.peek();
        long dropNs =
                waiting == null || maxLagNs == Long.MAX_VALUE ? Long.MAX_VALUE : waiting.intendedNs + maxLagNs + 1;
        return Math.min(Math.min(nextFlushNs, second.endNs()), Math.min(deadlineNs, dropNs));
    }

    /** Does everything that is due, and says whether there was anything. Called in every turn of the loop until {@link #isDone}. */
    boolean turn() {
        assert onLoop();
        long nowNs = nowNs();
        long createdBefore = created;
        boolean chores = nowNs >= nextChoreNs();
        if (!began && nowNs >= startNs) {
            began = true;
            output.stageBegan();
        }
        if (nowNs >= deadlineNs) {
            cancelAll(deadlineReason, nowNs);
        }
        advance(nowNs);
        if (isOver()) {
            finish(nowNs);
            return true;
        }
        if (nowNs >= nextFlushNs || feed.isFull()) {
            flush(nowNs);
        }
        if (nowNs >= second.endNs()) {
            second.close(nowNs, inFlightCount, output);
        }
        return chores || created != createdBefore;
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
                conversations.add(conversation);
            }
        }
    }

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

    void exhausted() {
        exhausted = true;
    }

    /** Creates nothing further; what was created and not sent is cancelled. */
    void stopCreating(String reason) {
        assert onLoop();
        if (stopped) {
            return;
        }
        stopped = true;
        pacing.forgetAll();
        long nowNs = nowNs();
        for (TurnRun run = pending.poll(); run != null; run = pending.poll()) {
            endUnsent(run, RequestStatus.CANCELLED, reason, nowNs);
        }
        for (int i = inFlightCount - 1; i >= 0; i--) {
            if (!RequestTimings.has(inFlight[i].sendStartNs)) {
                cancel(inFlight[i], reason);
            }
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

    // ---- a request's life

    private void advance(long nowNs) {
        servePending(nowNs);
        if (!stopped) {
            pacing.startDue(nowNs);
        }
    }

    private void servePending(long nowNs) {
        TurnRun next = pending.peek();
        while (next != null && (inFlightCount < maxInFlight || isTooLate(next, nowNs))) {
            pending.remove();
            sendOrDrop(next, nowNs);
            next = pending.peek();
        }
    }

    private void start(TurnRun run, long slot, int stream, long intendedNs, long nowNs) {
        assert nowNs >= intendedNs : "early by " + (intendedNs - nowNs) + " ns";
        create(run, slot, stream, intendedNs, nowNs);
        if (inFlightCount < maxInFlight || isTooLate(run, nowNs)) {
            sendOrDrop(run, nowNs);
        } else {
            pending.add(run);
        }
        boolean waits = run.state != TurnRun.State.OVER && !RequestTimings.has(run.sendStartNs);
        if (waits) {
            feed.update(run, RequestStatus.PENDING, nowNs, -1, -1);
        }
    }

    private void create(TurnRun run, long slot, int stream, long intendedNs, long nowNs) {
        ConversationRun conversation = run.conversation;
        Turn turn = run.turn;
        run.info = new RequestInfo(
                RequestInfo.idOf(stage, number(slot, conversation.conversation.id(), turn.index())),
                stage,
                slot,
                stream,
                0,
                worker,
                conversation.conversation.id(),
                turn.index(),
                conversation.parentIds(turn),
                conversation.conversation.label());
        run.state = TurnRun.State.PENDING;
        run.intendedNs = intendedNs;
        run.createdNs = nowNs;
        created++;
    }

    static long number(long slot, long conversation, int turn) {
        if (slot >= 0) {
            return slot;
        }
        if (turn == 0) {
            return conversation;
        }
        long number = FOLLOW_UP | conversation << TURN_BITS | turn;
        if (turn >= 1 << TURN_BITS || number >= FOLLOW_UP << 1) {
            throw new IllegalStateException("turn " + turn + " of conversation " + conversation + " has no number");
        }
        return number;
    }

    private boolean isTooLate(TurnRun run, long nowNs) {
        return nowNs - run.intendedNs > maxLagNs;
    }

    private void sendOrDrop(TurnRun run, long nowNs) {
        if (isTooLate(run, nowNs)) {
            endUnsent(run, RequestStatus.DROPPED, null, nowNs);
            afterEnd(run, false, nowNs);
            return;
        }
        Backend.Prepared bytes = run.conversation.prepare(run, backend);
        run.prepared = null;
        run.state = TurnRun.State.IN_FLIGHT;
        if (inFlightCount == inFlight.length) {
            inFlight = Arrays.copyOf(inFlight, inFlightCount * 2);
        }
        run.place = inFlightCount;
        inFlight[inFlightCount++] = run;
        run.call = backend.resolve(bytes, run, this);
    }

    @Override
    public void sent(Object token, long sendStartNs) {
        assert onLoop();
        TurnRun run = (TurnRun) token;
        if (RequestTimings.has(run.sendStartNs)) {
            return; // sent once more on a fresh connection: it counts from its first sending
        }
        run.sendStartNs = sendStartNs - anchorNs;
        second.sent(run.sendStartNs - run.intendedNs);
        feed.update(run, RequestStatus.IN_PROGRESS, run.sendStartNs, -1, -1);
    }

    @Override
    public void firstToken(Object token, long atNs) {
        TurnRun run = (TurnRun) token;
        run.firstTokenNs = atNs - anchorNs;
        second.firstToken(run.firstTokenNs - run.sendStartNs);
        feed.update(run, RequestStatus.FIRST_TOKEN, run.firstTokenNs, -1, -1);
    }

    @Override
    public void contentGap(Object token, long gapNs) {
        second.contentGap(gapNs);
    }

    @Override
    public void ended(Object token, CallResult result) {
        assert onLoop();
        TurnRun run = (TurnRun) token;
        if (run.state != TurnRun.State.IN_FLIGHT) {
            throw new IllegalStateException("request " + run.info().requestId() + " ended twice");
        }
        TurnRun last = inFlight[--inFlightCount];
        inFlight[run.place] = last;
        last.place = run.place;
        run.call = null;
        RequestRecord request = Ending.record(run, result, anchorNs);
        run.sendStartNs = request.timings().sendStart();
        run.firstTokenNs = request.timings().firstToken();
        second.ended(request);
        end(run, request, result.text());
        boolean completed = request.status() == RequestStatus.COMPLETED;
        if (completed) {
            run.conversation.answered(run, result.text());
        }
        afterEnd(run, completed, request.timings().end());
        advance(nowNs());
    }

    private void endUnsent(TurnRun run, RequestStatus status, @Nullable String reason, long nowNs) {
        run.release();
        end(run, Ending.unsent(run, status, reason, nowNs), null);
    }

    private void end(TurnRun run, RequestRecord request, @Nullable String text) {
        run.state = TurnRun.State.OVER;
        switch (request.status()) {
            case COMPLETED -> successful++;
            case ERRORED -> errored++;
            case CANCELLED -> cancelled++;
            case DROPPED -> dropped++;
            default -> throw new IllegalStateException(request.status() + " is no end");
        }
        TokenCounts tokens = request.tokens();
        feed.update(run, request.status(), request.timings().end(), tokens.prompt(), tokens.output());
        feed.finished(request, text);
    }

    /** What follows from an end for the rest of the conversation. */
    private void afterEnd(TurnRun run, boolean completed, long endNs) {
        if (stopped) {
            return;
        }
        ConversationRun conversation = run.conversation;
        if (!completed) {
            breakOff(conversation);
        } else if (!conversation.broken) {
            conversation.completed(run, endNs, backend, pacing);
        }
        pacing.ended(conversation, endNs);
    }

    /** Cancels every turn of a conversation that is not with the backend. */
    private void breakOff(ConversationRun conversation) {
        if (conversation.broken) {
            return;
        }
        conversation.broken = true;
        pacing.forget(conversation);
        long nowNs = nowNs();
        for (TurnRun run : conversation.turns) {
            if (run.state == TurnRun.State.WAITING) {
                int stream = conversation.stream == null ? -1 : conversation.stream.id;
                create(run, -1, stream, nowNs, nowNs);
                endUnsent(run, RequestStatus.CANCELLED, PARENT_FAILED, nowNs);
            } else if (run.state == TurnRun.State.PENDING && pending.remove(run)) {
                endUnsent(run, RequestStatus.CANCELLED, PARENT_FAILED, nowNs);
            }
        }
    }

    // ---- the end

    private void cancelAll(String reason, long nowNs) {
        assert stopped && pending.isEmpty() : nowNs;
        for (int i = inFlightCount - 1; i >= 0; i--) {
            cancel(inFlight[i], reason);
        }
        deadlineNs = Long.MAX_VALUE;
    }

    private static void cancel(TurnRun run, String reason) {
        Backend.Call call = run.call;
        if (call != null && !run.cancelling) {
            run.cancelling = true;
            call.cancel(reason);
        }
    }

    private boolean isOver() {
        return (stopped || (exhausted && !pacing.canStartMore())) && pending.isEmpty() && inFlightCount == 0;
    }

    private void finish(long nowNs) {
        stopped = true;
        pacing.forgetAll();
        flush(nowNs);
        second.close(nowNs, 0, output);
        done = true;
        output.send(new FromWorker.StageDone(stage, created, successful, errored, cancelled, dropped));
    }

    private void flush(long nowNs) {
        feed.flush(nowNs, pacing.idle(nowNs), conversations.size(), pacing.slotsLeft());
        nextFlushNs = nowNs + Feed.FLUSH_NS;
    }

    private boolean onLoop() {
        return Thread.currentThread() == owner;
    }

    /** Conversations held and not started. */
    int waitingConversations() {
        return conversations.size();
    }

    /** Requests created so far. */
    long created() {
        return created;
    }

    /** Created and waiting for a place. */
    int pending() {
        return pending.size();
    }

    /** With the backend. */
    int inFlight() {
        return inFlightCount;
    }

    /** Ended. */
    long processed() {
        return successful + errored + cancelled + dropped;
    }
}
