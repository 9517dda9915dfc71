package dev.plimsoll.engine.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.plimsoll.engine.metrics.StageFacts;
import dev.plimsoll.engine.plan.TransientPlan;
import dev.plimsoll.engine.record.RequestTimings;
import dev.plimsoll.engine.run.RunStatus.Phase;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StagePhaseTest {
    private static final TransientPlan TENTH = TransientPlan.shorthand(0.1);

    @Test
    void aStageWithoutWarmUpMeasuresFromItsStart() {
        StageFacts facts = facts(60, 0, TransientPlan.NONE, TransientPlan.NONE);
        assertEquals(Phase.RUNNING, StagePhase.of(facts, 0, 0));
        assertEquals(Phase.RUNNING, StagePhase.of(facts, 60, 900));
    }

    @Test
    void warmUpAndCoolDownOfATimedStageFollowTheClock() {
        StageFacts facts = facts(60, 0, TENTH, TENTH);
        assertEquals(Phase.WARM_UP, StagePhase.of(facts, 5.9, 500));
        assertEquals(Phase.RUNNING, StagePhase.of(facts, 6, 0));
        assertEquals(Phase.RUNNING, StagePhase.of(facts, 53.9, 500));
        assertEquals(Phase.COOL_DOWN, StagePhase.of(facts, 54, 500));
    }

    @Test
    void whereOnlyRequestsAreLimitedTheyAreCounted() {
        StageFacts facts = facts(0, 100, TENTH, TENTH);
        assertEquals(Phase.WARM_UP, StagePhase.of(facts, 1000, 10));
        assertEquals(Phase.RUNNING, StagePhase.of(facts, 0, 11));
        assertEquals(Phase.RUNNING, StagePhase.of(facts, 0, 88));
        assertEquals(Phase.COOL_DOWN, StagePhase.of(facts, 0, 89));
    }

    @Test
    void withoutALimitNothingIsLeftOut() {
        StageFacts facts = facts(0, 0, TransientPlan.shorthand(5), TransientPlan.shorthand(5));
        assertEquals(Phase.RUNNING, StagePhase.of(facts, 1, 1));
    }

    @Test
    void bothLimitsMustBePassedWhereBothCount() {
        TransientPlan both = new TransientPlan(0.1, null, TransientPlan.Mode.BOTH);
        StageFacts facts = facts(60, 100, both, both);
        assertEquals(Phase.WARM_UP, StagePhase.of(facts, 6, 10));
        assertEquals(Phase.WARM_UP, StagePhase.of(facts, 5, 50));
        assertEquals(Phase.RUNNING, StagePhase.of(facts, 6, 11));
        assertEquals(Phase.COOL_DOWN, StagePhase.of(facts, 10, 89));
        assertEquals(Phase.COOL_DOWN, StagePhase.of(facts, 54, 20));
    }

    private static StageFacts facts(double seconds, long requests, TransientPlan warmup, TransientPlan cooldown) {
        return new StageFacts(
                0,
                Map.of("kind", "constant", "rate", 10.0),
                "constant@10.00",
                true,
                "abc",
                0,
                RequestTimings.ABSENT,
                seconds,
                requests,
                warmup,
                cooldown,
                List.of(),
                List.of());
    }
}
