package dev.plimsoll.engine.workspace;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A benchmark as written; null = not written.
 *
 * @param path where it is written: {@code benchmarks[0]}
 * @param id id
 * @param name shown name
 * @param target id of a target
 * @param dataset id of a dataset
 * @param profile stages
 * @param constraints when to stop
 * @param slos objectives
 * @param warmup left out at the start of each stage
 * @param cooldown left out at the end of each stage
 * @param window rule of the measurement window: {@code start-in}, {@code end-in}, {@code fully-in} or {@code overlap}
 * @param gracePeriod seconds for requests in flight after the end
 * @param seed seed of everything random
 * @param workers worker processes
 * @param onWorkerLoss {@code continue} or {@code stop}
 * @param maxLag seconds after which a late slot is dropped
 * @param cancelRate share of requests cancelled on purpose
 * @param cancelDelay seconds after such a request was fully written
 * @param fillThinkTime streams start other conversations during think time
 * @param maxEventTimes content times kept per request
 * @param keepBodies {@code none}, {@code errors}, {@code sample:n} or {@code all}
 * @param spin {@code auto}, {@code on} or {@code off}
 * @param transport {@code auto}, {@code epoll}, {@code io_uring} or {@code nio}
 * @param savePrompts file that keeps the prompts, relative to the workspace file
 */
public record BenchmarkSpec(
        String path,
        @Nullable String id,
        @Nullable String name,
        @Nullable String target,
        @Nullable String dataset,
        @Nullable ProfileSpec profile,
        List<ConstraintSpec> constraints,
        List<SloSpec> slos,
        @Nullable TransientSpec warmup,
        @Nullable TransientSpec cooldown,
        @Nullable String window,
        @Nullable Double gracePeriod,
        @Nullable Long seed,
        @Nullable Long workers,
        @Nullable String onWorkerLoss,
        @Nullable Double maxLag,
        @Nullable Double cancelRate,
        @Nullable Double cancelDelay,
        @Nullable Boolean fillThinkTime,
        @Nullable Long maxEventTimes,
        @Nullable String keepBodies,
        @Nullable String spin,
        @Nullable String transport,
        @Nullable String savePrompts) {
    public BenchmarkSpec {
        constraints = List.copyOf(constraints);
        slos = List.copyOf(slos);
    }
}
