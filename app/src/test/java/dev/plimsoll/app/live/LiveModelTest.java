package dev.plimsoll.app.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.plimsoll.app.Bench;
import dev.plimsoll.app.session.RunSession;
import dev.plimsoll.engine.workspace.WorkspaceFile;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When the page shows another picture, without any page. */
class LiveModelTest {
    @TempDir
    Path folder;

    private final ArrayDeque<Runnable> background = new ArrayDeque<>();
    private final List<FakeRun> runs = new ArrayList<>();
    private RunSession session;
    private LiveModel model;

    @BeforeEach
    void open() {
        Bench bench = new Bench(folder, Runnable::run, request -> {
            FakeRun run = new FakeRun(request.plan(), 100);
            runs.add(run);
            return run;
        });
        bench.workbench().workspace().adopt(WorkspaceFile.parse(FakeRun.workspace(), null, folder), null);
        session = bench.workbench().run();
        model = new LiveModel(session, bench.workbench().services().preferences(), background::add, Runnable::run);
    }

    private void start() {
        session.start("sweep");
        assertTrue(session.running().get(), "the benchmark compiles");
    }

    private void poll(double seconds) {
        runs.getLast().at(seconds);
        session.poll();
    }

    private void work() {
        while (!background.isEmpty()) {
            background.poll().run();
        }
    }

    private String newestEvent() {
        return Objects.requireNonNull(model.face().get()).events().getFirst().at();
    }

    @Test
    void withoutARunThereIsNothing() {
        assertTrue(model.empty().get());
        start();
        assertFalse(model.empty().get());
    }

    @Test
    void nothingIsMadeWhileThePageIsHidden() {
        start();
        poll(100);
        assertTrue(background.isEmpty());
        model.shown().set(true);
        work();
        assertEquals(
                "Sweep chat-short → vllm-h100 · Llama-3.1-8B-Instruct",
                Objects.requireNonNull(model.face().get()).heading());
    }

    @Test
    void ofManyPicturesOnlyTheLatestIsTakenUp() {
        model.shown().set(true);
        start();
        work();
        poll(130);
        int waiting = background.size();
        for (int i = 0; i < 20; i++) {
            poll(200 + i * 10);
        }
        assertEquals(1, waiting);
        assertEquals(1, background.size(), "one is being made, the others only replace each other");
        work();
        assertEquals("6:00", newestEvent());
    }

    @Test
    void aPausedViewStandsStillWhileTheRunGoesOn() {
        model.shown().set(true);
        start();
        poll(200);
        work();
        LiveFace before = model.face().get();
        model.paused().set(true);
        poll(400);
        work();
        assertSame(before, model.face().get());
        model.paused().set(false);
        work();
        assertEquals("6:00", newestEvent());
    }

    @Test
    void aNewRunEndsThePauseOfTheLastOne() {
        model.shown().set(true);
        start();
        poll(200);
        work();
        model.paused().set(true);
        runs.getLast().stop();
        session.running().subscribe(_ -> {});
        while (session.running().get()) {
            Thread.onSpinWait();
        }
        start();
        assertFalse(model.paused().get());
        assertNull(model.face().get());
    }
}
