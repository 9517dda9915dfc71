package dev.plimsoll.engine.plan;

import dev.plimsoll.engine.problem.PlimsollException;
import dev.plimsoll.engine.problem.Problem;
import dev.plimsoll.engine.workspace.BenchmarkSpec;
import dev.plimsoll.engine.workspace.DatasetSpec;
import dev.plimsoll.engine.workspace.PluginSpec;
import dev.plimsoll.engine.workspace.ProfileSpec;
import dev.plimsoll.engine.workspace.TargetSpec;
import dev.plimsoll.engine.workspace.Workspace;
import dev.plimsoll.engine.workspace.WorkspaceFile;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Turns a workspace into a plan, or tells everything that is wrong with it at once. Stateless; any thread; reads no data. */
public final class PlanCompiler {
    private static final Pattern PART = Pattern.compile("(targets|datasets|benchmarks)\\[(\\d+)].*", Pattern.DOTALL);

    private PlanCompiler() {}

    /** {@link #compile(WorkspaceFile, String, List)} without further checks. */
    public static RunPlan compile(WorkspaceFile file, @Nullable String benchmarkId) {
        return compile(file, benchmarkId, List.of());
    }

    /**
     * The plan of a benchmark.
     *
     * <p>What is wrong with another benchmark, or with a target or dataset that this one does not use, does not keep it from running;
     * where something does, everything wrong with the file is told along with it.
     *
     * @param benchmarkId which benchmark, or null for the only one
     * @param checks what only later rooms know; of the whole plan, when nothing else is wrong
     * @throws PlimsollException with every problem, located
     */
    public static RunPlan compile(WorkspaceFile file, @Nullable String benchmarkId, List<PlanCheck> checks) {
        Workspace workspace = file.workspace();
        List<Problem> own = new ArrayList<>();
        BenchmarkSpec benchmark = benchmark(file, benchmarkId, own);
        RunPlan plan = null;
        boolean blocked;
        if (benchmark == null) {
            blocked = true;
        } else {
            plan = new BenchmarkCompiler(new Ranges(own), workspace, file.baseFolder()).compile(benchmark);
            List<String> used = new ArrayList<>(List.of(benchmark.path()));
            BenchmarkCompiler.target(workspace, benchmark).ifPresent(t -> used.add(t.path()));
            BenchmarkCompiler.dataset(workspace, benchmark)
                    .ifPresent(d -> used.addAll(DatasetCompiler.paths(d, workspace.datasets())));
            boolean whole = own.isEmpty() && file.problems().stream().noneMatch(p -> concerns(p, used));
            BenchmarkCompiler.target(workspace, benchmark)
                    .ifPresent(t -> own.addAll(PartCompiler.ofTarget(file, t, checks, own)));
            if (whole && plan != null) {
                for (PlanCheck check : checks) {
                    check.check(plan).forEach(p -> own.add(placed(p, workspace, benchmark)));
                }
            }
            blocked = !whole || !own.isEmpty();
        }
        if (blocked || plan == null) {
            throw PlimsollException.ofProblems(headline(file), ordered(file, own));
        }
        return plan;
    }

    /** {@link #target(WorkspaceFile, String, List)} without further checks. */
    public static TargetPlan target(WorkspaceFile file, String id) {
        return PartCompiler.target(file, id, List.of());
    }

    /**
     * One target of a workspace, whatever else is wrong in it.
     *
     * @param checks what only later rooms know
     * @throws PlimsollException with every problem of this target, located
     */
    public static TargetPlan target(WorkspaceFile file, String id, List<PlanCheck> checks) {
        return PartCompiler.target(file, id, checks);
    }

    /**
     * One dataset of a workspace, whatever else is wrong in it.
     *
     * @throws PlimsollException with every problem of this dataset, located
     */
    public static DatasetPlan dataset(WorkspaceFile file, String id) {
        return PartCompiler.dataset(file, id);
    }

    /** {@link #problems(WorkspaceFile, List)} without further checks. */
    public static List<Problem> problems(WorkspaceFile file) {
        return problems(file, List.of());
    }

    /**
     * Everything that is wrong anywhere in a workspace, located; empty where every benchmark can run.
     *
     * @param checks what only later rooms know of targets
     */
    public static List<Problem> problems(WorkspaceFile file, List<PlanCheck> checks) {
        List<Problem> own = new ArrayList<>();
        Workspace workspace = file.workspace();
        Ranges ranges = new Ranges(own);
        for (BenchmarkSpec benchmark : workspace.benchmarks()) {
            new BenchmarkCompiler(ranges, workspace, file.baseFolder()).compile(benchmark);
        }
        for (TargetSpec target : workspace.targets()) {
            new TargetCompiler(ranges, file.baseFolder()).compile(target, 0);
            own.addAll(PartCompiler.ofTarget(file, target, checks, own));
        }
        for (DatasetSpec dataset : workspace.datasets()) {
            new DatasetCompiler(ranges, file.baseFolder(), workspace.datasets()).compile(dataset);
        }
        return ordered(file, own);
    }

