package dev.plimsoll.engine.workspace;

import dev.plimsoll.engine.problem.Problem;
import java.util.List;

/**
 * The kinds of one family of parts.
 *
 * @param noun what a member of the family is called: {@code constraint}
 * @param builtIn kinds this version runs, in the order they are offered
 * @param later kinds that the format knows and this version does not run
 */
record Kinds(String noun, List<String> builtIn, List<String> later) {
    static final Kinds TARGETS = new Kinds("target", List.of("http", "simulator", "models"), List.of());
    static final Kinds DATASETS = new Kinds(
            "dataset",
            List.of("synthetic", "file", "conversations", "trace", "mix", "huggingface", "inline"),
            List.of());
    static final Kinds PROFILES = new Kinds(
            "profile",
            List.of(
                    "synchronous",
                    "concurrent",
                    "throughput",
                    "constant",
                    "async",
                    "poisson",
                    "gamma",
                    "rateSeries",
                    "trace",
                    "users",
                    "sweep",
                    "policies"),
            List.of("search"));
    static final Kinds CONSTRAINTS = new Kinds(
            "constraint",
            List.of(
                    "max_requests",
                    "max_duration",
                    "max_errors",
                    "max_error_rate",
                    "max_global_error_rate",
                    "over_saturation",
                    "max_tokens"),
            List.of());

    /** Tells what is wrong with a kind that is not built in; nothing where its type was already told to be wrong. */
    void tell(ObjectView view, String kind, List<Problem> problems) {
        String what;
        if (kind.isEmpty()) {
            boolean written = view.node().hasNonNull("kind");
            if (view.isStandIn() || (written && !view.node().get("kind").isString())) {
                return;
            }
            what = written ? "must not be empty" : "is missing";
        } else if (later.contains(kind)) {
            what = noun + " kind '" + kind + "' is not available in this version";
        } else {
            what = "unknown " + noun + " '" + kind + "'";
        }
        problems.add(new Problem(null, 0, view.at("kind"), what, builtIn));
    }
}
