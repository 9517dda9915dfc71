package dev.plimsoll.engine.archive;

import dev.plimsoll.engine.metrics.StageFacts;
import dev.plimsoll.engine.metrics.StageFigures;
import dev.plimsoll.engine.metrics.StageFiguresBuilder;
import dev.plimsoll.engine.record.RequestRecord;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A run read from its folder. What is costly is read once, when first asked for; guarded by its own monitor. */
final class OpenedRun implements ArchivedRun {
    private static final JsonMapper JSON = JsonMapper.shared();

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
    public List<String> events() {
        return files.events();
    }

    /** What is known of each stage: the facts told at its end, else those told at its start. */
    Map<Integer, StageFacts> stageFacts() {
        Map<Integer, StageFacts> facts = new LinkedHashMap<>();
        for (JsonNode event : eventsOf("stage_begin", "stage_end")) {
            StageFacts told = JSON.treeToValue(event.get("facts"), StageFacts.class);
            facts.put(told.index(), told);
        }
        return facts;
    }

    /** Events of some types, in order. */
    List<JsonNode> eventsOf(String... types) {
        List<String> wanted = List.of(types);
        List<JsonNode> found = new ArrayList<>();
        for (String line : events()) {
            JsonNode event = JSON.readTree(line);
            if (wanted.contains(event.path("type").stringValue(""))) {
                found.add(event);
            }
        }
        return found;
    }
}
