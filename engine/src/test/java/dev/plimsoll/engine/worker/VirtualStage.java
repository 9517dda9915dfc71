package dev.plimsoll.engine.worker;

import dev.plimsoll.engine.dataset.Content;
import dev.plimsoll.engine.dataset.Conversation;
import dev.plimsoll.engine.dataset.HistoryContext;
import dev.plimsoll.engine.dataset.Turn;
import dev.plimsoll.engine.record.RequestRecord;
import dev.plimsoll.engine.record.RequestSettings;
import dev.plimsoll.engine.record.RequestUpdate;
import dev.plimsoll.engine.wire.FromWorker;
import dev.plimsoll.engine.wire.ToWorker;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** A stage in virtual time: the clock moves only from event to event, as the dispatch loop would be woken. Times are in ms. */
final class VirtualStage {
    static final long MS = 1_000_000L;
    static final int WORKER = 3;

    /** Run time zero on the worker's clock; not zero, so that a mixed-up clock shows. */
    static final long ANCHOR_NS = 777_000_000_000L;

    private record Event(long atNs, long number, Runnable action) {}

    private final PriorityQueue<Event> events = new PriorityQueue<>(
            (a, b) -> a.atNs != b.atNs ? Long.compare(a.atNs, b.atNs) : Long.compare(a.number, b.number));
    private long eventCount;
    private long clockNs = ANCHOR_NS;
    final FakeBackend backend = new FakeBackend(() -> clockNs);
    private final Collector output = new Collector();
    final List<FromWorker> frames = output.frames;
    final List<RequestRecord> records = output.records;
    final List<RequestUpdate> updates = output.updates;
    final StageRun run;

    /** Keeps what a stage says. */
    static final class Collector implements StageOutput {
        final List<FromWorker> frames = new ArrayList<>();
        final List<RequestRecord> records = new ArrayList<>();
        final List<RequestUpdate> updates = new ArrayList<>();

        @Override
        public void send(FromWorker message) {
            frames.add(message);
            switch (message) {
                case FromWorker.Records r -> records.addAll(r.records());
                case FromWorker.Updates u -> updates.addAll(u.updates());
                default -> {}
            }
        }

        @Override
        public void stageBegan() {}

        @Override
        public void secondEnded(int stage, long startNs, long lengthNs, WireTally wire) {}
    }

    private VirtualStage(ToWorker.StageStart start) {
        run = new StageRun(start, WORKER, ANCHOR_NS, () -> clockNs, backend, new HistogramSet.Pool(), output);
    }

    static VirtualStage openLoop() {
        return openLoop(Integer.MAX_VALUE, Long.MAX_VALUE);
    }

    static VirtualStage openLoop(int maxInFlight, long maxLagNs) {
        return new VirtualStage(new ToWorker.StageStart(0, 0, true, new int[0], new long[0], maxInFlight, maxLagNs));
    }

    /** An open loop in which a share of the requests is cancelled on purpose, from a moment on. */
    static VirtualStage injecting(double rate, long delayMs, long fromMs) {
        long fromNs = fromMs == Long.MAX_VALUE ? fromMs : fromMs * MS;
        return new VirtualStage(new ToWorker.StageStart(
                0,
                0,
                true,
                new int[0],
                new long[0],
                Integer.MAX_VALUE,
                Long.MAX_VALUE,
                false,
                new ToWorker.Injection(rate, delayMs * MS, 7, fromNs)));
    }

    static VirtualStage timed() {
        return new VirtualStage(new ToWorker.StageStart(
                0,
                0,
                true,
                new int[0],
                new long[0],
                Integer.MAX_VALUE,
                Long.MAX_VALUE,
                false,
                ToWorker.Injection.NONE,
                true));
    }

    static VirtualStage closedLoop(long... startMs) {
        return closedLoop(false, startMs);
    }

    /** A closed loop whose streams start other conversations in think time. */
    static VirtualStage filling(long... startMs) {
        return closedLoop(true, startMs);
    }

    private static VirtualStage closedLoop(boolean fillThinkTime, long... startMs) {
        int[] streams = new int[startMs.length];
        long[] starts = new long[startMs.length];
        for (int i = 0; i < streams.length; i++) {
            streams[i] = 10 + i;
            starts[i] = startMs[i] * MS;
        }
        return new VirtualStage(new ToWorker.StageStart(
                0,
                0,
                false,
                streams,
                starts,
                Integer.MAX_VALUE,
                Long.MAX_VALUE,
                fillThinkTime,
                ToWorker.Injection.NONE));
    }

