package dev.plimsoll.charts.viewer;

import com.sun.management.OperatingSystemMXBean;
import dev.plimsoll.charts.run.RouterRun;
import dev.plimsoll.charts.run.RunCharts;
import dev.plimsoll.engine.archive.RunSummary;
import dev.plimsoll.engine.router.observe.RequestPhases;
import dev.plimsoll.engine.router.observe.RoutedRequest;
import dev.plimsoll.engine.router.observe.RouterEvent;
import dev.plimsoll.engine.router.observe.RouterLog;
import dev.plimsoll.engine.router.observe.RouterTimeline;
import dev.plimsoll.engine.router.observe.RouterTimelineBuilder;
import dev.plimsoll.engine.router.process.ModelState;
import dev.plimsoll.engine.trust.TrustReport;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.image.WritableImage;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What one step of zooming or panning a router's timeline costs: as a window draws it, and the part of it that the JavaFX thread pays. The
 * goal is 16 ms a step at 100,000 requests.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(
        value = 2,
        jvmArgsAppend = {"-Xmx1g", "-Dglass.platform=Headless", "-Dprism.order=sw", "-Djava.awt.headless=true"})
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
public class TimelineBenchmark {
    private static final int WIDTH = 1340;
    private static final int MODELS = 5;
    private static final long MS = 1_000_000;
    private static final double SECONDS = 3600;
    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    /** Requests of all models together. */
    @Param({"10000", "100000"})
    public int requests;

    /** Requests of a model at once, about: with a few there are lanes, with many an area. */
    @Param({"4", "100"})
    public int atOnce;

    private List<RouterEvent> events = List.of();
    private ChartPane pane;
    private WritableImage screen;
    private int step;
    private long steps;
    private long cpuNs;

    /** Makes the events, the charts and a pane in a scene. */
    @Setup
    public void make() throws Exception {
        events = events();
        RunCharts charts =
                new RunCharts(nothing(), List.of(), Optional.of(RouterRun.of(RouterLog.of(events), nothing())));
        int height = charts.list().stream()
                .mapToInt(dev.plimsoll.charts.run.RunChart::wideHeight)
                .max()
                .orElseThrow();
        screen = new WritableImage(WIDTH, height);
        Platform.startup(() -> {});
        onFx(() -> {
            pane = new ChartPane();
            pane.show(charts::routerTimeline);
            new Scene(pane, WIDTH, height);
        });
    }

    private static RunSummary nothing() {
        RunSummary.RunHead head =
                new RunSummary.RunHead("run", "run", "2026-01-01T00:00:00Z", null, "sealed", "1", "models", null, null);
        return new RunSummary(1, head, TrustReport.of(List.of(), 0), List.of(), List.of());
    }

    private List<RouterEvent> events() {
        SplittableRandom random = new SplittableRandom(1);
        List<RouterEvent> made = new ArrayList<>();
        double apartMs = SECONDS * 1000 * MODELS / requests;
        for (int model = 0; model < MODELS; model++) {
            String name = "model-" + model;
            for (long atMs = 0; atMs < SECONDS * 1000; atMs += 60_000) {
                made.add(state(name, atMs, ModelState.STOPPED, ModelState.STARTING));
                made.add(state(name, atMs + 8_000, ModelState.STARTING, ModelState.READY));
                made.add(state(name, atMs + 55_000, ModelState.READY, ModelState.STOPPING));
                made.add(state(name, atMs + 57_000, ModelState.STOPPING, ModelState.STOPPED));
            }
            for (int i = 0; i < requests / MODELS; i++) {
                long arrivedNs = (long) (i * apartMs * MS);
                long waitNs = (long) (random.nextDouble() * apartMs * atOnce * 0.5 * MS);
                long servedNs = arrivedNs + waitNs;
                long endNs = servedNs + (long) (random.nextDouble() * apartMs * atOnce * MS);
                RequestPhases phases =
                        new RequestPhases(arrivedNs, waitNs, 0, 0, 0, servedNs, servedNs, servedNs, servedNs, endNs);
                made.add(new RouterEvent.RequestEnded(
                        endNs,
                        new RoutedRequest(
                                name + i, name, name, 0, RoutedRequest.Outcome.SERVED, 200, null, 0, 0, phases)));
            }
        }
        return made;
    }

    private static RouterEvent state(String model, long atMs, ModelState from, ModelState to) {
        return new RouterEvent.ModelChanged(atMs * MS, model, from, to);
    }

    /** Begins to count CPU time. */
    @Setup(Level.Iteration)
    public void beginIteration() {
        steps = 0;
        cpuNs = SYSTEM.getProcessCpuTime();
    }

    /** Tells the CPU time of the whole process by step: on a busy machine more telling than what the clock says. */
    @TearDown(Level.Iteration)
    public void endIteration() {
        System.out.printf(
                Locale.ROOT,
                "(%.1f ms of CPU a step) ",
                (SYSTEM.getProcessCpuTime() - cpuNs) / 1e6 / Math.max(1, steps));
    }

    /** Ends JavaFX. */
    @TearDown(Level.Trial)
    public void end() {
        Platform.exit();
    }

    private XRange next() {
        steps++;
        step = (step + 1) % LongSeries.STEPS;
        return LongSeries.step(step, SECONDS);
    }

    /** A step in the window: zoom, layout, drawing, pixels. */
    @Benchmark
    public WritableImage window() throws Exception {
        onFx(() -> {
            pane.group().zoomTo(next());
            pane.getScene().snapshot(screen);
        });
        return screen;
    }

    /** The same without its pixels: what the JavaFX thread pays. */
    @Benchmark
    public long windowThreadOnly() throws Exception {
        onFx(() -> {
            pane.group().zoomTo(next());
            pane.layout();
        });
        return pane.lastDrawNs();
    }

    /** Laying out all events, once, away from the thread that draws. */
    @Benchmark
    public RouterTimeline layOut() {
        steps++;
        RouterTimelineBuilder builder = new RouterTimelineBuilder();
        events.forEach(builder);
        return builder.timeline();
    }

    private static void onFx(Runnable action) throws InterruptedException, ExecutionException {
        FutureTask<Void> task = new FutureTask<>(action, null);
        Platform.runLater(task);
        task.get();
    }
}
