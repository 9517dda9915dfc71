package dev.plimsoll.engine.plan;

import dev.plimsoll.engine.workspace.LengthSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Turns a distribution of whole numbers as written into one that can be drawn from. */
final class LengthCompiler {
    private static final String FIXED = "fixed";
    private static final String NORMAL = "normal";
    private static final String UNIFORM = "uniform";
    private static final String LOGNORMAL = "lognormal";
    private static final String MULTIMODAL = "multimodal";
    private static final String EMPIRICAL = "empirical";

    /** What belongs to each, apart from the bounds. */
    private static final Map<String, Set<String>> FIELDS = Map.of(
            FIXED, Set.of("value"),
            NORMAL, Set.of("mean", "stddev"),
            UNIFORM, Set.of(),
            LOGNORMAL, Set.of("mean", "median", "stddev"),
            MULTIMODAL, Set.of("peaks"),
            EMPIRICAL, Set.of("points"));

    private final Ranges ranges;
    private final String unit;
    private final int most;

    /**
     * A compiler.
     *
     * @param unit of what is drawn, plural
     * @param most largest number allowed; the smallest is 1
     */
    LengthCompiler(Ranges ranges, String unit, int most) {
        this.ranges = ranges;
        this.unit = unit;
        this.most = most;
    }

    /** The distribution; null where something that is needed was missing or no number (told), or does not fit together (told here). */
    @Nullable
    LengthPlan compile(LengthSpec spec) {
        String kind = ranges.word(
                spec.path() + ".distribution",
                spec.distribution(),
                inferred(spec),
                FIXED,
                NORMAL,
                UNIFORM,
                LOGNORMAL,
                MULTIMODAL,
                EMPIRICAL);
        tellStrangers(spec, kind);
        Double mean = spec.mean();
        return switch (kind) {
            case FIXED -> fixed(spec);
            case UNIFORM -> uniform(spec);
            case LOGNORMAL -> mean == null ? null : logNormal(spec, mean);
            case MULTIMODAL -> spec.peaks() == null ? null : multimodal(spec, spec.peaks());
            case EMPIRICAL -> spec.points() == null ? null : empirical(spec, spec.points());
            default -> mean == null ? null : normal(spec, mean);
        };
    }

    private static String inferred(LengthSpec spec) {
        return spec.peaks() != null
                ? MULTIMODAL
                : spec.points() != null
                        ? EMPIRICAL
                        : spec.median() != null ? LOGNORMAL : spec.value() != null ? FIXED : NORMAL;
    }

    private void tellStrangers(LengthSpec spec, String kind) {
        Map<String, @Nullable Object> written = new LinkedHashMap<>();
        written.put("value", spec.value());
        written.put("mean", spec.mean());
        written.put("stddev", spec.stddev());
        written.put("median", spec.median());
        written.put("peaks", spec.peaks());
        written.put("points", spec.points());
        Set<String> own = FIELDS.getOrDefault(kind, Set.of());
        written.forEach((name, value) -> {
            if (value != null && !own.contains(name)) {
                ranges.wrong(
                        spec.path() + "." + name,
                        "does not belong to a " + kind + " distribution",
                        own.stream().sorted().toArray(String[]::new));
            }
        });
    }

    private @Nullable LengthPlan fixed(LengthSpec spec) {
        if (spec.value() == null) {
            return null;
        }
        int fixed = count(spec.path() + ".value", spec.value(), 1);
        bounds(spec, fixed, fixed, spec.path() + ".value", fixed);
        return LengthPlan.fixed(fixed);
    }

    private @Nullable LengthPlan uniform(LengthSpec spec) {
        for (String bound : List.of("min", "max")) {
            if ((bound.equals("min") ? spec.min() : spec.max()) == null) {
                ranges.wrong(spec.path() + "." + bound, "is missing");
                return null;
            }
        }
        Bounds bounds = bounds(spec, 1, most);
        return new LengthPlan((bounds.min + (double) bounds.max) / 2, 0, bounds.min, bounds.max);
    }

    /** GuideLLM's rule: without a deviation, and not said to be normal, whole numbers between the bounds, each as likely as the others. */
    private LengthPlan normal(LengthSpec spec, double written) {
        String path = spec.shorthand() ? spec.path() : spec.path() + ".mean";
        double stddev = ranges.notNegative(spec.path() + ".stddev", spec.stddev(), 0);
        double mean = stddev == 0 ? count(path, written, 1) : ranges.between(path, written, 1, 1, most);
        double spread = LengthPlan.BOUND_DEVIATIONS * stddev;
        Bounds bounds = bounds(
                spec,
                (int) StrictMath.max(1, StrictMath.rint(mean - spread)),
                (int) StrictMath.min(most, StrictMath.rint(mean + spread)),
                path,
                mean);
        return stddev == 0 && NORMAL.equals(spec.distribution())
                ? LengthPlan.fixed((int) mean)
                : new LengthPlan(mean, stddev, bounds.min, bounds.max);
    }

