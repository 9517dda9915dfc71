package dev.plimsoll.engine.run;

import dev.plimsoll.engine.archive.RunFolder;
import dev.plimsoll.engine.archive.RunSummary;
import dev.plimsoll.engine.constraint.ConstraintSet;
import dev.plimsoll.engine.metrics.LiveMetrics;
import dev.plimsoll.engine.metrics.StageFacts;
import dev.plimsoll.engine.metrics.StageFigures;
import dev.plimsoll.engine.metrics.StageSummary;
import dev.plimsoll.engine.plan.ConstraintPlan;
import dev.plimsoll.engine.plan.RunPlan;
import dev.plimsoll.engine.plan.StagePlan;
import dev.plimsoll.engine.plan.StrategyPlan;
import dev.plimsoll.engine.record.SelfSample;
import dev.plimsoll.engine.scheduler.StageResult;
import dev.plimsoll.engine.strategy.Strategy;
import dev.plimsoll.engine.trust.PreflightReport;
import dev.plimsoll.engine.trust.SaturationJudge;
import dev.plimsoll.engine.trust.SaturationReport;
import dev.plimsoll.engine.trust.StageEvidence;
import dev.plimsoll.engine.trust.TrustJudge;
import dev.plimsoll.engine.trust.TrustReport;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the stages of a run left behind, and what follows from all of them: verdict, saturation, summaries. Confined to the run. */
final class Stages {
    private final boolean targetHere;
    private PreflightReport preflight;
    private final List<StageFigures> figures = new ArrayList<>();
    private final List<StageEvidence> evidence = new ArrayList<>();
    private final List<RunSummary.Stage> summaries = new ArrayList<>();
    private final List<SaturationJudge.Warning> warnings = new ArrayList<>();
    private double detectorSeconds;

    Stages(boolean targetHere, PreflightReport preflight) {
        this.targetHere = targetHere;
        this.preflight = preflight;
    }

    /** The generator tested itself. */
    void testedSelf(PreflightReport.Row outcome) {
        preflight = preflight.with(List.of(outcome));
    }

    /** What is known of a stage when it starts. */
    static StageFacts facts(RunPlan plan, StagePlan stage, Strategy strategy, long startNs) {
        StageLimits limits = StageLimits.of(plan, stage.index());
        List<String> notes = notes(stage.strategy());
        Map<String, Object> described = new LinkedHashMap<>(strategy.describe());
        String policy = stage.policy();
        if (policy != null) {
            described.put("policy", policy);
        }
        return new StageFacts(
                stage.index(),
                described,
                policy == null ? strategy.displayName() : policy,
                strategy.isOpenLoop(),
                strategy.scheduleSha256(),
                startNs,
                dev.plimsoll.engine.record.RequestTimings.ABSENT,
                limits.seconds(),
                limits.requests(),
                plan.warmup(),
                plan.cooldown(),
                plan.slos(),
                notes,
                plan.windowRule(),
                null);
    }

    /** What is to be said about a strategy in every report. */
    private static List<String> notes(StrategyPlan strategy) {
        List<String> notes = new ArrayList<>();
        if (strategy instanceof StrategyPlan.Throughput t && t.maxConcurrency() == null) {
            notes.add(
                    "No cap was given: at most %,d requests are in flight.".formatted(Strategy.UNLIMITED_CONCURRENCY));
        }
        if (strategy instanceof StrategyPlan.Trace t && t.times().note() != null) {
            notes.add(t.times().note());
        }
        return notes;
    }

    /** Takes a stage that ended. */
    StageFigures add(
            RunPlan plan,
            StageResult result,
            StageRecorder recorder,
            LiveMetrics live,
            RunFolder folder,
            double targetCpuBefore,
            double targetCpuAfter) {
        List<String> notes = notes(result.stage().strategy());
        if (result.timesRecycled() > 0) {
            notes.add("The dataset started again at its first row %,d times; recycled rows warm prefix caches."
                    .formatted(result.timesRecycled()));
        }
        StageFigures made = recorder.end(result.endNs(), notes);
        figures.add(made);
        double stageSeconds = Math.max(1e-3, (result.endNs() - result.startNs()) / 1e9);
        evidence.add(new StageEvidence(
                made,
                recorder.sends(),
                recorder.self(),
                result.countsAddUp(),
                result.countsAddUp() ? "" : "state " + result.state() + ", workers " + result.workers(),
                folder.overflows(),
                recorder.journalFullest(),
                recorder.workersLost(),
                result.timesRecycled(),
                result.lost().isEmpty() ? live.inFlightSeconds() : -1,
                result.lost().isEmpty() ? live.inFlightSeconds(made.summary().windowSeconds()) : -1,
                new StageEvidence.Machine(
                        Runtime.getRuntime().availableProcessors(),
                        targetHere,
                        targetCpuBefore < 0 ? -1 : (targetCpuAfter - targetCpuBefore) / stageSeconds)));
        warnings.addAll(recorder.warnings());
        for (ConstraintPlan constraint : plan.constraints()) {
            if (constraint instanceof ConstraintPlan.OverSaturation o) {
                detectorSeconds = Math.max(detectorSeconds, o.minSeconds());
            }
        }
        summaries.add(new RunSummary.Stage(made.summary(), stoppedBy(plan, result)));
        folder.event(result.endNs(), "cost", cost(made, recorder));
        return made;
    }

