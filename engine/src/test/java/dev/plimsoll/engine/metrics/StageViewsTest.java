package dev.plimsoll.engine.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.plimsoll.engine.plan.SloPlan;
import dev.plimsoll.engine.record.ErrorKind;
import dev.plimsoll.engine.record.RequestError;
import dev.plimsoll.engine.record.RequestRecord;
import dev.plimsoll.engine.record.RequestStatus;
import dev.plimsoll.engine.record.RouterFacts;
import dev.plimsoll.engine.record.TokenCounts;
import dev.plimsoll.engine.record.TokenSource;
import dev.plimsoll.engine.stats.OrInfinite;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** What a stage's summary tells beside its metrics. */
class StageViewsTest {
    private static final RequestError REFUSED = RequestError.of(ErrorKind.CONNECT, "refused");
    private static final JsonMapper JSON = JsonMapper.shared();

    private static StageSummary summary(List<RequestRecord> records, SloPlan... slos) {
        StageFiguresBuilder builder = new StageFiguresBuilder(Records.stage(1, slos));
        records.forEach(builder::add);
        return builder.build().summary();
    }

    private static StageSummary summary(RequestRecord... records) {
        return summary(List.of(records));
    }

    // ---- phases

    /** Prefill 0-100 and 50-250 ms, decode 100-300 and 250-350 ms, in a window of 1 s. */
    @Test
    void aRequestPrefillsUntilItsFirstTokenAndThenDecodes() {
        StageSummary stage =
                summary(Records.streamed(0, 0, 0, 10, 100, 300), Records.streamed(1, 50, 50, 20, 200, 300));
        StagePhases phases = stage.phases();
        assertNotNull(phases);
        assertEquals(new StagePhases.Level(0.3, 2), phases.prefill());
        assertEquals(new StagePhases.Level(0.3, 2), phases.decode());
        StagePhases.Level tokens = phases.tokensInFlight();
        assertNotNull(tokens);
        double held = 50 * 0.3 + 10 * 0.2 + 50 * 0.3 + 20 * 0.1;
        assertEquals(held, tokens.mean(), 1e-9, "a prompt from its sending, an output from its first token");
        assertEquals(50 + 10 + 50 + 20, tokens.max(), 1e-9);
    }

    @Test
    void whatNeverGetsATokenWaitsInPrefillToItsEnd() {
        StagePhases phases = summary(
                        Records.streamed(0, 0, 0, 2, 100, 200),
                        Records.cancelled(1, 0, 500),
                        Records.failed(2, REFUSED, 0, 400))
                .phases();
        assertNotNull(phases);
        assertEquals(new StagePhases.Level(0.1 + 0.5 + 0.4, 3), phases.prefill());
    }

    @Test
    void answersWithoutAStreamHaveNoPhases() {
        StagePhases phases = summary(Records.whole(0, 0, 500, 10)).phases();
        assertNotNull(phases);
        assertNull(phases.prefill());
        assertNull(phases.decode());
    }

    @Test
    void theSeriesOfThePhasesHaveTheMeansOfTheirSteps() {
        StageFiguresBuilder builder = new StageFiguresBuilder(Records.stage(1));
        builder.add(Records.streamed(0, 0, 0, 10, 125, 500));
        StageSeries series = builder.build().series();
        assertEquals(0.5, series.prefill()[0]);
        assertEquals(0.5, series.decode()[0]);
        assertEquals(1, series.decode()[1]);
        assertEquals(55, series.tokensInFlight()[0]);
        assertEquals(60, series.tokensInFlight()[1]);
    }

    // ---- honesty

    private static RequestRecord counted(int number, int server, int ours, int asked) {
        TokenCounts counts =
                new TokenCounts(100, server, -1, -1, asked, 1, TokenSource.USAGE, TokenSource.USAGE, 100, ours);
        return Records.counted(Records.streamed(number, 0, 0, 1, 100, 110, 120, 130), counts);
    }

    @Test
    void countsThatDifferByMoreThanATenthAreFlagged() {
        StageSummary stage = summary(counted(0, 110, 100, 100), counted(1, 111, 100, 110), counted(2, 80, 100, 84));
        StageHonesty honesty = stage.honesty();
        assertNotNull(honesty);
        assertEquals(new StageHonesty.Mismatch("tokenizer", 3, 2, 2 / 3.0), honesty.outputCount());
        assertEquals(new StageHonesty.Mismatch("tokenizer", 3, 0, 0), honesty.promptCount());
        assertEquals(new StageHonesty.Mismatch("requested", 3, 1, 1 / 3.0), honesty.outputLength());
        assertTrue(
                stage.notes().stream().anyMatch(n -> n.contains("2 differ by more than 10 %")),
                stage.notes().toString());
    }

