package dev.plimsoll.engine.plan;

import dev.plimsoll.engine.workspace.ProfileSpec;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Turns a comparison of policies as written into one that can be run. Whether the policies exist, the router's configuration tells. */
final class PoliciesCompiler {
    private static final String[] LOADS = {"constant", "poisson", "gamma", "rateSeries", "trace"};
    private static final String WHY =
            "the policies could not be compared: each would get other requests at other times";

    private final Ranges ranges;
    private final ProfileCompiler profiles;

    PoliciesCompiler(Ranges ranges, ProfileCompiler profiles) {
        this.ranges = ranges;
        this.profiles = profiles;
    }

    /** The plan; null where its load cannot run (which was told). */
    @Nullable
    ProfilePlan compile(ProfileSpec.Policies spec) {
        List<String> policies = Objects.requireNonNullElse(spec.policies(), List.of());
        String path = spec.path() + ".policies";
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < policies.size(); i++) {
            if (!seen.add(policies.get(i))) {
                ranges.wrong(path + "[" + i + "]", "'" + policies.get(i) + "' is there already");
            }
        }
        ProfileSpec load = spec.load();
        if (load == null) {
            return null; // told by the workspace
        }
        ProfilePlan plan = profiles.compile(load);
        if (plan != null) {
            checkLoad(load, plan);
        }
        return plan == null
                ? null
                : new ProfilePlan.Policies(
                        List.copyOf(seen.size() == policies.size() ? policies : seen),
                        plan,
                        spec.primeCache() == null || spec.primeCache());
    }

    private void checkLoad(ProfileSpec spec, ProfilePlan load) {
        String path = spec.path();
        if (spec instanceof ProfileSpec.BuiltIn builtIn && builtIn.common().cooldownBetween() != null) {
            ranges.wrong(path + ".cooldownBetween", "belongs to the policies, not to their load");
        }
        switch (load) {
            case ProfilePlan.Synchronous _, ProfilePlan.Concurrent _, ProfilePlan.Throughput _ ->
                ranges.wrong(path + ".kind", "starts a request when another one has ended, so that " + WHY, LOADS);
            case ProfilePlan.Users _ ->
                ranges.wrong(path + ".kind", "has turns that follow their answers, so that " + WHY, LOADS);
            case ProfilePlan.Sweep _ -> ranges.wrong(path + ".kind", "has several stages", LOADS);
            case ProfilePlan.Policies _ -> ranges.wrong(path + ".kind", "cannot be within itself", LOADS);
            case ProfilePlan.Constant c -> one(path, c.rates(), c.maxConcurrency());
            case ProfilePlan.Poisson p -> one(path, p.rates(), p.maxConcurrency());
            case ProfilePlan.Gamma g -> one(path, g.rates(), g.maxConcurrency());
            case ProfilePlan.RateSeries r -> one(path, List.of(1.0), r.maxConcurrency());
            case ProfilePlan.Trace t -> one(path, List.of(1.0), t.maxConcurrency());
        }
    }

    private void one(String path, List<Double> rates, @Nullable Integer cap) {
        if (rates.size() > 1) {
            ranges.wrong(path + ".rate", "must be one rate: each policy has one stage");
        }
        if (cap != null) {
            ranges.wrong(path + ".maxConcurrency", "lets a start wait for an answer, so that " + WHY);
        }
    }
}
