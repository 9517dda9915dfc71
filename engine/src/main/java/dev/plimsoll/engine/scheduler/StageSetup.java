package dev.plimsoll.engine.scheduler;

import dev.plimsoll.engine.constraint.ConstraintSet;
import dev.plimsoll.engine.metrics.MeasurementWindow;
import dev.plimsoll.engine.plan.RunPlan;
import dev.plimsoll.engine.plan.Seeds;
import dev.plimsoll.engine.plan.StagePlan;
import dev.plimsoll.engine.strategy.ArrivalSchedule;
import dev.plimsoll.engine.strategy.ConversationTiming;
import dev.plimsoll.engine.strategy.Strategy;
import dev.plimsoll.engine.strategy.WorkerAllocation;
import dev.plimsoll.engine.wire.ToWorker;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * What is known of a stage before it starts.
 *
 * @param stage what runs
 * @param strategy when requests start
 * @param startNs agreed start, run time
 * @param graceNs how long requests in flight may finish after a stop
 * @param maxLagNs later slots are dropped, {@link Long#MAX_VALUE} for never
 * @param stopOnLoss a lost worker stops the stage
 * @param fillThinkTime streams start other conversations while one waits for its next turn
 * @param injection which requests are cancelled on purpose; its start is the end of a warm-up by time
 * @param warmupRequests processed requests that end the warm-up, 0 where it does not hang on them
 */
record StageSetup(
        StagePlan stage,
        Strategy strategy,
        long startNs,
        long graceNs,
        long maxLagNs,
        boolean stopOnLoss,
        boolean fillThinkTime,
        ToWorker.Injection injection,
        long warmupRequests) {
    /** The setup of a stage; the constraints say by which limits a warm-up is measured. */
    static StageSetup of(RunPlan run, StagePlan stage, Strategy strategy, long startNs, ConstraintSet constraints) {
        Double maxLag = run.maxLagSeconds();
        long requestLimit = constraints.createdLimit();
        long timeLimitNs = constraints.offsetLimitNs();
        MeasurementWindow.Limits warmup = MeasurementWindow.limits(
                run.warmup(),
                timeLimitNs == Long.MAX_VALUE ? null : Double.valueOf(timeLimitNs / 1e9),
                requestLimit == Long.MAX_VALUE ? null : Long.valueOf(requestLimit));
        Long requests = warmup.requests();
        Double seconds = warmup.seconds();
        return new StageSetup(
                stage,
                strategy,
                startNs,
                Math.round(run.gracePeriodSeconds() * 1e9),
                maxLag == null ? Long.MAX_VALUE : Math.round(maxLag * 1e9),
                run.onWorkerLossStop(),
                run.fillThinkTime(),
                new ToWorker.Injection(
                        run.cancelRate(),
                        Math.round(run.cancelDelaySeconds() * 1e9),
                        Seeds.derive(run.seed(), Seeds.Purpose.CANCELLATION),
                        startNs + (seconds == null ? 0 : Math.round(seconds * 1e9))),
                requests == null ? 0 : requests);
    }

    /** Whether a warm-up that hangs on requests is over, so that the workers are to be told. */
    boolean isWarmUpOver(long nowNs, long processed) {
        return injection.rate() > 0 && warmupRequests > 0 && nowNs >= injection.fromNs() && processed > warmupRequests;
    }

    /** As the workers are told at the start: a warm-up that hangs on requests is not over until they are told. */
    private ToWorker.Injection injectionAtStart() {
        return warmupRequests == 0
                ? injection
                : new ToWorker.Injection(injection.rate(), injection.delayNs(), injection.seed(), Long.MAX_VALUE);
    }

    /** The streams of the worker at a place: k with {@code k mod workers == place}; none in an open loop. */
    int[] streamsOf(int place, int workers) {
        if (strategy.isOpenLoop()) {
            return new int[0];
        }
        int streams = strategy.requestsLimit().orElse(Strategy.UNLIMITED_CONCURRENCY);
        return IntStream.range(0, streams).filter(k -> k % workers == place).toArray();
    }

    ToWorker.StageStart startFor(StageWorker worker, int workers) {
        int[] streams = streamsOf(worker.place, workers);
        long[] starts = IntStream.of(streams)
                .mapToLong(k -> startNs + strategy.streamStartNs(k))
                .toArray();
        OptionalInt cap = strategy.requestsLimit();
        int maxInFlight = strategy.isOpenLoop() && cap.isPresent()
                ? WorkerAllocation.perWorker(cap.getAsInt(), workers)[worker.place]
                : Integer.MAX_VALUE;
        return new ToWorker.StageStart(
                stage.index(),
                startNs,
                strategy.isOpenLoop(),
                streams,
                starts,
                maxInFlight,
                maxLagNs,
                fillThinkTime,
                injectionAtStart(),
                strategy.timing(Long.MAX_VALUE) != null);
    }

    /** The feed of the stage: limits known in advance bound it. */
    StageFeed feed(List<StageWorker> workers, ConversationSource source, ConstraintSet constraints) {
        ArrivalSchedule schedule = strategy.schedule();
        long createdLimit = constraints.createdLimit();
        long offsetLimitNs = constraints.offsetLimitNs();
        ConversationTiming timing = strategy.timing(createdLimit);
        if (timing != null) {
            TimedSource timed = new TimedSource(source, timing, offsetLimitNs);
            return new StageFeed(
                    stage.index(),
                    workers,
                    new ConversationFeeder(stage.index(), timed, createdLimit),
                    null,
                    timed,
                    startNs,
                    offsetLimitNs == Long.MAX_VALUE ? Long.MAX_VALUE : startNs + offsetLimitNs);
        }
        if (schedule == null) {
            return new StageFeed(
                    stage.index(),
                    workers,
                    new ConversationFeeder(stage.index(), source, createdLimit),
                    null,
                    null,
                    startNs,
                    Long.MAX_VALUE);
        }
        return new StageFeed(
                stage.index(),
                workers,
                new ConversationFeeder(stage.index(), source, Long.MAX_VALUE),
                new SlotFeeder(stage.index(), startNs, schedule, createdLimit, offsetLimitNs),
                null,
                startNs,
                offsetLimitNs == Long.MAX_VALUE ? Long.MAX_VALUE : startNs + offsetLimitNs);
    }
}
