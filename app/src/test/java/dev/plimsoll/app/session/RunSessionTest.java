package dev.plimsoll.app.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.plimsoll.app.Bench;
import dev.plimsoll.app.FakeRun;
import dev.plimsoll.engine.run.DemoWorkspace;
import dev.plimsoll.engine.run.RunRequest;
import dev.plimsoll.engine.run.RunStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.DoubleNode;
import tools.jackson.databind.node.StringNode;

@Timeout(30)
class RunSessionTest {
    @TempDir
    Path folder;

    private final FakeRun run = new FakeRun();
    private final List<RunRequest> started = new ArrayList<>();
    /** What waits for the JavaFX thread, which is this test's. */
    private final BlockingQueue<Runnable> waiting = new LinkedBlockingQueue<>();

    private Workbench at;
    private Path file;

    @BeforeEach
    void open() throws IOException {
        Bench bench = new Bench(folder, waiting::add, request -> {
            started.add(request);
            return run;
        });
        at = bench.workbench();
        file = folder.resolve("demo.plimsoll.json");
        Files.writeString(file, DemoWorkspace.text());
        at.workspace().open(file);
    }

    /** Does what comes back to the JavaFX thread, until something holds. */
    private void until(java.util.function.BooleanSupplier holds) throws InterruptedException {
        while (!holds.getAsBoolean()) {
            Objects.requireNonNull(waiting.poll(20, TimeUnit.SECONDS), "nothing came")
                    .run();
        }
    }

    @Test
    void whatIsOnTheScreenIsRunSavedOrNot() {
        at.workspace().edit("Edit", "", f -> f.with("benchmarks[0].seed", DoubleNode.valueOf(7)));
        at.run().start("sweep");
        assertTrue(at.run().running().get());
        assertEquals(7, started.getFirst().plan().seed());
        assertEquals(RunRequest.runsFolderOf(file), started.getFirst().runsFolder());
        assertEquals("sweep", at.run().benchmark().get());
    }

    @Test
    void runsOfAWorkspaceWithoutAFileGoToTheDataFolder() {
        at.workspace().adopt(at.workspace().file().get(), null);
        at.run().start("sweep");
        assertEquals(folder.resolve("data/runs"), started.getFirst().runsFolder());
    }

    @Test
    void whatKeepsARunFromStartingIsToldInABanner() {
        at.workspace().edit("Edit", "", f -> f.with("benchmarks[0].target", StringNode.valueOf("nobody")));
        at.run().start("sweep");
        assertFalse(at.run().running().get());
        Notices.Notice banner = at.notices().banners().getFirst();
        assertEquals("The run did not start.", banner.what());
        assertTrue(banner.why().startsWith("benchmarks[0].target "), banner.why());
        banner.remedies().getFirst().run().run();
        assertEquals(
                new Location(PageId.BENCHMARKS, "sweep"), at.navigator().at().get());
    }

    @Test
    void aSecondRunDoesNotStartBesideTheFirst() {
        at.run().start("sweep");
        at.run().start("sweep");
        assertEquals(1, started.size());
    }

    @Test
    void thePictureOfARunComesByPollingAndNeverTwiceAtOnce() throws InterruptedException {
        at.run().start("sweep");
        run.status = new RunStatus("Warming up 2 workers", List.of(), 2, 1, -1, null, List.of());
        waiting.clear();
        at.run().poll();
        at.run().poll();
        assertEquals(1, waiting.size());
        until(() -> at.run().status().get().workers() == 2);
        at.run().poll();
        assertEquals(1, waiting.size());
    }

    @Test
    void stoppingOnceIsGracefulAndTwiceIsToldApart() {
        at.run().start("sweep");
        at.run().stop();
        assertEquals(1, at.run().stops().get());
        at.run().stop();
        assertEquals(2, at.run().stops().get());
        assertEquals(2, run.stops);
    }

    @Test
    void theEndLeavesTheResult() throws InterruptedException {
        at.run().start("sweep");
        run.end(folder.resolve("run"));
        until(() -> !at.run().running().get());
        assertEquals(
                folder.resolve("run"),
                assertNotNullAnd(at.run().lastRun().get()).folder());
        assertFalse(at.run().failed().get());
    }

    private static <T> T assertNotNullAnd(@org.jspecify.annotations.Nullable T value) {
        assertNotNull(value);
        return value;
    }

    @Test
    void aFailureIsToldInTheEnginesWords() throws InterruptedException {
        at.run().start("sweep");
        run.fail("The server refused the API key.");
        until(() -> !at.run().running().get());
        assertTrue(at.run().failed().get());
        assertEquals(
                "The server refused the API key.",
                at.notices().banners().getFirst().why());
    }

    @Test
    void loadOnAPublicHostIsAskedForFirst() {
        at.workspace()
                .edit("Edit", "", f -> f.with("targets[0]", JsonMapper.shared().readTree("""
                    {"id": "simulator", "kind": "http", "url": "https://api.example.com"}
                    """)));
        at.run().start("sweep");
        assertEquals(0, started.size());
        Notices.Question question =
                Objects.requireNonNull(at.notices().question().get());
        assertTrue(question.title().contains("api.example.com"));
        question.answers().getFirst().run().run();
        assertEquals(1, started.size());
    }
}
