package dev.plimsoll.engine.archive;

import dev.plimsoll.engine.metrics.StageFacts;
import dev.plimsoll.engine.metrics.StageFigures;
import dev.plimsoll.engine.metrics.StageFiguresBuilder;
import dev.plimsoll.engine.metrics.WindowChoice;
import dev.plimsoll.engine.record.RequestRecord;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A run read from its folder. What is costly is read once, when first asked for; guarded by its own monitor. */
final class OpenedRun implements ArchivedRun {
    private final Path folder;
    private final String runJson;
    private final RecordFiles files;
    private final Function<OpenedRun, RunSummary> summarise;
    private @Nullable RunSummary summary;
    private @Nullable List<StageFigures> figures;

    OpenedRun(Path folder, String runJson, RecordFiles files, Function<OpenedRun, RunSummary> summarise) {
        this.folder = folder;
        this.runJson = runJson;
        this.files = files;
        this.summarise = summarise;
    }

    @Override
    public Path folder() {
        return folder;
    }

    @Override
    public synchronized RunSummary summary() {
        if (summary == null) {
            summary = summarise.apply(this);
        }
        return summary;
    }

    @Override
    public String runJson() {
        return runJson;
    }

    @Override
    public synchronized List<StageFigures> figures() {
        if (figures == null) {
            figures = keptFigures().orElseGet(this::figuresOfRecords);
        }
        return figures;
    }

    private Optional<List<StageFigures>> keptFigures() {
        return Files.isRegularFile(folder.resolve(RunFolder.SUMMARY))
                ? FiguresJson.read(folder, summary())
                : Optional.empty();
    }

    private List<StageFigures> figuresOfRecords() {
        Map<Integer, StageFiguresBuilder> builders = new LinkedHashMap<>();
        for (StageFacts facts : stageFacts().values()) {
            builders.put(facts.index(), new StageFiguresBuilder(facts));
        }
        files.forEach(false, record -> {
            StageFiguresBuilder builder = builders.get(record.info().stage());
            if (builder != null) {
                builder.add(record);
            }
        });
        return builders.values().stream().map(StageFiguresBuilder::build).toList();
    }

    @Override
    public void forEachRecord(Consumer<RequestRecord> action) {
        files.forEach(true, action);
    }

    @Override
    public ArchivedRun recut(WindowChoice choice) {
        return new RecutRun(this, choice, action -> files.forEach(false, action));
    }

    @Override
    public List<String> events() {
        return files.events();
    }

    /** What is known of each stage: the facts told at its end, else those told at its start. */
    Map<Integer, StageFacts> stageFacts() {
        return StageEvents.facts(events());
    }

    /** Events of some types, in order. */
    List<JsonNode> eventsOf(String... types) {
        return StageEvents.of(events(), types);
    }
}
