package dev.plimsoll.engine.scheduler;

import dev.plimsoll.engine.dataset.Conversation;
import dev.plimsoll.engine.record.ErrorKind;
import dev.plimsoll.engine.record.RequestError;
import dev.plimsoll.engine.record.RequestInfo;
import dev.plimsoll.engine.record.RequestRecord;
import dev.plimsoll.engine.record.RequestStatus;
import dev.plimsoll.engine.record.RequestTimings;
import dev.plimsoll.engine.record.RequestUpdate;
import dev.plimsoll.engine.record.TokenCounts;
import dev.plimsoll.engine.record.TokenSource;
import dev.plimsoll.engine.record.WireFacts;
import dev.plimsoll.engine.wire.FromWorker;
import dev.plimsoll.engine.wire.ToWorker;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** A worker by the protocol's words, with service times instead of a target. Turns of a conversation follow one another. */
final class FakeWorker {
    private static final long FLUSH_NS = 50_000_000L;

    /** A conversation on its way. */
    private static final class Run {
        final Conversation conversation;
        int turn;
        long stream = -1;

        Run(Conversation conversation) {
            this.conversation = conversation;
        }
    }

    /** One request. */
    private static final class Request {
        final Run run;
        final RequestInfo info;
        final long intendedNs;
        long sentNs = RequestTimings.ABSENT;
        long tokenNs = RequestTimings.ABSENT;
        boolean over;

        Request(Run run, RequestInfo info, long intendedNs) {
            this.run = run;
            this.info = info;
            this.intendedNs = intendedNs;
        }
    }

    final int index;
    final List<ToWorker> sent = new ArrayList<>();
    final List<Long> sentAtNs = new ArrayList<>();

    /** How long a request of a conversation takes, ns; {@link Long#MAX_VALUE} for one that never ends. */
    ToLongFunction<Conversation> serviceNs = c -> 100_000_000L;

    /** Share of requests that fail. */
    double errorRate;

    /** Says nothing at all from the stage's start on. */
    boolean mute;

    /** Never says that a stage is done. */
    boolean endless;

    /** Sends the records after the updates that tell of their ends, and each in a flush of its own. */
    boolean recordsLate;

    boolean dead;
    FakeCluster.Out out = message -> {};
    Runnable death = () -> {};

    private final FakeCluster cluster;
    private final Random random;
    private ToWorker.StageStart start = new ToWorker.StageStart(-1, 0, false, new int[0], new long[0], 0, 0);
    private final ArrayDeque<Conversation> conversations = new ArrayDeque<>();
    private final TreeMap<Long, Long> slots = new TreeMap<>();
    private final TreeMap<Long, ArrayDeque<Run>> timed = new TreeMap<>();
    private final ArrayDeque<Run> ready = new ArrayDeque<>();
    private final ArrayDeque<Long> idle = new ArrayDeque<>();
    private final ArrayDeque<Request> pending = new ArrayDeque<>();
    private final Set<Request> inFlight = new LinkedHashSet<>();
    private List<RequestUpdate> updates = new ArrayList<>();
    private List<RequestRecord> records = new ArrayList<>();
    private boolean exhausted;
    private boolean stopped;
    private boolean done;
    private long followUps;
    private long created;
    private final long[] ended = new long[RequestStatus.values().length];

    FakeWorker(int index, FakeCluster cluster, Random random) {
        this.index = index;
        this.cluster = cluster;
        this.random = random;
    }

    void die() {
        if (!dead) {
            dead = true;
            death.run();
        }
    }

    void hear(ToWorker message) {
        if (dead) {
            return;
        }
        switch (message) {
            case ToWorker.StageStart m -> begin(m);
            case ToWorker.Conversations m -> {
                if (start.ownTimes()) {
                    m.conversations().forEach(c -> timed(new Run(c), 0));
                } else if (!stopped) {
                    conversations.addAll(m.conversations());
                }
            }
            case ToWorker.Slots m -> {
                for (int i = 0; i < m.slots().length && !stopped; i++) {
                    slots.put(m.slots()[i], m.intendedNs()[i]);
                    cluster.at(m.intendedNs()[i], this::advance);
                }
            }
            case ToWorker.Exhausted _ -> exhausted = true;
            case ToWorker.StopCreating m -> stop(m.reason());
            case ToWorker.StopProcessing m -> {
                stop(m.reason());
                cluster.at(m.deadlineNs(), () -> cancelAll(m.reason()));
            }
            case ToWorker.Withdraw m -> withdraw(m.count());
            case ToWorker.WithdrawSlots m -> withdrawSlots(m.count());
            case ToWorker.WarmUpOver _ -> {} // it cancels nothing on purpose
            default -> throw new IllegalStateException(message.toString());
        }
        advance();
    }

