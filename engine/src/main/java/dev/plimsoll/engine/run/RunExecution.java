package dev.plimsoll.engine.run;

import dev.plimsoll.engine.archive.ArchivedRun;
import dev.plimsoll.engine.archive.RouterStages;
import dev.plimsoll.engine.archive.RunFolder;
import dev.plimsoll.engine.archive.RunReader;
import dev.plimsoll.engine.archive.RunSummary;
import dev.plimsoll.engine.dataset.Dataset;
import dev.plimsoll.engine.dataset.Datasets;
import dev.plimsoll.engine.endpoint.BackendSettings;
import dev.plimsoll.engine.endpoint.Redactor;
import dev.plimsoll.engine.file.AtomicFile;
import dev.plimsoll.engine.file.BuildInfo;
import dev.plimsoll.engine.file.ScratchFile;
import dev.plimsoll.engine.metrics.LiveMetrics;
import dev.plimsoll.engine.metrics.LiveSnapshot;
import dev.plimsoll.engine.metrics.StageFigures;
import dev.plimsoll.engine.metrics.StageSummary;
import dev.plimsoll.engine.plan.ProfilePlan;
import dev.plimsoll.engine.plan.RunPlan;
import dev.plimsoll.engine.plan.StagePlan;
import dev.plimsoll.engine.problem.PlimsollException;
import dev.plimsoll.engine.problem.Problem;
import dev.plimsoll.engine.profile.Profile;
import dev.plimsoll.engine.profile.Profiles;
import dev.plimsoll.engine.scheduler.LocalEnvironment;
import dev.plimsoll.engine.scheduler.Scheduler;
import dev.plimsoll.engine.scheduler.StageResult;
import dev.plimsoll.engine.scheduler.WorkerProcessGroup;
import dev.plimsoll.engine.scheduler.WorkerSizing;
import dev.plimsoll.engine.simulator.NullTarget;
import dev.plimsoll.engine.strategy.Strategies;
import dev.plimsoll.engine.strategy.Strategy;
import dev.plimsoll.engine.time.NanoClock;
import dev.plimsoll.engine.time.RunAnchor;
import dev.plimsoll.engine.trust.DispatchFigures;
import dev.plimsoll.engine.trust.Preflight;
import dev.plimsoll.engine.trust.PreflightReport;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * One run from the first check to the sealed folder, on its own thread, which is the coordinator of every stage. {@link #status},
 * {@link #stop} and {@link #awaitEnd} may be called by any thread.
 */
final class RunExecution implements RunHandle {
    /** At least so many requests pass through a worker's code before anything is timed. */
    private static final int WARM_UP_REQUESTS = 20_000;

    private static final DateTimeFormatter FOLDER_TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

    private final RunRequest request;
    private final RunPlan plan;
    private final NanoClock clock;
    private final LiveMetrics live = new LiveMetrics();
    private final Board board;
    private final CountDownLatch ended = new CountDownLatch(1);
    private final AtomicInteger stops = new AtomicInteger();
    private volatile @Nullable Path path;
    private volatile @Nullable SelfTest selfTest;
    private volatile @Nullable Scheduler scheduler;
    private volatile @Nullable Outcome outcome;
    private volatile @Nullable RuntimeException failure;

    RunExecution(RunRequest request, NanoClock clock) {
        this.request = request;
        this.plan = request.plan();
        this.clock = clock;
        this.board = new Board(plan, live, clock);
    }

    void start() {
        Thread thread = new Thread(this::run, "run");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public RunStatus status() {
        return board.status();
    }

    @Override
    public LiveSnapshot live() {
        return live.snapshot();
    }

    @Override
    public RunPlan plan() {
        return plan;
    }

    @Override
    public Optional<Path> folder() {
        return Optional.ofNullable(path);
    }

    @Override
    public List<RunEvent> events() {
        return board.events();
    }

    @Override
    public void stop() {
        int times = stops.incrementAndGet();
        board.stopped(times);
        SelfTest testing = selfTest;
        if (testing != null) {
            testing.stop();
        }
        Scheduler running = scheduler;
        if (running != null) {
            running.stop(times == 1);
        }
    }

    @Override
    public boolean awaitEnd(long time, TimeUnit unit) throws InterruptedException {
        return ended.await(time, unit);
    }

    @Override
    public Outcome outcome() {
        RuntimeException failed = failure;
        if (failed != null) {
            throw failed;
        }
        Outcome known = outcome;
        if (known == null) {
            throw new IllegalStateException("the run has not ended");
        }
        return known;
    }

    private void run() {
        try {
            Datasets.prepare(plan.dataset(), board::doing);
            List<Problem> rows = Datasets.check(plan.dataset(), EndpointCheck.acceptance(plan.target()));
            if (!rows.isEmpty()) {
                throw PlimsollException.ofProblems(
                        "The dataset '" + plan.dataset().id() + "' cannot be used.", rows);
            }
            Profile profile = Profiles.of(plan);
            Secrets secrets = Secrets.of(plan.target(), request.environment());
            try (TargetUnderTest target = TargetUnderTest.open(plan.target(), secrets, board)) {
                outcome = measure(target, secrets, profile);
            }
        } catch (RuntimeException e) {
            failure = e;
        } finally {
            board.ended();
            ended.countDown();
        }
    }

    private Outcome measure(TargetUnderTest target, Secrets secrets, Profile profile) {
        WorkerSizing sizing =
                WorkerSizing.of(plan, Runtime.getRuntime().availableProcessors(), RunJson.machineMemoryBytes());
        PreflightReport preflight = Preflight.check(new Preflight.Intent(
                        sizing.mostInFlight(), sizing.count(), target.found().local(), Planned.requestBytes(plan)))
                .with(target.preflight());
        RunAnchor anchor = RunAnchor.now(clock);
        board.began(anchor);
        String id =
                FOLDER_TIME.format(anchor.wallClock()) + "-" + plan.benchmark().replaceAll("[^A-Za-z0-9._-]", "_");
        String shownTarget = target.shown(Profiles.policies(plan.profile()));
        Set<String> drawn = AskedModels.of(plan.dataset()).keySet();
        String shownModel = secrets.redact(drawn.isEmpty() ? target.found().model() : String.join(", ", drawn));
        try (RunFolder folder = RunFolder.create(
                request.runsFolder(),
                id,
                RunJson.of(id, plan, anchor, shownTarget, shownModel, describeDataset()),
                plan.keepBodies(),
                plan.seed())) {
            path = folder.path();
            if (request.reportJson() != null) {
                AtomicFile.writeText(folder.path().resolve(RunRequest.REPORT), request.reportJson());
            }
            target.begin(folder.path(), anchor, this::targetLost, board);
            Stages stages = new Stages(target.found().local(), preflight);
            String aborted = secrets.redact(stages(folder, anchor, target, secrets, sizing, stages, profile));
            board.doing("Sealing the run");
            String failed = folder.failure();
            if (failed != null) {
                throw PlimsollException.failed(
                        "The run stopped: its folder could not be written any more (" + failed
                                + "). What was written is in " + folder.path() + "; 'plimsoll report' opens it.",
                        null);
            }
            RunSummary summary = new RunSummary(
                    1,
                    new RunSummary.RunHead(
                            folder.path().getFileName().toString(),
                            plan.name(),
                            anchor.wallClock().toString(),
                            anchor.toInstant(anchor.toRunNs(clock.nanoTime())).toString(),
                            aborted.isEmpty() ? "sealed" : "aborted",
                            BuildInfo.version(),
                            shownTarget,
                            shownModel,
                            aborted.isEmpty() ? stages.shortened(stops.get() > 0) : aborted),
                    stages.verdict(),
                    stages.saturation(),
                    RouterStages.into(folder.path(), stages.summaries()));
            stages.saturation()
                    .forEach(s -> folder.event(
                            stages.runTimeNs(s.stage(), s.atSeconds()),
                            "saturated",
                            Map.of(
                                    "stage",
                                    s.stage(),
                                    "atSeconds",
                                    s.atSeconds(),
                                    "evidence",
                                    s.evidence(),
                                    "detail",
                                    s.detail())));
            folder.seal(summary, stages.figures());
            ArchivedRun sealed = RunReader.open(folder.path());
            return new Outcome(sealed, stops.get() > 0, aborted);
        }
    }

    /** Runs every stage; returns why it ended early, or an empty text. */
    private String stages(
            RunFolder folder,
            RunAnchor anchor,
            TargetUnderTest target,
            Secrets secrets,
            WorkerSizing sizing,
            Stages stages,
            Profile profile) {
        board.doing("Warming up " + sizing.count() + (sizing.count() == 1 ? " worker" : " workers"));
        BackendSettings settings = Settings.of(
                plan.target(),
                target.url(),
                target.found().model(),
                secrets,
                plan.maxEventTimes(),
                plan.dataset().tokenizer(),
                plan.dataset().hasHistory() || !plan.keepBodies().equals("none"));
        WorkerProcessGroup group = workers(folder, anchor, target, settings, sizing, stages);
        String trouble = "";
        try {
            folder.event(
                    anchor.toRunNs(clock.nanoTime()),
                    "workers_ready",
                    Map.of(
                            "workers",
                            sizing.count(),
                            "heapMegabytes",
                            sizing.heapMegabytes(),
                            "calibration",
                            group.calibrations()));
            board.workersReady(sizing.count());
            PolicyStages policies = new PolicyStages(
                    plan, new RouterControl(plan.target(), target.url(), secrets, clock), folder, board, anchor, clock);
            trouble = runStages(folder, anchor, target, secrets.redactor(), group, stages, profile, policies);
        } finally {
            try {
                group.shutdown();
            } catch (PlimsollException e) {
                trouble = trouble.isEmpty() ? Objects.requireNonNull(e.getMessage()) : trouble;
            }
        }
        return trouble;
    }

    private WorkerProcessGroup workers(
            RunFolder folder,
            RunAnchor anchor,
            TargetUnderTest target,
            BackendSettings settings,
            WorkerSizing sizing,
            Stages stages) {
        if (!request.testsItself()) {
            return WorkerProcessGroup.start(sizing, briefing(settings, target, WARM_UP_REQUESTS), clock, anchor);
        }
        try (ServerChild nothing = ServerChild.nullTarget()) {
            BackendSettings towardsNothing = NullTarget.settings(nothing.url().toString(), settings);
            WorkerProcessGroup group =
                    WorkerProcessGroup.start(sizing, briefing(towardsNothing, target, WARM_UP_REQUESTS), clock, anchor);
            try {
                testSelf(folder, anchor, group, stages);
                group.brief(briefing(settings, target, 0));
                return group;
            } catch (RuntimeException e) {
                group.close();
                throw e;
            }
        }
    }

    private WorkerProcessGroup.Briefing briefing(BackendSettings settings, TargetUnderTest target, int warmUpRequests) {
        return new WorkerProcessGroup.Briefing(
                settings, plan.transport(), plan.spin(), target.found().local(), warmUpRequests);
    }

    /** The dispatcher of this run, with the very workers that will send, against a target that costs nothing. */
    private void testSelf(RunFolder folder, RunAnchor anchor, WorkerProcessGroup group, Stages stages) {
        double planned = Planned.mostPerSecond(plan);
        board.doing(SelfTest.doing(planned));
        SelfTest test = new SelfTest(group, clock, anchor);
        selfTest = test;
        if (stops.get() > 0) {
            return;
        }
        DispatchFigures figures = test.dispatch(planned);
        if (!test.isStopped()) {
            PreflightReport.Row row = Preflight.judge(figures);
            stages.testedSelf(row);
            board.testedSelf(row);
            folder.event(anchor.toRunNs(clock.nanoTime()), "self_test", Map.of("figures", figures, "outcome", row));
        }
    }

    private String runStages(
            RunFolder folder,
            RunAnchor anchor,
            TargetUnderTest target,
            Redactor redactor,
            WorkerProcessGroup group,
            Stages stages,
            Profile profile,
            PolicyStages policies) {
        AtomicInteger passes = new AtomicInteger();
        Scheduler made = new Scheduler(plan, group, () -> openDataset(plan, passes.getAndIncrement()), clock, anchor);
        scheduler = made;
        if (stops.get() > 0) {
            made.stop(stops.get() == 1);
        }
        LocalEnvironment environment = new LocalEnvironment();
        Optional<StageSummary> previous = Optional.empty();
        boolean stopAll = false;
        while (stops.get() == 0) {
            if (target.lost() != null) {
                return targetLost(target, folder, anchor);
            }
            Optional<StagePlan> next;
            try {
                next = profile.next(previous, stopAll);
            } catch (PlimsollException e) {
                return Objects.requireNonNull(e.getMessage());
            }
            if (next.isEmpty()) {
                return "";
            }
            if (previous.isPresent() && plan.cooldownBetweenSeconds() > 0) {
                pause(plan.cooldownBetweenSeconds(), target);
            }
            try {
                policies.begin(next.get(), () -> stops.get() == 0);
            } catch (PlimsollException e) {
                return Objects.requireNonNull(e.getMessage());
            }
            Strategy strategy = Strategies.of(next.get().strategy());
            board.doing("Running stage " + (next.get().index() + 1) + ", " + strategy.displayName());
            double targetCpuBefore = target.cpuSeconds();
            StageResult result;
            StageFigures figures;
            try (ScratchFile scratch = ScratchFile.in(folder.path())) {
                StageRecorder recorder = new StageRecorder(
                        startNs -> Stages.facts(plan, next.get(), strategy, startNs),
                        folder,
                        scratch,
                        live,
                        () -> stopWhereTheDiskFailed(folder, made),
                        board,
                        redactor,
                        StageTitle.of(next.get()));
                result = made.run(next.get(), environment, recorder);
                figures = stages.add(plan, result, recorder, live, folder, targetCpuBefore, target.cpuSeconds());
            }
            live.stageEnded(figures.summary());
            board.stageEnded(figures.summary(), stages.verdictSoFar(), stages.saturation(), stages.ended());
            previous = Optional.of(figures.summary());
            stopAll = result.stopAllStages();
            String aborted = result.aborted();
            if (target.lost() != null) {
                return targetLost(target, folder, anchor);
            }
            if (aborted != null && !result.stoppedByUser()) {
                return aborted;
            }
            if (folder.failure() != null) {
                return "the disk failed";
            }
        }
        return "";
    }

    /** The target that was started for the run ended: nothing more can be measured. Any thread. */
    private void targetLost() {
        Scheduler running = scheduler;
        if (running != null) {
            running.stop(false);
        }
    }

    private String targetLost(TargetUnderTest target, RunFolder folder, RunAnchor anchor) {
        String why = Objects.requireNonNull(target.lost());
        folder.event(anchor.toRunNs(clock.nanoTime()), "target_lost", Map.of("why", why));
        board.targetLost(why);
        return why;
    }

    private void stopWhereTheDiskFailed(RunFolder folder, Scheduler running) {
        if (folder.failure() != null) {
            running.stop(false);
        }
    }

    /**
     * Another pass gets other prompts, or a server's prefix cache would know them from the stage before. Policies are compared by the same
     * requests; between them every server is stopped, and its cache with it.
     */
    static Dataset openDataset(RunPlan plan, int pass) {
        long shift = plan.profile() instanceof ProfilePlan.Policies ? 0 : pass;
        return Datasets.open(
                plan.dataset(), plan.seed() + shift, plan.savePrompts(), EndpointCheck.acceptance(plan.target()));
    }

    private Map<String, Object> describeDataset() {
        try (Dataset dataset = openDataset(plan, 0)) {
            return dataset.describe();
        }
    }

    /** Waits, but not longer than until somebody stops the run or the target is gone. */
    private void pause(double seconds, TargetUnderTest target) {
        long untilNs = clock.nanoTime() + Math.round(seconds * 1e9);
        while (stops.get() == 0 && target.lost() == null && clock.nanoTime() < untilNs) {
            java.util.concurrent.locks.LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
        }
    }
}
