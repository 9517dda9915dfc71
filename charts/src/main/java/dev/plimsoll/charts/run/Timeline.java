package dev.plimsoll.charts.run;

import dev.plimsoll.charts.plot.Series;
import dev.plimsoll.charts.plot.StageBands;
import dev.plimsoll.engine.metrics.StageDetail;
import dev.plimsoll.engine.metrics.StageFigures;
import dev.plimsoll.engine.metrics.StageSeries;
import dev.plimsoll.engine.metrics.StageSummary;
import dev.plimsoll.engine.report.Numbers;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import org.jfree.data.Range;

/** The stages of a run on one time axis. Percentiles keep every step (they are thinned when drawn), rates are means of several. */
final class Timeline {
    /** Points of a rate over time: counts per second are mostly noise, so several seconds share one mean. */
    private static final int RATE_POINTS = 120;

    private static final double[] WIDTHS = {1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 1800, 3600};

    private final List<StageFigures> stages;
    private final double seconds;
    private final double rateWidth;

    Timeline(List<StageFigures> stages) {
        this.stages = List.copyOf(stages);
        this.seconds = stages.stream().mapToDouble(s -> length(s.series())).sum();
        this.rateWidth = width(seconds / RATE_POINTS);
    }

    /** Seconds one point of a rate stands for. */
    double rateSeconds() {
        return Math.max(rateWidth, stepSeconds());
    }

    /** The longest step of any stage, s. */
    double stepSeconds() {
        return stages.stream().mapToDouble(s -> s.series().stepSeconds()).max().orElse(1);
    }

    /** A round width with which the run has at most so many columns, s. */
    double columnSeconds(int most) {
        return width(seconds / most);
    }

    /** From the first stage's start to the last one's end; one minute where there is no stage. */
    Range range() {
        double from = stages.stream()
                .mapToDouble(s -> s.series().startSeconds())
                .min()
                .orElse(0);
        double to = stages.stream()
                .mapToDouble(s -> s.series().startSeconds() + length(s.series()))
                .max()
                .orElse(60);
        return new Range(from, to > from ? to : from + 1);
    }

    List<StageBands.Band> bands() {
        return stages.stream()
                .map(s -> {
                    double from = s.series().startSeconds();
                    return new StageBands.Band(from, from + length(s.series()), label(s.summary()));
                })
                .toList();
    }

    /** What tells a stage from its neighbours: its policy where policies are compared, else its rate. */
    private static String label(StageSummary stage) {
        if (stage.strategy().get("policy") instanceof String policy) {
            return policy;
        }
        Double offered = stage.rates().offered();
        return offered == null ? "" : Numbers.brief(offered);
    }

    /** When a stage ends on this axis, or the axis itself for an unknown one. */
    double endOf(int stage) {
        return stages.stream()
                .filter(s -> s.series().stage() == stage)
                .mapToDouble(s -> s.series().startSeconds() + length(s.series()))
                .findFirst()
                .orElse(range().getUpperBound());
    }

    double startOf(int stage) {
        return stages.stream()
                .filter(s -> s.series().stage() == stage)
                .mapToDouble(s -> s.series().startSeconds())
                .findFirst()
                .orElse(range().getLowerBound());
    }

    /** The series of a stage. */
    Optional<StageSeries> stage(int index) {
        return stages.stream()
                .map(StageFigures::series)
                .filter(s -> s.stage() == index)
                .findFirst();
    }

    /** The stage that runs at a time. */
    StageFigures stageAt(double seconds) {
        StageFigures found = stages.getFirst();
        for (StageFigures stage : stages) {
            if (stage.series().startSeconds() <= seconds) {
                found = stage;
            }
        }
        return found;
    }

    /** A rate or level over time. */
    Series rate(String name, Function<StageFigures, double[]> values) {
        return series(name, values, rateWidth, 0);
    }

    /** Slots per second; after a stage's last slot nothing is offered any more, which is a gap and not a rate of 0. */
    Series offered(String name) {
        return rate(name, stage -> {
            double[] offered = stage.series().offered().clone();
            for (int i = offered.length - 1; i >= 0 && offered[i] <= 0; i--) {
                offered[i] = StageSeries.ABSENT;
            }
            return offered;
        });
    }

    /** A percentile over time; what is not positive cannot be on a logarithmic axis and is a gap. */
    Series percentile(String name, Function<StageFigures, double[]> values) {
        return series(name, values, 0, Double.MIN_VALUE);
    }

    /** Percentiles of a metric beyond those of the series; absent throughout where the stage has none. */
    static StageDetail.Band band(StageFigures stage, String tag) {
        StageDetail.Band band = stage.detail().bands().get(tag);
        if (band != null) {
            return band;
        }
        double[] none = new double[stage.series().completed().length];
        Arrays.fill(none, StageSeries.ABSENT);
        return new StageDetail.Band(none, none);
    }

    private Series series(String name, Function<StageFigures, double[]> values, double width, double least) {
        DoubleStream.Builder x = DoubleStream.builder();
        DoubleStream.Builder y = DoubleStream.builder();
        double end = Double.NaN;
        for (StageFigures stage : stages) {
            StageSeries series = stage.series();
            double[] all = values.apply(stage);
            int group = Math.max(1, (int) Math.round(width / series.stepSeconds()));
            if (series.startSeconds() > end + 1.5 * series.stepSeconds()) {
                // A pause between stages is a gap, not a slope.
                x.add((end + series.startSeconds()) / 2);
                y.add(Double.NaN);
            }
            for (int from = 0; from < all.length; from += group) {
                int to = Math.min(all.length, from + group);
                x.add(series.startSeconds() + series.stepSeconds() * (from + to) / 2);
                y.add(mean(all, from, to, least));
            }
            end = series.startSeconds() + length(series);
        }
        return new Series(name, x.build().toArray(), y.build().toArray());
    }

    /** NaN where there is no value. */
    private static double mean(double[] values, int from, int to, double least) {
        return Arrays.stream(values, from, to).filter(v -> v >= least).average().orElse(Double.NaN);
    }

    private static double length(StageSeries series) {
        return series.completed().length * series.stepSeconds();
    }

    private static double width(double least) {
        return Arrays.stream(WIDTHS).filter(w -> w >= least).findFirst().orElse(WIDTHS[WIDTHS.length - 1]);
    }
}
