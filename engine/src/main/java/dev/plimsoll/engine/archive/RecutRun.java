package dev.plimsoll.engine.archive;

import dev.plimsoll.engine.metrics.StageFacts;
import dev.plimsoll.engine.metrics.StageFigures;
import dev.plimsoll.engine.metrics.StageFiguresBuilder;
import dev.plimsoll.engine.metrics.WindowChoice;
import dev.plimsoll.engine.record.RequestRecord;
import dev.plimsoll.engine.trust.TrustJudge;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A run under another measurement window: its records read once more, when figures or summary are first asked for. Its own monitor. */
final class RecutRun implements ArchivedRun {
    private final ArchivedRun run;
    private final WindowChoice choice;
    private final Consumer<Consumer<RequestRecord>> records;
    private @Nullable List<StageFigures> figures;
    private @Nullable RunSummary summary;

    /** {@code records} gives every record of the run, in any order. */
    RecutRun(ArchivedRun run, WindowChoice choice, Consumer<Consumer<RequestRecord>> records) {
        this.run = run;
        this.choice = choice;
        this.records = records;
    }

    @Override
    public Path folder() {
        return run.folder();
    }

    @Override
    public String runJson() {
        return run.runJson();
    }

    @Override
    public List<String> events() {
        return run.events();
    }

    @Override
    public void forEachRecord(Consumer<RequestRecord> action) {
        run.forEachRecord(action);
    }

    @Override
    public ArchivedRun recut(WindowChoice other) {
        return run.recut(other);
    }

    @Override
    public synchronized List<StageFigures> figures() {
        if (figures == null) {
            Map<Integer, StageFiguresBuilder> builders = new LinkedHashMap<>();
            for (StageFacts facts : StageEvents.facts(run.events()).values()) {
                builders.put(facts.index(), new StageFiguresBuilder(facts.recut(choice)));
            }
            records.accept(record -> {
                StageFiguresBuilder builder = builders.get(record.info().stage());
                if (builder != null) {
                    builder.add(record);
                }
            });
            figures = builders.values().stream().map(StageFiguresBuilder::build).toList();
        }
        return figures;
    }

    /** The run's summary with the new figures. The verdict on the generator, and what stopped a stage, do not hang on the window. */
    @Override
    public synchronized RunSummary summary() {
        if (summary == null) {
            RunSummary before = run.summary();
            Map<Integer, StageFigures> cut = new LinkedHashMap<>();
            figures().forEach(f -> cut.put(f.summary().index(), f));
            List<RunSummary.Stage> stages = new ArrayList<>();
            for (RunSummary.Stage stage : before.stages()) {
                StageFigures figures = cut.get(stage.figures().index());
                stages.add(figures == null ? stage : new RunSummary.Stage(figures.summary(), stage.stoppedBy()));
            }
            summary = new RunSummary(
                    before.schemaVersion(),
                    before.run(),
                    TrustJudge.recut(before.verdict(), figures()),
                    before.saturation(),
                    RouterStages.into(run.folder(), stages));
        }
        return summary;
    }
}
