package dev.plimsoll.engine.archive;

import com.fasterxml.jackson.annotation.Nulls;
import dev.plimsoll.engine.file.AtomicFile;
import dev.plimsoll.engine.metrics.QuantileCurve;
import dev.plimsoll.engine.metrics.StageDetail;
import dev.plimsoll.engine.metrics.StageFigures;
import dev.plimsoll.engine.metrics.StageSeries;
import dev.plimsoll.engine.stats.FiniteJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code figures.json}: what the charts of a sealed run draw, its series, curves and details, so that they open without a look at the records. Whatever is missing
 * in it, as in a run sealed by an older version, is computed from the records instead; nothing depends on the file.
 */
final class FiguresJson {
    private static final int VERSION = 1;

    /** A component that the file lacks, or has as null at any depth, makes it unreadable: figures are whole or computed anew. */
    private static final JsonMapper JSON = FiniteJson.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .changeDefaultNullHandling(nulls -> nulls.withContentNulls(Nulls.FAIL))
            .build();

    private FiguresJson() {}

    private record Document(int schemaVersion, List<Stage> stages) {}

    private record Stage(StageSeries series, List<QuantileCurve> curves, StageDetail detail) {}

    static void write(Path folder, List<StageFigures> figures) {
        Document document = new Document(
                VERSION,
                figures.stream()
                        .map(f -> new Stage(f.series(), f.curves(), f.detail()))
                        .toList());
        AtomicFile.write(folder.resolve(RunFolder.FIGURES), out -> out.write(JSON.writeValueAsBytes(document)));
    }

    /** The figures of the stages of a summary; empty where the file does not hold them all. */
    static Optional<List<StageFigures>> read(Path folder, RunSummary summary) {
        Path file = folder.resolve(RunFolder.FIGURES);
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try {
            @Nullable Document document = JSON.readValue(Files.readAllBytes(file), Document.class);
            int n = summary.stages().size();
            if (document == null
                    || document.schemaVersion() != VERSION
                    || document.stages().size() != n) {
                return Optional.empty();
            }
            List<StageFigures> figures = new ArrayList<>();
            for (int i = 0; i < n; i++) {
                Stage stage = document.stages().get(i);
                if (stage.series().stage() != summary.stages().get(i).figures().index()) {
                    return Optional.empty();
                }
                figures.add(new StageFigures(
                        summary.stages().get(i).figures(), stage.series(), stage.curves(), stage.detail()));
            }
            return Optional.of(List.copyOf(figures));
        } catch (IOException | JacksonException e) {
            return Optional.empty(); // damaged, or of another version: the records tell
        }
    }
}
