package dev.plimsoll.engine.plan;

import dev.plimsoll.engine.problem.PlimsollException;
import dev.plimsoll.engine.problem.Problem;
import dev.plimsoll.engine.workspace.DatasetSpec;
import dev.plimsoll.engine.workspace.TargetSpec;
import dev.plimsoll.engine.workspace.WorkspaceFile;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One target or one dataset of a workspace without a benchmark: what a form for it needs. */
final class PartCompiler {
    /** Seed of a simulator that no benchmark uses. */
    private static final long SEED = 42;

    private PartCompiler() {}

    static TargetPlan target(WorkspaceFile file, String id, List<PlanCheck> checks) {
        List<Problem> own = new ArrayList<>();
        List<TargetSpec> all = file.workspace().targets();
        TargetSpec spec =
                all.stream().filter(t -> id.equals(t.id())).findFirst().orElse(null);
        TargetPlan plan =
                spec == null ? null : new TargetCompiler(new Ranges(own), file.baseFolder()).compile(spec, SEED);
        if (spec == null) {
            own.add(missing(
                    "targets", "target", id, all.stream().map(TargetSpec::id).toList()));
        } else {
            own.addAll(ofTarget(file, spec, checks, own));
        }
        return whole(
                file,
                "The target '" + id + "' cannot be used.",
                spec == null ? List.of() : List.of(spec.path()),
                plan,
                own);
    }

    /**
     * What only later rooms know of a target; nothing where anything is wrong with it already, or where its kind cannot run.
     *
     * @param told what was told so far of the workspace, without what the file's reader told
     */
    static List<Problem> ofTarget(WorkspaceFile file, TargetSpec spec, List<PlanCheck> checks, List<Problem> told) {
        if (checks.isEmpty()
                || Stream.concat(file.problems().stream(), told.stream())
                        .anyMatch(p -> isBelow(p.path(), spec.path()))) {
            return List.of();
        }
        TargetPlan plan = new TargetCompiler(new Ranges(new ArrayList<>()), file.baseFolder()).compile(spec, SEED);
        return plan == null
                ? List.of()
                : checks.stream()
                        .flatMap(check -> check.ofTarget(plan).stream())
                        .map(p -> p.file() != null ? p : atTarget(p, spec.path()))
                        .toList();
    }

    private static Problem atTarget(Problem problem, String path) {
        String below = problem.path().substring("target".length());
        return new Problem(null, 0, path + below, problem.what(), problem.allowed());
    }

    static DatasetPlan dataset(WorkspaceFile file, String id) {
        List<Problem> own = new ArrayList<>();
        List<DatasetSpec> all = file.workspace().datasets();
        DatasetSpec spec =
                all.stream().filter(d -> id.equals(d.id())).findFirst().orElse(null);
        DatasetPlan plan =
                spec == null ? null : new DatasetCompiler(new Ranges(own), file.baseFolder(), all).compile(spec);
        if (spec == null) {
            own.add(missing(
                    "datasets", "dataset", id, all.stream().map(DatasetSpec::id).toList()));
        }
        return whole(
                file,
                "The dataset '" + id + "' cannot be used.",
                spec == null ? List.of() : DatasetCompiler.paths(spec, all),
                plan,
                own);
    }

    private static Problem missing(String path, String noun, String id, List<@Nullable String> known) {
        return Problem.at(
                path,
                "there is no " + noun + " '" + id + "'",
                known.stream().filter(Objects::nonNull).toArray(String[]::new));
    }

    /** The plan, where neither the compiler nor the reader of the file found anything wrong with this part. */
    private static <T> T whole(
            WorkspaceFile file, String headline, List<String> paths, @Nullable T plan, List<Problem> own) {
        LinkedHashSet<Problem> problems = new LinkedHashSet<>();
        for (Problem problem : file.problems()) {
            if (!file.isReadable() || paths.stream().anyMatch(path -> isBelow(problem.path(), path))) {
                problems.add(problem);
            }
        }
        own.forEach(p -> problems.add(p.file() != null ? p : file.locate(p)));
        if (plan == null || !problems.isEmpty()) {
            throw PlimsollException.ofProblems(headline, List.copyOf(problems));
        }
        return plan;
    }

    private static boolean isBelow(String problem, String path) {
        return problem.equals(path) || problem.startsWith(path + ".") || problem.startsWith(path + "[");
    }
}