    @Test
    void withoutATokenizerTheCountIsHeldAgainstTheEventsWhichIsNoReproach() {
        StageSummary stage = summary(counted(0, 8, -1, -1));
        assertNotNull(stage.honesty());
        assertEquals(
                new StageHonesty.Mismatch("events", 1, 1, 1), stage.honesty().outputCount());
        assertEquals(2.0, stage.honesty().tokensPerEvent());
        assertFalse(
                stage.notes().stream().anyMatch(n -> n.contains("differ")),
                stage.notes().toString());
    }

    @Test
    void theShareOfLagIsThatOfTheSummedTtftFromSchedule() {
        StageHonesty honesty = summary(Records.streamed(0, 0, 100, 2, 100, 110), Records.streamed(1, 0, 0, 2, 200, 210))
                .honesty();
        assertNotNull(honesty);
        assertEquals(100 / 400.0, honesty.ttftLagShare());
        assertEquals(Map.of("usage", 1.0), honesty.outputTokenSources());
        assertEquals(1.0, honesty.eventsPerRead());
        assertEquals(0.0, honesty.sharedReadShare());
    }

    // ---- by status

    @Test
    void theTotalIsOfAllRequestsHoweverTheyEnded() {
        Map<String, Map<String, MetricSummary>> groups = summary(
                        Records.streamed(0, 0, 0, 2, 100, 200),
                        Records.failed(1, REFUSED, 0, 50),
                        Records.cancelled(2, 0, 350))
                .statusGroups();
        assertEquals(List.of("successful", "cancelled", "errored", "total"), List.copyOf(groups.keySet()));
        assertEquals(200.0, groups.get("successful").get("latency").mean());
        assertEquals(350.0, groups.get("cancelled").get("latency").mean());
        assertEquals(50.0, groups.get("errored").get("latency").mean());
        assertEquals(200.0, groups.get("total").get("latency").mean());
        assertEquals(3, groups.get("total").get("latency").count());
    }

    // ---- by class

    @Test
    void eachLabelHasItsHeadline() {
        List<ClassSummary> classes = summary(
                        List.of(
                                Records.labelled(Records.streamed(0, 0, 0, 2, 100, 200), "short"),
                                Records.labelled(Records.streamed(1, 0, 0, 2, 300, 600), "long"),
                                Records.labelled(Records.failed(2, REFUSED, 0, 50), "short"),
                                Records.labelled(Records.streamed(3, 0, 0, 2, 120, 240), "short")),
                        new SloPlan("ttft", null, 250, "ms"))
                .classes();
        assertEquals(
                List.of("short", "long"),
                classes.stream().map(ClassSummary::label).toList());
        assertEquals(new StageSummary.Counts(3, 2, 1, 0, 0), classes.getFirst().requests());
        assertEquals(110.0, classes.getFirst().metrics().get("ttft").mean());
        assertEquals(2 / 3.0, classes.getFirst().goodShare());
        assertEquals(0.0, classes.getLast().goodShare());
    }

    @Test
    void oneClassIsNone() {
        assertTrue(summary(Records.labelled(Records.streamed(0, 0, 0, 2, 100, 200), "only"))
                .classes()
                .isEmpty());
    }

