package dev.plimsoll.engine.report;

import dev.plimsoll.engine.archive.RunSummary;
import dev.plimsoll.engine.metrics.StageSummary;
import dev.plimsoll.engine.problem.PlimsollException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One {@code --fail-if} expression: {@code stage[*].ttft.p99 > 500ms}, {@code goodput < 9.5/s}, {@code errors > 1%}. It <em>fires</em>
 * when any stage it looks at matches; a figure that a stage does not have never matches.
 *
 * <p>Grammar: {@code [stage[N or *].]metric[.statistic] comparator value[unit]}; without {@code stage[...]} every stage is looked at;
 * a metric needs a statistic, a figure of the stage ({@code goodput}) has none; units are {@code us ms s} for times, {@code /s} for rates,
 * {@code %} for errors and ratios. Names are those of {@link StageFigure}.
 */
public final class Gate {
    private static final Pattern FORM = Pattern.compile(
            "\\s*(?:stage\\[(\\*|\\d+)]\\.)?([A-Za-z]+)(?:\\.([A-Za-z0-9]+))?\\s*(>=|<=|>|<)\\s*(-?\\d+(?:\\.\\d+)?)\\s*(%|/s|us|ms|s|)\\s*");
    private final String text;
    private final @Nullable Integer stage;
    private final StageFigure figure;
    private final String comparator;
    private final double limit;
    private final String unit;

    private Gate(String text, Matcher form, StageFigure figure) {
        this.text = text.strip();
        this.stage = form.group(1) == null || form.group(1).equals("*") ? null : Integer.valueOf(form.group(1));
        this.figure = figure;
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
        String metric = form.group(2);
        String unit = form.group(6);
        // "errors > 1%" is about the share, "errors > 2" about their number
        String name = metric.equals("errors") && unit.equals("%") ? "errorRate" : metric;
        StageFigure.fault(name, form.group(3)).ifPresent(why -> {
            throw wrong(text, why);
        });
        StageFigure figure = StageFigure.of(name, form.group(3));
        List<String> units = units(figure);
        if (!units.contains(unit)) {
            throw wrong(
                    text,
                    figure.isTime()
                            ? metric + " takes a unit: us, ms or s"
                            : metric + " takes no unit '" + unit + "', only " + String.join(" or ", shown(units)));
        }
        return new Gate(text, form, figure);
    }

    private static List<String> units(StageFigure figure) {
        if (figure.isTime()) {
            return List.of("us", "ms", "s");
        }
        return switch (figure.unit()) {
            case "req/s", "tok/s" -> List.of("/s", "");
            case "%", "ratio" -> List.of("%", "");
            default -> List.of("");
        };
    }

    private static List<String> shown(List<String> units) {
        return units.stream().map(unit -> unit.isEmpty() ? "none" : unit).toList();
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
        OptionalDouble value = figure.of(figures);
        if (value.isEmpty()) {
            return value;
        }
        double factor = figure.isTime()
                ? perUnit(figure.unit()) / perUnit(unit)
                : figure.unit().equals("ratio") && unit.equals("%") ? 100 : 1;
        return OptionalDouble.of(value.getAsDouble() * factor);
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

    private static PlimsollException wrong(String text, String why) {
        return PlimsollException.usage("--fail-if '" + text + "' cannot be understood: " + why + ".");
    }

    @Override
    public String toString() {
        return text;
    }
}
