package dev.plimsoll.charts.live;

import dev.plimsoll.charts.run.ChartView;
import dev.plimsoll.charts.run.GrowthTrend;
import dev.plimsoll.charts.style.ChartStyle;
import dev.plimsoll.engine.metrics.LiveSlo;
import dev.plimsoll.engine.metrics.LiveSnapshot;
import dev.plimsoll.engine.metrics.LiveSnapshot.Point;
import dev.plimsoll.engine.metrics.LiveSnapshot.Stage;
import dev.plimsoll.engine.trust.GrowthLine;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Every chart of a running run, for one snapshot and one stretch of time. */
public final class LiveCharts {
    /** Most steps of a percentile over time. */
    static final int MOST_STEPS = 1000;
    /** Steps of a rate over time: counts per second are mostly noise. */
    private static final int RATE_STEPS = 120;
    /** Columns of the heat map. */
    private static final int COLUMNS = 84;

    private final LiveSnapshot snapshot;
    private final LiveView view;
    private final Steps fine;
    private final Steps rates;
    private final Steps columns;

    /** Prepares the charts. */
    public LiveCharts(LiveSnapshot snapshot, LiveView view) {
        this.snapshot = snapshot;
        this.view = view;
        this.fine = new Steps(snapshot.points(), view, MOST_STEPS);
        this.rates = new Steps(snapshot.points(), view, RATE_STEPS);
        this.columns = new Steps(snapshot.points(), view, COLUMNS);
    }

    /** TTFT p50 to p99. */
    public ChartView ttft(ChartStyle style) {
        return new LiveTimeCharts(this, style).ttft();
    }

    /** TPOT p50 to p99; the gaps between content events where the number of tokens is not known. */
    public ChartView tpot(ChartStyle style) {
        return new LiveTimeCharts(this, style).tpot();
    }

    /** Requests/s offered and achieved. */
    public ChartView throughput(ChartStyle style) {
        return new LiveTimeCharts(this, style).throughput();
    }

    /** Requests in flight, with their trend where the target seems saturated. */
    public ChartView inFlight(ChartStyle style) {
        return new LiveTimeCharts(this, style).inFlight();
    }

    /** Request latency as a heat map. */
    public ChartView latency(ChartStyle style) {
        return new LiveHeatMap(this, style).view();
    }

    /** Send lag and event loop lag of the generator, with the limits of the verdict. */
    public ChartView generatorLag(ChartStyle style) {
        return new LiveTimeCharts(this, style).generatorLag();
    }

    LiveView view() {
        return view;
    }

    Steps fine() {
        return fine;
    }

    Steps rates() {
        return rates;
    }

    Steps columns() {
        return columns;
    }

    List<Point> points() {
        return snapshot.points();
    }

    List<Stage> stages() {
        return snapshot.stages();
    }

    Optional<Stage> stage(int index) {
        return snapshot.stages().stream().filter(s -> s.index() == index).findFirst();
    }

    /** How the requests in flight grow in the newest saturated stage, where that is in view. */
    Optional<GrowthTrend> trend() {
        if (view.saturated().isEmpty()) {
            return Optional.empty();
        }
        LiveView.Saturated last = view.saturated().getLast();
        List<Point> points = snapshot.points().stream()
                .filter(p -> p.stage() == last.stage())
                .toList();
        if (points.isEmpty() || points.getLast().atSeconds() < view.from()) {
            return Optional.empty();
        }
        GrowthLine line = last.growth();
        if (line != null) {
            return stage(last.stage()).map(s -> GrowthTrend.of(line, s.startSeconds()));
        }
        return GrowthTrend.leastSquares(
                points.stream().mapToDouble(Point::atSeconds).toArray(),
                points.stream().mapToDouble(Point::inFlight).toArray(),
                points.getLast().atSeconds() + points.getLast().seconds());
    }

    boolean has(Function<Point, @Nullable Double> value) {
        return snapshot.points().stream().anyMatch(p -> value.apply(p) != null);
    }

    /** The objective on a percentile of a metric, of the newest stage. */
    Optional<LiveSlo> objective(String metric) {
        return snapshot.stages().isEmpty()
                ? Optional.empty()
                : snapshot.stages().getLast().slos().stream()
                        .filter(s -> s.metric().equals(metric) && s.stat().startsWith("p"))
                        .reduce((a, b) -> b);
    }
}