    /** Figures of the stages that ended, with their series and curves, in order. */
    List<StageFigures> figures() {
        return List.copyOf(figures);
    }

    TrustReport verdict() {
        return TrustJudge.judge(
                evidence, preflight, SaturationJudge.tooShortToJudge(figures, warnings, detectorSeconds));
    }

    TrustReport verdictSoFar() {
        return TrustJudge.judge(evidence, preflight, List.of());
    }

    /** Summaries of the stages that ended, in order. */
    List<StageSummary> ended() {
        return summaries.stream().map(RunSummary.Stage::figures).toList();
    }

    List<SaturationReport> saturation() {
        return SaturationJudge.judge(figures, warnings);
    }

    /** A second of a stage as run time, ns. */
    long runTimeNs(int stage, double atSeconds) {
        return Math.round((summaries.get(stage).figures().startSeconds() + atSeconds) * 1e9);
    }

    List<RunSummary.Stage> summaries() {
        return List.copyOf(summaries);
    }

    /** What a report says about a run that the user stopped, or null. */
    @Nullable
    String shortened(boolean stopped) {
        return stopped ? "Stopped by the user in stage " + Math.max(1, summaries.size()) + "." : null;
    }

    private static List<RunSummary.StoppedBy> stoppedBy(RunPlan plan, StageResult result) {
        Map<String, RunSummary.StoppedBy> by = new LinkedHashMap<>();
        for (ConstraintSet.Stop stop :
                new ConstraintSet.@Nullable Stop[] {result.endQueuing(), result.endProcessing()}) {
            if (stop != null) {
                stop.by()
                        .forEach((id, action) ->
                                by.put(id, new RunSummary.StoppedBy(id, kindOf(plan, id), present(action.metadata()))));
            }
        }
        return List.copyOf(by.values());
    }

    /** An absent value is left out of files, never null. */
    private static Map<String, Object> present(Map<String, Object> metadata) {
        Map<String, Object> map = new LinkedHashMap<>();
        metadata.forEach((name, value) -> {
            if (value != null) {
                map.put(name, value);
            }
        });
        return map;
    }

    private static String kindOf(RunPlan plan, String id) {
        return plan.constraints().stream()
                .filter(c -> c.id().equals(id))
                .map(ConstraintPlan::kind)
                .findFirst()
                .orElse(id);
    }

    /** What the stage cost us: honest figures about the generator itself. */
    private static Map<String, Object> cost(StageFigures figures, StageRecorder recorder) {
        long workerCpuNs = 0;
        long workerResident = 0;
        long allocated = 0;
        long coordinatorCpuNs = 0;
        long coordinatorResident = -1;
        for (SelfSample sample : recorder.self()) {
            if (sample.worker() < 0) {
                coordinatorCpuNs += sample.cpuNs();
                coordinatorResident = sample.residentBytes();
            } else {
                workerCpuNs += sample.cpuNs();
                workerResident = Math.max(workerResident, sample.residentBytes());
                allocated += Math.max(0, sample.allocatedBytes());
            }
        }
        long requests = Math.max(1, figures.summary().requests().created());
        Map<String, Object> cost = new LinkedHashMap<>();
        cost.put("stage", figures.summary().index());
        cost.put("requests", figures.summary().requests().created());
        cost.put("contentEvents", recorder.contentEvents());
        cost.put("workerCpuUsPerRequest", workerCpuNs / 1e3 / requests);
        cost.put("workerCpuNsPerContentEvent", (double) workerCpuNs / Math.max(1, recorder.contentEvents()));
        cost.put("loopBytesPerRequest", allocated / requests);
        cost.put("workerResidentBytes", workerResident);
        cost.put("coordinatorCpuUsPerRequest", coordinatorCpuNs / 1e3 / requests);
        if (coordinatorResident >= 0) {
            cost.put("coordinatorResidentBytes", coordinatorResident);
        }
        return cost;
    }
}
