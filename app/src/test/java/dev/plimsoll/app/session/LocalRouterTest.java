package dev.plimsoll.app.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.plimsoll.app.FakeRouter;
import dev.plimsoll.app.OwnThread;
import dev.plimsoll.engine.plan.ModelsPlan;
import dev.plimsoll.engine.problem.PlimsollException;
import dev.plimsoll.engine.problem.Problem;
import dev.plimsoll.engine.router.process.ModelState;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class LocalRouterTest {
    private static final ModelsPlan PLAN = new ModelsPlan(Path.of("router.yaml"), null);
    private static final ModelsPlan SERIAL = new ModelsPlan(Path.of("router.yaml"), "serial");

    private final FakeRouter fake = new FakeRouter("chat", "code");
    private final Notices notices = new Notices();
    private final Tasks tasks = new Tasks(Runnable::run, OwnThread::new);
    private final LocalRouter router = new LocalRouter(Runnable::run, tasks, notices, fake);

    @Test
    void itIsStartedItsModelsLoadedAndAllOfItEnded() {
        router.start(PLAN, "local");
        assertEquals(LocalRouter.Status.ON, router.status().get());
        assertTrue(router.isOf(PLAN));
        assertFalse(router.isOf(SERIAL), "another policy is another router");
        assertEquals("http://127.0.0.1:41234", router.url().orElseThrow().toString());
        router.load("chat");
        assertEquals(
                ModelState.READY,
                java.util.Objects.requireNonNull(router.state().get())
                        .models()
                        .getFirst()
                        .state());
        boolean[] gone = {false};
        router.stop(() -> gone[0] = true);
        assertTrue(gone[0]);
        assertEquals(LocalRouter.Status.OFF, router.status().get());
        assertNull(router.state().get());
        assertEquals(List.of("start router.yaml", "load chat", "close"), fake.asked);
        assertTrue(tasks.items().isEmpty());
    }

    @Test
    void anotherOneEndsTheFirst() {
        router.start(PLAN, "local");
        router.start(SERIAL, "strict");
        assertEquals(List.of("start router.yaml", "close", "start router.yaml serial"), fake.asked);
        assertEquals("strict", router.title());
    }

    @Test
    void aModelThatDoesNotBecomeReadyIsTold() {
        fake.loadFails = "Model code did not become ready: its process ended (exit code 1).";
        router.start(PLAN, "local");
        router.load("code");
        Notices.Notice told = notices.banners().getFirst();
        assertEquals("code was not loaded.", told.what());
        assertTrue(told.why().contains("exit code 1"));
        assertTrue(router.busy().isEmpty());
    }

    @Test
    void oneThatEndsByItselfIsToldAndOffAndCanBeStartedAgain() {
        router.start(PLAN, "local");
        fake.lose("The router ended by itself (exit code 137).");
        assertEquals(LocalRouter.Status.OFF, router.status().get());
        assertEquals(
                "The router of local is gone.", notices.banners().getFirst().what());
        router.start(PLAN, "local");
        assertEquals(LocalRouter.Status.ON, router.status().get());
    }

    @Test
    void aWrongConfigurationIsToldWithItsFaults() {
        LocalRouter refusing = new LocalRouter(Runnable::run, tasks, notices, (_, _) -> {
            throw PlimsollException.ofProblems("", List.of(Problem.at("models.chat.ttl", "must be a whole number")));
        });
        refusing.start(PLAN, "local");
        assertEquals(LocalRouter.Status.OFF, refusing.status().get());
        assertEquals(
                "models.chat.ttl must be a whole number.",
                notices.banners().getFirst().why());
    }
}
