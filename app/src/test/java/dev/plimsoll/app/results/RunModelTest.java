package dev.plimsoll.app.results;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.plimsoll.charts.viewer.XRange;
import dev.plimsoll.engine.archive.RunCatalog;
import dev.plimsoll.engine.archive.RunEntry;
import dev.plimsoll.engine.archive.RunNotes;
import dev.plimsoll.engine.archive.RunReader;
import dev.plimsoll.engine.metrics.StageSummary;
import dev.plimsoll.engine.trust.Severity;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a run's page says of it, without a toolkit. */
class RunModelTest {
    @TempDir
    static Path folder;

    private static Path sealed = Path.of("");
    private static Path interrupted = Path.of("");

    @BeforeAll
    static void writeRuns() {
        sealed = new FabricatedFolder(6, true).sealed(folder);
        interrupted = new FabricatedFolder(6, false).interrupted(folder, "killed");
    }

    private static RunModel sealed() {
        return model(sealed);
    }

    private static RunModel model(Path at) {
        return new RunModel(RunReader.open(at), new RunCatalog(folder).entry(at), ZoneOffset.UTC);
    }

    @Test
    void aRunIsToldByBenchmarkTargetTimeAndCounts() {
        RunModel run = sealed();
        assertEquals("Sweep chat-short → vllm-h100", run.title());
        long errors =
                run.stages().stream().mapToLong(s -> s.requests().errored()).sum();
        assertTrue(errors > 0);
        assertEquals(
                "21 Nov 2026 14:02 · 10 min · %,d requests · %d errors · sealed".formatted(run.requests(), errors),
                run.facts());
    }

    @Test
    void aPersonsNameOfARunStandsInItsTitle() {
        Path named = new FabricatedFolder(2, false).sealed(folder, "named");
        RunNotes.NONE.withName("Short queue").write(named);
        assertEquals("Short queue → vllm-h100", model(named).title());
    }

    @Test
    void aKilledRunSaysSo() {
        RunModel run = model(interrupted);
        assertEquals(RunEntry.State.INTERRUPTED, run.state());
        assertTrue(run.facts().endsWith("interrupted"), run.facts());
        assertEquals(RunEntry.State.SEALED, sealed().state());
    }

    @Test
    void aSharedWindowIsToldOnce() {
        assertEquals("10 · window 1–6 s of each", sealed().stagesFact());
    }

    @Test
    void theStageTheLoadLineIsBelowIsSelectedFirst() {
        RunModel run = sealed();
        StageSummary reference = run.headline().reference();
        assertEquals(
                reference == null ? ScopeModel.ALL : reference.index(),
                run.scope().stage().get());
    }

    @Test
    void aStageOfTheTableCarriesItsFindingsAndItsSaturation() {
        StageRows rows = StageRows.of(sealed().summary());
        assertEquals(10, rows.rows().size());
        StageRows.Row last = rows.rows().getLast();
        assertEquals(Severity.SUSPECT, last.severity());
        assertTrue(last.findings().contains("paused for 14 ms"));
        assertTrue(last.saturated());
        assertFalse(rows.rows().get(4).saturated());
        assertEquals("FAIL", last.slo());
    }

    @Test
    void aCopiedTableHasAHeadAndARowPerStageInItsOwnOrder() {
        StageRows rows = StageRows.of(sealed().summary());
        List<StageRows.Head> shown =
                rows.columns().stream().filter(StageRows.Head::shown).toList();
        List<String> lines = rows.tabs(shown).lines().toList();
        assertEquals(11, lines.size());
        assertTrue(lines.getFirst().startsWith("#\tStrategy\tOffered, req/s\tAchieved, req/s"), lines.getFirst());
        assertTrue(lines.get(1).startsWith("1\tSynchronous\t—\t"), lines.get(1));
        assertEquals(lines.getFirst().split("\t").length, lines.get(10).split("\t").length);
    }

    @Test
    void cellsSortByTheirNumbers() {
        assertEquals(9629.0, StageRows.number("9,629"));
        assertEquals(-1.5, StageRows.number("−1.5"));
        assertNull(StageRows.number("—"));
    }

    @Test
    void aPieceOfTimeInOneStageSelectsThatStageAndIsToldFromItsStart() {
        ScopeModel scope = sealed().scope();
        double start = 6.5 * 4;
        scope.pick(Optional.of(new XRange(start + 1.25, start + 1.75)));
        assertEquals(4, scope.stage().get());
        assertEquals(start, scope.origin(), 1e-6);
        assertEquals("from chart: t = 1.25–1.75 s", scope.rangeText().orElseThrow());
    }

    @Test
    void aPieceOfTimeOverSeveralStagesShowsAllOfThem() {
        ScopeModel scope = sealed().scope();
        scope.pick(Optional.of(new XRange(3, 30)));
        assertEquals(ScopeModel.ALL, scope.stage().get());
        assertEquals("from chart: t = 3–30 s", scope.rangeText().orElseThrow());
    }

    @Test
    void choosingAnotherStageGivesUpThePieceOfTime() {
        ScopeModel scope = sealed().scope();
        scope.pick(Optional.of(new XRange(27.25, 27.75)));
        scope.stage().set(2);
        assertEquals(Optional.empty(), scope.range().get());
    }

    @Test
    void theLoadLineNamesWhatItMeetsAndWhereTheServerWasSaturated() {
        LoadLineText text = LoadLineText.of(sealed().summary());
        assertEquals("req/s", text.unit());
        assertEquals("meets TTFT p99 ≤ 500 ms and TPOT p99 ≤ 30 ms.", text.meets());
        assertTrue(text.beyond().contains("Saturated in stages 2 and 10."), text.beyond());
    }

    @Test
    void errorsAreAddedUpOverStagesTheMostFrequentFirst() {
        RunModel run = sealed();
        List<ErrorRows.Row> rows = ErrorRows.of(run.stages()).rows();
        ErrorRows.Row first = rows.getFirst();
        assertEquals("http", first.kind());
        assertEquals(429, first.code());
        assertEquals("8", first.stagesText());
        assertEquals("errorKind = http and httpStatus = 429", first.filter());
        assertEquals("Too many requests: the queue holds 256", first.sample());
        assertEquals((double) first.count() / run.requests(), first.share(), 1e-12);
    }

    @Test
    void theSetUpIsReadInGroups() {
        SetupText setup = SetupText.of(sealed().run().runJson());
        assertEquals(
                List.of("Run", "Machine", "Java", "Dataset", "Plan", "Target", "Profile"),
                setup.groups().stream().map(SetupText.Group::title).toList());
        assertTrue(setup.groups().get(1).entries().contains(new SetupText.Entry("Memory bytes", "137 GB")));
        assertTrue(setup.groups()
                .get(4)
                .entries()
                .contains(new SetupText.Entry("Constraints 1", "kind max_duration, seconds 60")));
    }

    @Test
    void aSetUpThatIsNotJsonHasNoGroups() {
        assertEquals(List.of(), SetupText.of("{ torn").groups());
    }
}
