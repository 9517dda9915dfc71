package dev.plimsoll.engine.archive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.plimsoll.engine.metrics.MetricSummary;
import dev.plimsoll.engine.metrics.Records;
import dev.plimsoll.engine.metrics.StageFacts;
import dev.plimsoll.engine.metrics.StageSummary;
import dev.plimsoll.engine.metrics.WindowChoice;
import dev.plimsoll.engine.plan.WindowRule;
import dev.plimsoll.engine.record.IntervalSample;
import dev.plimsoll.engine.record.RequestRecord;
import dev.plimsoll.engine.record.RequestTimings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IntervalHistogramsTest {
    private static final int SECONDS = 20;
    private static final int WORKERS = 3;
    private static final StageFacts FACTS = Records.stage(Map.of("kind", "constant", "rate", 200.0), true, SECONDS);

    @TempDir
    private Path runs;

    private final List<RequestRecord> records = new ArrayList<>();
    private ArchivedRun run;

    @BeforeEach
    void makeRun() {
        SplittableRandom random = new SplittableRandom(11);
        for (int i = 0; i < 3900; i++) {
            double at = (i + 1) * 5;
            double ttft = Math.min(400, 20 - 30 * Math.log(1 - random.nextDouble()));
            double gap = 1 + 10 * random.nextDouble();
            records.add(Records.streamed(i, at, at + random.nextDouble(), 3, ttft, ttft + gap, ttft + 2 * gap));
        }
        run = RunReader.open(RunFolders.sealed(runs, FACTS, records, samples(records)));
    }

    /** What the workers would have told of these requests. */
    private static List<IntervalSample> samples(List<RequestRecord> records) {
        List<IntervalSample> samples = new ArrayList<>();
        for (int w = 0; w < WORKERS; w++) {
            for (int s = 0; s < SECONDS; s++) {
                samples.add(second(records, w, s));
            }
        }
        return samples;
    }

    private static IntervalSample second(List<RequestRecord> records, int worker, int second) {
        Histogram lag = new Histogram(3);
        Histogram ttft = new Histogram(3);
        Histogram latency = new Histogram(3);
        Histogram gaps = new Histogram(3);
        for (RequestRecord record : records) {
            RequestTimings t = record.timings();
            if (record.info().number() % WORKERS != worker) {
                continue;
            }
            if (t.sendStart() / 1_000_000_000L == second) {
                lag.recordValue(t.sendStart() - t.intended());
            }
            if (t.firstToken() / 1_000_000_000L == second) {
                ttft.recordValue((t.firstToken() - t.sendStart()) / 1000);
            }
            if (t.end() / 1_000_000_000L == second) {
                latency.recordValue((t.end() - t.sendStart()) / 1000);
                for (int i = 1; i < record.contentDeltasUs().length; i++) {
                    gaps.recordValue(record.contentDeltasUs()[i]);
                }
            }
        }
        long n = latency.getTotalCount();
        return new IntervalSample(
                0,
                worker,
                second * 1_000_000_000L,
                1_000_000_000L,
                lag.getTotalCount(),
                n,
                0,
                0,
                3 * n,
                3 * n,
                lag,
                ttft,
                latency,
                gaps);
    }

    private static void assertAgrees(MetricSummary exact, Histogram merged, double unit) {
        assertEquals(exact.count(), merged.getTotalCount());
        for (double percent : new double[] {50, 90, 99}) {
            double value = Objects.requireNonNull(exact.stat("p" + (int) percent));
            // Three digits, and the rank of a histogram is not interpolated.
            double before = merged.getValueAtPercentile(percent - 0.05) / unit;
            double after = merged.getValueAtPercentile(percent + 0.05) / unit;
            assertTrue(
                    value >= before * (1 - 2e-3) && value <= after * (1 + 2e-3),
                    "p" + percent + ": " + value + " is not between " + before + " and " + after);
        }
    }

    @Test
    void mergedOverTheWholeStageTheyAgreeWithTheExactPercentiles() {
        IntervalHistograms.Estimate all =
                IntervalHistograms.of(run).between(0, 0, SECONDS).orElseThrow();
        Map<String, MetricSummary> exact =
                run.summary().stages().getFirst().figures().metrics();
        assertAgrees(Objects.requireNonNull(exact.get("ttft")), all.ttftUs(), 1e3);
        assertAgrees(Objects.requireNonNull(exact.get("latency")), all.latencyUs(), 1e3);
        assertAgrees(Objects.requireNonNull(exact.get("icl")), all.gapUs(), 1e3);
        assertAgrees(Objects.requireNonNull(exact.get("sendLag")), all.sendLagNs(), 1e3);
        assertEquals(records.size(), all.started());
        assertEquals(records.size(), all.completed());
    }

    @Test
    void anyWindowOfWholeSecondsAgreesWithTheRecordsThatEndedInIt() {
        for (int[] window : new int[][] {{0, 1}, {3, 11}, {19, 20}}) {
            StageSummary exact = run.recut(
                            new WindowChoice(WindowRule.END_IN, (double) window[0], window[1] - 1e-9, null, null))
                    .summary()
                    .stages()
                    .getFirst()
                    .figures();
            IntervalHistograms.Estimate estimate =
                    IntervalHistograms.of(run).between(0, window[0], window[1]).orElseThrow();
            assertEquals(exact.windowRequests().successful(), estimate.completed());
            assertEquals(
                    Objects.requireNonNull(
                            Objects.requireNonNull(exact.metrics().get("latency"))
                                    .p50()),
                    estimate.latencyUs().getValueAtPercentile(50) / 1e3,
                    2);
        }
    }

    @Test
    void secondsAndStagesThatNobodyToldOfAreUnknown() {
        assertTrue(IntervalHistograms.of(run).between(0, 30, 40).isEmpty());
        assertTrue(IntervalHistograms.of(run).between(1, 0, 20).isEmpty());
    }
}
