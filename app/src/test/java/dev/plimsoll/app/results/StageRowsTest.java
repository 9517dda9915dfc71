package dev.plimsoll.app.results;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.plimsoll.app.TheirResults;
import dev.plimsoll.engine.archive.RunReader;
import dev.plimsoll.engine.archive.RunSummary;
import dev.plimsoll.engine.interop.ResultImporters;
import dev.plimsoll.engine.metrics.StageSummary;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StageRowsTest {
    /** In it every eighth request was refused. */
    private static final int REFUSING = 7;

    private static final int CALM = 4;

    @TempDir
    static Path folder;

    private static RunSummary run;

    @BeforeAll
    static void read() {
        run = RunReader.open(new FabricatedFolder(6, true, true).sealed(folder)).summary();
    }

    private static StageRows.Head head(StageRows rows, String name) {
        return rows.columns().stream()
                .filter(h -> h.column().name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static String cell(StageRows rows, String name, int stage) {
        return head(rows, name).column().cells().get(stage).text();
    }

    @Test
    void failuresCountedAsInfiniteShowWhereAPercentileReachesThem() {
        StageRows plain = StageRows.of(run);
        StageRows adjusted = StageRows.of(run, true);
        assertEquals("∞", cell(adjusted, "TTFT p99", REFUSING));
        assertNotEquals("∞", cell(plain, "TTFT p99", REFUSING));
        assertNotEquals("∞", cell(adjusted, "TTFT p50", REFUSING), "most were answered");
        assertEquals(cell(plain, "Achieved", REFUSING), cell(adjusted, "Achieved", REFUSING), "a rate is no time");
        assertEquals(Double.POSITIVE_INFINITY, StageRows.number("∞"), "it sorts behind every time");
        assertEquals(
                head(plain, "TTFT p99").column().unit(),
                head(adjusted, "TTFT p99").column().unit());
        assertFalse(cell(adjusted, "TTFT p99", CALM).equals("∞"));
    }

    @Test
    void whatTellsHowFarToTrustAStageIsAColumnShownOnlyWhereItChangesTheReading() {
        StageRows rows = StageRows.of(run);
        StageRows.Head told = head(rows, "Tokens told");
        assertEquals("100", told.column().cells().get(CALM).text());
        assertEquals("%", told.column().unit());
        assertFalse(told.shown(), "every count is the server's");
        assertEquals("How far to trust them", told.group());
    }

    @Test
    void figuresAsOtherProgramsDefineThemBearTheirNames() {
        StageRows rows = StageRows.of(ResultImporters.summary(TheirResults.guideLlm(folder)));
        StageRows.Head itl = head(rows, "GuideLLM ITL p50");
        assertTrue(itl.shown(), "of an imported run they are what there is");
        assertEquals("Compatible with GuideLLM", itl.group());
        assertTrue(rows.columns().stream().noneMatch(h -> h.column().name().equals("Sent")), "nobody told it");
    }

    @Test
    void classesOfAMixStandStageByStageTheMostFrequentFirst() {
        List<StageSummary> stages =
                run.stages().stream().map(RunSummary.Stage::figures).toList();
        ClassRows classes = ClassRows.of(stages, StageSummary::classes);
        assertEquals(2 * stages.size(), classes.rows().size());
        ClassRows.Row first = classes.rows().get(2 * CALM);
        assertEquals("short", first.label("none"));
        assertTrue(first.figures().requests().created()
                > classes.rows().get(2 * CALM + 1).figures().requests().created());
        assertTrue(classes.heads().stream().anyMatch(h -> h.name().equals("TTFT p99")), classes.heads()::toString);
        assertEquals(
                2 * stages.size() + 1, classes.tabs("Class", "none").lines().count());
    }
}
