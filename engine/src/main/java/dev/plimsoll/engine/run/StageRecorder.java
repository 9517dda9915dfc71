package dev.plimsoll.engine.run;

import dev.plimsoll.engine.archive.RunFolder;
import dev.plimsoll.engine.constraint.SchedulerProgress;
import dev.plimsoll.engine.constraint.SchedulerState;
import dev.plimsoll.engine.constraint.SchedulerUpdateAction;
import dev.plimsoll.engine.endpoint.Redactor;
import dev.plimsoll.engine.file.ScratchFile;
import dev.plimsoll.engine.metrics.LiveCounts;
import dev.plimsoll.engine.metrics.LiveMetrics;
import dev.plimsoll.engine.metrics.StageFacts;
import dev.plimsoll.engine.metrics.StageFigures;
import dev.plimsoll.engine.metrics.StageFiguresBuilder;
import dev.plimsoll.engine.record.IntervalSample;
import dev.plimsoll.engine.record.RequestRecord;
import dev.plimsoll.engine.record.RequestStatus;
import dev.plimsoll.engine.record.RequestTimings;
import dev.plimsoll.engine.record.RequestUpdate;
import dev.plimsoll.engine.record.SelfSample;
import dev.plimsoll.engine.scheduler.StageListener;
import dev.plimsoll.engine.trust.LiveGrowth;
import dev.plimsoll.engine.trust.SaturationJudge;
import dev.plimsoll.engine.trust.SendAudit;
import dev.plimsoll.engine.trust.SendEvidence;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Hears everything of one stage and hands it on: to the journal, the figures, the live picture, the evidence for the verdict. Confined
 * to the coordinator's thread. The stage's facts are made when its start is first heard of.
 */
final class StageRecorder implements StageListener {
    private final LongFunction<StageFacts> factsAtStart;
    private final RunFolder folder;
    private final ScratchFile scratch;
    private final LiveMetrics live;
    private final Runnable onTick;
    private final Board board;
    private final Redactor redactor;
    private final String title;
    private final List<SelfSample> self = new ArrayList<>();
    private final List<String> workersLost = new ArrayList<>();
    private final List<SaturationJudge.Warning> warnings = new ArrayList<>();
    private @Nullable StageFacts facts;
    private @Nullable StageFiguresBuilder figures;
    private @Nullable SendAudit sends;
    private @Nullable LiveGrowth growth;
    private long contentEvents;
    private double journalFullest;

    /**
     * For one stage.
     *
     * @param factsAtStart the stage's facts, given its agreed start
     * @param scratch where what is kept of each request goes, open until figures and evidence are taken
     * @param onTick called ten times a second
     * @param board what the run says of itself
     * @param redactor takes the target's keys out of what the target chose the words of
     * @param title name of the stage for a person
     */
    StageRecorder(
            LongFunction<StageFacts> factsAtStart,
            RunFolder folder,
            ScratchFile scratch,
            LiveMetrics live,
            Runnable onTick,
            Board board,
            Redactor redactor,
            String title) {
        this.factsAtStart = factsAtStart;
        this.folder = folder;
        this.scratch = scratch;
        this.live = live;
        this.onTick = onTick;
        this.board = board;
        this.redactor = redactor;
        this.title = title;
    }

    @Override
    public void started(long startNs, Set<Integer> workers) {
        StageFacts told = factsAtStart.apply(startNs);
        facts = told;
        figures = new StageFiguresBuilder(told, scratch);
        sends = new SendAudit(told, scratch);
        growth = new LiveGrowth(told.openLoop(), told.strategy());
        board.stageStarted(told, title);
        live.stageStarted(told, workers);
        folder.event(startNs, "stage_begin", Map.of("facts", told));
    }

    @Override
    public void updated(RequestUpdate update, SchedulerState state, SchedulerProgress progress) {
        live.updated(update);
    }

    @Override
    public void ticked(SchedulerState state, SchedulerProgress progress) {
        lookAtJournal();
        live.ticked(new LiveCounts(
                state.nowNs(),
                state.created(),
                state.processing(),
                state.successful(),
                state.errored(),
                state.cancelled(),
                state.dropped(),
                progress.remainingFraction(),
                progress.remainingSeconds()));
        board.ticked(state);
        Double remaining = progress.remainingSeconds();
        double seconds = (state.nowNs() - state.startNs()) / 1e9;
        Objects.requireNonNull(growth)
                .ticked(seconds, state.processing(), state.created(), remaining == null ? -1 : remaining)
                .ifPresent(seen -> {
                    warned(SaturationJudge.Warning.growth(facts().index(), seen), state.nowNs());
                    board.grows(seen, state);
                });
        onTick.run();
    }

