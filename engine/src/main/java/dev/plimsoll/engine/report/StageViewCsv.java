package dev.plimsoll.engine.report;

import dev.plimsoll.engine.metrics.AdjustedSummary;
import dev.plimsoll.engine.metrics.StageHonesty;
import dev.plimsoll.engine.metrics.StagePhases;
import dev.plimsoll.engine.metrics.StageSummary;
import dev.plimsoll.engine.stats.OrInfinite;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Columns of {@code summary.csv} for what a stage tells beside its metrics; a value is a number, or the text {@code infinite}. */
final class StageViewCsv {
    private static final Map<String, Function<StageSummary, @Nullable Object>> COLUMNS = new LinkedHashMap<>();

    static {
        COLUMNS.put(
                "goodput_good_requests",
                s -> s.goodput() == null ? null : (double) s.goodput().good());
        COLUMNS.put(
                "goodput_ended_requests",
                s -> s.goodput() == null ? null : (double) s.goodput().ended());
        level("prefill", StagePhases::prefill);
        level("decode", StagePhases::decode);
        level("tokens_in_flight", StagePhases::tokensInFlight);
        mismatch("output_count", StageHonesty::outputCount);
        mismatch("prompt_count", StageHonesty::promptCount);
        mismatch("output_length", StageHonesty::outputLength);
        honesty("output_count_by_usage_share", h -> h.outputTokenSources().getOrDefault("usage", 0.0));
        honesty("ttft_lag_share", StageHonesty::ttftLagShare);
        honesty("tokens_per_event", StageHonesty::tokensPerEvent);
        honesty("events_per_read", StageHonesty::eventsPerRead);
        honesty("shared_read_share", StageHonesty::sharedReadShare);
        for (String tag : List.of("ttft", "latency", "latencyFromSchedule")) {
            for (String stat : List.of("p50", "p90", "p95", "p99")) {
                COLUMNS.put(CsvText.column(tag, "_error_adjusted_" + stat, "ms"), s -> {
                    AdjustedSummary adjusted = s.errorAdjusted().get(tag);
                    return adjusted == null ? null : adjusted.stat(stat).json();
                });
            }
        }
    }

    private StageViewCsv() {}

    private static void level(String name, Function<StagePhases, StagePhases.@Nullable Level> of) {
        COLUMNS.put(name + "_mean", s -> {
            StagePhases.Level level = s.phases() == null ? null : of.apply(s.phases());
            return level == null ? null : level.mean();
        });
        COLUMNS.put(name + "_max", s -> {
            StagePhases.Level level = s.phases() == null ? null : of.apply(s.phases());
            return level == null ? null : level.max();
        });
    }

    private static void mismatch(String name, Function<StageHonesty, StageHonesty.@Nullable Mismatch> of) {
        honesty(name + "_compared", h -> {
            StageHonesty.Mismatch mismatch = of.apply(h);
            return mismatch == null ? null : (double) mismatch.compared();
        });
        honesty(name + "_mismatch_share", h -> {
            StageHonesty.Mismatch mismatch = of.apply(h);
            return mismatch == null ? null : mismatch.share();
        });
    }

    private static void honesty(String name, Function<StageHonesty, @Nullable Double> of) {
        COLUMNS.put(name, s -> s.honesty() == null ? null : of.apply(s.honesty()));
    }

    static List<String> header() {
        return List.copyOf(COLUMNS.keySet());
    }

    static void row(StageSummary stage, CsvText csv) throws IOException {
        for (Function<StageSummary, @Nullable Object> column : COLUMNS.values()) {
            Object value = column.apply(stage);
            if (OrInfinite.TEXT.equals(value)) {
                csv.text(OrInfinite.TEXT);
            } else {
                csv.number((Double) value);
            }
        }
    }
}
