package dev.plimsoll.engine.metrics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.plimsoll.engine.plan.TransientPlan;
import dev.plimsoll.engine.plan.WindowRule;
import dev.plimsoll.engine.record.RequestRecord;
import dev.plimsoll.engine.record.RequestStatus;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class StageWindowTest {
    private static StageFacts facts(TransientPlan warmup, TransientPlan cooldown, long limitRequests) {
        return facts(warmup, cooldown, limitRequests, true, WindowRule.START_IN);
    }

    private static StageFacts facts(
            TransientPlan warmup, TransientPlan cooldown, long limitRequests, boolean openLoop, WindowRule rule) {
        return new StageFacts(
                0,
                Map.of("kind", "constant", "rate", 100.0),
                "constant@100.00",
                openLoop,
                "",
                0,
                10_000_000_000L,
                10,
                limitRequests,
                warmup,
                cooldown,
                List.of(),
                List.of(),
                rule,
                null);
    }

    /** A window from 2 s to 7 s over a request that should have been sent, was sent and ended at these seconds. */
    private static long taken(WindowRule rule, boolean openLoop, double intended, double sent, double end) {
        StageFiguresBuilder builder = new StageFiguresBuilder(facts(seconds(2), seconds(3), 0, openLoop, rule));
        RequestRecord record =
                Records.streamed(0, intended * 1000, sent * 1000, 2, (end - sent) * 500, (end - sent) * 1000);
        builder.add(record);
        StageSummary summary = builder.build().summary();
        long inWindow = summary.windowRequests().created();
        MetricSummary gaps = summary.metrics().get("icl");
        assertEquals(inWindow, gaps == null ? 0 : gaps.count(), "the gaps of a request count where it does");
        return inWindow;
    }

    @Test
    void aRequestThatTheGeneratorSentAfterTheWindowBelongsToTheOneItWasMeantFor() {
        assertEquals(1, taken(WindowRule.START_IN, true, 6.9, 7.5, 7.6));
        assertEquals(0, taken(WindowRule.START_IN, true, 1.9, 2.5, 2.6));
    }

    @Test
    void aClosedLoopsRequestStartsWhenItIsSent() {
        assertEquals(0, taken(WindowRule.START_IN, false, 6.9, 7.5, 7.6));
        assertEquals(1, taken(WindowRule.START_IN, false, 1.9, 2.5, 2.6));
    }

    @Test
    void eachRuleTakesWhatItsNameSays() {
        double[][] spans = {{1, 1.5}, {1, 3}, {3, 4}, {6, 8}, {7.5, 8}, {1, 8}};
        Map<WindowRule, long[]> expected = Map.of(
                WindowRule.START_IN, new long[] {0, 0, 1, 1, 0, 0},
                WindowRule.END_IN, new long[] {0, 1, 1, 0, 0, 0},
                WindowRule.FULLY_IN, new long[] {0, 0, 1, 0, 0, 0},
                WindowRule.OVERLAP, new long[] {0, 1, 1, 1, 0, 1});
        for (WindowRule rule : WindowRule.values()) {
            for (int i = 0; i < spans.length; i++) {
                for (boolean openLoop : new boolean[] {true, false}) {
                    assertEquals(
                            Objects.requireNonNull(expected.get(rule))[i],
                            taken(rule, openLoop, spans[i][0], spans[i][0], spans[i][1]),
                            rule + " of " + spans[i][0] + "-" + spans[i][1]);
                }
            }
        }
    }

    /** Whatever happens to requests, windows side by side divide them by start-in and by end-in, and the counts add up. */
    @Test
    void windowsSideBySideDivideTheRequests() {
        SplittableRandom random = new SplittableRandom(3);
        for (int round = 0; round < 50; round++) {
            boolean openLoop = random.nextBoolean();
            List<RequestRecord> records = new java.util.ArrayList<>();
            for (int i = random.nextInt(40); i > 0; i--) {
                double intended = random.nextDouble(9990);
                double sent = intended + random.nextDouble(3000);
                records.add(
                        switch (random.nextInt(4)) {
                            case 0 -> Records.unsent(i, RequestStatus.DROPPED, intended, Math.min(9999, sent));
                            case 1 -> Records.cancelled(i, intended, Math.min(9999, sent));
                            case 2 -> Records.whole(i, intended, Math.min(9999, sent), 2);
                            default -> Records.streamed(i, intended, intended, 2, 0.1, 0.5);
                        });
            }
            for (WindowRule rule : new WindowRule[] {WindowRule.START_IN, WindowRule.END_IN}) {
                long created = 0;
                for (double[] cut : new double[][] {{0, 7}, {3, 5}, {5, 0}}) {
                    StageFiguresBuilder builder =
                            new StageFiguresBuilder(facts(seconds(cut[0]), seconds(cut[1]), 0, openLoop, rule));
                    records.forEach(builder::add);
                    StageSummary.Counts counts = builder.build().summary().windowRequests();
                    assertEquals(
                            counts.created(),
                            counts.successful() + counts.errored() + counts.cancelled() + counts.dropped());
                    created += counts.created();
                }
                assertEquals(records.size(), created, rule.text());
            }
        }
    }

    private static TransientPlan seconds(double value) {
        return new TransientPlan(null, value, TransientPlan.Mode.DURATION);
    }

    private static TransientPlan requests(double value) {
        return new TransientPlan(null, value, TransientPlan.Mode.REQUESTS);
    }

    /** A request every 10 ms whose gaps tell in which second it started: 1 ms in the first, 2 ms in the second, ... */
    private static StageFigures run(StageFacts facts) {
        StageFiguresBuilder builder = new StageFiguresBuilder(facts);
        for (int i = 0; i < 999; i++) {
            double at = (i + 1) * 10.0;
            double gap = Math.floor(at / 1000) + 1;
            builder.add(Records.streamed(i, at, at, 2, 5, 5 + gap));
        }
        return builder.build();
    }

    @Test
    void warmUpAndCoolDownAreLeftOutOfEveryMetric() {
        StageFigures f = run(facts(seconds(2), seconds(3), 0));
        assertArrayEquals(new double[] {2, 7}, f.summary().windowSeconds());
        assertEquals(999, f.summary().requests().created());
        // Both ends belong to the window.
        assertEquals(501, f.summary().windowRequests().created());
        MetricSummary icl = Objects.requireNonNull(f.summary().metrics().get("icl"));
        assertEquals(501, icl.count());
        assertEquals(3.0, icl.min());
        assertEquals(8.0, icl.max());
        assertEquals(100.0, f.summary().rates().requests(), 0.5);
    }

    @Test
    void requestsCutByNumberLeaveTheSameMetrics() {
        StageFigures f = run(facts(requests(199), TransientPlan.NONE, 1000));
        MetricSummary icl = Objects.requireNonNull(f.summary().metrics().get("icl"));
        assertEquals(2.0, f.summary().windowSeconds()[0]);
        assertEquals(f.summary().windowRequests().successful(), icl.count());
        assertEquals(3.0, icl.min());
    }

    @Test
    void aStageCutToNothingHasNoMetrics() {
        StageFigures f = run(facts(requests(5000), TransientPlan.NONE, 6000));
        assertEquals(0.0, f.summary().rates().requests());
        assertEquals(Map.of(), f.summary().metrics());
        assertEquals(999, f.summary().requests().successful());
    }

    /** Whatever happens in a stage, its summary, series and curves are made of finite numbers. */
    @Test
    void everyNumberIsFinite() {
        JsonMapper json = JsonMapper.builder().build();
        SplittableRandom random = new SplittableRandom(7);
        for (int round = 0; round < 200; round++) {
            StageFiguresBuilder builder = new StageFiguresBuilder(Records.stage(
                    random.nextInt(3),
                    new dev.plimsoll.engine.plan.SloPlan("tpot", 99.0, 5, "ms"),
                    new dev.plimsoll.engine.plan.SloPlan("ttft", null, 5, "ms")));
            for (int i = random.nextInt(4); i > 0; i--) {
                double at = random.nextInt(3);
                builder.add(
                        switch (random.nextInt(5)) {
                            case 0 -> Records.whole(i, at, at, random.nextInt(2));
                            case 1 -> Records.cancelled(i, at, at + random.nextInt(2));
                            case 2 -> Records.unsent(i, RequestStatus.DROPPED, at, at);
                            case 3 -> Records.streamed(i, at, at, random.nextInt(3) - 1, 0, 0, 0);
                            default -> Records.streamed(i, at, at, random.nextInt(3), random.nextInt(2));
                        });
            }
            StageFigures figures = builder.build();
            for (Object part : new Object[] {figures.summary(), figures.series(), figures.curves()}) {
                JsonNode tree = json.valueToTree(part);
                assertFalse(tree.toString().matches(".*(NaN|Infinity).*"), tree.toString());
            }
        }
    }
}
