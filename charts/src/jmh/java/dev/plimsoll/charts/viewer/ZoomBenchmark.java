package dev.plimsoll.charts.viewer;

import com.sun.management.OperatingSystemMXBean;
import dev.plimsoll.charts.picture.ChartCard;
import dev.plimsoll.charts.plot.Series;
import dev.plimsoll.charts.plot.SeriesDataset;
import dev.plimsoll.charts.run.ChartView;
import dev.plimsoll.charts.style.ChartStyle;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.image.WritableImage;
import org.jfree.chart.ChartRenderingInfo;
import org.jfree.data.Range;
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
 * What one step of zooming or panning a long series costs, thinning included: as a window draws it (laid out, drawn and rasterised by
 * JavaFX's software pipeline), the part of it that the JavaFX thread pays, and as a picture. The goal is 16 ms a step at 10 million points.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(
        value = 2,
        jvmArgsAppend = {"-Xmx1g", "-Dglass.platform=Headless", "-Dprism.order=sw", "-Djava.awt.headless=true"})
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
public class ZoomBenchmark {
    private static final int WIDTH = 1200;
    private static final int HEIGHT = 400;
    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    /** Points of the series. */
    @Param({"100000", "10000000"})
    public int points;

    private final BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_ARGB);
    private final WritableImage screen = new WritableImage(WIDTH, HEIGHT);
    private Series series = new Series("", new double[0], new double[0]);
    private SeriesDataset data = new SeriesDataset(List.of());
    private ChartPane pane;
    private ChartView chart;
    private int step;
    private long steps;
    private long cpuNs;

    /** Makes the series, its pyramid and a pane in a scene. */
    @Setup
    public void make() throws Exception {
        series = LongSeries.of(points);
        data = new SeriesDataset(List.of(series));
        chart = LongSeries.chart(data);
        Platform.startup(() -> {});
        onFx(() -> {
            pane = new ChartPane();
            pane.show(style -> LongSeries.chart(data));
            new Scene(pane, WIDTH, HEIGHT);
        });
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
        return LongSeries.step(step, series.x()[series.size() - 1]);
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

    /** The same without its pixels: thinning, and the drawing commands handed to JavaFX. */
    @Benchmark
    public long windowThreadOnly() throws Exception {
        onFx(() -> {
            pane.group().zoomTo(next());
            pane.layout();
        });
        return pane.lastDrawNs();
    }

    /** A step as a picture of Java2D, as PNG export draws it. */
    @Benchmark
    public BufferedImage picture() {
        XRange shown = next();
        chart.chart().getXYPlot().getDomainAxis().setRange(new Range(shown.from(), shown.to()), true, false);
        Graphics2D g2 = image.createGraphics();
        g2.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        ChartCard.draw(
                g2,
                ChartStyle.LIGHT,
                chart,
                new Rectangle2D.Double(0, 0, WIDTH, HEIGHT),
                0,
                new ChartRenderingInfo(null));
        g2.dispose();
        return image;
    }

    /** Preparing the series, once, away from the thread that draws. */
    @Benchmark
    public SeriesDataset prepare() {
        steps++;
        return new SeriesDataset(List.of(series));
    }

    private static void onFx(Runnable action) throws InterruptedException, ExecutionException {
        FutureTask<Void> task = new FutureTask<>(action, null);
        Platform.runLater(task);
        task.get();
    }
}
