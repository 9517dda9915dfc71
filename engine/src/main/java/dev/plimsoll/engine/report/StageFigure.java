package dev.plimsoll.engine.report;

import dev.plimsoll.engine.metrics.MetricDefinition;
import dev.plimsoll.engine.metrics.MetricSummary;
import dev.plimsoll.engine.metrics.Metrics;
import dev.plimsoll.engine.metrics.StageSummary;
import dev.plimsoll.engine.problem.Closest;
import dev.plimsoll.engine.stats.Finite;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One number of a stage by its name: a statistic of a metric ({@code ttft}, {@code p99}), or a figure of the stage itself, which has no
 * statistic ({@code goodput}). What gates compare and charts have on their axes. Immutable, any thread.
 */
public final class StageFigure {
    /** The statistics of a metric. */
    public static final List<String> STATS =
            List.of("mean", "std", "min", "p1", "p5", "p10", "p25", "p50", "p75", "p90", "p95", "p99", "p999", "max");

    /** A figure of the stage itself. */
    private record Own(String label, String unit, Function<StageSummary, @Nullable Double> value) {}

    private static final Map<String, Own> OWN = new LinkedHashMap<>();

    static {
        OWN.put("offered", new Own("offered", "req/s", s -> s.rates().offered()));
        OWN.put("sent", new Own("sent", "req/s", s -> s.rates().sent()));
        OWN.put("requests", new Own("achieved", "req/s", s -> s.rates().requests()));
        OWN.put("goodput", new Own("goodput", "req/s", s -> s.rates().goodput()));
        OWN.put("promptTokenRate", new Own("input", "tok/s", s -> s.rates().promptTokens()));
        OWN.put("outputTokenRate", new Own("output", "tok/s", s -> s.rates().outputTokens()));
        OWN.put("concurrency", new Own("in flight", "", s -> s.concurrency().mean()));
        OWN.put("errors", new Own("errors", "", s -> (double) s.requests().errored()));
        OWN.put("errorRate", new Own("errors", "%", StageFigure::errorPercent));
    }

    private final String metric;
    private final @Nullable String stat;
    private final String unit;

    private StageFigure(String metric, @Nullable String stat, String unit) {
        this.metric = metric;
        this.stat = stat;
        this.unit = unit;
    }

    /** Every name there is: metrics, then figures of the stage itself. */
    public static List<String> names() {
        List<String> names = new ArrayList<>(
                Metrics.all().stream().map(MetricDefinition::tag).toList());
        names.addAll(OWN.keySet());
        return names;
    }

    /** What is wrong with a name and a statistic, or empty where they name a figure. */
    public static Optional<String> fault(String metric, @Nullable String stat) {
        if (OWN.containsKey(metric)) {
            return stat == null ? Optional.empty() : Optional.of(metric + " has no statistics");
        }
        if (Metrics.byTag(metric).isEmpty()) {
            return Optional.of("there is no metric '" + metric + "'" + Closest.hint(metric, names()));
        }
        if (stat == null) {
            return Optional.of(metric + " needs a statistic: " + String.join(", ", STATS));
        }
        return STATS.contains(stat)
                ? Optional.empty()
                : Optional.of("there is no statistic '" + stat + "'" + Closest.hint(stat, STATS));
    }

    /**
     * The figure of these names.
     *
     * @throws IllegalArgumentException where {@link #fault} has something to say
     */
    public static StageFigure of(String metric, @Nullable String stat) {
        fault(metric, stat).ifPresent(why -> {
            throw new IllegalArgumentException(why);
        });
        Own own = OWN.get(metric);
        return new StageFigure(
                metric,
                stat,
                own != null ? own.unit() : Metrics.byTag(metric).orElseThrow().unit());
    }

    /** Its metric, or its own name. */
    public String metric() {
        return metric;
    }

    /** Its statistic, null for a figure of the stage itself. */
    public @Nullable String stat() {
        return stat;
    }

    /** Unit of its values: {@code ms}, {@code us}, {@code tok}, {@code req/s}, {@code %}, or empty. */
    public String unit() {
        return unit;
    }

    /** Whether it is a duration. */
    public boolean isTime() {
        return LatencyUnit.isTime(unit);
    }

    /** What people call it: {@code TTFT p99}, {@code goodput}. */
    public String label() {
        Own own = OWN.get(metric);
        return own != null ? own.label() : MetricNames.of(metric) + " " + MetricNames.stat(String.valueOf(stat));
    }

    /** Which direction is good. */
    public boolean biggerIsBetter() {
        return OWN.containsKey(metric)
                ? !metric.startsWith("error")
                : Metrics.byTag(metric).orElseThrow().biggerIsBetter();
    }

    /** Its value in a stage, absent where the stage does not have it. */
    public OptionalDouble of(StageSummary stage) {
        Own own = OWN.get(metric);
        Double value;
        if (own != null) {
            value = own.value().apply(stage);
        } else {
            MetricSummary summary = stage.metrics().get(metric);
            value = summary == null || stat == null ? null : summary.stat(stat);
        }
        return value == null ? OptionalDouble.empty() : Finite.of(value);
    }

    private static @Nullable Double errorPercent(StageSummary stage) {
        long ended = stage.requests().successful() + stage.requests().errored();
        return ended == 0 ? null : (Double) (100.0 * stage.requests().errored() / ended);
    }

    @Override
    public String toString() {
        return stat == null ? metric : metric + "." + stat;
    }
}
