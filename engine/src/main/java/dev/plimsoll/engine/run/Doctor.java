package dev.plimsoll.engine.run;

import dev.plimsoll.engine.endpoint.BackendSettings;
import dev.plimsoll.engine.http.HttpOptions;
import dev.plimsoll.engine.http.HttpTimeouts;
import dev.plimsoll.engine.plan.ModelsPlan;
import dev.plimsoll.engine.plan.RunPlan;
import dev.plimsoll.engine.plan.TargetPlan;
import dev.plimsoll.engine.router.config.RouterConfig;
import dev.plimsoll.engine.scheduler.WorkerProcessGroup;
import dev.plimsoll.engine.scheduler.WorkerSizing;
import dev.plimsoll.engine.simulator.NullTarget;
import dev.plimsoll.engine.time.NanoClock;
import dev.plimsoll.engine.time.RunAnchor;
import dev.plimsoll.engine.trust.CeilingFigures;
import dev.plimsoll.engine.trust.DispatchFigures;
import dev.plimsoll.engine.trust.Preflight;
import dev.plimsoll.engine.trust.PreflightReport;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Judges this machine as a load generator, for a benchmark or by itself: every check before the first request, the self-test of the
 * dispatcher, and what a worker carries. Sends nothing to any target; takes about ten seconds.
 *
 * <p>{@link #examine} is called once, by one thread; {@link #stop} by any.
 */
public final class Doctor {
    /** What is planned where nothing is: a busy server and a rate at which a client's faults show. */
    private static final double USUAL_RATE = 1000;

    private static final int USUAL_CONNECTIONS = 256;
    private static final int USUAL_HEAP_MEGABYTES = 256;
    private static final int MOST_WORKERS = 8;

    /** Requests of the warm-up, as before a run. */
    private static final int WARM_UP_REQUESTS = 20_000;

    /** Answers of half a second, in which each stream has an event every two milliseconds: none waits for another in a read. */
    private static final int STREAMED_EVENTS = 250;

    private static final Duration EVENT_GAP = Duration.ofMillis(2);

    /** Two seconds of them, and one that each stream begins with. */
    private static final int STREAMED_ANSWERS = 5 * SelfTest.STREAM_COUNT;

    private static final HttpTimeouts TIMEOUTS = new HttpTimeouts(5_000_000_000L, 60_000_000_000L, 0);

    private final @Nullable RunPlan plan;
    private final NanoClock clock = NanoClock.system();
    private volatile @Nullable SelfTest running;
    private volatile boolean stopped;

    private Doctor(@Nullable RunPlan plan) {
        this.plan = plan;
    }

    /** Of this machine alone, at figures that are usual. */
    public static Doctor ofMachine() {
        return new Doctor(null);
    }

    /** Of this machine for a benchmark. */
    public static Doctor of(RunPlan plan) {
        return new Doctor(plan);
    }

    /** What is examined, before it is. */
    private record Patient(
            DoctorReport.Subject subject, WorkerSizing sizing, Preflight.Intent intent, BackendSettings like) {}

    /**
     * Examines.
     *
     * @param doing told what happens now, for a person
     * @return the report; empty where it was stopped
     * @throws dev.plimsoll.engine.problem.PlimsollException where workers cannot be started or the dataset cannot be used
     */
    public Optional<DoctorReport> examine(Consumer<String> doing) {
        doing.accept("Looking at this machine");
        Patient patient = plan == null ? usual() : planned(plan);
        PreflightReport cheap = Preflight.check(patient.intent).with(models());
        int workers = patient.sizing.count();
        doing.accept("Warming up " + workers + (workers == 1 ? " worker" : " workers"));
        RunAnchor anchor = RunAnchor.now(clock);
        try (ServerChild target = ServerChild.nullTarget();
                ServerChild streaming = ServerChild.streamingNullTarget(STREAMED_EVENTS, EVENT_GAP);
                WorkerProcessGroup group = WorkerProcessGroup.start(
                        patient.sizing, briefing(patient, target, WARM_UP_REQUESTS), clock, anchor)) {
            SelfTest test = new SelfTest(group, clock, anchor);
            running = test;
            if (stopped) {
                return Optional.empty();
            }
            double planned = patient.subject.requestsPerSecond();
            doing.accept(SelfTest.doing(planned));
            DispatchFigures dispatch = test.dispatch(planned);
            doing.accept("Measuring how many requests a worker carries");
            double requests = test.requestsCarried();
            doing.accept("Measuring how many stream events a worker carries");
            group.brief(briefing(patient, streaming, 0));
            CeilingFigures ceiling = new CeilingFigures(requests, test.eventsCarried(STREAMED_ANSWERS));
            if (stopped) {
                return Optional.empty();
            }
            PreflightReport all = cheap.with(List.of(
                    Preflight.judge(dispatch),
                    Preflight.judge(ceiling, workers, planned, patient.subject.eventsPerSecond())));
            return Optional.of(
                    new DoctorReport(all.verdict(), patient.subject, workers, all.rows(), dispatch, ceiling));
        }
    }

    /** Ends the examination; returns at once. */
    public void stop() {
        stopped = true;
        SelfTest now = running;
        if (now != null) {
            now.stop();
        }
    }

    private WorkerProcessGroup.Briefing briefing(Patient patient, ServerChild target, int warmUpRequests) {
        return new WorkerProcessGroup.Briefing(
                NullTarget.settings(target.url().toString(), patient.like),
                plan == null ? "auto" : plan.transport(),
                plan == null ? "auto" : plan.spin(),
                Boolean.TRUE.equals(patient.intent.targetHere()),
                warmUpRequests);
    }

    private static Patient usual() {
        int workers = Math.clamp(Runtime.getRuntime().availableProcessors() - 1, 1, MOST_WORKERS);
        return new Patient(
                new DoctorReport.Subject(null, USUAL_CONNECTIONS, USUAL_RATE, 0),
                new WorkerSizing(workers, USUAL_HEAP_MEGABYTES, USUAL_CONNECTIONS),
                new Preflight.Intent(USUAL_CONNECTIONS, workers, null, 0),
                like("chat", true, "{}", HttpOptions.of(TIMEOUTS)));
    }

    private static Patient planned(RunPlan plan) {
        WorkerSizing sizing =
                WorkerSizing.of(plan, Runtime.getRuntime().availableProcessors(), RunJson.machineMemoryBytes());
        TargetPlan target = plan.target();
        return new Patient(
                new DoctorReport.Subject(
                        plan.name(), sizing.mostInFlight(), Planned.mostPerSecond(plan), Planned.eventsPerSecond(plan)),
                sizing,
                new Preflight.Intent(sizing.mostInFlight(), sizing.count(), isHere(target), Planned.requestBytes(plan)),
                like(
                        target.endpoint(),
                        Settings.streams(target),
                        target.extrasJson(),
                        new HttpOptions(target.httpVersion(), false, null, TIMEOUTS)));
    }

    /** What is seen of local models; nothing where there are none, or their configuration has faults, which a run tells. */
    private List<PreflightReport.Row> models() {
        ModelsPlan models = plan == null ? null : plan.target().models();
        RouterConfig config = models == null ? null : ModelsConfig.read(models).config();
        return config == null ? List.of() : ModelsPreflight.of(config);
    }

    private static boolean isHere(TargetPlan target) {
        return target.url() == null || TargetCheck.isLocal(target.url().getHost());
    }

    private static BackendSettings like(String endpoint, boolean stream, String extrasJson, HttpOptions http) {
        return new BackendSettings("", endpoint, "null", stream, null, Map.of(), extrasJson, http, 4096, "none", false);
    }
}
