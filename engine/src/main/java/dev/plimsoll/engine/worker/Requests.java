package dev.plimsoll.engine.worker;

import dev.plimsoll.engine.dataset.Turn;
import dev.plimsoll.engine.endpoint.Backend;
import dev.plimsoll.engine.endpoint.CallListener;
import dev.plimsoll.engine.endpoint.CallResult;
import dev.plimsoll.engine.record.RequestInfo;
import dev.plimsoll.engine.record.RequestRecord;
import dev.plimsoll.engine.record.RequestStatus;
import dev.plimsoll.engine.record.RequestTimings;
import dev.plimsoll.engine.record.TokenCounts;
import dev.plimsoll.engine.wire.FromWorker;
import dev.plimsoll.engine.wire.ToWorker;
import java.util.ArrayDeque;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The requests of a stage from their creation to their end: waiting for a place under the cap, with the backend, or over.
 *
 * <p>A request that is sent or dropped the moment it is created is first told as sent or dropped; {@code PENDING} is told of one that
 * has to wait for a place or a connection.
 *
 * <p>Request numbers need no word between workers: the slot where there is one (a slot belongs to one request), else the
 * conversation's id for its first turn, else {@link #FOLLOW_UP} plus id and turn. Belongs to the loop. All times are run time.
 */
final class Requests implements CallListener {
    /** What follows from the end of a request. */
    interface Aftermath {
        /** A request ended that was sent, or that was dropped instead. */
        void ended(TurnRun run, boolean completed, long endNs);

        /** After {@link #ended} for a request that had been sent: its place is free. */
        void placeFreed();
    }

    /** Bit that marks the numbers of follow-up turns without a slot: {@code FOLLOW_UP | conversation << 12 | turn}. */
    static final long FOLLOW_UP = 1L << 39;

    private static final int TURN_BITS = 12;

    private final int stage;
    private final int worker;
    private final long anchorNs;
    private final Backend backend;
    private final Feed feed;
    private final Second second;
    private final Aftermath aftermath;
    private final int maxInFlight;
    private final long maxLagNs;
    private final Thread owner = Thread.currentThread();
    private final InjectedCancels injected;

    private final ArrayDeque<TurnRun> pending = new ArrayDeque<>();
    private @Nullable TurnRun[] inFlight = new @Nullable TurnRun[64];
    private int inFlightCount;
    private @Nullable Throwable failure;

    private long created;
    private long successful;
    private long errored;
    private long cancelled;
    private long dropped;

    /** No requests; {@code anchorNs} is run time zero on the clock of the backend. */
    Requests(
            ToWorker.StageStart start,
            int worker,
            long anchorNs,
            Backend backend,
            Feed feed,
            Second second,
            Aftermath aftermath) {
        this.stage = start.stage();
        this.worker = worker;
        this.anchorNs = anchorNs;
        this.backend = backend;
        this.feed = feed;
        this.second = second;
        this.aftermath = aftermath;
        this.maxInFlight = Math.min(start.maxInFlight(), backend.requestsLimit());
        this.maxLagNs = start.maxLagNs();
        this.injected = new InjectedCancels(start.injection());
    }

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

    /** Whether at least so many ended with an error, and none well. */
    boolean onlyFail(int atLeast) {
        return successful == 0 && errored >= atLeast;
    }

    /** Ended. */
    long processed() {
        return successful + errored + cancelled + dropped;
    }

    /** Whether every created request has ended. */
    boolean allEnded() {
        return pending.isEmpty() && inFlightCount == 0;
    }

    FromWorker.StageDone counts() {
        return new FromWorker.StageDone(stage, created, successful, errored, cancelled, dropped);
    }

    /** When the oldest waiting request will be too late to be sent, {@link Long#MAX_VALUE} for never. */
    long nextDropNs() {
        TurnRun oldest = pending.peek();
        return oldest == null || maxLagNs == Long.MAX_VALUE ? Long.MAX_VALUE : oldest.intendedNs + maxLagNs + 1;
    }

    /** Throws what went wrong in a call of the backend's: its handlers would take it for a broken connection. */
    void checkFailure() {
        if (failure != null) {
            throw new IllegalStateException("a request of stage " + stage + " could not be handled", failure);
        }
    }

    // ---- beginning