    @Test
    void onlyTheLargestOfManyClassesAreTold() {
        List<RequestRecord> records = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            records.add(Records.labelled(Records.whole(i, 0, 10, 1), i < 99 ? "c" + i % 50 : "c7"));
        }
        List<ClassSummary> classes = summary(records).classes();
        assertEquals(StageViews.MOST_CLASSES, classes.size());
        assertEquals("c7", classes.getFirst().label());
    }

    // ---- by model

    @Test
    void eachModelHasItsHeadlineByTheRoutersNameForItElseByWhatWasAskedFor() {
        RouterFacts chat = new RouterFacts("chat", 40_000, 0, 0, 0, 100);
        List<ClassSummary> models = summary(
                        List.of(
                                Records.routed(Records.asking(Records.streamed(0, 0, 0, 2, 100, 200), "gpt-4"), chat),
                                Records.asking(Records.streamed(1, 0, 0, 2, 120, 200), "chat"),
                                Records.asking(Records.streamed(2, 0, 0, 2, 300, 600), "code"),
                                Records.streamed(3, 0, 0, 2, 300, 600)),
                        new SloPlan("routerWait", null, 30, "ms"))
                .models();
        assertEquals(
                List.of("chat", "", "code"),
                models.stream().map(ClassSummary::label).toList());
        ClassSummary ofChat = models.getFirst();
        assertEquals(2, ofChat.requests().successful());
        assertEquals(110.0, ofChat.metrics().get("ttft").mean());
        assertEquals(40.0, ofChat.metrics().get("routerWait").mean());
        assertEquals(60.0, ofChat.metrics().get("ttftServed").mean());
        assertEquals(0.5, ofChat.goodShare(), "what no router told is no miss");
        assertEquals(1.0, models.getLast().goodShare());
        assertFalse(models.getLast().metrics().containsKey("routerWait"));
    }

    @Test
    void aStageForOneModelHasNoTableOfModelsAndAPlainTargetNoFigureOfARouter() {
        StageSummary stage = summary(Records.streamed(0, 0, 0, 2, 100), Records.streamed(1, 0, 0, 2, 100));
        assertTrue(stage.models().isEmpty());
        for (MetricDefinition metric : Metrics.all()) {
            boolean router = metric.needs().contains(MetricDefinition.Need.ROUTER);
            assertTrue(!router || !stage.metrics().containsKey(metric.tag()), metric.tag());
        }
        assertNull(stage.honesty().routerToldShare());
        assertNull(stage.honesty().ttftRouterShare());
    }

    @Test
    void honestyTellsOfHowManyTheRouterToldAndWhatTheWaitWasOfTheirTtft() {
        RouterFacts waited = new RouterFacts("chat", 10_000, 10_000, 0, 10_000, 100);
        RouterFacts unknown = new RouterFacts("chat", 10_000, -1, 0, 0, 100);
        StageHonesty honesty = summary(
                        Records.streamed(0, 0, 0, 2, 500),
                        Records.routed(Records.streamed(1, 0, 0, 2, 100), waited),
                        Records.routed(Records.streamed(2, 0, 0, 2, 200), waited),
                        Records.routed(Records.streamed(3, 0, 0, 2, 500), unknown))
                .honesty();
        assertEquals(0.5, honesty.routerToldShare());
        assertEquals(0.2, honesty.ttftRouterShare(), 1e-12);
    }

    @Test
    void anObjectiveOnTheRoutersWaitIsJudgedLikeAnyOther() {
        List<RequestRecord> records = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            RouterFacts routed = new RouterFacts("chat", i * 1_000, 0, 0, 0, 100);
            records.add(Records.routed(Records.streamed(i, 0, 0, 2, 100, 200), routed));
        }
        StageSummary stage = summary(
                records, new SloPlan("routerWait", 50.0, 9.5, "ms"), new SloPlan("ttftServed", null, 81.5, "ms"));
        StageSummary.SloResult wait = stage.slos().getFirst();
        assertEquals(9.5, wait.measured());
        assertEquals("PASS", wait.met());
        assertEquals(0.5, wait.goodFraction());
        assertEquals("FAIL", stage.slos().getLast().met());
        assertEquals(0.05, stage.slos().getLast().goodFraction(), "the last one alone was served within 81.5 ms");
    }

    // ---- errors as infinite

    @Test
    void withFailuresAsInfiniteATailIsInfiniteAndWrittenAsText() {
        List<RequestRecord> records = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            records.add(Records.streamed(i, 0, 0, 2, 100, 200 + i));
        }
        records.add(Records.failed(9, REFUSED, 0, 1));
        StageSummary stage = summary(records);
        AdjustedSummary latency = stage.errorAdjusted().get("latency");
        assertEquals(OrInfinite.of(204), latency.p50(), "nearest rank: round(4.5) to even");
        assertEquals(OrInfinite.INFINITE, latency.p99());
        assertEquals(OrInfinite.INFINITE, latency.mean());
        assertEquals(10, latency.count());
        assertEquals(1, latency.failures());
        String json = JSON.writeValueAsString(latency);
        assertTrue(json.contains("\"p99\":\"infinite\"") && json.contains("\"p50\":204.0"), json);
        assertEquals(latency, JSON.readValue(json, AdjustedSummary.class));
        assertEquals(203.5, stage.metrics().get("latency").p50(), 1, "the ordinary view stays as it is");
    }

    @Test
    void withoutFailuresThereIsNoOtherView() {
        assertTrue(summary(Records.streamed(0, 0, 0, 2, 100, 200), Records.cancelled(1, 0, 10))
                .errorAdjusted()
                .isEmpty());
    }

    @Test
    void aStageThatOnlyFailedIsInfinitelySlowInWhatEveryAnswerHas() {
        Map<String, AdjustedSummary> adjusted = summary(
                        Records.failed(0, REFUSED, 0, 1), Records.unsent(1, RequestStatus.DROPPED, 0, 10))
                .errorAdjusted();
        assertEquals(Set.of("latency", "latencyFromSchedule"), adjusted.keySet());
        assertEquals(OrInfinite.INFINITE, adjusted.get("latency").min());
    }

    // ---- goodput

    @Test
    void goodputPrintsItsDenominator() {
        StageSummary.Goodput goodput = summary(
                        List.of(
                                Records.streamed(0, 0, 0, 2, 100, 200),
                                Records.streamed(1, 0, 0, 2, 300, 400),
                                Records.failed(2, REFUSED, 0, 50),
                                Records.unsent(3, RequestStatus.DROPPED, 0, 60),
                                Records.cancelled(4, 0, 70),
                                Records.streamed(5, 0, 0, 2, 100, 1500)),
                        new SloPlan("ttft", null, 250, "ms"))
                .goodput();
        assertEquals(
                new StageSummary.Goodput(1, 4, 1.0, 0.25),
                goodput,
                "errored and dropped are misses, cancelled is neither, what ended after the window is not in it");
    }

    @Test
    void withoutObjectivesThereIsNoGoodput() {
        assertNull(summary(Records.whole(0, 0, 10, 1)).goodput());
    }

    // ---- as other tools have it

    @Test
    void theCompatibilityFiguresAreThoseOfGuideLlm() {
        Random random = new Random(5);
        List<RequestRecord> records = new ArrayList<>();
        List<GuideLlmBenchmark.Request> theirs = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            double send = random.nextInt(500);
            double first = 1 + random.nextInt(100);
            double last = first + random.nextInt(300);
            int output = 1 + random.nextInt(40);
            RequestRecord record = random.nextInt(5) == 0
                    ? Records.whole(i, send, send + last, output)
                    : Records.streamed(i, send, send, output, first, last);
            records.add(record);
            theirs.add(request(record));
        }
        StageSummary stage = summary(records);
        GuideLlmBenchmark benchmark = GuideLlmBenchmark.of(theirs, 0, 1);
        for (String name : List.of("time_per_output_token_ms", "inter_token_latency_ms")) {
            GuideLlmBenchmark.Summary expected = benchmark.metrics().get(name).get(GuideLlmBenchmark.Group.SUCCESSFUL);
            MetricSummary got = stage.compat().get("guidellm").get(name);
            assertEquals(expected.count(), got.count());
            assertEquals(expected.distribution().mean().orElseThrow(), got.stat("mean"), 1e-9);
            assertEquals(expected.distribution().quantile(0.9).orElseThrow(), got.stat("p90"), 1e-9);
            assertEquals(expected.distribution().std().orElseThrow(), got.stat("std"), 1e-9);
        }
    }

    private static GuideLlmBenchmark.Request request(RequestRecord record) {
        boolean streamed = record.contentDeltasUs().length > 0;
        var times = record.timings();
        return new GuideLlmBenchmark.Request(
                GuideLlmBenchmark.Group.SUCCESSFUL,
                GuideLlmRequestStats.of(
                        new GuideLlmRequestStats.Times(
                                times.sendStart() / 1e9,
                                times.end() / 1e9,
                                times.sendStart() / 1e9,
                                times.end() / 1e9,
                                streamed ? Double.valueOf(times.firstToken() / 1e9) : null,
                                streamed ? Double.valueOf(times.firstToken() / 1e9) : null,
                                streamed ? Double.valueOf(times.lastToken() / 1e9) : null,
                                record.contentDeltasUs().length),
                        record.tokens().prompt(),
                        record.tokens().output()),
                record.contentDeltasUs().length);
    }
}
