package dev.plimsoll.engine.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.plimsoll.engine.archive.RunSummary;
import dev.plimsoll.engine.metrics.StageSummary;
import dev.plimsoll.engine.metrics.StageSummary.SloResult;
import dev.plimsoll.engine.report.Headline.Tile;
import dev.plimsoll.engine.trust.Finding;
import dev.plimsoll.engine.trust.Severity;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HeadlineTest {
    @Test
    void theTilesSpeakOfTheStageBelowTheLoadLine() {
        RunSummary run = SampleRun.of(
                SampleRun.closed(0, 1.38, 64),
                SampleRun.open(1, 20, 19.9, 90),
                SampleRun.open(2, 40, 39.4, 399),
                SampleRun.open(3, 44, 41.8, 2826));
        Headline headline = Headline.of(run);
        assertEquals(2, headline.reference().index());
        assertEquals(
                List.of(
                        new Tile("Load line", "39.5", "req/s", "highest rate meeting every SLO; TTFT fails first"),
                        new Tile("TTFT p99 at 40 req/s", "399", "ms", "SLO ≤ 500 ms"),
                        new Tile("TPOT p99 at 40 req/s", "24.1", "ms", "p50 12.3 ms"),
                        new Tile("Output, ceiling", "5,350", "tok/s", "stage 4, 44 offered"),
                        new Tile("Goodput at 40 req/s", "39.0", "req/s", "TTFT ≤ 500 ms met by 99.0 %")),
                headline.tiles());
    }

    @Test
    void theTailIsThePercentileTheObjectiveIsOn() {
        StageSummary stage = SampleRun.open(0, 20, 19.9, 90);
        assertEquals("p99", Objectives.tail(List.of(stage), "ttft"));
        StageSummary p90 = LoadLineTest.withSlos(stage, List.of(new SloResult("ttft", "p90", 500, 54.0, "PASS", 1)));
        assertEquals("p90", Objectives.tail(List.of(p90), "ttft"));
        assertEquals("p99", Objectives.tail(List.of(p90), "tpot"), "without an objective: the usual one");
        Headline headline = Headline.of(SampleRun.of(p90));
        assertEquals("TTFT p90 at 20 req/s", headline.tiles().get(1).label());
        List<String> heads = StageColumns.of(SampleRun.of(p90)).headline().stream()
                .map(Column::head)
                .toList();
        assertEquals(List.of("TTFT p50, ms", "TTFT p90, ms", "TPOT p50, ms", "TPOT p99, ms"), heads.subList(3, 7));
    }

    @ParameterizedTest
    @CsvSource({"p50,0.5,10", "p90,0.9,50", "p95,0.95,100", "p99,0.99,500", "p999,0.999,'5,000'"})
    void aPercentileNeedsFiveRequestsBeyondIt(String stat, double quantile, String requests) {
        assertEquals(quantile, Objectives.quantile(stat), 1e-12);
        assertEquals("few: a " + MetricNames.stat(stat) + " needs " + requests + " requests", Objectives.needs(stat));
    }

    @Test
    void whatManyStagesHaveInCommonIsToldOnce() {
        List<FindingText> texts = FindingText.of(List.of(
                new Finding("cpu", Severity.SUSPECT, 0, "CPUs were busy", "80 %", "Stop it."),
                new Finding("cpu", Severity.SUSPECT, 1, "CPUs were busier", "80 %", "Stop it."),
                new Finding("cpu", Severity.SUSPECT, 2, "CPUs were busiest", "80 %", "Stop all."),
                new Finding("cpu", Severity.SUSPECT, 4, "CPUs were busy", "80 %", "Stop it."),
                new Finding("cpu", Severity.NOTE, 5, "CPUs were awake", "", ""),
                new Finding("same-machine", Severity.NOTE, null, "p99 is shared", "", "Move.")));
        assertEquals(3, texts.size());
        FindingText cpu = texts.getFirst();
        assertEquals("CPUs were busy; the limit is 80 %.", cpu.what());
        assertEquals("stage 1, alike in stages 2, 3, 5", cpu.where());
        assertEquals("Stop it.", cpu.todo());
        assertEquals(
                "stage 2: CPUs were busier; the limit is 80 %.", cpu.alike().getFirst());
        assertEquals(
                "stage 3: CPUs were busiest; the limit is 80 %. Do: Stop all.",
                cpu.alike().get(1));
        assertEquals("stage 6", texts.get(1).where());
        assertEquals("p99 is shared.", texts.get(2).what(), "a name keeps its small letter");
        assertEquals("", texts.get(2).where());
    }

    @Test
    void adjacentStagesAreARange() {
        List<Finding> findings = java.util.stream.IntStream.of(0, 1, 2, 3, 6, 7)
                .mapToObj(i -> new Finding("x", Severity.NOTE, i, "m", "", ""))
                .toList();
        assertEquals(
                "stage 1, alike in stages 2–4, 7, 8",
                FindingText.of(findings).getFirst().where());
    }

    @Test
    void aRunWithoutStagesHasAHeadlineToo() {
        Headline headline = Headline.of(SampleRun.of());
        assertNull(headline.reference());
        assertEquals(1, headline.tiles().size());
        assertEquals(Numbers.ABSENT, headline.tiles().getFirst().value());
    }

    @Test
    void whatIsNotATimeIsShownAsItIs() {
        RunSummary run = SampleRun.of(SampleRun.open(0, 20, 19.9, 90));
        RunSummary.RunHead head = run.run();
        RunSummary odd = new RunSummary(
                1,
                new RunSummary.RunHead(
                        head.id(), "n", "yesterday", null, "interrupted", "1", "t", null, "the process was killed"),
                run.verdict(),
                List.of(),
                run.stages());
        assertEquals(
                "yesterday · 1,097 requests · 0 errors · interrupted: the process was killed",
                Headline.of(odd).context());
    }
}