    /** Creates a request and sends it, if there is a place, else lets it wait for one. */
    void start(TurnRun run, long slot, int stream, long intendedNs, long nowNs) {
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

    /** Sends what waits for a place, the oldest first; drops what has waited too long. */
    void serve(long nowNs) {
        TurnRun next = pending.peek();
        while (next != null && (inFlightCount < maxInFlight || isTooLate(next, nowNs))) {
            pending.remove();
            sendOrDrop(next, nowNs);
            next = pending.peek();
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
                conversation.conversation.label(),
                turn.model());
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
            aftermath.ended(run, false, nowNs);
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

    // ---- what the backend tells

    @Override
    public void sent(Object token, long sendStartNs) {
        assert Thread.currentThread() == owner;
        TurnRun run = (TurnRun) token;
        if (RequestTimings.has(run.sendStartNs)) {
            return; // sent once more on a fresh connection: it counts from its first sending
        }
        run.sendStartNs = sendStartNs - anchorNs;
        second.sent(run.sendStartNs - run.intendedNs);
        feed.update(run, RequestStatus.IN_PROGRESS, run.sendStartNs, -1, -1);
    }

    @Override
    public void written(Object token, long atNs) {
        injected.written((TurnRun) token, atNs - anchorNs);
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
        assert Thread.currentThread() == owner;
        try {
            ended((TurnRun) token, result);
        } catch (RuntimeException | Error e) {
            failure = e;
            throw e;
        }
    }

    private void ended(TurnRun run, CallResult result) {
        if (run.state != TurnRun.State.IN_FLIGHT) {
            throw new IllegalStateException("request " + run.info().requestId() + " ended twice");
        }
        giveUpPlace(run);
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
        aftermath.ended(run, completed, request.timings().end());
        aftermath.placeFreed();
    }

    private void giveUpPlace(TurnRun run) {
        TurnRun last = inFlight[--inFlightCount];
        inFlight[inFlightCount] = null;
        if (last != null && last != run) {
            inFlight[run.place] = last;
            last.place = run.place;
        }
    }

    // ---- ends without an answer

    /** When the next request is to be cancelled on purpose, {@link Long#MAX_VALUE} for never. */
    long nextInjectionNs() {
        return injected.nextNs();
    }

    /** The warm-up is over: requests sent from now on may be cancelled on purpose. */
    void beginInjection(long nowNs) {
        injected.begin(nowNs);
    }

    /** Cancels what is due to be cancelled on purpose. */
    void injectCancels(long nowNs) {
        for (TurnRun run = injected.poll(nowNs); run != null; run = injected.poll(nowNs)) {
            cancel(run, RequestRecord.INJECTED);
        }
    }

    /** Cancels what was not sent yet, whether it waits for a place or for a connection. */
    void cancelUnsent(String reason, long nowNs) {
        for (TurnRun run = pending.poll(); run != null; run = pending.poll()) {
            endUnsent(run, RequestStatus.CANCELLED, reason, nowNs);
        }
        for (int i = inFlightCount - 1; i >= 0; i--) {
            TurnRun run = inFlight[i];
            if (run != null && !RequestTimings.has(run.sendStartNs)) {
                cancel(run, reason);
            }
        }
    }

    /** Cancels everything with the backend; what it had received is kept. */
    void cancelInFlight(String reason) {
        for (int i = inFlightCount - 1; i >= 0; i--) {
            TurnRun run = inFlight[i];
            if (run != null) {
                cancel(run, reason);
            }
        }
    }

    /** Cancels a turn that is not with the backend: a waiting request, or one that is created only to be cancelled. */
    void cancelBeforeSending(TurnRun run, int stream, String reason, long nowNs) {
        if (run.state == TurnRun.State.WAITING) {
            create(run, -1, stream, nowNs, nowNs);
            endUnsent(run, RequestStatus.CANCELLED, reason, nowNs);
        } else if (run.state == TurnRun.State.PENDING && pending.remove(run)) {
            endUnsent(run, RequestStatus.CANCELLED, reason, nowNs);
        }
    }

    private static void cancel(TurnRun run, String reason) {
        Backend.Call call = run.call;
        if (call != null && !run.cancelling) {
            run.cancelling = true;
            call.cancel(reason);
        }
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
}
