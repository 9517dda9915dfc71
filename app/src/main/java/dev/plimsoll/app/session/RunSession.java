package dev.plimsoll.app.session;

import dev.plimsoll.engine.archive.ArchivedRun;
import dev.plimsoll.engine.metrics.LiveSnapshot;
import dev.plimsoll.engine.plan.PlanCompiler;
import dev.plimsoll.engine.plan.RunPlan;
import dev.plimsoll.engine.problem.PlimsollException;
import dev.plimsoll.engine.problem.Problem;
import dev.plimsoll.engine.report.AutomaticReport;
import dev.plimsoll.engine.report.ReportSettings;
import dev.plimsoll.engine.run.PlanChecks;
import dev.plimsoll.engine.run.RunHandle;
import dev.plimsoll.engine.run.RunRequest;
import dev.plimsoll.engine.run.RunStatus;
import dev.plimsoll.engine.run.SelfTestMode;
import dev.plimsoll.engine.run.UserFolders;
import dev.plimsoll.engine.workspace.BenchmarkSpec;
import dev.plimsoll.engine.workspace.Workspace;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.jspecify.annotations.Nullable;

/**
 * The run that is on, at most one. JavaFX thread; the engine is asked for its picture on another one, and the picture comes back here.
 *
 * <p>Load only ever comes from worker processes of the engine; nothing here is on a timing path.
 */
public final class RunSession {
    private static final int MOST_TOLD = 3;

    private final Executor fx;
    private final RunStarter starter;
    private final WorkspaceSession workspace;
    private final Notices notices;
    private final Navigator navigator;
    private final Path homelessRuns;
    private final UnaryOperator<@Nullable String> environment;
    private final AtomicBoolean pictureWaits = new AtomicBoolean();

    private final ReadOnlyObjectWrapper<@Nullable RunHandle> handle = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<RunStatus> status = new ReadOnlyObjectWrapper<>(RunStatus.STARTING);
    private final ReadOnlyObjectWrapper<LiveSnapshot> live = new ReadOnlyObjectWrapper<>(LiveSnapshot.EMPTY);
    private final ReadOnlyBooleanWrapper running = new ReadOnlyBooleanWrapper();
    private final ReadOnlyStringWrapper benchmark = new ReadOnlyStringWrapper("");
    private final ReadOnlyObjectWrapper<@Nullable RunPlan> plan = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable ArchivedRun> lastRun = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyIntegerWrapper stops = new ReadOnlyIntegerWrapper();
    private final ReadOnlyBooleanWrapper failed = new ReadOnlyBooleanWrapper();
    /** The run that is on, for {@link #poll}, which is on another thread. */
    private volatile @Nullable RunHandle polled;

    private @Nullable LocalRouter router;
    private long startedAtNs;
    private long endedAtNs;

    /**
     * No run yet.
     *
     * @param homelessRuns folder for the runs of a workspace that was never saved
     * @param environment looks up variables for keys
     */
    public RunSession(
            Executor fx,
            RunStarter starter,
            WorkspaceSession workspace,
            Notices notices,
            Navigator navigator,
            Path homelessRuns,
            UnaryOperator<@Nullable String> environment) {
        this.fx = fx;
        this.starter = starter;
        this.workspace = workspace;
        this.notices = notices;
        this.navigator = navigator;
        this.homelessRuns = homelessRuns;
        this.environment = environment;
    }

    /** Names the router that a run against local models ends first: both would start the same models on the same ports. */
    public void makesWay(LocalRouter started) {
        router = started;
    }

    /** The run that is on, or the last one; null before the first. */
    public ReadOnlyObjectProperty<@Nullable RunHandle> handle() {
        return handle.getReadOnlyProperty();
    }

    /** Where it is; about four times a second while it runs. */
    public ReadOnlyObjectProperty<RunStatus> status() {
        return status.getReadOnlyProperty();
    }

    /** Its figures so far; about four times a second while it runs. */
    public ReadOnlyObjectProperty<LiveSnapshot> live() {
        return live.getReadOnlyProperty();
    }