    /** It says that the stage is done after all. */
    void comesToAnEnd() {
        endless = false;
        advance();
    }

    private void begin(ToWorker.StageStart newStart) {
        start = newStart;
        for (int i = 0; i < start.streams().length; i++) {
            long stream = start.streams()[i];
            cluster.at(start.streamStartNs()[i], () -> {
                idle.add(stream);
                advance();
            });
        }
        if (!mute) {
            cluster.at(cluster.nowNs() + FLUSH_NS, this::flushOften);
        }
    }

    private void flushOften() {
        if (!done && !dead) {
            flush();
            cluster.at(cluster.nowNs() + FLUSH_NS, this::flushOften);
        }
    }

    private void flush() {
        List<RequestRecord> finished = records;
        records = new ArrayList<>();
        if (!recordsLate) {
            sendRecords(finished);
        }
        out.send(new FromWorker.Updates(
                start.stage(), cluster.nowNs(), freeStreams(), conversations.size(), slots.size(), updates));
        updates = new ArrayList<>();
        if (recordsLate) {
            sendRecords(finished);
        }
    }

    private int freeStreams() {
        return conversations.isEmpty() ? idle.size() : 0;
    }

    private void sendRecords(List<RequestRecord> finished) {
        if (!finished.isEmpty()) {
            out.send(new FromWorker.Records(
                    start.stage(), finished, Collections.nCopies(finished.size(), (@Nullable String) null)));
        }
    }

    private void withdraw(int count) {
        List<Long> ids = new ArrayList<>();
        while (ids.size() < count && !conversations.isEmpty()) {
            ids.add(conversations.removeLast().id());
        }
        out.send(new FromWorker.Withdrawn(start.stage(), ids));
    }

    private void withdrawSlots(int count) {
        List<Long> numbers = new ArrayList<>();
        while (numbers.size() < count && !slots.isEmpty()) {
            numbers.add(slots.pollLastEntry().getKey());
        }
        out.send(new FromWorker.WithdrawnSlots(start.stage(), numbers));
    }

    private void advance() {
        if (dead || done) {
            return;
        }
        if (!stopped) {
            startDue();
        }
        boolean nothingToStart = stopped || (exhausted && !canStart());
        if (nothingToStart && pending.isEmpty() && inFlight.isEmpty() && !endless && !mute) {
            flush();
            done = true;
            out.send(new FromWorker.StageDone(
                    start.stage(),
                    created,
                    ended[RequestStatus.COMPLETED.ordinal()],
                    ended[RequestStatus.ERRORED.ordinal()],
                    ended[RequestStatus.CANCELLED.ordinal()],
                    ended[RequestStatus.DROPPED.ordinal()]));
        }
    }

    /** A turn of a stage in which these have their own times. */
    private void timed(Run run, long readyNs) {
        if (stopped) {
            return;
        }
        long atNs = Math.max(readyNs, ownNs(run));
        timed.computeIfAbsent(atNs, _ -> new ArrayDeque<>()).add(run);
        cluster.at(atNs, this::advance);
    }

    private long ownNs(Run run) {
        return start.startNs()
                + run.conversation.turns().get(run.turn).settings().relativeTimestampNs();
    }

    private boolean canStart() {
        if (start.ownTimes()) {
            return !timed.isEmpty();
        }
        return start.openLoop()
                ? !slots.isEmpty() && !(conversations.isEmpty() && ready.isEmpty())
                : !(conversations.isEmpty() && ready.isEmpty());
    }

