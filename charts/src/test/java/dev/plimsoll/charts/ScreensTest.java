package dev.plimsoll.charts;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.plimsoll.engine.archive.ArchivedRun;
import dev.plimsoll.engine.report.ExportOptions;
import dev.plimsoll.engine.report.Exporter;
import dev.plimsoll.engine.report.Exporters;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Writes every picture and page of every kind of run to {@code target/screens}, for a person to look at. */
class ScreensTest {
    private static final Map<String, ArchivedRun> RUNS = new TreeMap<>(Map.of(
            "sweep", FabricatedRun.sweep(),
            "single", FabricatedRun.single(),
            "many", FabricatedRun.many(),
            "without-success", FabricatedRun.withoutSuccess(),
            "not-streaming", FabricatedRun.notStreaming(),
            "closed-loops", FabricatedRun.closedLoops(),
            "interrupted", FabricatedRun.interrupted()));

    @ParameterizedTest
    @ValueSource(strings = {"light", "dark"})
    void everyPictureCanBeLookedAt(String theme) throws IOException {
        for (Map.Entry<String, ArchivedRun> run : RUNS.entrySet()) {
            Path folder = Path.of("target", "screens", run.getKey() + "-" + theme);
            Files.createDirectories(folder);
            for (Exporter exporter : Exporters.of(List.of("png", "html"))) {
                for (Path file : exporter.export(run.getValue(), new ExportOptions(theme, 700, 340, 1), folder)) {
                    assertTrue(Files.size(file) > 1000, file.toString());
                }
            }
        }
    }
}
