package dev.plimsoll.app.benchmark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.plimsoll.charts.run.PlannedStage;
import dev.plimsoll.engine.archive.RunCatalog;
import dev.plimsoll.engine.plan.StrategyPlan;
import dev.plimsoll.engine.strategy.Strategies;
import dev.plimsoll.engine.workspace.WorkspaceFile;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.JsonNodeFactory;

class ForecastTest {
    @TempDir
    Path folder;

    @Test
    void aListOfRatesIsPlannedStageByStageWithItsPauses() {
        WorkspaceFile file = SampleWorkspace.in(folder)
                .with("benchmarks[2].profile.cooldownBetween", JsonNodeFactory.instance.numberNode(10))
                .without("benchmarks[2].constraints[1]")
                .without("benchmarks[2].profile.x-note")
                .without("benchmarks[2].cooldownNotes");
        Forecast forecast = Forecast.of(file, "rates", Optional.empty());
        assertEquals(
                List.of(0.0, 70.0, 140.0),
                forecast.load().stream().map(PlannedStage::startSeconds).toList());
        assertEquals(
                List.of(5.0, 10.0, 20.0),
                forecast.load().stream().map(PlannedStage::level).toList());
        assertTrue(forecast.load().stream().allMatch(PlannedStage::planned));
        assertEquals("3 min 20 s", forecast.estimate().getFirst().value());
        assertEquals("about 2,100", forecast.estimate().get(1).value());
    }

    @Test
    void theArrivalsAreThoseOfTheEnginesOwnSchedule() {
        WorkspaceFile file = SampleWorkspace.in(folder)
                .without("benchmarks[2].constraints[1]")
                .without("benchmarks[2].profile.x-note")
                .without("benchmarks[2].cooldownNotes");
        Arrivals arrivals = Forecast.of(file, "rates", Optional.empty()).arrivals();
        var cursor = Strategies.of(new StrategyPlan.Poisson(20, 256, 2, 42))
                .schedule()
                .cursor();
        for (double offset : arrivals.offsets()) {
            assertEquals(cursor.nextOffsetNs() / 1e9, offset);
        }
        assertTrue(cursor.nextOffsetNs() / 1e9 >= 2, "and all that start in the shown time");
        assertEquals("stage 3, first 2 s", arrivals.subtitle());
        assertEquals(9, arrivals.shortSha().length());
    }

    @Test
    void aSweepWithoutARunIsDrawnInSharesOfWhatItWillMeasure() {
        Forecast forecast = Forecast.of(SampleWorkspace.in(folder), "sweep", Optional.empty());
        assertEquals("% of the measured maximum", forecast.unit());
        assertEquals(10, forecast.stages());
        assertFalse(forecast.load().get(1).planned());
        assertEquals(100, forecast.load().get(1).level());
        assertEquals(20, forecast.load().get(2).level());
        assertEquals(110, forecast.load().getLast().level(), 1e-9);
        assertTrue(forecast.arrivals().sha256().isEmpty());
        assertTrue(forecast.shortage().isEmpty(), "nothing is known of its rates");
    }

    @Test
    void aSweepThatRanShowsTheRatesOfItsLastRun() {
        SampleWorkspace.run(folder, "other", "2026-03-02T10:00:00Z", 9, 9);
        SampleWorkspace.run(folder, "sweep", "2026-03-01T10:00:00Z", 2, 50, 1, 1);
        SampleWorkspace.run(folder, "sweep", "2026-03-01T12:00:00Z", 1.4, 42);
        Optional<LastRun> last = LastRun.find(new RunCatalog(folder), "sweep");
        Forecast forecast = Forecast.of(SampleWorkspace.in(folder), "sweep", last);
        assertEquals("req/s", forecast.unit());
        assertEquals(2, last.orElseThrow().summary().stages().size(), "the newest");
        assertEquals(1.4 + (42 - 1.4) / 5, forecast.load().get(2).level(), 1e-9);
        assertEquals(42 * 1.1, forecast.load().getLast().level(), 1e-9);
        assertEquals("today 12:00", last.get().when(ZonedDateTime.of(2026, 3, 1, 15, 0, 0, 0, ZoneOffset.UTC)));
        assertEquals("yesterday 12:00", last.get().when(ZonedDateTime.of(2026, 3, 2, 1, 0, 0, 0, ZoneOffset.UTC)));
        assertEquals("1 Mar 12:00", last.get().when(ZonedDateTime.of(2026, 5, 2, 1, 0, 0, 0, ZoneOffset.UTC)));
    }

    @Test
    void aStageTooShortForAP99IsToldWithTheTimeThatIsEnough() {
        SampleWorkspace.run(folder, "sweep", "2026-03-01T12:00:00Z", 1.4, 42.3, 6.2, 11, 16, 22, 27, 32, 37, 42);
        Optional<LastRun> last = LastRun.find(new RunCatalog(folder), "sweep");
        WorkspaceFile file = SampleWorkspace.in(folder)
                .with("benchmarks[0].profile.refine", JsonNodeFactory.instance.booleanNode(false));
        P99Shortage shortage = Forecast.of(file, "sweep", last).shortage().orElseThrow();
        assertEquals("Two stages are short for a p99.", shortage.title());
        assertEquals("At 1.4 and 6.2 req/s, 55 s measured give 77 and 341 requests; a p99 needs 500.", shortage.text());
        assertEquals("Use 90 s at 6.2 req/s", shortage.remedy());
        var changed = shortage.applied(BenchmarkModel.elements(file, "benchmarks[0].constraints"), 10);
        assertEquals("[60,60,90,60]", changed.getFirst().get("seconds").toString());
        assertEquals("monitor", changed.get(1).get("mode").stringValue());
    }

    @Test
    void aLimitOfRequestsTooLowForAP99IsToldAndRaised() {
        WorkspaceFile file = SampleWorkspace.in(folder);
        P99Shortage shortage =
                Forecast.of(file, "streams", Optional.empty()).shortage().orElseThrow();
        assertEquals("Use 500 requests", shortage.remedy());
        var changed = shortage.applied(BenchmarkModel.elements(file, "benchmarks[1].constraints"), 4);
        assertEquals(500, changed.getFirst().get("count").intValue());
    }

    @Test
    void closedLoopsHaveStreamsAndNoSchedule() {
        Forecast forecast = Forecast.of(SampleWorkspace.in(folder), "streams", Optional.empty());
        assertEquals("streams", forecast.unit());
        assertTrue(forecast.arrivals().note().startsWith("Closed loop"));
        assertEquals("about 800", forecast.estimate().get(1).value());
        assertEquals("depends on the server", forecast.estimate().getFirst().value());
    }

    @Test
    void whatCannotRunHasNoPlan() {
        Forecast forecast = Forecast.of(SampleWorkspace.in(folder), "rates", Optional.empty());
        assertNull(forecast.plan());
        assertTrue(forecast.load().isEmpty());
    }

    @Test
    void theShownTimeHoldsSomeStartsAndNotTooMany() {
        assertEquals(2, Arrivals.window(40));
        assertEquals(20, Arrivals.window(0.5));
        assertEquals(0.002, Arrivals.window(100_000), 1e-12);
    }

    @Test
    void theEstimateKeepsOneUnitOnALine() {
        Forecast forecast = Forecast.of(SampleWorkspace.in(folder), "rag", Optional.empty());
        assertEquals(
                List.of(
                        new Forecast.Line("Duration", "5 min"),
                        new Forecast.Line("Requests", "about 1,200"),
                        new Forecast.Line("Tokens", "9.60 M in · 0.307 M out")),
                forecast.estimate().subList(0, 3));
    }
}
