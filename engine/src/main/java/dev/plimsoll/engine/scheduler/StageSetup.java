package dev.plimsoll.engine.scheduler;

import dev.plimsoll.engine.constraint.ConstraintSet;
import dev.plimsoll.engine.plan.RunPlan;
import dev.plimsoll.engine.plan.StagePlan;
import dev.plimsoll.engine.strategy.ArrivalSchedule;
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
 */
record StageSetup(StagePlan stage, Strategy strategy, long startNs, long graceNs, long maxLagNs, boolean stopOnLoss) {
    static StageSetup of(RunPlan run, StagePlan stage, Strategy strategy, long startNs) {
        Double maxLag = run.maxLagSeconds();
        return new StageSetup(
                stage,
                strategy,
                startNs,
                Math.round(run.gracePeriodSeconds() * 1e9),
                maxLag == null ? Long.MAX_VALUE : Math.round(maxLag * 1e9),
                run.onWorkerLossStop());
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
                stage.index(), startNs, strategy.isOpenLoop(), streams, starts, maxInFlight, maxLagNs);
    }

    /** The feed of the stage: limits known in advance bound it. */
    StageFeed feed(List<StageWorker> workers, ConversationSource source, ConstraintSet constraints) {
        ArrivalSchedule schedule = strategy.schedule();
        long createdLimit = constraints.createdLimit();
        long offsetLimitNs = constraints.offsetLimitNs();
        if (schedule == null) {
            return new StageFeed(
                    stage.index(),
                    workers,
                    new ConversationFeeder(stage.index(), source, createdLimit),
                    null,
                    Long.MAX_VALUE);
        }
        return new StageFeed(
                stage.index(),
                workers,
                new ConversationFeeder(stage.index(), source, Long.MAX_VALUE),
                new SlotFeeder(stage.index(), startNs, schedule, createdLimit, offsetLimitNs),
                offsetLimitNs == Long.MAX_VALUE ? Long.MAX_VALUE : startNs + offsetLimitNs);
    }
}
