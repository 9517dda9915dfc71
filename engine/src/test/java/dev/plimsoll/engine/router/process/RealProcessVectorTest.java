package dev.plimsoll.engine.router.process;

import static dev.plimsoll.engine.CompatibilityRules.rule;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.plimsoll.engine.VectorFiles;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/**
 * llama-swap's process states again, with real processes. What takes seconds there takes a tenth of that here, or is waited for by what
 * happens; the order of states and answers is what is compared.
 */
@EnabledOnOs({OS.LINUX, OS.MAC})
@Timeout(120)
class RealProcessVectorTest {
    private static final Duration GRACE = Duration.ofMillis(150);
    private static final Duration NEVER = Duration.ofDays(1);
    private final List<String> answers = new ArrayList<>();

    /** Plays a case; what the callers were told goes to {@link #answers}. */
    private interface Play {
        RealModel play() throws Exception;
    }

    private final Map<String, Play> played = Map.ofEntries(
            Map.entry("normal-start-stop", () -> startThenStop("load=50")),
            Map.entry("ready-is-idempotent", this::askedOften),
            Map.entry("exits-during-load", () -> start(RealModel.fake("load=70", "exit=3"))),
            Map.entry("executable-missing", () -> start(RealModel.of("plimsoll-no-such-program"))),
            Map.entry("stop-during-start-aborts", this::stoppedWhileItLoads),
            Map.entry("term-ignored-killed-after-grace", () -> startThenStop("stubborn")),
            Map.entry("start-asked-while-stopping", this::neededWhileItStops),
            Map.entry("crash-while-ready", this::crashed),
            Map.entry("ttl-waits-for-in-flight", this::busyBeyondItsIdleLimit));

    static Stream<Arguments> cases() {
        return VectorFiles.family("llama-swap/process-lifecycle").stream()
                .flatMap(file -> file.cases().stream())
                .map(each -> Arguments.of(each.get("name").asString(), each));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void theStatesOfARealProcessFollowEachOther(String name, JsonNode example) throws Exception {
        rule("llama-swap/process-lifecycle", "idle-from-ready").skipIf(name.startsWith("idle-limit-with-never-used"));
        rule("llama-swap/process-lifecycle", "silence-ends").skipIf(name.contains("silent"));
        Play play = played.get(name);
        Assumptions.assumeTrue(play != null, () -> "nobody knows how to play " + name);
        JsonNode expected = example.get("expected_effects").get(0);
        try (RealModel model = play.play()) {
            assertEquals(texts(expected.get("transitions")), model.transitions());
        }
        List<String> told = texts(expected.get("observed")).stream()
                .filter(each -> each.matches("(ensure_ready|stop)( .*)? -> (ok|[A-Z_]+)"))
                .map(each -> each.substring(each.lastIndexOf(' ') + 1))
                .toList();
        assertEquals(told, answers.subList(0, told.size()));
    }

    private static List<String> texts(JsonNode list) {
        return list.valueStream().map(JsonNode::asString).toList();
    }

    private void tell(CompletableFuture<Void> asked) throws InterruptedException {
        answers.add(RealModel.answer(asked));
    }

    private RealModel start(RealModel model) throws Exception {
        tell(model.process().ensureReady());
        return model;
    }

    private RealModel startThenStop(String option) throws Exception {
        RealModel model = start(RealModel.fake(option));
        tell(model.process().stop(GRACE));
        return model;
    }

    private RealModel askedOften() throws Exception {
        RealModel model = RealModel.fake();
        for (int i = 0; i < 3; i++) {
            tell(model.process().ensureReady());
        }
        for (int i = 0; i < 2; i++) {
            tell(model.stop());
        }
        return model;
    }

    private RealModel stoppedWhileItLoads() throws Exception {
        RealModel model = RealModel.fake("load=never");
        CompletableFuture<Void> start = model.process().ensureReady();
        model.pid();
        tell(model.stop());
        tell(start);
        return model;
    }

    private RealModel neededWhileItStops() throws Exception {
        RealModel model = start(RealModel.fake("stubborn"));
        CompletableFuture<Void> stop = model.process().stop(GRACE);
        tell(model.process().ensureReady());
        assertEquals("ok", RealModel.answer(stop));
        tell(model.process().stop(GRACE));
        return model;
    }

    private RealModel crashed() throws Exception {
        RealModel model = start(RealModel.fake());
        FakeModelServer.crash(model.port());
        model.until(ModelState.STOPPED);
        return model;
    }

    private RealModel busyBeyondItsIdleLimit() throws Exception {
        Duration limit = Duration.ofSeconds(1000);
        RealModel model = start(RealModel.fake(RealModel.settings(NEVER, GRACE, limit)));
        model.process().serveBegun();
        model.pass(limit.multipliedBy(4));
        assertEquals("ok", RealModel.answer(model.process().ensureReady()), "after it has looked");
        assertEquals(ModelState.READY, model.process().state());
        model.process().serveEnded();
        model.pass(limit);
        model.until(ModelState.STOPPED);
        return model;
    }
}
