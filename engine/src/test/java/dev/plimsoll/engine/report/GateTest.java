package dev.plimsoll.engine.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.plimsoll.engine.archive.RunSummary;
import dev.plimsoll.engine.metrics.MetricSummary;
import dev.plimsoll.engine.metrics.StageSummary;
import dev.plimsoll.engine.problem.ExitCode;
import dev.plimsoll.engine.problem.PlimsollException;
import dev.plimsoll.engine.trust.TrustReport;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GateTest {
    /** Stage 0: TTFT p99 400 ms, goodput 10/s, 2 of 100 errored. Stage 1: TTFT p99 700 ms, goodput 8/s, none of 100. */
    private final RunSummary run = summary(stage(0, 400, 10.0, 98, 2), stage(1, 700, 8.0, 100, 0));

    @ParameterizedTest
    @CsvSource({
        "ttft.p99 > 500ms, true",
        "ttft.p99 > 0.5s, true",
        "stage[*].ttft.p99 > 500ms, true",
        "stage[0].ttft.p99 > 500ms, false",
        "stage[1].ttft.p99>=700ms, true",
        "ttft.p99 > 700ms, false",
        "goodput < 9.5/s, true",
        "stage[0].goodput < 9.5/s, false",
        "errors > 1%, true",
        "errors > 2%, false",
        "errors >= 2, true",
        "tpot.p50 > 1ms, false",
    })
    void aGateFiresWhenAnyStageItLooksAtMatches(String text, boolean fires) {
        assertEquals(fires, Gate.parse(text).fired(run).isPresent(), text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ttft > 500ms",
                "ttft.p98 > 5ms",
                "ttft.p99 > 500",
                "ttft.p99 500ms",
                "speed.p99 > 5ms",
                "goodput.p50 > 1/s",
                "errors > 1ms",
                ""
            })
    void aWrongExpressionIsRefusedAsWrongUsage(String text) {
        PlimsollException told = assertThrows(PlimsollException.class, () -> Gate.parse(text));
        assertEquals(ExitCode.USAGE, told.exitCode());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "tfft.p99 > 5ms | did you mean 'ttft'?",
                "goodputt < 5/s | did you mean 'goodput'?",
                "ttft.p98 > 5ms | did you mean 'p90'?",
                "ttft > 5ms | ttft needs a statistic: mean, std",
                "goodput.p50 > 1/s | goodput has no statistics",
                "ttft.p99 > 500 | ttft takes a unit: us, ms or s",
                "errors > 1ms | only none"
            })
    void aWrongExpressionSaysWhatIsMeant(String text, String hint) {
        PlimsollException told = assertThrows(PlimsollException.class, () -> Gate.parse(text));
        assertTrue(String.valueOf(told.getMessage()).contains(hint), told.getMessage());
    }

    @Test
    void everyMetricAndEveryFigureOfAStageCanBeAGate() {
        for (String name : StageFigure.names()) {
            boolean own = StageFigure.fault(name, null).isEmpty();
            StageFigure figure = StageFigure.of(name, own ? null : "p50");
            String limit = figure.isTime() ? "1ms" : "1";
            assertEquals(
                    figure + " > " + limit, Gate.parse(figure + " > " + limit).toString());
        }
    }

    @Test
    void aFiredGateSaysWhereAndWhatWasMeasured() {
        String told = Gate.parse("ttft.p99 > 500ms").fired(run).orElseThrow();
        assertTrue(told.contains("stage 1") && told.contains("700"), told);
    }

    private static RunSummary summary(StageSummary... stages) {
        return new RunSummary(
                1,
                new RunSummary.RunHead("id", "n", "2026-01-01T00:00:00Z", null, "sealed", "1", "t", null, null),
                TrustReport.of(List.of(), 0),
                List.of(),
                java.util.Arrays.stream(stages)
                        .map(s -> new RunSummary.Stage(s, List.of()))
                        .toList());
    }

    private static StageSummary stage(int index, double ttftP99, double goodput, long ok, long errored) {
        MetricSummary ttft = new MetricSummary(
                "ms", ok, null, null, null, null, null, null, null, null, null, null, null, ttftP99, null, null,
                List.of());
        StageSummary.Counts counts = new StageSummary.Counts(ok + errored, ok, errored, 0, 0);
        return new StageSummary(
                index,
                Map.of("kind", "constant"),
                "constant@10.00",
                true,
                "",
                0,
                1,
                new double[] {0, 1},
                counts,
                counts,
                List.of(),
                Map.of("ttft", ttft),
                new StageSummary.Rates(10.0, 10.0, 10, 0.0, 0.0, goodput),
                new StageSummary.Totals(0L, 0L),
                new StageSummary.Concurrency(1.0, 1L),
                List.of(),
                List.of());
    }
}
