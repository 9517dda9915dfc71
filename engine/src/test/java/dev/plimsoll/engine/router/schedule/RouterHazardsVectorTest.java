package dev.plimsoll.engine.router.schedule;

import static dev.plimsoll.engine.CompatibilityRules.rule;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.plimsoll.engine.VectorFiles;
import dev.plimsoll.engine.router.process.ModelState;
import dev.plimsoll.engine.router.swap.GroupSwapper;
import dev.plimsoll.engine.router.swap.ModelGroup;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** What went wrong in llama-swap when it was provoked, and what happens here instead. */
class RouterHazardsVectorTest {
    private final ReplayedWorld world = new ReplayedWorld(Map.of("a", ModelState.STOPPED, "x", ModelState.READY));
    private final FifoScheduler scheduler = new FifoScheduler(
            new GroupSwapper(List.of(new ModelGroup(ModelGroup.DEFAULT, true, true, false, List.of("a", "x")))),
            FifoOptions.DEFAULTS,
            world);

    static Stream<Arguments> cases() {
        return VectorFiles.family("llama-swap/router-hazards").stream()
                .flatMap(file -> file.cases().stream())
                .map(each -> Arguments.of(each.get("name").asString(), each));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void theHazardIsDecided(String name, JsonNode example) {
        switch (name) {
            case "unload-while-evictions-are-still-running-does-not-cancel-the-load" -> unloadAbandonsTheLoad();
            case "stale-completion-after-unload" -> aLateCompletionIsKnownByItsNumber();
            case "sole-waiter-disconnects-during-load" -> aLoadGoesOnWithoutItsWaiter(example);
            default -> rule("llama-swap/router-hazards", "decided-elsewhere").skipIf(true);
        }
    }

    private List<Effect> tell(SchedulerEvent event) {
        scheduler.handle(0, event);
        return world.take();
    }

    private void unloadAbandonsTheLoad() {
        rule("llama-swap/router-hazards", "unload-abandons").inForce();
        tell(new SchedulerEvent.Arrived("r1", "a"));
        List<Effect> effects = tell(new SchedulerEvent.Unload(List.of("a"), Duration.ofSeconds(1)));
        assertTrue(effects.contains(new Effect.StopModels(List.of("a"), Duration.ofSeconds(1), List.of(1L))));
        assertEquals(List.of(), scheduler.state().waiting());
    }

    private void aLateCompletionIsKnownByItsNumber() {
        rule("llama-swap/router-hazards", "unload-abandons").inForce();
        unloadAbandonsTheLoad();
        tell(new SchedulerEvent.Arrived("r2", "a"));
        Failure aborted = new Failure(Failure.Code.START_ABORTED, "");
        assertEquals(List.of(), tell(new SchedulerEvent.SwapDone("a", 1, aborted)));
        assertEquals(List.of("r2"), scheduler.state().waiting());
    }

    private void aLoadGoesOnWithoutItsWaiter(JsonNode example) {
        assertTrue(example.get("expected_effects")
                .get(0)
                .get("A_after_2s")
                .asString()
                .startsWith("ready"));
        tell(new SchedulerEvent.Arrived("r1", "a"));
        assertEquals(List.of(), tell(new SchedulerEvent.Cancelled("r1")));
        world.swapEnds("a", true);
        assertEquals(List.of(), tell(new SchedulerEvent.SwapDone("a", 1, null)));
        assertEquals(Map.of(), scheduler.state().reserved());
        assertEquals(ModelState.READY, world.states().get("a"));
    }
}
