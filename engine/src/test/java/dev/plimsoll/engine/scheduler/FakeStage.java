package dev.plimsoll.engine.scheduler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.plimsoll.engine.constraint.Constraint;
import dev.plimsoll.engine.constraint.ConstraintSet;
import dev.plimsoll.engine.constraint.Constraints;
import dev.plimsoll.engine.constraint.SchedulerProgress;
import dev.plimsoll.engine.constraint.SchedulerState;
import dev.plimsoll.engine.constraint.SchedulerUpdateAction;
import dev.plimsoll.engine.dataset.Content;
import dev.plimsoll.engine.dataset.Conversation;
import dev.plimsoll.engine.dataset.Turn;
import dev.plimsoll.engine.plan.ConstraintPlan;
import dev.plimsoll.engine.plan.StagePlan;
import dev.plimsoll.engine.plan.StoppingScope;
import dev.plimsoll.engine.plan.StrategyPlan;
import dev.plimsoll.engine.record.RequestRecord;
import dev.plimsoll.engine.record.RequestSettings;
import dev.plimsoll.engine.record.RequestUpdate;
import dev.plimsoll.engine.record.SelfSample;
import dev.plimsoll.engine.strategy.Strategies;
import dev.plimsoll.engine.time.ClockMeter;
import dev.plimsoll.engine.time.GcPauses;
import dev.plimsoll.engine.time.MachineLoad;
import dev.plimsoll.engine.time.ProcessMeter;
import dev.plimsoll.engine.wire.ToWorker;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import java.util.function.LongToIntFunction;
import java.util.function.LongUnaryOperator;
import org.jspecify.annotations.Nullable;

/** One stage over fake workers in virtual time. Checks on the way what must hold at every moment; keeps what was told. */
final class FakeStage implements StageListener {
    final FakeCluster cluster;
    final List<Constraint> constraints = new ArrayList<>();
    final List<RequestUpdate> updates = new ArrayList<>();
    final List<RequestRecord> records = new ArrayList<>();
    final List<String> acted = new ArrayList<>();
    final List<SchedulerState> states = new ArrayList<>();
    final List<SelfSample> self = new ArrayList<>();
    StrategyPlan strategy = new StrategyPlan.Concurrent(4, 0);
    Rows rows = new Rows(Long.MAX_VALUE, 1);
    double graceSeconds;
    boolean stopOnLoss;
    IntSupplier stopRequests = () -> 0;
    Consumer<RequestUpdate> onUpdate = update -> {};
    Environment environment = new LocalEnvironment();
    private final Map<Long, Integer> lastStatus = new HashMap<>();
    private boolean started;

    /** Workers that answer at once. */
    static FakeStage of(int workers) {
        return of(workers, w -> {});
    }

    /** Workers as the script makes them. */
    static FakeStage of(int workers, Consumer<FakeWorker> script) {
        return of(17, workers, script);
    }

    /** The same with another seed. */
    static FakeStage of(long seed, int workers, Consumer<FakeWorker> script) {
        return new FakeStage(new FakeCluster(seed, workers, script));
    }

    FakeStage(FakeCluster cluster) {
        this.cluster = cluster;
    }

    FakeStage maxRequests(long count) {
        constraints.add(
                Constraints.create(new ConstraintPlan.MaxRequests("n", StoppingScope.CURRENT, List.of(count)), 0));
        return this;
    }

    FakeStage maxSeconds(double seconds) {
        constraints.add(
                Constraints.create(new ConstraintPlan.MaxDuration("t", StoppingScope.CURRENT, List.of(seconds)), 0));
        return this;
    }

    FakeStage maxErrors(long count) {
        constraints.add(
                Constraints.create(new ConstraintPlan.MaxErrors("e", StoppingScope.CURRENT, List.of(count)), 0));
        return this;
    }

    StageResult run() {
        long startNs = environment.syncRunStart(cluster.links.size(), cluster.nowNs());
        StageSetup setup = new StageSetup(
                new StagePlan(0, strategy),
                Strategies.of(strategy),
                startNs,
                FakeCluster.seconds(graceSeconds),
                Long.MAX_VALUE,
                stopOnLoss,
                false,
                ToWorker.Injection.NONE,
                0);
        StageRunner runner = new StageRunner(
                new StageRunner.Parts(
                        setup,
                        cluster,
                        cluster::nowNs,
                        rows,
                        new ConstraintSet(constraints),
                        environment,
                        this,
                        stopRequests,
                        () -> new ProcessMeter.Reading(
                                cluster.nowNs() / 10,
                                new GcPauses.Reading(0, 0),
                                new MachineLoad.Reading(0.5, 0),
                                1 << 20,
                                new ClockMeter.Reading(0, 0),
                                -1)),
                cluster.links);
        StageResult result = runner.run();
        checkEnd(result);
        return result;
    }

