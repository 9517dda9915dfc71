package dev.plimsoll.engine.plan;

import dev.plimsoll.engine.problem.Problem;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoublePredicate;
import org.jspecify.annotations.Nullable;

/**
 * Checks written values against their ranges and collects the problems. Where a value is missing or wrong its default comes back, so
 * that the checking goes on and tells everything at once.
 */
final class Ranges {
    private final List<Problem> problems;

    Ranges(List<Problem> problems) {
        this.problems = problems;
    }

    void wrong(String path, String what, String... allowed) {
        problems.add(Problem.at(path, what, allowed));
    }

    /** A number > 0. */
    double positive(String path, @Nullable Double value, double ifAbsent) {
        return checked(path, value, ifAbsent, v -> v > 0, "must be greater than 0");
    }

    /** A number >= 0. */
    double notNegative(String path, @Nullable Double value, double ifAbsent) {
        return checked(path, value, ifAbsent, v -> v >= 0, "must not be negative");
    }

    /** A number in [from, to]. */
    double between(String path, @Nullable Double value, double ifAbsent, double from, double to) {
        return checked(
                path, value, ifAbsent, v -> v >= from && v <= to, "must be from " + shown(from) + " to " + shown(to));
    }

    /** Whether a number is in [from, to]; told where not. */
    boolean isBetween(String path, double value, double from, double to) {
        int before = problems.size();
        between(path, value, from, from, to);
        return problems.size() == before;
    }

    /** A number strictly between 0 and 1. */
    double fraction(String path, @Nullable Double value, double ifAbsent) {
        return checked(path, value, ifAbsent, v -> v > 0 && v < 1, "must be between 0 and 1 (both excluded)");
    }

    private double checked(String path, @Nullable Double value, double ifAbsent, DoublePredicate rule, String told) {
        if (value == null) {
            return ifAbsent;
        }
        if (!rule.test(value)) {
            wrong(path, told + ", but is " + shown(value));
            return ifAbsent;
        }
        return value;
    }

    /** A whole number in [from, to]. */
    long whole(String path, @Nullable Long value, long ifAbsent, long from, long to) {
        if (value == null) {
            return ifAbsent;
        }
        if (value < from || value > to) {
            String rule =
                    to >= Integer.MAX_VALUE ? "must be " + from + " or more" : "must be from " + from + " to " + to;
            wrong(path, (value > to ? "must be at most " + to : rule) + ", but is " + value);
            return ifAbsent;
        }
        return value;
    }

    /** Like {@link #whole} for an int; null stays null. */
    @Nullable
    Integer optionalWhole(String path, @Nullable Long value, int from, int to) {
        return value == null ? null : (Integer) (int) whole(path, value, from, from, to);
    }

    /** One of a few words. */
    String word(String path, @Nullable String value, String ifAbsent, String... allowed) {
        if (value == null) {
            return ifAbsent;
        }
        if (!List.of(allowed).contains(value)) {
            wrong(path, "unknown value '" + value + "'", allowed);
            return ifAbsent;
        }
        return value;
    }

    /** Positive numbers, at least one. A missing list was told by the workspace. */
    List<Double> positives(String path, @Nullable List<Double> values) {
        List<Double> checked = new ArrayList<>();
        for (int i = 0; values != null && i < values.size(); i++) {
            checked.add(positive(element(path, values, i), values.get(i), 1));
        }
        return checked.isEmpty() ? List.of(1.0) : checked;
    }

    /** Numbers strictly between 0 and 1, at least one. */
    List<Double> fractions(String path, @Nullable List<Double> values) {
        List<Double> checked = new ArrayList<>();
        for (int i = 0; values != null && i < values.size(); i++) {
            checked.add(fraction(element(path, values, i), values.get(i), 0.5));
        }
        return checked.isEmpty() ? List.of(0.5) : checked;
    }

    /** Positive counts; a fraction is rounded up, which fires at the same moment. */
    List<Long> counts(String path, @Nullable List<Double> values) {
        List<Long> counts = new ArrayList<>();
        for (double value : positives(path, values)) {
            counts.add((long) StrictMath.ceil(value));
        }
        return counts;
    }

    /** The path of one of several values; a single one is written without a list. */
    static String element(String path, List<?> values, int index) {
        return values.size() == 1 ? path : path + "[" + index + "]";
    }

    /** A number as a person writes it: {@code 5}, {@code 0.25}. */
    static String shown(double value) {
        BigDecimal plain = BigDecimal.valueOf(value).stripTrailingZeros();
        return StrictMath.abs(value) >= 1e-6 && StrictMath.abs(value) < 1e15 || value == 0
                ? plain.toPlainString()
                : plain.toString();
    }
}
