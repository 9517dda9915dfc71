package dev.plimsoll.engine.report;

import dev.plimsoll.engine.metrics.StageSummary;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a stage is called in front of people. */
public final class StageNames {
    private StageNames() {}

    /** The stage's strategy: {@code Synchronous}, {@code Throughput · 512}, {@code Poisson 36.0}; its policy where stages differ by that. */
    public static String of(StageSummary stage) {
        return of(stage.strategy(), stage.displayName());
    }

    /** The same of a strategy by its {@code describe()}; one of another kind is called by its display name. */
    public static String of(Map<String, Object> strategy, String displayName) {
        if (strategy.get("policy") instanceof String policy) {
            return policy;
        }
        return switch (String.valueOf(strategy.get("kind"))) {
            case "synchronous" -> "Synchronous";
            case "concurrent" -> "Concurrent" + number(strategy.get("streams"), " ");
            case "throughput" -> "Throughput" + number(strategy.get("maxConcurrency"), " · ");
            case "constant" -> "Constant" + rate(strategy.get("rate"));
            case "poisson" -> "Poisson" + rate(strategy.get("rate"));
            default -> displayName;
        };
    }

    /** What tells the stage apart on a chart: {@code 44 offered}, {@code 512 streams}, {@code 1 stream}. */
    public static String label(StageSummary stage) {
        Map<String, Object> strategy = stage.strategy();
        if (strategy.get("policy") instanceof String policy) {
            return policy;
        }
        Double offered = stage.rates().offered();
        if (stage.openLoop() && offered != null) {
            Object rate = strategy.get("rate");
            return Numbers.brief(rate instanceof Number n ? n.doubleValue() : offered) + " offered";
        }
        Object streams = strategy.containsKey("streams") ? strategy.get("streams") : strategy.get("maxConcurrency");
        if (streams instanceof Number n) {
            return Numbers.count(n.longValue(), "stream", "streams");
        }
        return "synchronous".equals(strategy.get("kind")) ? "1 stream" : of(stage);
    }

    /** The stage's number as shown, counted from 1: {@code stage 10}. */
    public static String numbered(int index) {
        return "stage " + (index + 1);
    }

    private static String number(@Nullable Object value, String before) {
        return value instanceof Number n ? before + Numbers.count(n.longValue()) : "";
    }

    private static String rate(@Nullable Object value) {
        if (!(value instanceof Number n)) {
            return "";
        }
        double rate = n.doubleValue();
        return " " + (rate >= 1 ? Numbers.fixed(rate, 1) : Numbers.three(rate));
    }
}