    private void startDue() {
        while (!timed.isEmpty() && timed.firstKey() <= cluster.nowNs()) {
            for (Run run : timed.pollFirstEntry().getValue()) {
                create(run, run.turn == 0 ? run.conversation.id() : -1, ownNs(run));
            }
        }
        if (start.openLoop()) {
            while (!slots.isEmpty()
                    && slots.firstEntry().getValue() <= cluster.nowNs()
                    && !(ready.isEmpty() && conversations.isEmpty())) {
                Run run = ready.isEmpty() ? new Run(conversations.remove()) : ready.remove();
                var slot = slots.pollFirstEntry();
                create(run, slot.getKey(), slot.getValue());
            }
            return;
        }
        while (!idle.isEmpty() && !(ready.isEmpty() && conversations.isEmpty())) {
            Run run = ready.isEmpty() ? new Run(conversations.remove()) : ready.remove();
            run.stream = idle.remove();
            create(run, -1, cluster.nowNs());
        }
    }

    private Request create(Run run, long slot, long intendedNs) {
        long number =
                slot >= 0 ? slot : run.turn == 0 ? run.conversation.id() : 1L << 39 | (long) index << 32 | followUps++;
        Request request = new Request(
                run,
                new RequestInfo(
                        RequestInfo.idOf(start.stage(), number),
                        start.stage(),
                        slot,
                        (int) run.stream,
                        0,
                        index,
                        run.conversation.id(),
                        run.turn,
                        RequestInfo.NO_PARENTS,
                        run.conversation.label()),
                intendedNs);
        created++;
        step(request, RequestStatus.PENDING);
        pending.add(request);
        send();
        return request;
    }

    private void send() {
        while (inFlight.size() < start.maxInFlight() && !pending.isEmpty()) {
            Request request = pending.remove();
            inFlight.add(request);
            request.sentNs = cluster.nowNs();
            step(request, RequestStatus.IN_PROGRESS);
            long service = serviceNs.applyAsLong(request.run.conversation);
            if (service < Long.MAX_VALUE) {
                cluster.at(cluster.nowNs() + service / 2, () -> token(request));
                cluster.at(cluster.nowNs() + service, () -> finish(request));
            }
        }
    }

    private void token(Request request) {
        if (!request.over && !dead) {
            request.tokenNs = cluster.nowNs();
            step(request, RequestStatus.FIRST_TOKEN);
        }
    }

    private void finish(Request request) {
        if (request.over || dead) {
            return;
        }
        boolean failed = random.nextDouble() < errorRate;
        inFlight.remove(request);
        end(request, failed ? RequestStatus.ERRORED : RequestStatus.COMPLETED, null);
        Run run = request.run;
        run.turn++;
        if (failed) {
            for (; run.turn < run.conversation.turns().size() && !stopped; run.turn++) {
                Request rest = create(run, -1, cluster.nowNs());
                pending.remove(rest);
                inFlight.remove(rest);
                end(rest, RequestStatus.CANCELLED, "parent_failed");
            }
        }
        if (run.stream >= 0) {
            idle.add(run.stream);
        }
        if (run.turn < run.conversation.turns().size() && !stopped) {
            if (start.ownTimes()) {
                timed(run, cluster.nowNs());
            } else {
                ready.addLast(run);
            }
        }
        send();
        advance();
    }

    private void stop(String reason) {
        stopped = true;
        conversations.clear();
        slots.clear();
        timed.clear();
        ready.clear();
        while (!pending.isEmpty()) {
            end(pending.remove(), RequestStatus.CANCELLED, reason);
        }
    }

    private void cancelAll(String reason) {
        List.copyOf(inFlight).forEach(r -> end(r, RequestStatus.CANCELLED, reason));
        inFlight.clear();
        advance();
    }

    private void step(Request request, RequestStatus status) {
        updates.add(new RequestUpdate(
                request.info, status, cluster.nowNs(), request.intendedNs, request.sentNs, request.tokenNs, 3, 4));
    }

    private void end(Request request, RequestStatus status, @Nullable String reason) {
        request.over = true;
        ended[status.ordinal()]++;
        step(request, status);
        long none = RequestTimings.ABSENT;
        records.add(new RequestRecord(
                request.info,
                status,
                status == RequestStatus.ERRORED ? RequestError.of(ErrorKind.RESET, "reset") : null,
                reason,
                new RequestTimings(
                        request.intendedNs,
                        none,
                        none,
                        request.sentNs,
                        none,
                        none,
                        none,
                        request.tokenNs,
                        none,
                        none,
                        cluster.nowNs(),
                        none,
                        none,
                        none),
                RequestRecord.NO_CONTENT_TIMES,
                0,
                new TokenCounts(3, 4, -1, -1, -1, 1, TokenSource.EVENTS),
                WireFacts.NONE));
    }
}