    /** What is worth a word and keeps nothing from running: a key written into the file, a benchmark that nothing ends. Located. */
    public static List<Problem> warnings(WorkspaceFile file) {
        List<Problem> warnings = new ArrayList<>();
        for (TargetSpec target : file.workspace().targets()) {
            if (target instanceof TargetSpec.Http http) {
                TargetCompiler.literalSecrets(http)
                        .forEach(path -> warnings.add(Problem.at(
                                path, "holds a secret in plain text; use apiKeyEnv, or ${env:NAME} in the header")));
            }
        }
        for (BenchmarkSpec benchmark : file.workspace().benchmarks()) {
            boolean endless = BenchmarkCompiler.dataset(file.workspace(), benchmark)
                    .filter(d -> ends(d, file.workspace()))
                    .isEmpty();
            boolean limited = benchmark.constraints().stream()
                    .anyMatch(c -> c instanceof PluginSpec
                            || List.of("max_requests", "max_duration", "max_tokens")
                                    .contains(c.kind()));
            if (endless && !limited && benchmark.profile() instanceof ProfileSpec.BuiltIn) {
                warnings.add(Problem.at(
                        benchmark.path() + ".constraints",
                        "nothing ends a stage; add a limit such as {\"kind\": \"max_duration\", \"seconds\": 60}"));
            }
        }
        return warnings.stream().map(file::locate).toList();
    }

    /** Whether a dataset has a last row. */
    private static boolean ends(DatasetSpec dataset, Workspace workspace) {
        return switch (dataset) {
            case DatasetSpec.Files f -> !Boolean.TRUE.equals(f.cycle());
            case DatasetSpec.Conversations c -> !Boolean.TRUE.equals(c.cycle());
            case DatasetSpec.Trace t -> !Boolean.TRUE.equals(t.cycle());
            case DatasetSpec.HuggingFace h -> !Boolean.TRUE.equals(h.rows().cycle());
            case DatasetSpec.Inline i -> !Boolean.TRUE.equals(i.rows().cycle());
            case DatasetSpec.Mix mix ->
                MixCompiler.datasets(mix, workspace.datasets()).stream()
                        .anyMatch(d -> !MixCompiler.isMix(d) && ends(d, workspace));
            case DatasetSpec.ByModel byModel -> ends(byModel.rows(), workspace);
            case DatasetSpec.Synthetic _, PluginSpec _ -> false;
        };
    }

    private static String headline(WorkspaceFile file) {
        return file.shownName() == null
                ? "Nothing was started:"
                : "Nothing was started, " + file.shownName() + " is wrong:";
    }

    private static @Nullable BenchmarkSpec benchmark(WorkspaceFile file, @Nullable String id, List<Problem> problems) {
        List<BenchmarkSpec> all = file.workspace().benchmarks();
        String[] ids =
                all.stream().map(BenchmarkSpec::id).filter(Objects::nonNull).toArray(String[]::new);
        if (id != null) {
            for (BenchmarkSpec spec : all) {
                if (id.equals(spec.id())) {
                    return spec;
                }
            }
            problems.add(Problem.at("benchmarks", "there is no benchmark '" + id + "'", ids));
            return null;
        }
        if (all.size() == 1) {
            return all.getFirst();
        }
        if (!all.isEmpty()) {
            problems.add(Problem.at("benchmarks", "there are several benchmarks; name the one to run", ids));
        } else if (file.isReadable()
                && file.value("benchmarks").map(JsonNode::isArray).orElse(true)) {
            problems.add(Problem.at("benchmarks", "there is no benchmark to run"));
        }
        return null;
    }

    /** Whether a problem of the file is one of the benchmark's: it is not in a part that the benchmark does not use. */
    private static boolean concerns(Problem problem, List<String> used) {
        Matcher part = PART.matcher(problem.path());
        return !part.matches() || used.contains(part.group(1) + "[" + part.group(2) + "]");
    }

    private static Problem placed(Problem problem, Workspace workspace, BenchmarkSpec benchmark) {
        if (problem.file() != null) {
            return problem;
        }
        String path = problem.path();
        String placed = benchmark.path() + "." + path;
        if (path.equals("target") || path.startsWith("target.")) {
            placed =
                    BenchmarkCompiler.target(workspace, benchmark).orElseThrow().path()
                            + path.substring("target".length());
        } else if (path.equals("dataset") || path.startsWith("dataset.")) {
            placed = BenchmarkCompiler.dataset(workspace, benchmark)
                            .orElseThrow()
                            .path()
                    + path.substring("dataset".length());
        }
        return new Problem(null, 0, placed, problem.what(), problem.allowed());
    }

    /** All problems once, in the order of the file's lines where it has lines; those of other files after them, as they were told. */
    private static List<Problem> ordered(WorkspaceFile file, List<Problem> own) {
        LinkedHashSet<Problem> all = new LinkedHashSet<>(file.problems());
        own.stream().filter(p -> p.file() == null).map(file::locate).forEach(all::add);
        List<Problem> list = new ArrayList<>(all);
        list.sort(Comparator.comparingInt(Problem::line));
        own.stream().filter(p -> p.file() != null).distinct().forEach(list::add);
        return list;
    }
}