    /** Every answer comes so many ms after its request was sent, from now on. */
    VirtualStage answering(ToLongFunction<FakeBackend.FakeCall> latencyMs) {
        answers = latencyMs;
        return this;
    }

    private @Nullable ToLongFunction<FakeBackend.FakeCall> answers;
    private int answered;
    private int standstill;

    long nowMs() {
        return (clockNs - ANCHOR_NS) / MS;
    }

    void at(long ms, Runnable action) {
        events.add(new Event(ANCHOR_NS + ms * MS, eventCount++, action));
    }

    /** The loop is blocked until then: nothing is done in between. */
    void blockedUntil(long ms) {
        clockNs = ANCHOR_NS + ms * MS;
        turn();
    }

    /** Lets time pass up to and including this moment. */
    void runUntil(long ms) {
        long endNs = ANCHOR_NS + ms * MS;
        turn();
        while (!run.isDone()) {
            long next = Math.min(run.nextStartNs(), run.nextChoreNs());
            next = next == Long.MAX_VALUE ? next : next + ANCHOR_NS;
            Event event = events.peek();
            next = event == null ? next : Math.min(next, event.atNs);
            if (next > endNs) {
                break;
            }
            standstill = next > clockNs ? 0 : standstill + 1;
            if (standstill > 10_000) {
                throw new AssertionError("the loop would turn forever at " + nowMs() + " ms");
            }
            clockNs = Math.max(clockNs, next);
            while (event != null && event.atNs <= clockNs) {
                events.remove().action.run();
                event = events.peek();
            }
            turn();
        }
        clockNs = Math.max(clockNs, endNs);
    }

    void turn() {
        if (!run.isDone()) {
            run.turn();
        }
        checkCounts();
        ToLongFunction<FakeBackend.FakeCall> latency = answers;
        while (latency != null && answered < backend.calls.size()) {
            FakeBackend.FakeCall call = backend.calls.get(answered++);
            at(nowMs() + latency.applyAsLong(call), () -> {
                if (!call.over) {
                    call.complete("answer " + call.turn.index());
                }
            });
        }
    }

    void checkCounts() {
        if (run.requests().created()
                != run.requests().pending()
                        + run.requests().inFlight()
                        + run.requests().processed()) {
            throw new AssertionError("created " + run.requests().created() + " != pending "
                    + run.requests().pending() + " + in flight "
                    + run.requests().inFlight() + " + processed "
                    + run.requests().processed());
        }
    }

    void slots(long... ms) {
        long[] numbers = new long[ms.length];
        for (int i = 0; i < ms.length; i++) {
            numbers[i] = i;
        }
        slots(numbers, ms);
    }

    void slots(long[] numbers, long[] ms) {
        long[] ns = new long[ms.length];
        for (int i = 0; i < ms.length; i++) {
            ns[i] = ms[i] * MS;
        }
        run.addSlots(numbers, ns);
    }

    /** Conversations of one turn each, ids counting up from {@code first}. */
    void singles(int first, int count) {
        List<Conversation> list = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            list.add(new Conversation(first + i, null, List.of(turn(0, 0))));
        }
        run.add(list);
    }

    /** A conversation of turns one after another, each after this delay. */
    void chain(long id, int turns, long delayMs) {
        List<Turn> list = new ArrayList<>();
        for (int i = 0; i < turns; i++) {
            list.add(i == 0 ? turn(0, 0) : turn(i, delayMs, i - 1));
        }
        run.add(List.of(new Conversation(id, "class", list)));
    }

    /** A turn that is told of its first parent in full, and of the others by their last pair. */
    static Turn turn(int index, long delayMs, int... parents) {
        List<Turn.Parent> told = new ArrayList<>();
        for (int parent : parents) {
            told.add(new Turn.Parent(parent, told.isEmpty() ? HistoryContext.FULL : HistoryContext.LAST));
        }
        return new Turn(
                index,
                told,
                Content.ofText("ask " + index),
                5,
                7,
                false,
                null,
                null,
                new RequestSettings(dev.plimsoll.engine.record.RequestTimings.ABSENT, delayMs * MS),
                null);
    }

    List<Long> intendedMs() {
        return records.stream().map(r -> r.timings().intended() / MS).toList();
    }

    List<Long> sentMs() {
        return backend.calls.stream().map(c -> (c.resolvedAt - ANCHOR_NS) / MS).toList();
    }

    FromWorker.StageDone done() {
        return (FromWorker.StageDone) frames.getLast();
    }
}
