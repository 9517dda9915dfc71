package dev.plimsoll.engine.run;

import dev.plimsoll.engine.constraint.SchedulerState;
import dev.plimsoll.engine.constraint.SchedulerUpdateAction;
import dev.plimsoll.engine.metrics.LiveMetrics;
import dev.plimsoll.engine.metrics.LiveSnapshot;
import dev.plimsoll.engine.metrics.StageFacts;
import dev.plimsoll.engine.metrics.StageSummary;
import dev.plimsoll.engine.plan.RunPlan;
import dev.plimsoll.engine.time.NanoClock;
import dev.plimsoll.engine.time.RunAnchor;
import dev.plimsoll.engine.trust.GrowthLine;
import dev.plimsoll.engine.trust.InFlightGrowth;
import dev.plimsoll.engine.trust.PreflightReport;
import dev.plimsoll.engine.trust.SaturationReport;
import dev.plimsoll.engine.trust.TrustReport;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a run says of itself while it goes. The run's thread writes; {@link #status}, {@link #events} and {@link #stopped} may be called
 * by any thread and never wait for it.
 */
final class Board {
    private final RunPlan plan;
    private final PlannedStages planned;
    private final List<RunStatus.Stage> pending;
    private final LiveMetrics live;
    private final NanoClock clock;
    private final EventLog log = new EventLog();
    private final Set<String> told = new HashSet<>();
    private @Nullable StageFacts facts;
    private volatile @Nullable RunAnchor anchor;
    private volatile String doing = "Starting";
    private volatile int workers;
    private volatile @Nullable StagePlace place;
    private volatile @Nullable TrustReport trust;
    private volatile List<RunStatus.Saturation> saturations = List.of();
    private volatile List<String> titles = List.of();
    private volatile double endedAfterSeconds = -1;

    /** Which stage runs, and in which phase it is. */
    private record StagePlace(int index, String title, RunStatus.Phase phase) {}

    Board(RunPlan plan, LiveMetrics live, NanoClock clock) {
        this.plan = plan;
        this.planned = PlannedStages.of(plan);
        List<RunStatus.Stage> all = new ArrayList<>();
        for (int i = 0; i < planned.count(); i++) {
            all.add(RunStatus.Stage.pending(i, planned.name(i), planned.title(i)));
        }
        this.pending = List.copyOf(all);
        this.live = live;
        this.clock = clock;
    }

    // ---- told by the run's thread

    void doing(String what) {
        doing = what;
    }

    /** Run time has begun. */
    void began(RunAnchor zero) {
        anchor = zero;
    }

    void workersReady(int count) {
        workers = count;
        say(RunEvent.Kind.RUN, null, count == 1 ? "1 worker ready" : count + " workers ready");
    }

    /** The generator tested itself before the first stage. */
    void testedSelf(PreflightReport.Row row) {
        say(
                RunEvent.Kind.RUN,
                null,
                "Self-test " + row.outcome().text() + ": " + row.measured() + "; the limit is " + row.threshold());
    }

    void stageStarted(StageFacts started, String title) {
        facts = started;
        told.clear();
        List<String> named = new ArrayList<>(titles);
        named.add(title);
        titles = List.copyOf(named);
        place = new StagePlace(started.index(), title, StagePhase.of(started, 0, 0));
        log.add(new RunEvent(
                started.startNs() / 1e9,
                RunEvent.Kind.STAGE_STARTED,
                started.index(),
                "Stage " + (started.index() + 1) + " started · " + title));
    }

    void ticked(SchedulerState state) {
        StagePlace now = place;
        StageFacts known = facts;
        if (now != null && known != null) {
            RunStatus.Phase phase = StagePhase.of(known, state);
            if (phase != now.phase()) {
                place = new StagePlace(now.index(), now.title(), phase);
            }
        }
    }