    @Override
    public void recorded(RequestRecord told, @Nullable String text) {
        RequestRecord record = withoutSecrets(told);
        folder.append(record, text == null ? null : redactor.redact(text));
        Objects.requireNonNull(figures).add(record);
        Objects.requireNonNull(sends).add(record);
        contentEvents += record.wire().contentEvents();
        if (record.status() == RequestStatus.COMPLETED) {
            RequestTimings times = record.timings();
            Objects.requireNonNull(growth).answered((times.end() - times.sendStart()) / 1e9);
        }
    }

    @Override
    public void interval(IntervalSample sample) {
        folder.append(sample);
        Objects.requireNonNull(figures).add(sample);
        live.interval(sample);
    }

    @Override
    public void self(SelfSample sample) {
        folder.append(sample);
        self.add(sample);
        Objects.requireNonNull(figures).add(sample);
        live.self(sample);
    }

    @Override
    public void constraintActed(String id, String kind, SchedulerUpdateAction action, SchedulerState state) {
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("stage", facts().index());
        event.put("id", id);
        event.put("kind", kind);
        event.put("queuing", action.queuing());
        event.put("processing", action.processing());
        event.put("metadata", action.metadata());
        event.put("progress", action.progress());
        folder.event(state.nowNs(), "constraint", event);
        board.constraintActed(id, kind, action, state);
        if (action.warns()) {
            warned(
                    SaturationJudge.Warning.overSaturation(
                            facts().index(), (state.nowNs() - state.startNs()) / 1e9, facts().displayName()),
                    state.nowNs());
        }
    }

    private void lookAtJournal() {
        journalFullest = Math.max(journalFullest, folder.readQueueFullest());
        live.journal(journalFullest, folder.overflows());
    }

    private void warned(SaturationJudge.Warning warning, long atNs) {
        warnings.add(warning);
        Map<String, Object> saturated = new LinkedHashMap<>();
        saturated.put("stage", warning.stage());
        saturated.put("atSeconds", warning.atSeconds());
        saturated.put("evidence", List.of(warning.evidence()));
        saturated.put("detail", warning.sentence());
        if (warning.growth() != null) {
            saturated.put("growth", warning.growth());
        }
        folder.event(atNs, "saturated", saturated);
    }

    @Override
    public void workerLost(int worker, String lastWords, long atNs) {
        String why = redactor.redact(lastWords);
        workersLost.add("worker " + worker + ": " + why);
        board.workerLost(worker, why, atNs);
        live.workerLost();
        folder.event(atNs, "worker_lost", Map.of("worker", worker, "why", why));
    }

    /** The message of an error lost its secrets where it was taken; the server's id of the request is as much its own word. */
    private RequestRecord withoutSecrets(RequestRecord record) {
        String id = record.wire().serverRequestId();
        if (id == null || !redactor.finds(id)) {
            return record;
        }
        return record.with(record.wire().withServerRequestId(redactor.redact(id)));
    }

    /** The figures, now that the end is known. */
    StageFigures end(long endNs, List<String> notes) {
        StageFacts ended = facts().ended(endNs, notes);
        facts = ended;
        journalFullest = Math.max(journalFullest, folder.readQueueFullest());
        folder.event(endNs, "stage_end", Map.of("facts", ended));
        StageFiguresBuilder builder = Objects.requireNonNull(figures);
        builder.ended(ended);
        return builder.build();
    }

    SendEvidence sends() {
        return Objects.requireNonNull(sends).evidence();
    }

    List<SelfSample> self() {
        return self;
    }

    List<String> workersLost() {
        return workersLost;
    }

    List<SaturationJudge.Warning> warnings() {
        return warnings;
    }

    /** How full the journal's queue was at most, [0,1]. */
    double journalFullest() {
        return journalFullest;
    }

    long contentEvents() {
        return contentEvents;
    }

    private StageFacts facts() {
        return Objects.requireNonNull(facts);
    }
}
