package dev.plimsoll.engine.scheduler;

import dev.plimsoll.engine.plan.DatasetPlan;
import dev.plimsoll.engine.plan.LengthPlan;
import dev.plimsoll.engine.plan.ProfilePlan;
import dev.plimsoll.engine.plan.RatePoint;
import dev.plimsoll.engine.plan.RunPlan;
import dev.plimsoll.engine.strategy.Strategy;
import dev.plimsoll.engine.strategy.WorkerAllocation;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * How many worker processes a run gets, and how much memory each.
 *
 * @param count worker processes
 * @param heapMegabytes heap of each
 * @param mostInFlight requests in flight over all workers that the memory is meant for
 */
public record WorkerSizing(int count, int heapMegabytes, long mostInFlight) {
    /** More processes than this only fight for the machine. */
    private static final int MOST = 8;

    /**
     * What does not grow with the requests: about 50 MB live (the tokenizer's vocabulary is most of it) and room for garbage. A heap of
     * 162 MB was seen full, with the collector taking more CPU than the requests, at 6 000 requests/s on two cores that other programs
     * kept busy (21 Nov 2026).
     */
    private static final long BASE_BYTES = 240L << 20;

    /** Buffers and bookkeeping of one request in flight. */
    private static final long BYTES_PER_REQUEST = 14L << 10;

    /** A prompt is held as text and as bytes to send; a token is four characters or so, one or two bytes each. */
    private static final long BYTES_PER_PROMPT_TOKEN = 12;

    /** What is assumed of rows of files, whose length nobody knows in advance. */
    private static final long TOKENS_OF_A_ROW = 1024;

    /** Each kept event time is an int, held twice while a record is made; as many are expected as tokens are asked for. */
    private static final long BYTES_PER_EVENT_TIME = 8;

    /** Requests in flight are assumed to last so long where no cap bounds them. */
    private static final double SECONDS_IN_FLIGHT = 10;

    private static final int LEAST_IN_FLIGHT = 256;
    private static final int MOST_HEAP_MEGABYTES = 4096;

    /**
     * The sizing of a run.
     *
     * @param plan the run
     * @param processors processors of this machine
     * @param memoryBytes memory of this machine; the workers together take half of it at most
     */
    public static WorkerSizing of(RunPlan plan, int processors, long memoryBytes) {
        OptionalInt cap = cap(plan.profile());
        Integer wish = plan.workers();
        int wished = wish != null ? wish : Math.clamp(processors - 1, 1, MOST);
        int count = WorkerAllocation.workers(wished, cap, OptionalInt.empty());
        long inFlight = cap.isPresent() ? cap.getAsInt() : uncapped(plan.profile());
        long perRequest = BYTES_PER_REQUEST
                + BYTES_PER_EVENT_TIME * Math.min(plan.maxEventTimes(), outputTokens(plan.dataset()))
                + BYTES_PER_PROMPT_TOKEN * promptTokens(plan.dataset());
        long wanted = (BASE_BYTES + inFlight / count * perRequest) >> 20;
        long affordable = Math.max(BASE_BYTES >> 20, (memoryBytes >> 21) / count);
        return new WorkerSizing(count, (int) Math.min(Math.min(wanted, affordable), MOST_HEAP_MEGABYTES), inFlight);
    }

    /** Most requests in flight in any stage, empty where nothing bounds them. */
    private static OptionalInt cap(ProfilePlan profile) {
        return switch (profile) {
            case ProfilePlan.Synchronous _ -> OptionalInt.of(1);
            case ProfilePlan.Concurrent p -> OptionalInt.of(Collections.max(p.streams()));
            case ProfilePlan.Throughput p -> optional(p.maxConcurrency());
            case ProfilePlan.Constant p -> optional(p.maxConcurrency());
            case ProfilePlan.Poisson p -> optional(p.maxConcurrency());
            case ProfilePlan.Gamma p -> optional(p.maxConcurrency());
            case ProfilePlan.RateSeries p -> optional(p.maxConcurrency());
            case ProfilePlan.Trace p -> optional(p.maxConcurrency());
            case ProfilePlan.Users p -> optional(p.maxConcurrency());
            case ProfilePlan.Sweep p -> OptionalInt.of(p.maxConcurrency());
            case ProfilePlan.Policies p -> cap(p.load());
        };
    }

    /** Tokens of a prompt as the plan of its dataset tells; {@link #TOKENS_OF_A_ROW} for rows of files. */
    public static long promptTokens(DatasetPlan dataset) {
        return switch (dataset) {
            case DatasetPlan.Synthetic synthetic ->
                (long) synthetic.promptTokens().expected();
            case DatasetPlan.Mix mix -> most(mix, WorkerSizing::promptTokens);
            case DatasetPlan.ByModel byModel -> promptTokens(byModel.rows());
            case DatasetPlan.Files _,
                    DatasetPlan.Conversations _,
                    DatasetPlan.Trace _,
                    DatasetPlan.HuggingFace _,
                    DatasetPlan.Inline _ -> TOKENS_OF_A_ROW;
        };
    }

    /** Tokens of an answer as the plan of its dataset tells; {@link #TOKENS_OF_A_ROW} where each row tells. */
    public static long outputTokens(DatasetPlan dataset) {
        if (dataset instanceof DatasetPlan.ByModel byModel) {
            return outputTokens(byModel.rows());
        }
        LengthPlan asked = switch (dataset) {
            case DatasetPlan.Synthetic synthetic -> synthetic.outputTokens();
            case DatasetPlan.Files files -> files.outputTokens();
            case DatasetPlan.HuggingFace hub -> hub.rows().outputTokens();
            case DatasetPlan.Inline inline -> inline.rows().outputTokens();
            case DatasetPlan.Conversations _, DatasetPlan.Trace _, DatasetPlan.Mix _, DatasetPlan.ByModel _ -> null;
        };
        return dataset instanceof DatasetPlan.Mix mix
                ? most(mix, WorkerSizing::outputTokens)
                : asked == null ? TOKENS_OF_A_ROW : (long) asked.expected();
    }

    private static long most(DatasetPlan.Mix mix, ToLongFunction<DatasetPlan> of) {
        return mix.parts().stream()
                .map(DatasetPlan.Part::dataset)
                .mapToLong(of)
                .max()
                .orElse(TOKENS_OF_A_ROW);
    }

    private static OptionalInt optional(@Nullable Integer cap) {
        return cap == null ? OptionalInt.empty() : OptionalInt.of(cap);
    }

    private static long uncapped(ProfilePlan profile) {
        return switch (profile) {
            case ProfilePlan.Constant p -> forRates(p.rates());
            case ProfilePlan.Poisson p -> forRates(p.rates());
            case ProfilePlan.Gamma p -> forRates(p.rates());
            case ProfilePlan.RateSeries p ->
                forRates(p.points().stream().map(RatePoint::rate).toList());
            case ProfilePlan.Users p -> forRates(List.of(p.rate()));
            case ProfilePlan.Policies p -> uncapped(p.load());
            default -> Strategy.UNLIMITED_CONCURRENCY;
        };
    }

    private static long forRates(List<Double> rates) {
        double inFlight = Collections.max(rates) * SECONDS_IN_FLIGHT;
        return (long) Math.clamp(inFlight, LEAST_IN_FLIGHT, Strategy.UNLIMITED_CONCURRENCY);
    }
}
