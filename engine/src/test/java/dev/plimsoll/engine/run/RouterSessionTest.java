package dev.plimsoll.engine.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.plimsoll.engine.plan.ModelsPlan;
import dev.plimsoll.engine.problem.PlimsollException;
import dev.plimsoll.engine.router.process.ModelState;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class RouterSessionTest {
    @TempDir
    Path folder;

    private ModelsPlan config(String models) throws IOException {
        Path file = folder.resolve("router.yaml");
        Files.writeString(file, "startPort: " + freePort() + "\nmodels:\n" + models);
        return new ModelsPlan(file, null);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    @Test
    void aRouterIsStartedItsModelsLoadedAndUnloadedAndAllOfItEnded() throws Exception {
        ModelsPlan plan = config("""
              chat:
                cmd: ${env.PLIMSOLL} simulator --port ${PORT} --profile instant
              broken/1:
                cmd: ${env.PLIMSOLL} no-such-command ${PORT}
            """);
        BlockingQueue<String> lines = new LinkedBlockingQueue<>();
        long pid;
        try (RouterSession router = RouterSession.start(plan, why -> lines.add("lost: " + why))) {
            RouterSession.State first = router.state();
            assertEquals("fifo", first.policy());
            assertTrue(first.models().stream().allMatch(m -> m.state() == ModelState.STOPPED));
            router.load("chat");
            RouterSession.Model chat = model(router, "chat");
            assertEquals(ModelState.READY, chat.state());
            pid = chat.pid().orElseThrow();
            try (AutoCloseable unused = router.follow("chat", lines::add)) {
                assertNotNull(lines.poll(30, TimeUnit.SECONDS), "what it said so far is told");
            }
            PlimsollException failed = assertThrows(PlimsollException.class, () -> router.load("broken/1"));
            assertTrue(String.valueOf(failed.getMessage()).contains("broken/1"), failed.getMessage());
            router.unload("chat");
            assertEquals(ModelState.STOPPED, model(router, "chat").state());
            router.load("chat");
            pid = model(router, "chat").pid().orElseThrow();
        }
        assertFalse(ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent(), "no model is left behind");
        assertTrue(lines.stream().noneMatch(l -> l.startsWith("lost: ")), lines::toString);
    }

    private static RouterSession.Model model(RouterSession router, String id) {
        return router.state().models().stream()
                .filter(m -> m.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aWrongConfigurationIsToldBeforeAnythingStarts() throws IOException {
        ModelsPlan plan = config("  chat:\n    cmd: serve\n    ttl: soon\n");
        PlimsollException wrong = assertThrows(PlimsollException.class, () -> RouterSession.start(plan, _ -> {}));
        assertEquals("models.chat.ttl", wrong.problems().getFirst().path());
    }

    @Test
    void whoWaitsIsToldWithThePriorityOfTheModel() {
        RouterSession.State state = RouterSession.state("""
            {"atNs": 5000000000, "policy": "fifo+matrix",
             "models": [{"model": "a", "state": "ready", "sinceNs": 2000000000, "pid": 7, "priority": 3, "serving": 2, "waiting": 0}],
             "waiting": [
               {"request": "r1", "model": "a", "asked": "a", "position": 1, "waitedNs": 1500000000,
                "reasons": ["b is busy."], "because": [], "candidates": [], "expectedInNs": 4000000000},
               {"request": "r2", "model": "gone", "asked": "gone", "position": 0, "waitedNs": 0, "reasons": []}]}
            """);
        assertEquals(3.0, state.models().getFirst().sinceSeconds());
        assertEquals(3, state.waiting().getFirst().priority());
        assertEquals(4.0, state.waiting().getFirst().expectedSeconds());
        assertNull(state.waiting().getLast().expectedSeconds());
    }
}