    /**
     * With median m and mean a, the deviation of the logarithm is sqrt(2 ln(a/m)); with standard deviation s it is sqrt(ln(1 + (s/a)^2)).
     */
    private @Nullable LengthPlan logNormal(LengthSpec spec, double written) {
        double mean = ranges.between(spec.path() + ".mean", written, 1, 1, most);
        Double stddev = spec.stddev();
        double median;
        double sigma;
        if (spec.median() != null) {
            if (stddev != null) {
                ranges.wrong(spec.path() + ".stddev", "is said by the median already; write one of them");
            }
            median = ranges.between(spec.path() + ".median", spec.median(), mean, 1, most);
            if (median > mean) {
                ranges.wrong(
                        spec.path() + ".median",
                        "must not be greater than the mean (" + Ranges.shown(mean) + "), but is "
                                + Ranges.shown(median));
                median = mean;
            }
            sigma = StrictMath.sqrt(2 * StrictMath.log(mean / median));
        } else if (stddev != null) {
            double share = ranges.notNegative(spec.path() + ".stddev", stddev, 0) / mean;
            double variance = StrictMath.log1p(share * share);
            sigma = StrictMath.sqrt(variance);
            median = mean / StrictMath.exp(variance / 2);
        } else {
            ranges.wrong(spec.path() + ".median", "is missing; write it, or stddev");
            return null;
        }
        double spread = StrictMath.exp(LengthPlan.BOUND_DEVIATIONS * sigma);
        Bounds bounds = bounds(
                spec,
                (int) StrictMath.max(1, StrictMath.rint(median / spread)),
                (int) StrictMath.min(most, StrictMath.rint(median * spread)),
                spec.path() + ".mean",
                mean);
        double deviation = mean * StrictMath.sqrt(StrictMath.expm1(sigma * sigma));
        return new LengthPlan(
                mean, StrictMath.min(deviation, most), bounds.min, bounds.max, new LengthPlan.LogNormal(median, sigma));
    }

    private @Nullable LengthPlan multimodal(LengthSpec spec, List<LengthSpec.Peak> written) {
        List<LengthPlan.Peak> peaks = new ArrayList<>();
        for (LengthSpec.Peak peak : written) {
            LengthPlan length = compile(peak.length());
            double weight = ranges.notNegative(peak.length().path() + ".weight", peak.weight(), 1);
            if (length != null) {
                peaks.add(new LengthPlan.Peak(weight, length));
            }
        }
        double total = peaks.stream().mapToDouble(LengthPlan.Peak::weight).sum();
        if (written.size() < 2) {
            ranges.wrong(spec.path() + ".peaks", "must be at least two distributions");
            return null;
        }
        if (peaks.size() < written.size()) {
            return null;
        }
        if (total <= 0 || Double.isInfinite(total)) {
            ranges.wrong(spec.path() + ".peaks", "weights must come to more than 0, and to a number");
            return null;
        }
        double mean = 0;
        double square = 0;
        for (LengthPlan.Peak peak : peaks) {
            double share = peak.weight() / total;
            double own = peak.length().expected();
            mean += share * own;
            square +=
                    share * (own * own + peak.length().stddev() * peak.length().stddev());
        }
        Bounds bounds = bounds(
                spec,
                peaks.stream().mapToInt(p -> p.length().min()).min().orElse(1),
                peaks.stream().mapToInt(p -> p.length().max()).max().orElse(most));
        return new LengthPlan(mean, deviation(mean, square), bounds.min, bounds.max, new LengthPlan.Multimodal(peaks));
    }

    private @Nullable LengthPlan empirical(LengthSpec spec, List<LengthSpec.Point> written) {
        List<LengthPlan.Point> points = new ArrayList<>();
        for (LengthSpec.Point point : written) {
            double weight = ranges.positive(point.path() + ".weight", point.weight(), 1);
            points.add(new LengthPlan.Point(weight, count(point.path() + ".value", point.value(), 1)));
        }
        double total = points.stream().mapToDouble(LengthPlan.Point::weight).sum();
        if (points.isEmpty() || Double.isInfinite(total)) {
            ranges.wrong(
                    spec.path() + ".points",
                    points.isEmpty() ? "must be at least one value" : "weights must come to a number");
            return null;
        }
        double mean = 0;
        double square = 0;
        for (LengthPlan.Point point : points) {
            mean += point.weight() / total * point.value();
            square += point.weight() / total * point.value() * point.value();
        }
        Bounds bounds = bounds(
                spec,
                points.stream().mapToInt(LengthPlan.Point::value).min().orElse(1),
                points.stream().mapToInt(LengthPlan.Point::value).max().orElse(most));
        return new LengthPlan(mean, deviation(mean, square), bounds.min, bounds.max, new LengthPlan.Empirical(points));
    }

    private static double deviation(double mean, double meanSquare) {
        return StrictMath.sqrt(StrictMath.max(0, meanSquare - mean * mean));
    }

    private record Bounds(int min, int max) {}

    private Bounds bounds(LengthSpec spec, int least, int greatest) {
        int min = count(spec.path() + ".min", spec.min(), least);
        int max = count(spec.path() + ".max", spec.max(), greatest);
        if (min <= max) {
            return new Bounds(min, max);
        }
        ranges.wrong(
                spec.path() + (spec.max() == null ? ".min" : ".max"),
                "min must not be greater than max, but min is " + min + " and max is " + max);
        return new Bounds(1, most);
    }

    /** Bounds of a distribution around a mean that is written at a path: one that they keep out is a slip. */
    private Bounds bounds(LengthSpec spec, int least, int greatest, String path, double mean) {
        Bounds bounds = bounds(spec, least, greatest);
        double rounded = StrictMath.rint(mean);
        if (rounded < bounds.min || rounded > bounds.max) {
            ranges.wrong(
                    path,
                    "must be between min (" + bounds.min + ") and max (" + bounds.max + "), but is "
                            + Ranges.shown(mean));
        }
        return bounds;
    }

    private int count(String path, @Nullable Double value, int ifAbsent) {
        if (value != null && value != StrictMath.rint(value)) {
            ranges.wrong(path, "must be a whole number of " + unit + ", but is " + Ranges.shown(value));
            return ifAbsent;
        }
        return (int) ranges.between(path, value, ifAbsent, 1, most);
    }
}
