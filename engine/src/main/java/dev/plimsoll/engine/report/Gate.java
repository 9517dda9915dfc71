package dev.plimsoll.engine.report;

import dev.plimsoll.engine.archive.RunSummary;
import dev.plimsoll.engine.metrics.MetricSummary;
import dev.plimsoll.engine.metrics.StageSummary;
import dev.plimsoll.engine.problem.PlimsollException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One {@code --fail-if} expression: {@code stage[*].ttft.p99 > 500ms}, {@code goodput < 9.5/s}, {@code errors > 1%}. It <em>fires</em>
 * when any stage it looks at matches; a figure that a stage does not have never matches.
 *
 * <p>Grammar: {@code [stage[N or *].]metric[.statistic] comparator value[unit]}; without {@code stage[...]} every stage is looked at;
 * a latency metric needs a statistic; units are {@code us ms s} for times, {@code /s} for rates, {@code %} for errors.
 */
public final class Gate {
    private static final Pattern FORM = Pattern.compile(
            "\\s*(?:stage\\[(\\*|\\d+)]\\.)?([A-Za-z]+)(?:\\.([A-Za-z0-9]+))?\\s*(>=|<=|>|<)\\s*(-?\\d+(?:\\.\\d+)?)\\s*(%|/s|us|ms|s|)\\s*");
    private static final Set<String> TIMES = Set.of(
            "ttft",
            "ttftFromSchedule",
            "ttfb",
            "tpot",
            "itl",
            "icl",
            "maxStall",
            "latency",
            "latencyFromSchedule",
            "sendLag");
    private static final Set<String> COUNTS = Set.of("promptTokens", "outputTokens");
    private static final Set<String> RATES = Set.of("goodput", "requests", "offered", "sent");
    private static final Set<String> STATS =
            Set.of("mean", "std", "min", "p1", "p5", "p10", "p25", "p50", "p75", "p90", "p95", "p99", "p999", "max");

    private final String text;
    private final @Nullable Integer stage;
    private final String metric;
    private final @Nullable String stat;
    private final String comparator;
    private final double limit;
    private final String unit;

    private Gate(String text, Matcher form) {
        this.text = text.strip();
        this.stage = form.group(1) == null || form.group(1).equals("*") ? null : Integer.valueOf(form.group(1));
        this.metric = form.group(2);
        this.stat = form.group(3);
        this.comparator = form.group(4);
        this.limit = Double.parseDouble(form.group(5));
        this.unit = form.group(6);
    }

    /**
     * Reads an expression.
     *
     * @throws PlimsollException (usage) saying what is wrong and what is allowed
     */
    public static Gate parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw wrong(text, "it is not of the form metric.statistic > value, such as 'ttft.p99 > 500ms'");
        }
        Gate gate = new Gate(text, form);
        boolean time = TIMES.contains(gate.metric);
        if (time || COUNTS.contains(gate.metric)) {
            if (gate.stat == null || !STATS.contains(gate.stat)) {
                throw wrong(text, gate.metric + " needs a statistic: " + String.join(", ", sorted(STATS)));
            }
        } else if (RATES.contains(gate.metric) || gate.metric.equals("errors")) {
            if (gate.stat != null) {
                throw wrong(text, gate.metric + " has no statistics");
            }
        } else {
            List<String> known = new ArrayList<>(sorted(TIMES));
            known.addAll(sorted(COUNTS));
            known.addAll(sorted(RATES));
            known.add("errors");
            throw wrong(text, "there is no metric '" + gate.metric + "'; there are " + String.join(", ", known));
        }
        List<String> units = time
                ? List.of("us", "ms", "s")
                : RATES.contains(gate.metric)
                        ? List.of("/s", "")
                        : gate.metric.equals("errors") ? List.of("%", "") : List.of("");
        if (!units.contains(gate.unit)) {
            throw wrong(text, gate.metric + " takes " + (time ? "a unit: us, ms or s" : "no unit '" + gate.unit + "'"));
        }
        return gate;
    }

    /** A sentence saying where it fired and what was measured, or empty where it did not fire. */
    public Optional<String> fired(RunSummary summary) {
        for (RunSummary.Stage each : summary.stages()) {
            StageSummary figures = each.figures();
            if (stage != null && figures.index() != stage) {
                continue;
            }
            OptionalDouble value = value(figures);
            if (value.isPresent() && matches(value.getAsDouble())) {
                return Optional.of(String.format(
                        Locale.ROOT,
                        "%s: stage %d (%s) measured %.4g%s",
                        text,
                        figures.index(),
                        figures.displayName(),
                        value.getAsDouble(),
                        unit));
            }
        }
        return Optional.empty();
    }

    private OptionalDouble value(StageSummary figures) {
        if (metric.equals("errors")) {
            StageSummary.Counts counts = figures.requests();
            long ended = counts.successful() + counts.errored();
            if (unit.equals("%")) {
                return ended == 0 ? OptionalDouble.empty() : OptionalDouble.of(100.0 * counts.errored() / ended);
            }
            return OptionalDouble.of(counts.errored());
        }
        if (RATES.contains(metric)) {
            StageSummary.Rates rates = figures.rates();
            Double rate = switch (metric) {
                case "goodput" -> rates.goodput();
                case "offered" -> rates.offered();
                case "sent" -> rates.sent();
                default -> Double.valueOf(rates.requests());
            };
            return rate == null ? OptionalDouble.empty() : OptionalDouble.of(rate);
        }
        MetricSummary found = figures.metrics().get(metric);
        Double measured = found == null || stat == null ? null : found.stat(stat);
        return found == null || measured == null
                ? OptionalDouble.empty()
                : OptionalDouble.of(measured * perUnit(found.unit()) / perUnit(unit));
    }

    private boolean matches(double value) {
        return switch (comparator) {
            case ">" -> value > limit;
            case ">=" -> value >= limit;
            case "<" -> value < limit;
            default -> value <= limit;
        };
    }

    private static double perUnit(String unit) {
        return switch (unit) {
            case "s" -> 1_000_000;
            case "ms" -> 1_000;
            default -> 1;
        };
    }

    private static List<String> sorted(Set<String> names) {
        return names.stream().sorted().toList();
    }

    private static PlimsollException wrong(String text, String why) {
        return PlimsollException.usage("--fail-if '" + text + "' cannot be understood: " + why + ".");
    }

    @Override
    public String toString() {
        return text;
    }
}
