package dev.plimsoll.engine.run;

import dev.plimsoll.engine.dataset.Acceptance;
import dev.plimsoll.engine.dataset.Content;
import dev.plimsoll.engine.dataset.Turn;
import dev.plimsoll.engine.endpoint.BackendSettings;
import dev.plimsoll.engine.endpoint.BodyEncoder;
import dev.plimsoll.engine.endpoint.EndpointKind;
import dev.plimsoll.engine.endpoint.EndpointKinds;
import dev.plimsoll.engine.http.GrowingBytes;
import dev.plimsoll.engine.plan.DatasetPlan;
import dev.plimsoll.engine.plan.PlanCheck;
import dev.plimsoll.engine.plan.RunPlan;
import dev.plimsoll.engine.plan.TargetPlan;
import dev.plimsoll.engine.problem.PlimsollException;
import dev.plimsoll.engine.problem.Problem;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** What an endpoint's declaration and its options say about a plan: whether generated text can be sent, whether the template is one. */
public final class EndpointCheck implements PlanCheck {
    private static final URI ANYWHERE = URI.create("http://localhost");

    @Override
    public List<Problem> check(RunPlan plan) {
        EndpointKind kind = EndpointKinds.of(plan.target().endpoint());
        List<Problem> problems = new ArrayList<>();
        if (plan.dataset().withoutModels() instanceof DatasetPlan.Synthetic) {
            kind.refusal(Content.ofText("text"))
                    .ifPresent(why -> problems.add(Problem.at("target.endpoint", "generated text " + why)));
        }
        boolean namesModel = plan.target().options().payloadTemplate() != null
                || kind.namesModel(plan.target().options());
        if (!namesModel && !AskedModels.of(plan.dataset()).isEmpty()) {
            problems.add(Problem.at(
                    "target.endpoint", kind.name() + " names no model in its requests, but the dataset draws models"));
        }
        if (plan.target().options().payloadTemplate() != null) {
            problems.addAll(template(kind, plan.target()));
        }
        return problems;
    }

    /** What of a dataset's rows can be sent to a target: what its endpoint takes, what its template can be filled in with, the models there are. */
    static Acceptance acceptance(TargetPlan target) {
        return target.models() == null ? ofContent(target) : ModelsCheck.acceptance(ofContent(target), target.models());
    }

    private static Acceptance ofContent(TargetPlan target) {
        EndpointKind kind = EndpointKinds.of(target.endpoint());
        if (target.options().payloadTemplate() == null) {
            return kind;
        }
        BackendSettings settings = settings(target);
        BodyEncoder encoder = kind.encoder(settings);
        return content -> {
            try {
                encoder.encode(Turn.single(content, 1, 1), List.of(), new GrowingBytes());
                return kind.refusal(content);
            } catch (PlimsollException e) {
                return Optional.of("cannot be sent: " + e.getMessage());
            }
        };
    }

    private static BackendSettings settings(TargetPlan target) {
        Secrets none = new Secrets(null, Map.of(), null);
        URI base = Objects.requireNonNullElse(target.url(), ANYWHERE);
        return Settings.of(target, base, Objects.requireNonNullElse(target.model(), ""), none, 0, "none", false);
    }

    /** Read, not filled in: what rows bring is not known here. */
    private static List<Problem> template(EndpointKind kind, TargetPlan target) {
        try {
            kind.encoder(settings(target));
        } catch (PlimsollException e) {
            return List.of(Problem.at("target.payloadTemplate", String.valueOf(e.getMessage())));
        }
        return List.of();
    }
}