    /** Whether a run is on. */
    public ReadOnlyBooleanProperty running() {
        return running.getReadOnlyProperty();
    }

    /** Shown name of the benchmark that runs or ran last, or empty. */
    public ReadOnlyStringProperty benchmark() {
        return benchmark.getReadOnlyProperty();
    }

    /** The plan that runs or ran last, or null. */
    public ReadOnlyObjectProperty<@Nullable RunPlan> plan() {
        return plan.getReadOnlyProperty();
    }

    /** The last run that ended in this window, opened, or null. */
    public ReadOnlyObjectProperty<@Nullable ArchivedRun> lastRun() {
        return lastRun.getReadOnlyProperty();
    }

    /** How often the person asked this run to stop: 0, 1 (it lets requests in flight finish), 2 (at once). */
    public ReadOnlyIntegerProperty stops() {
        return stops.getReadOnlyProperty();
    }

    /** Whether the last run failed: nothing was sealed, and a banner says why. */
    public ReadOnlyBooleanProperty failed() {
        return failed.getReadOnlyProperty();
    }

    /** Seconds since the run was started, or how long the last one took; 0 before the first. */
    public double elapsedSeconds() {
        return startedAtNs == 0 ? 0 : ((running.get() ? System.nanoTime() : endedAtNs) - startedAtNs) / 1e9;
    }

    /** Where the runs of the open workspace are kept. */
    public Path runsFolder() {
        Path at = workspace.path().get();
        return at == null ? homelessRuns : RunRequest.runsFolderOf(at);
    }

    /**
     * Starts a benchmark of the workspace as it is now, saved or not. What keeps it from starting is told in a banner. Where the target is
     * neither this machine nor in a private network, the person is asked first; and where its models' configuration has unsaved changes,
     * for the run reads the file.
     */
    public void start(@Nullable String benchmarkId) {
        if (running.get()) {
            return;
        }
        SaveFirst.then(workspace, notices, configuration(benchmarkId), "run", () -> startSaved(benchmarkId));
    }

    /** The configuration of the models that a benchmark runs against, where its target is of that kind. */
    private Optional<LinkedFile> configuration(@Nullable String benchmarkId) {
        Workspace written = workspace.file().get().workspace();
        List<BenchmarkSpec> benchmarks = written.benchmarks();
        return benchmarks.stream()
                .filter(b -> benchmarkId == null ? benchmarks.size() == 1 : benchmarkId.equals(b.id()))
                .findFirst()
                .map(BenchmarkSpec::target)
                .flatMap(id -> written.targets().stream()
                        .filter(t -> id.equals(t.id()))
                        .findFirst())
                .flatMap(t -> LinkedFiles.ofTarget(workspace.file().get(), t.path()))
                .flatMap(workspace.linked()::get);
    }

    private void startSaved(@Nullable String benchmarkId) {
        if (running.get()) {
            return;
        }
        RunPlan compiled;
        ReportSettings report;
        try {
            compiled = PlanCompiler.compile(workspace.file().get(), benchmarkId, PlanChecks.all());
            report = ReportSettings.of(workspace.file().get(), settingsFolder());
        } catch (PlimsollException e) {
            didNotStart(e);
            return;
        }
        String host = PublicHost.of(compiled.target());
        if (host.isEmpty()) {
            begin(compiled, report);
            return;
        }
        notices.ask(new Notices.Question(
                "Put load on " + host + "?",
                host + " is neither this machine nor in a private network. A load test there can cost money and"
                        + " disturb others. Run it only against a server that is yours to load.",
                List.of(new Notices.Remedy("Run", () -> begin(compiled, report))),
                false));
    }

    /** First call: nothing new is sent, requests in flight get the grace period, the run is sealed. Second call: at once. */
    public void stop() {
        RunHandle on = handle.get();
        if (on != null && running.get()) {
            stops.set(stops.get() + 1);
            on.stop();
        }
    }