    void constraintActed(String id, String kind, SchedulerUpdateAction action, SchedulerState state) {
        StagePlace now = place;
        if (now == null) {
            return;
        }
        double runSeconds = state.nowNs() / 1e9;
        if (action.warns() && told.add("slopes")) {
            saturated(now, state, EventText.slopes(action.metadata()), null);
        }
        if (action.stops() && told.add(id)) {
            log.add(new RunEvent(
                    runSeconds,
                    RunEvent.Kind.CONSTRAINT,
                    now.index(),
                    "Stage " + (now.index() + 1) + " stops: " + StopReasons.of(kind) + " (" + kind + ")"));
        }
    }

    /** Requests in flight keep growing, by the second detector. */
    void grows(InFlightGrowth.Evidence seen, SchedulerState state) {
        StagePlace now = place;
        if (now != null && told.add("growth")) {
            saturated(now, state, List.of(EventText.growth(seen)), seen.line());
        }
    }

    /** The first evidence raises the banner, further evidence joins it. */
    private void saturated(StagePlace now, SchedulerState state, List<String> evidence, @Nullable GrowthLine growth) {
        List<RunStatus.Saturation> all = new ArrayList<>(saturations);
        if (told.add("saturated")) {
            double runSeconds = state.nowNs() / 1e9;
            RunStatus.Saturation saturation = new RunStatus.Saturation(
                    now.index(),
                    (state.nowNs() - state.startNs()) / 1e9,
                    runSeconds,
                    EventText.saturated(now.title(), offered(), completedPerSecond()),
                    evidence,
                    growth);
            all.add(saturation);
            log.add(new RunEvent(runSeconds, RunEvent.Kind.SATURATION, now.index(), saturation.sentence()));
        } else {
            all.replaceAll(s -> s.stage() == now.index() ? s.with(evidence, growth) : s);
        }
        saturations = List.copyOf(all);
    }

    void workerLost(int worker, String why, long atNs) {
        workers = Math.max(0, workers - 1);
        StagePlace now = place;
        log.add(new RunEvent(
                atNs / 1e9,
                RunEvent.Kind.WORKER_LOST,
                now == null ? null : now.index(),
                "Worker " + (worker + 1) + " was lost: " + why));
    }

    /** The target that was started for the run is gone. */
    void targetLost(String why) {
        say(RunEvent.Kind.TARGET_LOST, null, why.replaceAll("\\.$", ""));
    }

    /** A stage ended; {@code seen} is what is known of saturation now. */
    void stageEnded(StageSummary stage, TrustReport soFar, List<SaturationReport> seen, List<StageSummary> all) {
        place = null;
        facts = null;
        doing = "Stage " + (stage.index() + 1) + " ended";
        trust = soFar;
        saturations = seen.stream().map(s -> finished(s, all)).toList();
        log.add(new RunEvent(
                stage.endSeconds(),
                EventText.failed(stage) ? RunEvent.Kind.SLO_FAILED : RunEvent.Kind.STAGE_ENDED,
                stage.index(),
                EventText.ended(stage)));
        if (seen.stream().anyMatch(s -> s.stage() == stage.index()) && !told.contains("saturated")) {
            SaturationReport report = seen.stream()
                    .filter(s -> s.stage() == stage.index())
                    .findFirst()
                    .orElseThrow();
            log.add(new RunEvent(stage.endSeconds(), RunEvent.Kind.SATURATION, stage.index(), report.detail()));
        }
    }

    private RunStatus.Saturation finished(SaturationReport report, List<StageSummary> all) {
        RunStatus.Saturation live = saturations.stream()
                .filter(s -> s.stage() == report.stage())
                .findFirst()
                .orElse(null);
        double start = all.stream()
                .filter(s -> s.index() == report.stage())
                .mapToDouble(StageSummary::startSeconds)
                .findFirst()
                .orElse(0);
        List<String> evidence = new ArrayList<>(live == null ? List.of() : live.evidence());
        for (String code : report.evidence()) {
            boolean toldLive = code.equals("over_saturation") || code.equals(InFlightGrowth.Evidence.NAME);
            if (live == null || !toldLive) {
                String text = EventText.evidence(code);
                if (!evidence.contains(text)) {
                    evidence.add(text);
                }
            }
        }
        return new RunStatus.Saturation(
                report.stage(),
                report.atSeconds(),
                start + report.atSeconds(),
                report.detail(),
                evidence,
                report.growth());
    }

