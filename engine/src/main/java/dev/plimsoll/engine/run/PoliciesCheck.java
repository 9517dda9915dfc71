package dev.plimsoll.engine.run;

import dev.plimsoll.engine.plan.DatasetPlan;
import dev.plimsoll.engine.plan.ModelsPlan;
import dev.plimsoll.engine.plan.PlanCheck;
import dev.plimsoll.engine.plan.ProfilePlan;
import dev.plimsoll.engine.plan.RunPlan;
import dev.plimsoll.engine.problem.PlimsollException;
import dev.plimsoll.engine.problem.Problem;
import dev.plimsoll.engine.router.config.RouterConfig;
import dev.plimsoll.engine.router.config.RoutingPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Whether a comparison of policies has a router, policies that its configuration can follow, and rows that do not depend on answers. */
final class PoliciesCheck implements PlanCheck {
    @Override
    public List<Problem> check(RunPlan plan) {
        if (!(plan.profile() instanceof ProfilePlan.Policies profile)) {
            return List.of();
        }
        List<Problem> problems = new ArrayList<>();
        if (dependsOnAnswers(plan.dataset())) {
            problems.add(Problem.at(
                    "profile.kind",
                    "needs requests that follow no answers: dataset '"
                            + plan.dataset().id()
                            + "' has conversations of several turns, which each policy would let begin at"
                            + " other times"));
        }
        ModelsPlan models = plan.target().models();
        if (models == null) {
            problems.add(Problem.at(
                    "profile.kind", "compares policies of the model router: the target must be of kind \"models\""));
            return problems;
        }
        RouterConfig config = ModelsConfig.read(models).config();
        if (config == null) {
            return problems; // told of the target
        }
        for (int i = 0; i < profile.policies().size(); i++) {
            String policy = profile.policies().get(i);
            String path = "profile.policies[" + i + "]";
            if (!RoutingPolicy.names().contains(policy)) {
                problems.add(Problem.at(
                        path,
                        "there is no policy '" + policy + "'",
                        RoutingPolicy.names().toArray(String[]::new)));
                continue;
            }
            try {
                ModelsConfig.tryPolicy(models, policy, config);
            } catch (PlimsollException e) {
                problems.add(Problem.at(
                        path,
                        "'" + policy + "' cannot be used with this configuration: "
                                + (e.problems().isEmpty()
                                        ? Objects.requireNonNullElse(e.getMessage(), "")
                                        : e.problems().getFirst().what())));
            }
        }
        return problems;
    }

    /** Whether the plan tells that a turn follows the answer to another one. */
    private static boolean dependsOnAnswers(DatasetPlan dataset) {
        return switch (dataset) {
            case DatasetPlan.Synthetic synthetic -> synthetic.turns().max() > 1;
            case DatasetPlan.Conversations _ -> true;
            case DatasetPlan.ByModel byModel -> dependsOnAnswers(byModel.rows());
            case DatasetPlan.Mix mix -> mix.parts().stream().anyMatch(part -> dependsOnAnswers(part.dataset()));
            case DatasetPlan.Files _, DatasetPlan.Trace _, DatasetPlan.HuggingFace _, DatasetPlan.Inline _ -> false;
        };
    }
}
