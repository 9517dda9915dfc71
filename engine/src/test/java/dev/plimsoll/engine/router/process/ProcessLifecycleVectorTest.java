package dev.plimsoll.engine.router.process;

import static dev.plimsoll.engine.CompatibilityRules.rule;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.plimsoll.engine.VectorFiles;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** llama-swap's process states as they were observed with a small fake server. */
class ProcessLifecycleVectorTest {
    private static final FakeModel.Behaviour GOOD = FakeModel.Behaviour.GOOD;
    private static final FakeModel.Behaviour STUBBORN = new FakeModel.Behaviour(true, 0, -1, false, true, false);

    /** What the cases do, by name: their own words are for people. */
    private static final Map<String, Supplier<FakeModel>> PLAYED = Map.ofEntries(
            Map.entry("normal-start-stop", () -> startThenStop(GOOD.healthy(0.5), 1)),
            Map.entry("ready-is-idempotent", ProcessLifecycleVectorTest::askedOften),
            Map.entry("exits-during-load", () -> start(new FakeModel.Behaviour(true, -1, 0.7, false, false, false))),
            Map.entry("executable-missing", () -> start(new FakeModel.Behaviour(false, -1, -1, false, false, false))),
            Map.entry("stop-during-start-aborts", ProcessLifecycleVectorTest::stoppedWhileItLoads),
            Map.entry("term-ignored-killed-after-grace", () -> startThenStop(STUBBORN, 1)),
            Map.entry("start-asked-while-stopping", ProcessLifecycleVectorTest::neededWhileItStops),
            Map.entry("crash-while-ready", () -> start(new FakeModel.Behaviour(true, 0, 1, true, false, false))),
            Map.entry("ttl-waits-for-in-flight", ProcessLifecycleVectorTest::busyBeyondItsIdleLimit));

    static Stream<Arguments> cases() {
        return VectorFiles.family("llama-swap/process-lifecycle").stream()
                .flatMap(file -> file.cases().stream())
                .map(each -> Arguments.of(each.get("name").asString(), each));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void theStatesFollowEachOther(String name, JsonNode example) {
        List<String> observed = example.get("expected_effects")
                .get(0)
                .get("transitions")
                .valueStream()
                .map(JsonNode::asString)
                .toList();
        for (String transition : observed) {
            int arrow = transition.indexOf("->");
            ModelState to = state(transition.substring(arrow + 2));
            boolean legal = transition.startsWith("any")
                    || state(transition.substring(0, arrow)).leadsTo(to);
            assertTrue(legal, () -> name + ": " + transition);
        }
        rule("llama-swap/process-lifecycle", "idle-from-ready").skipIf(name.startsWith("idle-limit-with-never-used"));
        rule("llama-swap/process-lifecycle", "silence-ends").skipIf(name.contains("silent"));
        Supplier<FakeModel> play = PLAYED.get(name);
        if (play != null) {
            assertEquals(observed, play.get().transitions(), name);
        }
    }

    private static ModelState state(String name) {
        return ModelState.valueOf(name.toUpperCase(Locale.ROOT));
    }

    private static FakeModel start(FakeModel.Behaviour behaviour) {
        FakeModel model = new FakeModel(behaviour, 60, 0);
        model.ensureReady();
        model.until(20);
        return model;
    }

    private static FakeModel startThenStop(FakeModel.Behaviour behaviour, double at) {
        FakeModel model = new FakeModel(behaviour, 60, 0);
        model.ensureReady();
        model.until(at);
        long stop = model.stop(1.5);
        model.until(20);
        assertEquals("ok", model.answer(stop));
        assertEquals(behaviour.ignoresTerminate() ? at + 1.5 : at, model.answeredAt(stop), 1e-6);
        return model;
    }

    private static FakeModel askedOften() {
        FakeModel model = new FakeModel(GOOD, 60, 0);
        for (int i = 0; i < 3; i++) {
            long asked = model.ensureReady();
            model.until(i + 1);
            assertEquals("ok", model.answer(asked));
        }
        for (int i = 0; i < 2; i++) {
            long stop = model.stop(1);
            model.until(5 + i);
            assertEquals("ok", model.answer(stop));
        }
        return model;
    }

    private static FakeModel stoppedWhileItLoads() {
        FakeModel model = new FakeModel(GOOD.healthy(-1), 60, 0);
        long asked = model.ensureReady();
        model.until(1.2);
        long stop = model.stop(5);
        model.until(20);
        assertEquals("ok", model.answer(stop));
        assertEquals("START_ABORTED", model.answer(asked));
        return model;
    }

    private static FakeModel neededWhileItStops() {
        FakeModel model = new FakeModel(STUBBORN, 60, 0);
        model.ensureReady();
        model.until(1);
        model.stop(1.5);
        long again = model.ensureReady();
        model.until(5);
        assertEquals("ok", model.answer(again));
        assertEquals(ModelState.READY, model.state());
        model.stop(1.5);
        model.until(20);
        return model;
    }

    private static FakeModel busyBeyondItsIdleLimit() {
        FakeModel model = new FakeModel(GOOD, 60, 1);
        model.ensureReady();
        model.until(0.1);
        model.tell(new LifecycleEvent.ServeBegun());
        model.until(4.1);
        assertEquals(ModelState.READY, model.state());
        model.tell(new LifecycleEvent.ServeEnded());
        model.until(20);
        return model;
    }
}