    /** The run is over: what was still planned does not come, and time stands still. */
    void ended() {
        endedAfterSeconds = elapsed();
        place = null;
    }

    // ---- any thread

    /** Somebody asked for the end, for the n-th time. */
    void stopped(int times) {
        if (times <= 2 && endedAfterSeconds < 0) {
            say(RunEvent.Kind.STOPPED, null, times == 1 ? "Stopped by you" : "Stopped at once by you");
        }
    }

    List<RunEvent> events() {
        return log.all();
    }

    RunStatus status() {
        StagePlace now = place;
        boolean over = endedAfterSeconds >= 0;
        List<RunStatus.Stage> stages = new ArrayList<>();
        double left = -1;
        double sinceStart = 0;
        for (LiveSnapshot.Stage stage : live.snapshot().stages()) {
            RunStatus.Stage row = row(stage, now);
            stages.add(row);
            left = row.remainingSeconds();
            sinceStart = stage.elapsedSeconds();
        }
        boolean running = !stages.isEmpty() && stages.getLast().phase().isRunning() && !over;
        int begun = stages.size();
        double remaining = over
                ? 0
                : running
                        ? TimeLeft.whileRunning(plan, planned, begun - 1, left, sinceStart)
                        : TimeLeft.fromStage(plan, planned, begun);
        if (!over && begun < pending.size()) {
            stages.addAll(pending.subList(begun, pending.size()));
        }
        return new RunStatus(
                doing, stages, workers, over ? endedAfterSeconds : elapsed(), remaining, trust, saturations);
    }

    private RunStatus.Stage row(LiveSnapshot.Stage s, @Nullable StagePlace now) {
        Double remaining = s.counts().remainingFraction();
        Double left = s.counts().secondsLeft();
        RunStatus.Phase phase = s.exact()
                ? RunStatus.Phase.DONE
                : now == null || now.index() != s.index() ? RunStatus.Phase.RUNNING : now.phase();
        return new RunStatus.Stage(
                s.index(),
                s.displayName(),
                s.index() < titles.size() ? titles.get(s.index()) : s.displayName(),
                phase,
                s.exact() ? 1 : remaining == null ? 0 : Math.clamp(1 - remaining, 0, 1),
                left == null ? -1 : left,
                s.requestsPerSecond(),
                s.counts().inFlight(),
                orAbsent(s.ttftP50Ms()),
                orAbsent(s.ttftP99Ms()),
                s.outputTokensPerSecond(),
                s.counts().successful(),
                s.counts().errored(),
                orAbsent(s.sendLagP99Us()));
    }

    private double elapsed() {
        RunAnchor zero = anchor;
        return zero == null ? 0 : Math.max(0, zero.toRunNs(clock.nanoTime()) / 1e9);
    }

    private double completedPerSecond() {
        List<LiveSnapshot.Stage> stages = live.snapshot().stages();
        return stages.isEmpty() ? 0 : stages.getLast().requestsPerSecond();
    }

    /** Requests per second that the running stage offers, 0 in a closed loop. */
    private double offered() {
        StageFacts known = facts;
        return known != null && known.openLoop() && known.strategy().get("rate") instanceof Number n
                ? n.doubleValue()
                : 0;
    }

    private void say(RunEvent.Kind kind, @Nullable Integer stage, String sentence) {
        log.add(new RunEvent(elapsed(), kind, stage, sentence));
    }

    private static double orAbsent(@Nullable Double value) {
        return value == null ? -1 : value;
    }
}
