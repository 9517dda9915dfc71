package dev.plimsoll.engine.archive;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.plimsoll.engine.metrics.Records;
import dev.plimsoll.engine.metrics.StageFacts;
import dev.plimsoll.engine.metrics.StageFiguresBuilder;
import dev.plimsoll.engine.metrics.StageSummary;
import dev.plimsoll.engine.metrics.WindowChoice;
import dev.plimsoll.engine.plan.TransientPlan;
import dev.plimsoll.engine.plan.WindowRule;
import dev.plimsoll.engine.record.RequestRecord;
import dev.plimsoll.engine.trust.Finding;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

class RecutRunTest {
    private static final StageFacts FACTS = Records.stage(Map.of("kind", "constant", "rate", 50.0), true, 20);

    @TempDir
    private Path runs;

    private final List<RequestRecord> records = new ArrayList<>();
    private ArchivedRun run;

    @BeforeEach
    void makeRun() {
        SplittableRandom random = new SplittableRandom(5);
        for (int i = 0; i < 1000; i++) {
            double at = i * 20;
            double ttft = 20 + random.nextInt(200) + (at < 4000 ? 500 : 0);
            records.add(Records.streamed(i, at, at + random.nextInt(5), 3, ttft, ttft + 10, ttft + 20));
        }
        run = RunReader.open(RunFolders.sealed(runs, FACTS, records, List.of()));
    }

    private static StageSummary stage(ArchivedRun run) {
        return run.summary().stages().getFirst().figures();
    }

    private static String text(Object value) {
        return JsonMapper.shared().writeValueAsString(value);
    }

    @Test
    void aWindowCutAgainGivesWhatTheRunWouldHaveGiven() {
        StageFacts cutFromTheStart = new StageFacts(
                0,
                FACTS.strategy(),
                FACTS.displayName(),
                true,
                "",
                0,
                FACTS.endNs(),
                20,
                0,
                new TransientPlan(null, 5.0, TransientPlan.Mode.DURATION),
                new TransientPlan(null, 3.0, TransientPlan.Mode.DURATION),
                List.of(),
                List.of());
        StageFiguresBuilder builder = new StageFiguresBuilder(cutFromTheStart);
        records.forEach(builder::add);
        StageSummary expected = builder.build().summary();
        StageSummary again = stage(run.recut(WindowChoice.between(5, 17)));
        assertArrayEquals(new double[] {5, 17}, again.windowSeconds());
        assertEquals(text(expected.metrics()), text(again.metrics()));
        assertEquals(expected.rates(), again.rates());
        assertEquals(expected.windowRequests(), again.windowRequests());
    }

    @Test
    void theWindowOfTheRunGivesTheFiguresOfTheRun() {
        StageSummary again = stage(run.recut(WindowChoice.NONE));
        assertEquals(text(stage(run).metrics()), text(again.metrics()));
    }

    @Test
    void everyRuleCanBeAskedForAndIsTold() {
        for (WindowRule rule : WindowRule.values()) {
            StageSummary again = stage(run.recut(new WindowChoice(rule, 5.0, 10.0, null, null)));
            assertEquals(rule, Objects.requireNonNull(again.window()).rule());
            assertEquals("5–10 s, " + rule.text(), again.window().recut());
        }
        StageSummary fully = stage(run.recut(new WindowChoice(WindowRule.FULLY_IN, 5.0, 10.0, null, null)));
        StageSummary overlap = stage(run.recut(new WindowChoice(WindowRule.OVERLAP, 5.0, 10.0, null, null)));
        assertTrue(fully.windowRequests().created() < overlap.windowRequests().created());
    }

    @Test
    void theSteadyPartCanBeAskedFor() {
        StageSummary again = stage(run.recut(WindowChoice.steady()));
        assertEquals(4, again.windowSeconds()[0], 1);
        assertTrue(Objects.requireNonNull(
                        Objects.requireNonNull(again.metrics().get("ttft")).max())
                < 300);
    }

    @Test
    void theRunItselfStaysAsItWas() {
        String before = text(run.summary());
        run.recut(WindowChoice.between(5, 6)).summary();
        assertEquals(before, text(run.summary()));
        assertNull(Objects.requireNonNull(stage(run).window()).recut());
        assertEquals(before, text(RunReader.open(run.folder()).summary()));
    }

    @Test
    void whatTheFiguresSayOfThemselvesIsAskedAgain() {
        assertEquals(List.of("effective-samples", "not-steady"), codes(run.recut(WindowChoice.NONE)));
        assertEquals(List.of("few-samples"), codes(run.recut(WindowChoice.between(5, 6))));
        assertEquals(List.of(), codes(run.recut(WindowChoice.between(5, 20))));
        assertEquals(
                3, run.recut(WindowChoice.between(5, 20)).summary().verdict().checksPassed());
    }

    private static List<String> codes(ArchivedRun run) {
        return run.summary().verdict().findings().stream().map(Finding::code).toList();
    }

    @Test
    void aWindowBehindTheEndMeasuresNothing() {
        StageSummary again = stage(run.recut(WindowChoice.between(30, 40)));
        assertEquals(Map.of(), again.metrics());
        assertEquals(0, again.rates().requests());
    }

    @Test
    void aWindowThatEndsBeforeItBeginsIsNone() {
        assertThrows(IllegalArgumentException.class, () -> WindowChoice.between(5, 5));
        assertThrows(IllegalArgumentException.class, () -> WindowChoice.between(-1, 5));
    }
}
