package dev.plimsoll.engine.plan;

import dev.plimsoll.engine.workspace.BenchmarkSpec;
import dev.plimsoll.engine.workspace.DatasetSpec;
import dev.plimsoll.engine.workspace.ProfileSpec;
import dev.plimsoll.engine.workspace.SloSpec;
import dev.plimsoll.engine.workspace.TargetSpec;
import dev.plimsoll.engine.workspace.TransientSpec;
import dev.plimsoll.engine.workspace.Workspace;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Turns one benchmark as written, with the target and the dataset it names, into a plan. */
final class BenchmarkCompiler {
    private static final long DEFAULT_SEED = 42;
    private static final int MOST_WORKERS = 64;
    private static final int DEFAULT_EVENT_TIMES = 4096;
    private static final int MOST_EVENT_TIMES = 10_000_000;
    private static final Pattern SAMPLE = Pattern.compile("sample:[1-9]\\d{0,6}");
    private static final String[] SLO_METRICS = {
        "ttft", "tpot", "itl", "icl", "latency", "routerQueue", "routerWait", "ttftServed"
    };

    private final Ranges ranges;
    private final Workspace workspace;
    private final Path baseFolder;

    BenchmarkCompiler(Ranges ranges, Workspace workspace, Path baseFolder) {
        this.ranges = ranges;
        this.workspace = workspace;
        this.baseFolder = baseFolder;
    }

    /** The target that a benchmark names. */
    static Optional<TargetSpec> target(Workspace workspace, BenchmarkSpec benchmark) {
        return workspace.targets().stream()
                .filter(t -> t.id() != null && t.id().equals(benchmark.target()))
                .findFirst();
    }

    /** The dataset that a benchmark names. */
    static Optional<DatasetSpec> dataset(Workspace workspace, BenchmarkSpec benchmark) {
        return workspace.datasets().stream()
                .filter(d -> d.id() != null && d.id().equals(benchmark.dataset()))
                .findFirst();
    }

