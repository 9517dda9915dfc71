package dev.plimsoll.engine.worker;

import dev.plimsoll.engine.stats.CountingDistribution;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.SingleWriterRecorder;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What recording one value costs: in a worker's histogram of the second (an HdrHistogram whose range is guarded), in a bare
 * HdrHistogram, in HdrHistogram's own recorder for readers on another thread, and in the exact distribution of final figures.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class HistogramBenchmark {
    private static final int VALUES = 1 << 12;

    private final long[] valuesUs = new long[VALUES];
    private final HistogramSet ours = new HistogramSet();
    private final Histogram bare = new Histogram(3_600_000_000L, 3);
    private final SingleWriterRecorder recorder = new SingleWriterRecorder(3_600_000_000L, 3);
    private final CountingDistribution exact = new CountingDistribution();
    private int next;

    /** Gaps between tokens, some 8 to 40 ms, the same every time. */
    @Setup
    public void values() {
        for (int i = 0; i < VALUES; i++) {
            valuesUs[i] = 8_000 + (i * 2_654_435_761L >>> 7) % 32_000;
        }
    }

    private long value() {
        return valuesUs[next++ & VALUES - 1];
    }

    /** As workers do. */
    @Benchmark
    public void workerHistogram() {
        HistogramSet.record(ours.gapUs(), value());
    }

    /** HdrHistogram alone. */
    @Benchmark
    public void hdrHistogram() {
        bare.recordValue(value());
    }

    /** HdrHistogram's recorder: what handing histograms to another thread by phases would cost. */
    @Benchmark
    public void hdrRecorder() {
        recorder.recordValue(value());
    }

    /** The exact distribution. */
    @Benchmark
    public void exactDistribution() {
        exact.add(value());
    }
}