    /** Asks the engine for its latest picture; about four times a second, on any thread but the JavaFX thread. */
    public void poll() {
        RunHandle on = polled;
        if (on == null || !pictureWaits.compareAndSet(false, true)) {
            return;
        }
        RunStatus nowStatus = on.status();
        LiveSnapshot nowLive = on.live();
        fx.execute(() -> {
            pictureWaits.set(false);
            if (running.get() && handle.get() == on) {
                status.set(nowStatus);
                live.set(nowLive);
            }
        });
    }

    private void didNotStart(PlimsollException e) {
        List<Problem> problems = e.problems();
        String why = problems.isEmpty()
                ? String.valueOf(e.getMessage())
                : problems.stream()
                                .limit(MOST_TOLD)
                                .map(p -> p.path() + " " + p.what() + ".")
                                .collect(Collectors.joining("\n"))
                        + (problems.size() > MOST_TOLD ? "\nAnd " + (problems.size() - MOST_TOLD) + " more." : "");
        Optional<Location> place = problems.stream()
                .flatMap(p -> ProblemPlace.of(workspace.file().get().workspace(), p.path()).stream())
                .findFirst();
        List<Notices.Remedy> remedies = place.map(to -> List.of(new Notices.Remedy("Show", () -> navigator.show(to))))
                .orElse(List.of());
        notices.banner(new Notices.Notice(Notices.Tone.ERROR, "The run did not start.", why, "", null, remedies));
    }

    /** Where a person's own report settings are. */
    private Path settingsFolder() {
        return UserFolders.config(environment, System.getProperty("os.name"), Path.of(System.getProperty("user.home")));
    }

    private void begin(RunPlan compiled, ReportSettings report) {
        if (running.get()) {
            return;
        }
        LocalRouter inTheWay = router;
        if (inTheWay != null
                && compiled.target().models() != null
                && inTheWay.status().get() != LocalRouter.Status.OFF) {
            notices.toast("The router of " + inTheWay.title() + " is stopped first: the run starts its own.");
            inTheWay.stop(() -> begin(compiled, report));
            return;
        }
        RunHandle started =
                starter.start(new RunRequest(compiled, runsFolder(), environment, SelfTestMode.AUTO, report.json()));
        startedAtNs = System.nanoTime();
        stops.set(0);
        failed.set(false);
        status.set(RunStatus.STARTING);
        live.set(LiveSnapshot.EMPTY);
        benchmark.set(compiled.name());
        plan.set(compiled);
        handle.set(started);
        polled = started;
        running.set(true);
        Thread.ofVirtual().name("run-end").start(() -> awaitEnd(started));
    }

    private void awaitEnd(RunHandle started) {
        try {
            boolean ended = false;
            while (!ended) {
                ended = started.awaitEnd(1, TimeUnit.HOURS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        }
        RunStatus lastStatus = started.status();
        LiveSnapshot lastLive = started.live();
        fx.execute(() -> {
            status.set(lastStatus);
            live.set(lastLive);
            ended(started);
        });
        reportAutomatically(started);
    }

    /** Writes the report that the settings ask for; a run that failed has none, and why is told elsewhere. */
    private void reportAutomatically(RunHandle ended) {
        ArchivedRun run;
        try {
            run = ended.outcome().run();
        } catch (RuntimeException e) {
            return;
        }
        try {
            AutomaticReport.write(run, List.of());
        } catch (PlimsollException e) {
            fx.execute(() -> notices.problem("The report was not written.", String.valueOf(e.getMessage()), "", null));
        }
    }

    private void ended(RunHandle started) {
        endedAtNs = System.nanoTime();
        polled = null;
        try {
            RunHandle.Outcome outcome = started.outcome();
            lastRun.set(outcome.run());
            running.set(false);
            if (!outcome.aborted().isEmpty()) {
                notices.problem("The run did not end as planned.", outcome.aborted(), "", null);
            }
        } catch (RuntimeException e) {
            failed.set(true);
            running.set(false);
            notices.failure("The run failed.", Failure.of(e));
        }
    }
}
