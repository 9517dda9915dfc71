package dev.plimsoll.engine.run;

import dev.plimsoll.engine.dataset.Acceptance;
import dev.plimsoll.engine.dataset.Content;
import dev.plimsoll.engine.endpoint.EndpointKind;
import dev.plimsoll.engine.endpoint.EndpointKinds;
import dev.plimsoll.engine.plan.ModelsPlan;
import dev.plimsoll.engine.plan.PlanCheck;
import dev.plimsoll.engine.plan.RunPlan;
import dev.plimsoll.engine.plan.TargetPlan;
import dev.plimsoll.engine.problem.PlimsollException;
import dev.plimsoll.engine.problem.Problem;
import dev.plimsoll.engine.router.config.ConfigFault;
import dev.plimsoll.engine.router.config.RouterConfig;
import dev.plimsoll.engine.router.config.RouterConfigReader;
import dev.plimsoll.engine.router.config.RoutingPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the router's configuration says about a target of local models: all that is wrong with it, its policy, the models asked for. */
final class ModelsCheck implements PlanCheck {
    /** A benchmark's weights name only models that there are. */
    @Override
    public List<Problem> check(RunPlan plan) {
        ModelsPlan models = plan.target().models();
        RouterConfig config = models == null ? null : config(models);
        return config == null
                ? List.of()
                : AskedModels.of(plan.dataset()).keySet().stream()
                        .filter(model -> config.resolve(model).isEmpty())
                        .map(model -> Problem.at(
                                "dataset.models",
                                noModel(model),
                                ModelsConfig.names(config).toArray(String[]::new)))
                        .toList();
    }

    /** What a target with these models takes of what {@code acceptance} takes. */
    static Acceptance acceptance(Acceptance acceptance, ModelsPlan models) {
        RouterConfig config = config(models);
        return new Acceptance() {
            @Override
            public Optional<String> refusal(Content content) {
                return acceptance.refusal(content);
            }

            @Override
            public Optional<String> refusalOfModel(String model) {
                return config == null || config.resolve(model).isPresent()
                        ? Optional.empty()
                        : Optional.of("asks for the model '" + model + "', which the router does not have");
            }
        };
    }

    private static String noModel(String model) {
        return "the router has no model '" + model + "'";
    }

    /** The configuration; null where anything is wrong with it, which is told of the target. */
    private static @Nullable RouterConfig config(ModelsPlan models) {
        try {
            return ModelsConfig.read(models).config();
        } catch (PlimsollException e) {
            return null;
        }
    }

    @Override
    public List<Problem> ofTarget(TargetPlan target) {
        ModelsPlan models = target.models();
        if (models == null) {
            return List.of();
        }
        List<Problem> problems = new ArrayList<>(endpoint(target));
        try {
            RouterConfigReader.Result read = ModelsConfig.read(models);
            RouterConfig config = read.config();
            if (config == null) {
                read.faults().stream()
                        .filter(ConfigFault::isError)
                        .map(ConfigFault::problem)
                        .forEach(problems::add);
            } else {
                problems.addAll(against(config, target, models));
            }
        } catch (PlimsollException e) {
            problems.add(Problem.at("target.config", sentence(e)));
        }
        return problems;
    }

    private static List<Problem> against(RouterConfig config, TargetPlan target, ModelsPlan models) {
        List<Problem> problems = new ArrayList<>();
        if (config.models().isEmpty()) {
            problems.add(Problem.at("target.config", "names no model"));
        }
        String model = target.model();
        if (model != null && config.resolve(model).isEmpty()) {
            problems.add(Problem.at(
                    "target.model", noModel(model), ModelsConfig.names(config).toArray(String[]::new)));
        }
        String policy = models.policy();
        if (policy != null && !RoutingPolicy.names().contains(policy)) {
            problems.add(Problem.at(
                    "target.policy",
                    "there is no policy '" + policy + "'",
                    RoutingPolicy.names().toArray(String[]::new)));
        } else if (policy != null) {
            try {
                ModelsConfig.tryPolicy(models, policy, config);
            } catch (PlimsollException e) {
                problems.add(Problem.at(
                        "target.policy",
                        "'" + policy + "' cannot be used with this configuration: "
                                + (e.problems().isEmpty()
                                        ? sentence(e)
                                        : e.problems().getFirst().what())));
            }
        }
        return problems;
    }

    /** A router finds a model by its name in the body, and has no path of its own to send a body to. */
    private static List<Problem> endpoint(TargetPlan target) {
        EndpointKind kind = EndpointKinds.of(target.endpoint());
        if (kind.path(target.options(), target.stream()).isEmpty()) {
            return List.of(Problem.at(
                    "target.path",
                    "is missing: the endpoint " + target.endpoint() + " has no path of its own, such as"
                            + " /v1/chat/completions"));
        }
        return target.endpoint().equals("rerank") && !kind.namesModel(target.options())
                ? List.of(Problem.at(
                        "target.rerankShape",
                        "'" + target.options().rerankShape() + "' names no model in its requests, by which a router"
                                + " would find it"))
                : List.of();
    }

    private static String sentence(PlimsollException e) {
        return Objects.requireNonNullElse(e.getMessage(), "cannot be used").replaceAll("\\.$", "");
    }
}
