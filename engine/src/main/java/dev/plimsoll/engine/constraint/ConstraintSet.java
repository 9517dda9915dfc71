package dev.plimsoll.engine.constraint;

import dev.plimsoll.engine.constraint.SchedulerUpdateAction.Processing;
import dev.plimsoll.engine.constraint.SchedulerUpdateAction.Queuing;
import dev.plimsoll.engine.plan.StoppingScope;
import dev.plimsoll.engine.problem.PlimsollException;
import dev.plimsoll.engine.record.RequestUpdate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * All constraints of one stage, judged together. What is stopped stays stopped, and progress never goes back.
 *
 * <p>Confined to the coordinator's thread; fresh per stage.
 */
public final class ConstraintSet {
    /**
     * What holds after an evaluation.
     *
     * @param queuing STOP once any constraint stopped the creating of requests or their processing
     * @param processing the strongest stop so far
     * @param progress all progress so far, combined
     * @param acted actions that differ from the same constraint's last one in what they stop or in their warning, by id
     */
    public record Decision(
            Queuing queuing,
            Processing processing,
            SchedulerProgress progress,
            Map<String, SchedulerUpdateAction> acted) {
        public Decision {
            acted = acted.isEmpty() ? Map.of() : Collections.unmodifiableMap(acted);
        }
    }

    /**
     * The first stop of its sort.
     *
     * @param atNs when, on the state's clock
     * @param by every action that said so at that moment, by constraint id
     */
    public record Stop(long atNs, Map<String, SchedulerUpdateAction> by) {}

    private final List<Constraint> constraints = new ArrayList<>();
    private String[] ids = {};
    private @Nullable SchedulerUpdateAction[] latest = {};
    private SchedulerProgress progress = SchedulerProgress.UNKNOWN;
    private Processing processing = Processing.CONTINUE;
    private @Nullable Stop queuingStop;
    private @Nullable Stop processingStop;
    private boolean stopsAllStages;

    /** The given constraints, judged in this order; ids differ. */
    public ConstraintSet(List<Constraint> constraints) {
        constraints.forEach(this::add);
    }

    /** Adds one while the stage runs: the end of the dataset. */
    public void add(Constraint constraint) {
        if (kindOf(constraint.id()).isPresent()) {
            throw new IllegalArgumentException("a second constraint with id " + constraint.id());
        }
        constraints.add(constraint);
        ids = constraints.stream().map(Constraint::id).toArray(String[]::new);
        latest = Arrays.copyOf(latest, ids.length);
    }

    /**
     * Judges a state.
     *
     * @param state where the stage stands, with the clock
     * @param update the update that led here, or null on a tick
     * @throws PlimsollException where a constraint threw, naming it
     */
    public Decision evaluate(SchedulerState state, @Nullable RequestUpdate update) {
        Map<String, SchedulerUpdateAction> acted = Map.of();
        for (int i = 0; i < ids.length; i++) {
            SchedulerUpdateAction before = latest[i];
            SchedulerUpdateAction action = judge(constraints.get(i), state, update);
            latest[i] = action;
            progress = progress.combine(action.progress());
            if (action.processing().compareTo(processing) > 0) {
                processing = action.processing();
            }
            stopsAllStages |= action.stops() && action.scope() == StoppingScope.ALL;
            if (flips(before, action)) {
                acted = acted.isEmpty() ? new LinkedHashMap<>() : acted;
                acted.put(ids[i], action);
            }
        }
        if (queuingStop == null) {
            queuingStop = firstStop(state.nowNs(), true);
        }
        if (processingStop == null) {
            processingStop = firstStop(state.nowNs(), false);
            if (processingStop != null && progress.stopTimeSeconds() == null) {
                progress = progress.combine(
                        new SchedulerProgress(null, null, null, null, StopTime.seconds(state.nowNs())));
            }
        }
        Queuing queuing = queuingStop != null || processingStop != null ? Queuing.STOP : Queuing.CONTINUE;
        return new Decision(queuing, processing, progress, acted);
    }

    private static SchedulerUpdateAction judge(
            Constraint constraint, SchedulerState state, @Nullable RequestUpdate update) {
        try {
            return constraint.evaluate(state, update);
        } catch (RuntimeException e) {
            throw PlimsollException.failed(
                    "The constraint '" + constraint.id() + "' (" + constraint.kind() + ") failed: " + e
                            + ". The run was ended; remove or correct the constraint and run again.",
                    e);
        }
    }

    private static boolean flips(@Nullable SchedulerUpdateAction before, SchedulerUpdateAction now) {
        return before == null
                ? now.stops() || now.warns()
                : before.queuing() != now.queuing()
                        || before.processing() != now.processing()
                        || before.warns() != now.warns();
    }

    private @Nullable Stop firstStop(long nowNs, boolean ofQueuing) {
        Map<String, SchedulerUpdateAction> by = new LinkedHashMap<>();
        for (int i = 0; i < ids.length; i++) {
            SchedulerUpdateAction action = latest[i];
            if (action != null
                    && (ofQueuing ? action.queuing() == Queuing.STOP : action.processing() != Processing.CONTINUE)) {
                by.put(ids[i], action);
            }
        }
        return by.isEmpty() ? null : new Stop(nowNs, Collections.unmodifiableMap(by));
    }

    /** The first stop of creating, with every action that said so then. */
    public Optional<Stop> queuingStop() {
        return Optional.ofNullable(queuingStop);
    }

    /** The first stop of processing, with every action that said so then. */
    public Optional<Stop> processingStop() {
        return Optional.ofNullable(processingStop);
    }

    /** Whether a constraint with {@code stoppingScope: all} stopped something. */
    public boolean stopsAllStages() {
        return stopsAllStages;
    }

    /** What all of them have said so far. */
    public Judgement judgement() {
        return new Judgement(progress, new SmallMap<>(ids, latest.clone()), queuingStop, processingStop);
    }

    /** The kind of a constraint of this set. */
    public Optional<String> kindOf(String id) {
        return constraints.stream()
                .filter(c -> c.id().equals(id))
                .map(Constraint::kind)
                .findFirst();
    }

    /** The smallest limit on created requests known in advance, or {@link Long#MAX_VALUE}. */
    public long createdLimit() {
        return constraints.stream().mapToLong(Constraint::createdLimit).min().orElse(Long.MAX_VALUE);
    }

    /** The smallest limit on slot offsets after the stage's start known in advance, ns, or {@link Long#MAX_VALUE}. */
    public long offsetLimitNs() {
        return constraints.stream().mapToLong(Constraint::offsetLimitNs).min().orElse(Long.MAX_VALUE);
    }
}
