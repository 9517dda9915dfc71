package dev.plimsoll.engine.metrics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.plimsoll.engine.plan.TransientPlan;
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
        return new StageFacts(
                0,
                Map.of("kind", "constant", "rate", 100.0),
                "constant@100.00",
                true,
                "",
                0,
                10_000_000_000L,
                10,
                limitRequests,
                warmup,
                cooldown,
                List.of(),
                List.of());
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
