package dev.plimsoll.engine.router.observe;

import dev.plimsoll.engine.metrics.RouterStage;
import dev.plimsoll.engine.router.config.RoutingPolicy;
import dev.plimsoll.engine.router.simulation.Simulation;
import dev.plimsoll.engine.router.simulation.SimulationResult;
import dev.plimsoll.engine.router.simulation.TraceRequest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * What a simulation foretells of each stage of a comparison of policies: the figures that {@link RouterFigures} tells of the stage, of the
 * same requests at the same times.
 *
 * <p>Nothing that a stage is predicted from was measured in it, save when its requests arrived. What they cost is taken from the
 * <em>other</em> stages (leave one out):
 *
 * <ul>
 *   <li>how long a request is served: all stages send the same requests in the same order, so it is the median over the other stages of
 *       what was measured at the same place among its model's requests; where stages saw different numbers of them, or that
 *       one was not served, the median over all its model's requests there;
 *   <li>how long a model loads and stops: the median over its loads and stops there; of a model that none of them loaded, the median over
 *       all loads.
 * </ul>
 *
 * <p>A single stage has no others and is predicted from itself: that says what the simulation leaves out, and nothing about other
 * loads. Left out are the idle limit ({@code ttl}), failures, and that a model serves slower the more it serves. If a stage's end cut
 * requests off, those of its prediction are cut off at the same moment.
 */
public final class PolicyPrediction {
    /**
     * A stage of a comparison; times are the log's.
     *
     * @param policy what decided in it
     * @param fromNs all models were stopped
     * @param toNs its last request had ended, or was cut off
     * @param window the part that is told
     */
    public record Stage(String policy, long fromNs, long toNs, RouterFigures.Window window) {}

    private final List<MeasuredStage> measured;
    private final Set<String> models;
    private final Function<String, RoutingPolicy> policies;
    private final ToIntFunction<String> priority;

    private PolicyPrediction(
            List<MeasuredStage> measured,
            Collection<String> models,
            Function<String, RoutingPolicy> policies,
            ToIntFunction<String> priority) {
        this.measured = measured;
        this.models = new HashSet<>(models);
        this.policies = policies;
        this.priority = priority;
    }

    /**
     * The figures of each stage, in order; null for one without requests.
     *
     * @param models every model there is
     * @param policies a policy by its name
     * @param priority of a model
     */
    public static List<@Nullable RouterStage> of(
            RouterLog log,
            List<Stage> stages,
            Collection<String> models,
            Function<String, RoutingPolicy> policies,
            ToIntFunction<String> priority) {
        List<MeasuredStage> measured = stages.stream().map(MeasuredStage::new).toList();
        log.forEach(event -> measured.forEach(stage -> stage.take(event)));
        measured.forEach(MeasuredStage::end);
        PolicyPrediction prediction = new PolicyPrediction(measured, models, policies, priority);
        List<@Nullable RouterStage> predicted = new ArrayList<>();
        for (MeasuredStage stage : measured) {
            predicted.add(prediction.of(stage));
        }
        return predicted;
    }

    private @Nullable RouterStage of(MeasuredStage stage) {
        List<MeasuredStage> sources = measured.size() == 1
                ? measured
                : measured.stream().filter(other -> other != stage).toList();
        List<TraceRequest> trace = MeasuredTrace.of(stage, sources, models);
        if (trace.isEmpty()) {
            return null;
        }
        Stage what = stage.stage();
        RoutingPolicy policy = policies.apply(what.policy());
        SimulationResult played =
                Simulation.run(what.policy(), models, MeasuredTrace.times(sources), trace, policy.scheduler());
        List<RouterEvent> log =
                SimulatedLog.of(played, what.fromNs(), stage.cut() ? what.toNs() : Long.MAX_VALUE, models, priority);
        return RouterFigures.of(RouterLog.of(log), List.of(what.window())).getFirst();
    }
}