    /** The plan; null where a part of it cannot be made (which was told). */
    @Nullable
    RunPlan compile(BenchmarkSpec spec) {
        String path = spec.path() + ".";
        long seed = spec.seed() == null ? DEFAULT_SEED : spec.seed();
        Optional<TargetSpec> targetSpec = target(workspace, spec);
        if (targetSpec.isEmpty()) {
            missing(
                    path + "target",
                    "target",
                    spec.target(),
                    workspace.targets().stream().map(TargetSpec::id).toList());
        }
        Optional<DatasetSpec> datasetSpec = dataset(workspace, spec);
        if (datasetSpec.isEmpty()) {
            missing(
                    path + "dataset",
                    "dataset",
                    spec.dataset(),
                    workspace.datasets().stream().map(DatasetSpec::id).toList());
        }
        TargetPlan target = targetSpec
                .map(t -> new TargetCompiler(ranges, baseFolder).compile(t, seed))
                .orElse(null);
        DatasetPlan dataset = datasetSpec
                .map(d -> new DatasetCompiler(ranges, baseFolder, workspace.datasets()).compile(d))
                .orElse(null);
        ProfileCompiler profiles = new ProfileCompiler(ranges);
        ProfilePlan profile = spec.profile() == null ? null : profiles.compile(spec.profile());
        double cooldownBetween = spec.profile() == null ? 0 : profiles.cooldownBetween(spec.profile());
        ProfileSpec load = spec.profile() instanceof ProfileSpec.Policies policies ? policies.load() : spec.profile();
        if (load instanceof ProfileSpec.Trace trace && dataset != null && datasetSpec.isPresent()) {
            dataset = byTime(trace, dataset, datasetSpec.get());
        }
        if (profile instanceof ProfilePlan.Users
                && dataset != null
                && dataset.withoutModels() instanceof DatasetPlan.Synthetic synthetic
                && synthetic.turns().max() < 2) {
            ranges.wrong(
                    path + "profile.kind",
                    "virtual users need conversations of several turns: give dataset '" + synthetic.id() + "' turns");
        }
        List<ConstraintPlan> constraints = new ConstraintCompiler(ranges)
                .compile(spec.constraints(), profile != null && ProfileCompiler.hasOpenLoop(profile));
        List<SloPlan> slos = slos(spec.slos());
        TransientPlan warmup =
                spec.warmup() != null && spec.warmup().isAuto() ? TransientPlan.AUTO : transientPhase(spec.warmup());
        TransientPlan cooldown = transientPhase(spec.cooldown());
        WindowRule window = WindowRule.of(
                ranges.word(path + "window", spec.window(), WindowRule.START_IN.text(), WindowRule.names()));
        if (share(warmup) + share(cooldown) >= 1) {
            ranges.wrong(path + "cooldown", "leaves nothing to measure together with the warm-up");
        }
        double grace = ranges.notNegative(path + "gracePeriod", spec.gracePeriod(), 0);
        Integer workers = ranges.optionalWhole(path + "workers", spec.workers(), 1, MOST_WORKERS);
        boolean stop = ranges.word(path + "onWorkerLoss", spec.onWorkerLoss(), "continue", "continue", "stop")
                .equals("stop");
        Double maxLag = spec.maxLag() == null ? null : (Double) ranges.notNegative(path + "maxLag", spec.maxLag(), 0);
        double cancelRate = ranges.between(path + "cancelRate", spec.cancelRate(), 0, 0, 1);
        double cancelDelay = ranges.notNegative(path + "cancelDelay", spec.cancelDelay(), 0);
        int eventTimes = (int)
                ranges.whole(path + "maxEventTimes", spec.maxEventTimes(), DEFAULT_EVENT_TIMES, 0, MOST_EVENT_TIMES);
        String keepBodies = keepBodies(path + "keepBodies", spec.keepBodies());
        String spin = ranges.word(path + "spin", spec.spin(), "auto", "auto", "on", "off");
        String transport =
                ranges.word(path + "transport", spec.transport(), "auto", "auto", "epoll", "io_uring", "nio");
        Path savePrompts = savePrompts(path + "savePrompts", spec.savePrompts());
        String id = spec.id();
        if (target == null || dataset == null || profile == null || id == null) {
            return null;
        }
        return new RunPlan(
                id,
                spec.name() == null || spec.name().isBlank() ? id : spec.name(),
                target,
                dataset,
                profile,
                constraints,
                slos,
                warmup,
                cooldown,
                window,
                grace,
                cooldownBetween,
                seed,
                workers,
                stop,
                maxLag,
                cancelRate,
                cancelDelay,
                spec.fillThinkTime() != null && spec.fillThinkTime(),
                eventTimes,
                keepBodies,
                spin,
                transport,
                savePrompts);
    }

    /** The file that keeps prompts: it need not exist, but its folder must. */
    private @Nullable Path savePrompts(String path, @Nullable String written) {
        if (written == null || written.isBlank()) {
            return null;
        }
        try {
            Path file = baseFolder.resolve(written).toAbsolutePath().normalize();
            if (Files.isDirectory(file)) {
                ranges.wrong(path, "'" + written + "' is a folder, not a file");
            } else if (file.getParent() == null || !Files.isDirectory(file.getParent())) {
                ranges.wrong(path, "there is no folder for '" + written + "' (looked in " + baseFolder + ")");
            }
            return file;
        } catch (InvalidPathException e) {
            ranges.wrong(path, "'" + written + "' is not a path");
            return null;
        }
    }

    /** The rows of a trace in the order of their times; told where a dataset has no times, or another order. */
    private DatasetPlan byTime(ProfileSpec.Trace trace, DatasetPlan dataset, DatasetSpec written) {
        String order;
        boolean cycle;
        DatasetPlan sorted;
        boolean strictly = Boolean.TRUE.equals(trace.strict());
        switch (dataset) {
            case DatasetPlan.Files files -> {
                order = files.order();
                cycle = files.cycle();
                sorted = files.byTime(strictly);
            }
            case DatasetPlan.Trace requests -> {
                order = requests.order();
                cycle = requests.cycle();
                sorted = requests.byTime(strictly);
            }
            case DatasetPlan.ByModel byModel -> {
                return new DatasetPlan.ByModel(byTime(trace, byModel.rows(), written), byModel.models());
            }
            default -> {
                ranges.wrong(
                        trace.path() + ".kind",
                        "a trace needs rows with times: dataset '" + dataset.id()
                                + "' must be of kind \"trace\" or \"file\"");
                return dataset;
            }
        }
        if (!order.equals("sequential")) {
            ranges.wrong(
                    written.path() + ".order",
                    "must be \"sequential\" for the trace of " + trace.path() + ", which takes the rows in the order of"
                            + " their times");
        }
        if (cycle) {
            ranges.wrong(
                    written.path() + ".cycle",
                    "must not be set for the trace of " + trace.path() + ", which ends with its last row");
        }
        return sorted;
    }

