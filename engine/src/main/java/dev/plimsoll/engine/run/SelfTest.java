package dev.plimsoll.engine.run;

import dev.plimsoll.engine.dataset.Content;
import dev.plimsoll.engine.dataset.Conversation;
import dev.plimsoll.engine.dataset.Dataset;
import dev.plimsoll.engine.dataset.Turn;
import dev.plimsoll.engine.plan.PlanCompiler;
import dev.plimsoll.engine.plan.RunPlan;
import dev.plimsoll.engine.plan.StagePlan;
import dev.plimsoll.engine.plan.StrategyPlan;
import dev.plimsoll.engine.problem.PlimsollException;
import dev.plimsoll.engine.scheduler.LocalEnvironment;
import dev.plimsoll.engine.scheduler.Scheduler;
import dev.plimsoll.engine.scheduler.StageResult;
import dev.plimsoll.engine.scheduler.WorkerProcessGroup;
import dev.plimsoll.engine.stats.Distribution;
import dev.plimsoll.engine.strategy.Strategies;
import dev.plimsoll.engine.strategy.Strategy;
import dev.plimsoll.engine.time.NanoClock;
import dev.plimsoll.engine.time.RunAnchor;
import dev.plimsoll.engine.trust.DispatchFigures;
import dev.plimsoll.engine.workspace.BenchmarkOptions;
import dev.plimsoll.engine.workspace.WorkspaceFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the generator can do on this machine, measured with the worker processes of a run themselves: the real schedule, dispatch, frames
 * and records, against targets that cost next to nothing. The group must have been briefed for such a target.
 *
 * <p>One thread; {@link #stop} may be called by any.
 */
final class SelfTest {
    /** Length of each measurement. */
    static final int SECONDS = 2;
    /** Fewest sends a second that a p99 of two seconds can be taken from. */
    static final double LEAST_RATE = 200;
    /** What the null target, which has one thread, answers without being late itself. */
    static final double MOST_RATE = 5_000;

    /** Where the null target itself is kept from running, waits for it end here and are not counted as ours. */
    private static final int MOST_IN_FLIGHT = 128;

    /** Many requests, but no flood: the coordinator of a machine that is short of CPU time must keep up with the records. */
    private static final StrategyPlan BRISK = new StrategyPlan.Constant(MOST_RATE, MOST_IN_FLIGHT, 0);

    private static final int LONGEST_SECONDS = 30;

    /** Streams at once where stream events are measured. */
    static final int STREAM_COUNT = 64;

    private static final StrategyPlan STREAMS = new StrategyPlan.Concurrent(STREAM_COUNT, 0);

    private final WorkerProcessGroup group;
    private final NanoClock clock;
    private final RunAnchor anchor;
    private volatile @Nullable Scheduler running;
    private volatile boolean stopped;

    SelfTest(WorkerProcessGroup group, NanoClock clock, RunAnchor anchor) {
        this.group = group;
        this.clock = clock;
        this.anchor = anchor;
    }

    /** What it does with a planned rate, for a person. */
    static String doing(double plannedPerSecond) {
        return String.format(
                Locale.ROOT,
                "Testing the generator itself: %d s of %,.0f requests/s to a null target",
                SECONDS,
                testedRate(plannedPerSecond));
    }

    /** The rate to test for a planned one. */
    static double testedRate(double plannedPerSecond) {
        return Math.clamp(plannedPerSecond, LEAST_RATE, MOST_RATE);
    }

    /**
     * How well a schedule is kept to, after a brisk second that warms the target and us.
     *
     * @param plannedPerSecond highest rate that is planned, 0 where unknown
     */
    DispatchFigures dispatch(double plannedPerSecond) {
        double rate = testedRate(plannedPerSecond);
        load(BRISK, Math.round(MOST_RATE));
        SelfTestListener heard = load(new StrategyPlan.Constant(rate, MOST_IN_FLIGHT, 0), Math.round(rate * SECONDS));
        Distribution lag = heard.ownLagNs();
        return new DispatchFigures(
                plannedPerSecond,
                rate,
                lag.count(),
                lag.count() == 0 ? 0 : lag.quantile(0.5),
                lag.count() == 0 ? 0 : lag.quantile(0.99),
                lag.max().orElse(0),
                wakeUpErrorP99Ns(),
                heard.loopBusy(),
                heard.longestPauseNs(),
                heard.failed());
    }

    /** Requests that a worker carries, 1/s. */
    double requestsCarried() {
        return load(BRISK, Math.round(MOST_RATE * SECONDS)).requestsPerBusySecond();
    }

    /** Stream events that a worker carries, 1/s, of a target that streams at a pace; {@code requests} in all. */
    double eventsCarried(int requests) {
        return load(STREAMS, requests).eventsPerBusySecond();
    }

    /** Ends what is being measured, and whatever is to be measured next. */
    void stop() {
        stopped = true;
        Scheduler now = running;
        if (now != null) {
            now.stop(false);
        }
    }

    boolean isStopped() {
        return stopped;
    }

    private SelfTestListener load(StrategyPlan what, long requests) {
        RunPlan plan = plan(requests);
        Strategy strategy = Strategies.of(what);
        StagePlan stage = new StagePlan(0, what);
        SelfTestListener heard = new SelfTestListener(startNs -> Stages.facts(plan, stage, strategy, startNs));
        Scheduler scheduler = new Scheduler(plan, group, SamePrompt::new, clock, anchor);
        running = scheduler;
        if (stopped) {
            scheduler.stop(false);
        }
        StageResult result = scheduler.run(stage, new LocalEnvironment(), heard);
        running = null;
        String aborted = result.aborted();
        if (aborted != null && !stopped) {
            throw PlimsollException.failed("The generator's self-test did not come to its end: " + aborted, null);
        }
        return heard;
    }

    /**
     * The scheduler asks a plan for limits alone; where the workers send to is in their briefing. A number of requests ends it in good
     * order, however slow the machine; the time is for one on which nothing gets done.
     */
    private static RunPlan plan(long requests) {
        return PlanCompiler.compile(
                WorkspaceFile.ofOptions(new BenchmarkOptions(
                        "{\"kind\": \"http\", \"url\": \"http://127.0.0.1\"}",
                        null,
                        "kind=synchronous",
                        List.of("kind=max_requests,count=" + requests, "kind=max_duration,seconds=" + LONGEST_SECONDS),
                        null,
                        Path.of("").toAbsolutePath())),
                null);
    }

    private double wakeUpErrorP99Ns() {
        return group.calibrations().stream()
                .mapToDouble(told -> 1000
                        * JsonMapper.shared()
                                .readTree(told)
                                .path("wakeUpErrorP99Us")
                                .asDouble(0))
                .max()
                .orElse(0);
    }

    /** One prompt for ever: what data costs is not what is measured here. */
    private static final class SamePrompt implements Dataset {
        private static final String PROMPT =
                "The tide sets in along the quay and lifts the hull to its line. ".repeat(8);

        private long next;

        @Override
        public Conversation next() {
            return new Conversation(next++, null, List.of(Turn.single(Content.ofText(PROMPT), 128, 4)));
        }

        @Override
        public long timesRecycled() {
            return 0;
        }

        @Override
        public Map<String, Object> describe() {
            return Map.of();
        }

        @Override
        public void close() {}
    }
}
