package dev.plimsoll.app.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.plimsoll.app.live.LiveFace.Accent;
import dev.plimsoll.app.live.LiveFace.SloFace;
import dev.plimsoll.app.live.LiveFace.StageFace;
import dev.plimsoll.app.live.LiveFace.StageSign;
import dev.plimsoll.app.live.LiveFace.TileFace;
import dev.plimsoll.engine.metrics.LiveSnapshot;
import dev.plimsoll.engine.run.RunStatus;
import dev.plimsoll.engine.trust.Verdict;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the page says of a run, without any page. */
class LiveFaceTest {
    private static LivePicture picture(double seconds) {
        LiveSnapshot live = FabricatedLive.at(seconds);
        return new LivePicture(
                "Sweep → h100", false, true, FakeRun.status(live, seconds), live, FakeRun.events(live, seconds));
    }

    private static LiveFace face(double seconds) {
        return LiveFace.of(picture(seconds), LiveRange.FOUR_MINUTES);
    }

    private static List<String> line(TileFace tile) {
        return List.of(tile.label(), tile.value(), tile.unit(), tile.lead(), tile.context());
    }

    @Test
    void everyFigureOfARunningStageIsMarkedAsAnEstimate() {
        List<TileFace> tiles = face(587).tiles();
        assertEquals(List.of("Offered", "~44.7", "req/s", "", "plan 44.0 · Poisson"), line(tiles.get(0)));
        assertEquals(List.of("Achieved", "~42.8", "req/s", "~95.7 % of offered", ""), line(tiles.get(1)));
        assertEquals(List.of("TTFT p99", "~1.79", "s", "3.58 × SLO", "p50 ~1.37 s"), line(tiles.get(2)));
        assertEquals(List.of("TPOT p99", "~24.6", "ms", "SLO 30 ms", "p50 ~23.4 ms"), line(tiles.get(3)));
        assertEquals("~5,286", tiles.get(4).value());
        assertEquals(List.of("Errors", "0", "", "", "of 2,012 requests ended"), line(tiles.get(5)));
    }

    @Test
    void whatIsOutOfItsObjectiveOrBehindTheOfferStandsOut() {
        List<TileFace> tiles = face(587).tiles();
        assertEquals(Accent.LOAD, tiles.get(1).accent());
        assertEquals(Accent.BAD, tiles.get(2).accent());
        assertEquals(Accent.NONE, tiles.get(3).accent());
    }

    @Test
    void aStageThatEndedIsExact() {
        LivePicture over = new LivePicture(
                "", false, false, FakeRun.status(FabricatedLive.at(600), 600), FabricatedLive.at(600), List.of());
        LiveFace face = LiveFace.of(over, LiveRange.WHOLE_RUN);
        Pattern estimate = Pattern.compile("~");
        for (TileFace tile : face.tiles()) {
            assertFalse(
                    estimate.matcher(String.join(" ", line(tile))).find(),
                    line(tile).toString());
        }
        assertEquals("", face.verdict().suffix());
    }

    @Test
    void aPercentileOfTooFewRequestsSaysSo() {
        TileFace ttft = face(545).tiles().get(2);
        assertEquals("few", ttft.context());
        assertEquals("214 requests; a p99 needs 500", ttft.tip());
    }

    @Test
    void aClosedLoopOffersNothing() {
        TileFace streams = face(90).tiles().getFirst();
        assertEquals(List.of("Streams", "512", ""), line(streams).subList(0, 3));
    }

    @Test
    void saturationIsTheServersBusinessAndNeverAVerdict() {
        LiveFace face = face(587);
        LiveFace.Banner banner = face.banner().orElseThrow();
        assertEquals("Saturated since 9:31 — the server takes in 44.0 req/s but completes 42.8.", banner.title());
        assertTrue(banner.evidence().startsWith("Evidence: in flight grows 1.20/s"), banner.evidence());
        assertEquals(Verdict.VALID, face.verdict().value());
        assertTrue(face(560).banner().isEmpty());
    }

    @Test
    void theVerdictSoFarTellsWhatWasChecked() {
        LiveFace.VerdictFace verdict = face(587).verdict();
        assertEquals("so far", verdict.suffix());
        assertEquals(8, verdict.checks().size());
        assertEquals("Send lag p99 41 µs · no send dropped · longest GC pause 400 µs · CPU idle 46 %", verdict.text());
    }

    @Test
    void anOpenObjectiveSaysWhatIsMissing() {
        List<SloFace> slos = face(587).slos();
        assertEquals(new SloFace("TTFT p99 ≤ 500 ms", "FAIL", "p99 ~1.79 s"), slos.get(0));
        assertEquals(
                new SloFace("TPOT p99 ≤ 30 ms", "INCONCLUSIVE", "p99 ~24.6 ms, needs about 14 s more to decide"),
                slos.get(1));
    }

    @Test
    void stagesStandInOrderWithHowTheyWent() {
        List<StageFace> stages = face(400).stages();
        assertEquals(10, stages.size());
        assertEquals(StageSign.PASSED, stages.get(0).sign());
        assertEquals(StageSign.MISSED, stages.get(1).sign());
        assertTrue(stages.get(6).running());
        assertEquals("~26.7", stages.get(6).value());
        assertTrue(stages.get(7).pending());
        assertEquals("", stages.get(7).value());
        assertEquals(StageSign.SATURATED, face(587).stages().get(9).sign());
    }

    @Test
    void eventsStandNewestFirst() {
        List<LiveFace.EventFace> events = face(587).events();
        assertEquals("9:31", events.getFirst().at());
        assertEquals(Accent.LOAD, events.getFirst().accent());
        assertEquals("2 workers ready", events.getLast().text());
    }

    @Test
    void beforeTheFirstStageItSaysWhatIsDone() {
        LivePicture starting =
                new LivePicture("x", false, true, FakeRun.status(LiveSnapshot.EMPTY, 0), LiveSnapshot.EMPTY, List.of());
        LiveFace face = LiveFace.of(starting, LiveRange.FOUR_MINUTES);
        assertEquals("Warming up 2 workers", face.doing());
        face.tiles().forEach(t -> assertEquals("—", t.value()));
        assertEquals(null, face.verdict().value());
        assertEquals(
                RunStatus.Phase.PENDING, starting.status().stages().getFirst().phase());
    }

    @Test
    void aRangeIsAStretchOfTimeThatGrowsWithAYoungRun() {
        assertEquals(60, length(LiveRange.FOUR_MINUTES, 10));
        assertEquals(240, length(LiveRange.FOUR_MINUTES, 587));
        assertEquals(60, length(LiveRange.ONE_MINUTE, 587));
        assertEquals(60, length(LiveRange.STAGE, 587));
        assertEquals(587, length(LiveRange.WHOLE_RUN, 587));
        assertEquals(540, LiveRange.STAGE.of(FabricatedLive.at(587), List.of()).from());
    }

    private static double length(LiveRange range, double seconds) {
        var view = range.of(FabricatedLive.at(seconds), List.of());
        return view.to() - view.from();
    }
}