    private void missing(String path, String noun, @Nullable String written, List<@Nullable String> ids) {
        if (written == null || written.isBlank()) {
            return; // told by the workspace
        }
        String[] known = ids.stream().filter(Objects::nonNull).toArray(String[]::new);
        ranges.wrong(path, "there is no " + noun + " '" + written + "'", known);
    }

    private List<SloPlan> slos(List<SloSpec> specs) {
        List<SloPlan> plans = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (SloSpec spec : specs) {
            String metric = ranges.word(spec.path() + ".metric", spec.metric(), SLO_METRICS[0], SLO_METRICS);
            Double percentile = spec.percentile();
            if (percentile != null && !(percentile > 0 && percentile < 100)) {
                ranges.wrong(
                        spec.path() + ".percentile",
                        "must be between 0 and 100 (both excluded), but is " + Ranges.shown(percentile));
            }
            double max = ranges.positive(spec.path() + ".max", spec.max(), 1);
            String unit = ranges.word(spec.path() + ".unit", spec.unit(), "ms", "ms", "s", "us");
            if (spec.metric() != null && !seen.add(metric + "@" + percentile)) {
                ranges.wrong(
                        spec.path(),
                        "there already is an objective for " + metric
                                + (percentile == null ? "" : " p" + Ranges.shown(percentile)));
            }
            plans.add(new SloPlan(metric, percentile, max, unit));
        }
        return plans;
    }

    private TransientPlan transientPhase(@Nullable TransientSpec spec) {
        if (spec == null) {
            return TransientPlan.NONE;
        }
        if (spec.shorthand() != null) {
            return TransientPlan.shorthand(ranges.notNegative(spec.path(), spec.shorthand(), 0));
        }
        Double percent = spec.percent();
        if (percent != null && !(percent >= 0 && percent < 1)) {
            ranges.wrong(
                    spec.path() + ".percent",
                    "must be a share of at least 0 and below 1, but is " + Ranges.shown(percent));
            percent = 0.0;
        }
        if (percent != null && spec.value() != null) {
            ranges.wrong(spec.path() + ".value", "cannot be used together with percent; keep one of them");
        }
        Double value =
                spec.value() == null ? null : (Double) ranges.notNegative(spec.path() + ".value", spec.value(), 0);
        String mode = ranges.word(
                spec.path() + ".mode",
                spec.mode(),
                "preferDuration",
                "duration",
                "requests",
                "preferDuration",
                "preferRequests",
                "both");
        return new TransientPlan(
                percent,
                value,
                switch (mode) {
                    case "duration" -> TransientPlan.Mode.DURATION;
                    case "requests" -> TransientPlan.Mode.REQUESTS;
                    case "preferRequests" -> TransientPlan.Mode.PREFER_REQUESTS;
                    case "both" -> TransientPlan.Mode.BOTH;
                    default -> TransientPlan.Mode.PREFER_DURATION;
                });
    }

    private static double share(TransientPlan plan) {
        return plan.percent() == null ? 0 : plan.percent();
    }

    private String keepBodies(String path, @Nullable String written) {
        if (written == null) {
            return "errors";
        }
        if (!Set.of("none", "errors", "all").contains(written)
                && !SAMPLE.matcher(written).matches()) {
            ranges.wrong(path, "unknown value '" + written + "'", "none", "errors", "sample:n", "all");
            return "errors";
        }
        return written;
    }
}
