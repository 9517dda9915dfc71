package dev.plimsoll.engine.run;

import dev.plimsoll.engine.constraint.Constraint;
import dev.plimsoll.engine.constraint.ConstraintSet;
import dev.plimsoll.engine.constraint.Constraints;
import dev.plimsoll.engine.constraint.SchedulerState;
import dev.plimsoll.engine.constraint.SchedulerUpdateAction;
import dev.plimsoll.engine.constraint.StageState;
import dev.plimsoll.engine.plan.ConstraintPlan;
import dev.plimsoll.engine.record.RequestInfo;
import dev.plimsoll.engine.record.RequestRecord;
import dev.plimsoll.engine.record.RequestStatus;
import dev.plimsoll.engine.record.RequestTimings;
import dev.plimsoll.engine.record.RequestUpdate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One stage once more, from its records: the steps of every request in event-time order, a tick every 100 ms, and the states that
 * follow from them, as the scheduler saw them. Confined to one thread.
 */
final class StageReplay {
    private static final long TICK_NS = 100_000_000L;

    /** What a constraint sees of a request; without its content times, so that a million fit into memory. */
    private record Life(
            RequestInfo info,
            RequestStatus end,
            long createdNs,
            long sendNs,
            long firstTokenNs,
            long endNs,
            int promptTokens,
            int outputTokens) {}

    private record Step(
            long atNs, RequestStatus status, @Nullable RequestStatus before, Life life) {
        RequestUpdate update() {
            boolean over = status.isTerminal();
            boolean sent = status.ordinal() >= RequestStatus.IN_PROGRESS.ordinal();
            boolean answered = over || status == RequestStatus.FIRST_TOKEN;
            return new RequestUpdate(
                    life.info,
                    status,
                    atNs,
                    life.createdNs,
                    sent ? life.sendNs : RequestTimings.ABSENT,
                    answered ? life.firstTokenNs : RequestTimings.ABSENT,
                    over ? life.promptTokens : -1,
                    over ? life.outputTokens : -1);
        }
    }

    private final int stage;
    private final long startNs;
    private final long endNs;
    private final List<Life> lives = new ArrayList<>();

    /** A stage of a run; its start, and when its processing ended, in run time. */
    StageReplay(int stage, long startNs, long endNs) {
        this.stage = stage;
        this.startNs = startNs;
        this.endNs = endNs;
    }

    int stage() {
        return stage;
    }

    void add(RequestRecord record) {
        RequestTimings t = record.timings();
        lives.add(new Life(
                record.info(),
                record.status(),
                t.queued(),
                t.sendStart(),
                t.firstToken(),
                t.end(),
                record.tokens().prompt(),
                record.tokens().output()));
    }

    /** What each constraint says of it. */
    List<WhatIfReport.Answer> ask(List<ConstraintPlan> constraints) {
        List<Step> steps = steps();
        return constraints.stream()
                .map(plan -> ask(Constraints.create(plan, stage), steps))
                .toList();
    }

    /** Every step of every request in event-time order; equal times stay in the order of a life. */
    private List<Step> steps() {
        List<Step> steps = new ArrayList<>(3 * lives.size());
        for (Life life : lives) {
            long firstNs = RequestTimings.has(life.sendNs) ? life.sendNs : life.endNs;
            RequestStatus before = null;
            if (RequestTimings.has(life.createdNs) && life.createdNs < firstNs) {
                before = add(steps, life.createdNs, RequestStatus.PENDING, before, life);
            }
            if (RequestTimings.has(life.sendNs)) {
                before = add(steps, life.sendNs, RequestStatus.IN_PROGRESS, before, life);
            }
            if (RequestTimings.has(life.firstTokenNs)) {
                before = add(steps, life.firstTokenNs, RequestStatus.FIRST_TOKEN, before, life);
            }
            add(steps, life.endNs, life.end, before, life);
        }
        steps.sort(Comparator.comparingLong(Step::atNs));
        return steps;
    }

    private static RequestStatus add(
            List<Step> steps, long atNs, RequestStatus status, @Nullable RequestStatus before, Life life) {
        steps.add(new Step(atNs, status, before, life));
        return status;
    }

    private WhatIfReport.Answer ask(Constraint constraint, List<Step> steps) {
        StageState state = new StageState(0, 1, startNs);
        Witness witness = new Witness(constraint);
        long tickNs = startNs + TICK_NS;
        for (Step step : steps) {
            for (; tickNs <= step.atNs; tickNs += TICK_NS) {
                witness.see(state.at(tickNs), null);
            }
            RequestUpdate update = step.update();
            state.step(step.before, update);
            witness.see(state.at(step.atNs), update);
        }
        for (; tickNs <= endNs; tickNs += TICK_NS) {
            witness.see(state.at(tickNs), null);
        }
        witness.see(state.at(Math.max(endNs, steps.isEmpty() ? startNs : steps.getLast().atNs)), null);
        return witness.answer();
    }

    /** Watches one constraint through the stage. */
    private final class Witness {
        private final Constraint constraint;
        private final ConstraintSet set;
        private WhatIfReport.@Nullable Moment queuing;
        private WhatIfReport.@Nullable Moment processing;
        private WhatIfReport.@Nullable Moment warning;

        Witness(Constraint constraint) {
            this.constraint = constraint;
            this.set = new ConstraintSet(List.of(constraint));
        }

        void see(SchedulerState state, @Nullable RequestUpdate update) {
            SchedulerUpdateAction flip = set.evaluate(state, update).acted().get(constraint.id());
            if (flip == null) {
                return;
            }
            if (queuing == null && flip.queuing() == SchedulerUpdateAction.Queuing.STOP) {
                queuing = moment(state, flip, flip.queuing().name());
            }
            if (processing == null && flip.processing() != SchedulerUpdateAction.Processing.CONTINUE) {
                processing = moment(state, flip, flip.processing().name());
            }
            if (warning == null && flip.warns()) {
                warning = moment(state, flip, "warn");
            }
        }

        WhatIfReport.Answer answer() {
            return new WhatIfReport.Answer(
                    constraint.id(), constraint.kind(), constraint.describe(), queuing, processing, warning);
        }

        private WhatIfReport.Moment moment(SchedulerState state, SchedulerUpdateAction action, String what) {
            return new WhatIfReport.Moment(
                    (state.nowNs() - startNs) / 1e9,
                    what.toLowerCase(Locale.ROOT),
                    state.created(),
                    state.queued() + state.pending(),
                    state.processing(),
                    state.successful(),
                    state.errored(),
                    state.cancelled(),
                    state.dropped(),
                    action.metadata());
        }
    }
}
