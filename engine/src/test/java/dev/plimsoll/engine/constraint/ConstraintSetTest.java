package dev.plimsoll.engine.constraint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.plimsoll.engine.constraint.ConstraintSet.Decision;
import dev.plimsoll.engine.constraint.SchedulerUpdateAction.Processing;
import dev.plimsoll.engine.constraint.SchedulerUpdateAction.Queuing;
import dev.plimsoll.engine.plan.ConstraintPlan;
import dev.plimsoll.engine.plan.StoppingScope;
import dev.plimsoll.engine.problem.PlimsollException;
import dev.plimsoll.engine.record.RequestStatus;
import dev.plimsoll.engine.record.RequestTimings;
import dev.plimsoll.engine.record.RequestUpdate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ConstraintSetTest {
    private static final ConstraintPlan FIVE_REQUESTS =
            new ConstraintPlan.MaxRequests("five", StoppingScope.CURRENT, List.of(5L));
    private static final ConstraintPlan TWO_SECONDS =
            new ConstraintPlan.MaxDuration("two-seconds", StoppingScope.CURRENT, List.of(2.0));
    private static final ConstraintPlan THREE_ERRORS =
            new ConstraintPlan.MaxErrors("errors", StoppingScope.ALL, List.of(3L));

    @Test
    void aHangingTargetIsStoppedByTheTick() {
        ConstraintSet set = set(TWO_SECONDS);
        assertEquals(Queuing.CONTINUE, set.evaluate(counts(1.9, 4, 0, 0), null).queuing());
        Decision decision = set.evaluate(counts(2.0, 4, 0, 0), null);
        assertEquals(Queuing.STOP, decision.queuing());
        assertEquals(Processing.STOP_LOCAL, decision.processing());
    }

    @Test
    void theFirstStopOfEachSortIsKeptWithAllThatSaidSo() {
        ConstraintSet set = set(FIVE_REQUESTS, TWO_SECONDS, THREE_ERRORS);
        set.evaluate(counts(1.0, 5, 1, 0), null);
        assertEquals(Set.of("five"), set.queuingStop().orElseThrow().by().keySet());
        assertTrue(set.processingStop().isEmpty());

        set.evaluate(counts(2.5, 5, 5, 3), null);
        assertEquals(States.ns(1.0), set.queuingStop().orElseThrow().atNs());
        assertEquals(Set.of("five"), set.queuingStop().orElseThrow().by().keySet());
        assertEquals(States.ns(2.5), set.processingStop().orElseThrow().atNs());
        assertEquals(
                Set.of("five", "two-seconds", "errors"),
                set.processingStop().orElseThrow().by().keySet());

        set.evaluate(counts(3.0, 5, 5, 3), null);
        assertEquals(States.ns(2.5), set.processingStop().orElseThrow().atNs());
    }

    @Test
    void aStrongerStopReplacesAWeakerOneAndNeverTheOtherWayRound() {
        ConstraintSet set = set(TWO_SECONDS, THREE_ERRORS);
        assertEquals(
                Processing.STOP_LOCAL, set.evaluate(counts(2.1, 9, 2, 2), null).processing());
        assertEquals(
                Processing.STOP_ALL, set.evaluate(counts(2.2, 9, 3, 3), null).processing());
        assertEquals(
                Processing.STOP_ALL, set.evaluate(counts(2.3, 9, 4, 2), null).processing());
    }

    @Test
    void onlyAConstraintOfScopeAllThatStopsSomethingStopsAllStages() {
        ConstraintSet set = set(TWO_SECONDS, THREE_ERRORS);
        set.evaluate(counts(2.1, 9, 2, 2), null);
        assertFalse(set.stopsAllStages());
        set.evaluate(counts(2.2, 9, 3, 3), null);
        assertTrue(set.stopsAllStages());
    }

    @Test
    void aStopWithoutAStopTimeHappensNow() {
        ConstraintSet set = set(new ConstraintPlan.MaxErrorRate("rate", StoppingScope.CURRENT, List.of(0.5), 2));
        set.evaluate(counts(1, 2, 1, 1), States.update(0, RequestStatus.ERRORED, States.ns(1)));
        Decision decision = set.evaluate(counts(2, 2, 2, 2), States.update(1, RequestStatus.ERRORED, States.ns(2)));
        assertEquals(Processing.STOP_ALL, decision.processing());
        assertEquals(2.0, decision.progress().stopTimeSeconds());
    }

    @Test
    void anActionIsToldWhenItChangesWhatItStopsAndNotAgain() {
        ConstraintSet set = set(FIVE_REQUESTS);
        assertEquals(Map.of(), set.evaluate(counts(1, 4, 0, 0), null).acted());
        assertEquals(
                Set.of("five"), set.evaluate(counts(1.1, 5, 0, 0), null).acted().keySet());
        assertEquals(Map.of(), set.evaluate(counts(1.2, 5, 1, 0), null).acted());
        assertEquals(
                Set.of("five"), set.evaluate(counts(1.3, 5, 5, 0), null).acted().keySet());
        assertEquals("max_requests", set.kindOf("five").orElseThrow());
    }

    @Test
    void aWarningThatStopsNothingIsToldWhenItComesAndWhenItGoes() {
        boolean[] warns = {false};
        ConstraintSet set = new ConstraintSet(List.of(new Scripted("osd") {
            @Override
            public SchedulerUpdateAction evaluate(SchedulerState state, @Nullable RequestUpdate update) {
                return action(Queuing.CONTINUE, Map.of(SchedulerUpdateAction.IS_OVER_SATURATED, warns[0]));
            }
        }));
        List<Boolean> told = new ArrayList<>();
        for (boolean now : new boolean[] {false, true, true, false, true}) {
            warns[0] = now;
            told.add(!set.evaluate(counts(1, 0, 0, 0), null).acted().isEmpty());
        }
        assertEquals(List.of(false, true, false, true, true), told);
    }

    @Test
    void aConstraintThatThrowsIsNamed() {
        IllegalStateException fault = new IllegalStateException("no such series");
        ConstraintSet set = new ConstraintSet(List.of(new Scripted("mine") {
            @Override
            public SchedulerUpdateAction evaluate(SchedulerState state, @Nullable RequestUpdate update) {
                throw fault;
            }
        }));
        PlimsollException told = assertThrows(PlimsollException.class, () -> set.evaluate(counts(1, 0, 0, 0), null));
        assertTrue(told.getMessage().contains("'mine' (scripted)"), told.getMessage());
        assertTrue(told.getMessage().contains("no such series"), told.getMessage());
        assertSame(fault, told.getCause());
    }

    @Test
    void limitsKnownInAdvanceAreTheSmallest() {
        ConstraintSet set = set(
                FIVE_REQUESTS,
                TWO_SECONDS,
                new ConstraintPlan.MaxRequests("four", StoppingScope.CURRENT, List.of(9L, 4L)));
        assertEquals(5, set.createdLimit());
        assertEquals(States.ns(2), set.offsetLimitNs());
        set.add(new ExhaustedConstraint(3));
        assertEquals(3, set.createdLimit());
        assertEquals(Long.MAX_VALUE, set(THREE_ERRORS).createdLimit());
        assertEquals(Long.MAX_VALUE, set(THREE_ERRORS).offsetLimitNs());
    }

    @Test
    void aListLimitGivesEachStageItsOwnElementTheLastRepeating() {
        ConstraintPlan plan = new ConstraintPlan.MaxRequests("r", StoppingScope.CURRENT, List.of(9L, 4L));
        assertEquals(9, Constraints.create(plan, 0).createdLimit());
        assertEquals(4, Constraints.create(plan, 1).createdLimit());
        assertEquals(4, Constraints.create(plan, 7).createdLimit());
    }

    @Test
    void tokensStopTheStageAndProgressCountsThem() {
        ConstraintSet set = set(new ConstraintPlan.MaxTokens("t", StoppingScope.CURRENT, List.of(1000L)));
        Decision before = set.evaluate(States.state(0, States.ns(1), RequestTimings.ABSENT, 5, 2, 3, 0, 999), null);
        assertEquals(Processing.CONTINUE, before.processing());
        assertEquals(0.001, before.progress().remainingFraction());
        Decision after = set.evaluate(States.state(0, States.ns(2), RequestTimings.ABSENT, 5, 1, 4, 0, 1300), null);
        assertEquals(Processing.STOP_LOCAL, after.processing());
        assertEquals(0.0, after.progress().remainingFraction());
    }

    @Test
    void aLateFirstRequestDoesNotMoveTheEndByMoreThanHalfASecond() {
        ConstraintSet set = set(TWO_SECONDS);
        long first = States.ns(1.9);
        assertEquals(
                Queuing.CONTINUE,
                set.evaluate(States.state(0, States.ns(2.4), first, 1, 1, 0, 0, 0), null)
                        .queuing());
        assertEquals(
                Queuing.STOP,
                set.evaluate(States.state(0, States.ns(2.5), first, 1, 1, 0, 0, 0), null)
                        .queuing());
    }

    @Test
    void aSetNeverUnstopsAndItsProgressNeverGoesBack() {
        for (int seed = 0; seed < 300; seed++) {
            Random random = new Random(seed);
            ConstraintSet set = set(
                    new ConstraintPlan.MaxRequests("r", StoppingScope.CURRENT, List.of(random.nextLong(5, 60))),
                    new ConstraintPlan.MaxDuration("d", StoppingScope.CURRENT, List.of(random.nextDouble(1, 20))),
                    new ConstraintPlan.MaxErrors("e", StoppingScope.ALL, List.of(random.nextLong(1, 10))),
                    new ConstraintPlan.MaxErrorRate(
                            "w", StoppingScope.CURRENT, List.of(random.nextDouble(0.1, 0.9)), 5),
                    new ConstraintPlan.MaxGlobalErrorRate(
                            "g", StoppingScope.CURRENT, List.of(random.nextDouble(0.1, 0.9)), 5),
                    ConstraintPlan.OverSaturation.monitor("o"));
            long created = 0;
            long processed = 0;
            long errored = 0;
            Decision last = null;
            for (int i = 1; i < 200; i++) {
                boolean ends = created > processed && random.nextBoolean();
                RequestUpdate update = null;
                if (ends) {
                    processed++;
                    boolean error = random.nextInt(4) == 0;
                    errored += error ? 1 : 0;
                    RequestStatus status = error ? RequestStatus.ERRORED : RequestStatus.COMPLETED;
                    update = States.update(processed, status, States.ns(i * 0.1));
                } else {
                    created++;
                }
                Decision decision = set.evaluate(counts(i * 0.1, created, processed, errored), update);
                if (last != null) {
                    assertTrue(decision.queuing().compareTo(last.queuing()) >= 0);
                    assertTrue(decision.processing().compareTo(last.processing()) >= 0);
                    assertTrue(decision.progress().remainingFraction()
                            <= last.progress().remainingFraction());
                }
                assertTrue(decision.processing() == Processing.CONTINUE || decision.queuing() == Queuing.STOP);
                last = decision;
            }
        }
    }

    private static ConstraintSet set(ConstraintPlan... plans) {
        List<Constraint> constraints = new ArrayList<>();
        for (ConstraintPlan plan : plans) {
            constraints.add(Constraints.create(plan, 0));
        }
        return new ConstraintSet(constraints);
    }

    private static SchedulerState counts(double now, long created, long processed, long errored) {
        return States.state(
                0, States.ns(now), RequestTimings.ABSENT, created, created - processed, processed, errored, 0);
    }

    private abstract static class Scripted implements Constraint {
        private final String id;

        Scripted(String id) {
            this.id = id;
        }

        @Override
        public String id() {
            return id;
        }

        @Override
        public String kind() {
            return "scripted";
        }

        @Override
        public Map<String, Object> describe() {
            return Map.of();
        }

        static SchedulerUpdateAction action(Queuing queuing, Map<String, Object> metadata) {
            return new SchedulerUpdateAction(
                    queuing, Processing.CONTINUE, StoppingScope.CURRENT, metadata, SchedulerProgress.UNKNOWN);
        }
    }
}
