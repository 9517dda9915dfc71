package dev.plimsoll.charts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.plimsoll.charts.run.RunChart;
import dev.plimsoll.charts.run.RunCharts;
import dev.plimsoll.engine.archive.ArchivedRun;
import dev.plimsoll.engine.archive.RunFolder;
import dev.plimsoll.engine.report.ExportOptions;
import dev.plimsoll.engine.report.Exporter;
import dev.plimsoll.engine.report.Exporters;
import dev.plimsoll.engine.router.observe.RouterEvent;
import dev.plimsoll.engine.router.observe.RouterEventJson;
import dev.plimsoll.engine.router.process.ModelState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run's router is drawn wherever charts are, and nowhere where there was none. */
class RouterReportTest {
    private static final Set<String> OF_A_ROUTER = Set.of("router-timeline", "router-waits", "router-swap-costs");

    @TempDir
    private Path folder;

    private ArchivedRun run(List<RouterEvent> events) throws IOException {
        Files.write(
                folder.resolve(RunFolder.ROUTER_EVENTS),
                events.stream().map(RouterEventJson::write).toList());
        return FabricatedRun.sweep().in(folder);
    }

    private static Set<String> ofARouter(ArchivedRun run) {
        return RunCharts.of(run).list().stream()
                .filter(c -> c.group() == RunChart.Group.ROUTER)
                .map(RunChart::id)
                .collect(Collectors.toSet());
    }

    @Test
    void aRunWithoutARoutersLogHasNoneOfItsCharts() {
        assertEquals(Set.of(), ofARouter(FabricatedRun.sweep().in(folder)));
    }

    @Test
    void policiesAreComparedOnlyWhereThereWereSeveral() throws IOException {
        assertEquals(OF_A_ROUTER, ofARouter(run(FabricatedRouter.sweep())));
        assertTrue(ofARouter(run(FabricatedRouter.policies())).contains("router-policies"));
    }

    @Test
    void everyFormatHasThem() throws IOException {
        ArchivedRun run = run(FabricatedRouter.sweep());
        Path out = Files.createDirectories(Path.of("target", "screens", "router-report"));
        List<String> names = new ArrayList<>();
        for (Exporter exporter : Exporters.of(List.of("png", "svg", "html"))) {
            exporter.export(run, new ExportOptions("light", 900, 420, 1), out)
                    .forEach(file -> names.add(file.getFileName().toString()));
        }
        for (String id : OF_A_ROUTER) {
            assertTrue(names.contains(id + ".png") && names.contains(id + ".svg"), names.toString());
        }
        String page = Files.readString(out.resolve("report.html"));
        assertTrue(page.contains("Models and requests") && page.contains("Swap cost"));
    }

    @Test
    void aModelsNameIsNeverMarkup() throws IOException {
        String name = "<script>alert(1)</script>";
        List<RouterEvent> events = new ArrayList<>(FabricatedRouter.noRequest());
        events.add(new RouterEvent.ModelChanged(1_000_000_000L, name, ModelState.STOPPED, ModelState.STARTING));
        events.add(new RouterEvent.ModelChanged(9_000_000_000L, name, ModelState.STARTING, ModelState.READY));
        for (Exporter exporter : Exporters.of(List.of("svg", "html"))) {
            for (Path file : exporter.export(run(events), new ExportOptions("light", 700, 340, 1), folder)) {
                assertFalse(Files.readString(file).contains("<script>alert"), file.toString());
            }
        }
    }
}