    private void checkEnd(StageResult result) {
        assertTrue(result.countsAddUp(), () -> "counts: " + result);
        assertEquals(result.state().created(), result.state().processed());
        assertEquals(result.state().processed(), records.size());
        Set<Long> ids = new HashSet<>();
        Map<Object, Long> ends = new HashMap<>();
        for (RequestRecord record : records) {
            assertTrue(ids.add(record.info().requestId()), () -> "a second record of " + record.info());
            ends.merge(record.status(), 1L, Long::sum);
        }
        assertEquals(
                result.state().successful(), ends.getOrDefault(dev.plimsoll.engine.record.RequestStatus.COMPLETED, 0L));
        assertEquals(result.state().errored(), ends.getOrDefault(dev.plimsoll.engine.record.RequestStatus.ERRORED, 0L));
        assertEquals(
                result.state().cancelled(), ends.getOrDefault(dev.plimsoll.engine.record.RequestStatus.CANCELLED, 0L));
    }

    @Override
    public void started(long startNs, Set<Integer> workers) {
        assertFalse(started, "a stage begins once");
        assertFalse(workers.isEmpty(), "somebody takes part");
        started = true;
    }

    @Override
    public void updated(RequestUpdate update, SchedulerState state, SchedulerProgress progress) {
        assertTrue(started, "the start is told before all else");
        assertTrue(state.countsAddUp(), () -> "identities at " + state);
        if (!updates.isEmpty()) {
            assertTrue(updates.getLast().atNs() <= update.atNs(), "event-time order");
        }
        Integer before =
                lastStatus.put(update.info().requestId(), update.status().ordinal());
        assertTrue(before == null || before < update.status().ordinal(), () -> "steps of " + update.info());
        updates.add(update);
        states.add(state);
        onUpdate.accept(update);
    }

    @Override
    public void ticked(SchedulerState state, SchedulerProgress progress) {
        assertTrue(state.countsAddUp(), () -> "identities at " + state);
    }

    @Override
    public void recorded(RequestRecord record, @Nullable String text) {
        assertTrue(started, "the start is told before all else");
        records.add(record);
    }

    @Override
    public void self(SelfSample sample) {
        self.add(sample);
    }

    @Override
    public void constraintActed(String id, String kind, SchedulerUpdateAction action, SchedulerState state) {
        acted.add(kind);
    }

    /** Conversations 0, 1, 2, ... of so many turns each. */
    static final class Rows implements ConversationSource {
        private final long count;
        private final LongToIntFunction turns;
        private long next;

        /** Rows ready to be given out; the others are still being read. */
        long ready = Long.MAX_VALUE;

        @Nullable
        RuntimeException fault;

        /** Time of each row in a trace, ns; negative for none. */
        LongUnaryOperator times = row -> -1;

        Rows(long count, int turns) {
            this(count, id -> turns);
        }

        /** Conversations of different lengths. */
        Rows(long count, LongToIntFunction turns) {
            this.count = count;
            this.turns = turns;
        }

        static Conversation conversation(long id, int turns) {
            List<Turn> all = new ArrayList<>();
            for (int i = 0; i < turns; i++) {
                all.add(new Turn(
                        i,
                        Turn.after(i),
                        Content.ofText("hello"),
                        3,
                        4,
                        false,
                        null,
                        null,
                        RequestSettings.NONE,
                        null));
            }
            return new Conversation(id, null, all);
        }

        @Override
        public @Nullable Conversation poll() {
            if (next >= Math.min(ready, count)) {
                if (fault != null) {
                    throw fault;
                }
                return null;
            }
            Conversation read = conversation(next, turns.applyAsInt(next));
            long atNs = times.applyAsLong(next++);
            return atNs < 0
                    ? read
                    : read.withTurns(read.turns().stream()
                            .map(turn -> turn.index() == 0 ? turn.startingAt(atNs) : turn)
                            .toList());
        }

        @Override
        public boolean isEnded() {
            return next >= count && fault == null;
        }

        @Override
        public long timesRecycled() {
            return 0;
        }

        @Override
        public void close() {}
    }
}
