package dev.plimsoll.engine.router.observe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.plimsoll.engine.archive.ArchivedRun;
import dev.plimsoll.engine.archive.RouterStages;
import dev.plimsoll.engine.archive.RunFolder;
import dev.plimsoll.engine.archive.RunFolders;
import dev.plimsoll.engine.archive.RunReader;
import dev.plimsoll.engine.archive.RunSummary;
import dev.plimsoll.engine.archive.SummaryJson;
import dev.plimsoll.engine.metrics.Records;
import dev.plimsoll.engine.metrics.RouterStage;
import dev.plimsoll.engine.metrics.WindowChoice;
import dev.plimsoll.engine.record.RequestRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run of 20 s with a router's log in its folder: one request a second, alternately for two models. */
class RunRouterFiguresTest {
    private static final long S = 1_000_000_000;

    @TempDir
    private Path runs;

    private Path folder;

    @BeforeEach
    void makeRun() throws IOException {
        List<RequestRecord> records = IntStream.range(0, 20)
                .mapToObj(i -> Records.streamed(i, i * 1000, i * 1000, 2, 100, 200))
                .toList();
        folder = RunFolders.sealed(runs, Records.stage(20), records, List.of());
        List<RouterEvent> events = new ArrayList<>(List.of(new RouterEvent.Started(-S, "serial", List.of("a", "b"))));
        for (int i = 0; i < 20; i++) {
            String model = i % 2 == 0 ? "a" : "b";
            long at = i * S;
            events.add(new RouterEvent.SwapStarted(at, i + 1, model, List.of(i % 2 == 0 ? "b" : "a"), List.of()));
            events.add(new RouterEvent.SwapEnded(
                    at + S / 4, i + 1, model, true, new SwapTimes(at, at, at, at + S / 4), null));
            RequestPhases phases = new RequestPhases(at, 0, 0, 0, S / 4, at + S / 4, at, at, at, at + S / 2);
            events.add(new RouterEvent.RequestEnded(
                    at + S / 2,
                    new RoutedRequest(
                            "r" + i, model, model, 0, RoutedRequest.Outcome.SERVED, 200, null, i + 1, 0, phases)));
        }
        Files.writeString(
                folder.resolve(RunFolder.ROUTER_EVENTS),
                events.stream().map(e -> RouterEventJson.write(e) + "\n").collect(Collectors.joining()));
    }

    private static RouterStage router(ArchivedRun run) {
        RouterStage router = run.summary().stages().getFirst().router();
        assertNotNull(router);
        return router;
    }

    @Test
    void aWindowCutAgainHasTheRoutersFiguresOfThatWindow() {
        RouterStage cut = router(RunReader.open(folder).recut(WindowChoice.between(5, 9.5)));
        assertEquals("serial", cut.policy());
        assertEquals(5, cut.requests().served());
        assertEquals(5, cut.loads());
        assertEquals(5 * 0.25 / 4.5, cut.swappingShare(), 1e-6);
        assertEquals(250.0, cut.waits().p50());
        assertEquals(20, router(RunReader.open(folder).recut(WindowChoice.NONE)).loads());
    }

    @Test
    void anInterruptedRunHasTheRoutersFiguresAndKeepsThemWhenItIsSealed() throws IOException {
        Files.delete(folder.resolve("summary.json"));
        RouterStage opened = router(RunReader.open(folder));
        assertEquals(20, opened.swaps());
        assertEquals(opened, router(RunReader.sealInterrupted(folder)));
        Files.delete(folder.resolve(RunFolder.ROUTER_EVENTS));
        assertEquals(opened, router(RunReader.open(folder)), "they stand in the summary");
    }

    @Test
    void aRunWithoutARouterHasNoFiguresOfOne() throws IOException {
        Files.delete(folder.resolve(RunFolder.ROUTER_EVENTS));
        RunSummary summary =
                RunReader.open(folder).recut(WindowChoice.between(5, 9.5)).summary();
        assertNull(summary.stages().getFirst().router());
        assertFalse(SummaryJson.write(summary).contains("\"router\""));
    }

    @Test
    void whatIsToldOfARouterSurvivesTheSummaryFile() {
        RunSummary summary = RunReader.open(folder).recut(WindowChoice.NONE).summary();
        RouterStage told = summary.stages().getFirst().router();
        List<RunSummary.Stage> foretold = List.of(summary.stages().getFirst().with(told.withPredicted(told)));
        RunSummary with = new RunSummary(1, summary.run(), summary.verdict(), summary.saturation(), foretold);
        RunSummary back = SummaryJson.read(SummaryJson.write(with));
        assertEquals(told.withPredicted(told), back.stages().getFirst().router());
        assertEquals(SummaryJson.write(with), SummaryJson.write(back));
    }

    @Test
    void everyStageHasTheFiguresOfItsOwnWindow() {
        RunSummary.Stage stage = RunReader.open(folder).summary().stages().getFirst();
        List<RunSummary.Stage> twice = RouterStages.into(folder, List.of(stage, stage));
        assertEquals(
                List.of(20L, 20L),
                twice.stream().map(s -> s.router().requests().total()).toList());
        assertEquals(List.of(), RouterStages.into(folder, List.of()));
    }
}
