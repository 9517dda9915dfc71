package dev.plimsoll.engine.router.schedule;

import static dev.plimsoll.engine.CompatibilityRules.rule;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.plimsoll.engine.VectorFiles;
import dev.plimsoll.engine.router.process.ModelState;
import dev.plimsoll.engine.router.swap.CountsLeaving;
import dev.plimsoll.engine.router.swap.MatrixSwapper;
import dev.plimsoll.engine.router.swap.RouterVectors;
import dev.plimsoll.engine.router.swap.RunningModel;
import dev.plimsoll.engine.router.swap.SwapPlan;
import dev.plimsoll.engine.router.swap.SwapReason;
import dev.plimsoll.engine.router.swap.Swapper;
import dev.plimsoll.engine.router.swap.TieBreak;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** llama-swap's scheduler, event by event: what it does and what it knows afterwards. */
class SchedulerVectorTest {

    static Stream<Arguments> cases() {
        return Stream.of("llama-swap/fifo", "llama-swap/serial")
                .flatMap(family -> VectorFiles.family(family).stream())
                .flatMap(file -> file.cases().stream()
                        .map(each -> Arguments.of(
                                file.name().replace(".json", ""),
                                each.get("name").asString(),
                                each)));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("cases")
    void actsEventByEvent(String family, String name, JsonNode example) {
        if (example.get("config").path("planner").asString("").equals("matrix")) {
            CountsLeaving upstream = new CountsLeaving(matrix(example.get("config")));
            replay(family, name, example, upstream);
            if (rule("llama-swap/fifo-with-matrix", "leaving-is-free").applies(upstream.sawOneLeaving())) {
                return;
            }
        }
        replay(family, name, example, swapper(example.get("config")));
    }

    private static void replay(String family, String name, JsonNode example, Swapper swapper) {
        JsonNode config = example.get("config");
        ReplayedWorld world = new ReplayedWorld(states(config.get("initial_states")));
        SwapScheduler scheduler = family.endsWith("serial")
                ? new SerialScheduler(world)
                : new FifoScheduler(swapper, options(config), world);
        for (int i = 0; i < example.get("events").size(); i++) {
            JsonNode event = example.get("events").get(i);
            String where = name + ", event " + i + " " + event;
            Optional<SchedulerEvent> told =
                    told(world, event, example.get("expected_effects").get(i));
            boolean late =
                    told.isPresent() && told.get() instanceof SchedulerEvent.SwapDone done && isLate(scheduler, done);
            told.ifPresent(each -> scheduler.handle(i(event), each));
            if (late) {
                rule("llama-swap/fifo", "swap-number").inForce();
                assertEquals(List.of(), world.take(), where);
                return;
            }
            assertEquals(expected(event, example.get("expected_effects").get(i)), happened(event, world.take()), where);
            if (event.get("type").asString().equals("shutdown")) {
                rule("llama-swap/fifo", "shutdown-empties").inForce();
                assertEquals(List.of(), scheduler.state().waiting(), where);
                return;
            }
            compareState(scheduler, example.get("expected_state_after").get(i), where);
        }
        assertEquals(states(example.get("final_process_states")), world.states(), name);
    }

    private static long i(JsonNode event) {
        return event.path("at_ns").asLong(0);
    }

    /** Whether the swap was abandoned and a newer one to the same model is under way. */
    private static boolean isLate(SwapScheduler scheduler, SchedulerEvent.SwapDone done) {
        return scheduler instanceof FifoScheduler fifo
                && fifo.swapTo(done.model()).isPresent()
                && fifo.swapTo(done.model()).getAsLong() != done.swap();
    }

    private static Optional<SchedulerEvent> told(ReplayedWorld world, JsonNode event, JsonNode expected) {
        expected.forEach(effect -> {
            if (effect.has("received") && !effect.get("received").asBoolean()) {
                world.leaves(effect.get("req").asString());
            }
        });
        String model = event.path("model").asString("");
        if (event.get("type").asString().equals("request") && expected.isEmpty()) {
            world.wasNeverThere(event.get("req").asString());
        }
        return switch (event.get("type").asString()) {
            case "request" ->
                Optional.of(new SchedulerEvent.Arrived(event.get("req").asString(), model));
            case "cancel" ->
                Optional.of(new SchedulerEvent.Cancelled(event.get("req").asString()));
            case "swap_done" -> {
                Failure failure = event.has("error")
                        ? new Failure(Failure.Code.valueOf(event.get("error").asString()), "told by the vector")
                        : null;
                long number = world.swapEnds(model, failure == null)
                        .map(Effect.StartSwap::swap)
                        .orElse(0L);
                yield Optional.of(new SchedulerEvent.SwapDone(model, number, failure));
            }
            case "serve_done" -> Optional.of(new SchedulerEvent.ServeDone(model));
            case "unload" ->
                Optional.of(new SchedulerEvent.Unload(
                        RouterVectors.strings(event.get("models")),
                        Duration.ofMillis(event.get("timeout_ms").asLong())));
            case "shutdown" -> Optional.of(new SchedulerEvent.Shutdown());
            case "process_state" -> {
                world.become(model, state(event.get("state")));
                yield Optional.empty();
            }
            default -> throw new AssertionError("an event of an unknown type: " + event);
        };
    }

    private static List<String> expected(JsonNode event, JsonNode effects) {
        List<String> lines = new ArrayList<>();
        for (JsonNode effect : effects) {
            String request = effect.path("req").asString("");
            lines.add(
                    switch (effect.get("effect").asString()) {
                        case "admit" -> "admit " + request;
                        case "reject" ->
                            "reject " + request + " " + effect.get("error").asString();
                        case "grant_serve" ->
                            "serve " + request + " by " + effect.get("model").asString();
                        case "grant_error" ->
                            "fail " + request + " " + effect.get("error").asString();
                        case "start_swap" ->
                            "swap to " + effect.get("model").asString() + " without "
                                    + RouterVectors.strings(effect.get("evict"));
                        case "stop_processes" ->
                            "stop " + RouterVectors.strings(effect.get("models")) + " within "
                                    + effect.get("timeout_ms").asLong();
                        case "position" ->
                            "position of " + request + " "
                                    + effect.get("position").asInt();
                        default -> throw new AssertionError("an unknown effect: " + effect);
                    });
        }
        return ordered(event, lines);
    }

    private static List<String> happened(JsonNode event, List<Effect> effects) {
        List<String> lines = new ArrayList<>();
        Map<String, Integer> positions = new LinkedHashMap<>();
        for (Effect effect : effects) {
            switch (effect) {
                case Effect.Admit(String request, String _) -> lines.add("admit " + request);
                case Effect.Refuse(String request, Failure failure) ->
                    lines.add("reject " + request + " " + failure.code());
                case Effect.Serve(String request, String model) -> lines.add("serve " + request + " by " + model);
                case Effect.Fail(String request, Failure failure) ->
                    lines.add("fail " + request + " " + failure.code());
                case Effect.StartSwap(String model, long _, SwapPlan plan) ->
                    lines.add("swap to " + model + " without " + plan.evict());
                case Effect.StopModels(List<String> models, Duration grace, List<Long> _) ->
                    lines.add("stop " + models + " within " + grace.toMillis());
                case Effect.QueuePosition(String request, int position) -> positions.put(request, position);
                case Effect.WakeAt _ -> throw new AssertionError("nothing asked for a time");
            }
        }
        positions.forEach((request, position) -> lines.add("position of " + request + " " + position));
        return ordered(event, lines);
    }

    /** Positions by request; the leading errors of an unload or a shutdown too, whose order upstream leaves to chance. */
    private static List<String> ordered(JsonNode event, List<String> lines) {
        List<String> ordered = new ArrayList<>(
                lines.stream().filter(line -> !line.startsWith("position")).toList());
        String type = event.get("type").asString();
        if (type.equals("unload") || type.equals("shutdown")) {
            int errors = (int)
                    ordered.stream().takeWhile(line -> line.startsWith("fail")).count();
            ordered.subList(0, errors).sort(String::compareTo);
        }
        lines.stream().filter(line -> line.startsWith("position")).sorted().forEach(ordered::add);
        return ordered;
    }

    private static void compareState(SwapScheduler scheduler, JsonNode expected, String where) {
        SchedulerState state = scheduler.state();
        assertEquals(RouterVectors.strings(expected.get("queue")), state.queue(), where);
        if (expected.has("serving_model")) {
            String served = expected.get("serving_model").asString();
            assertEquals(served.isEmpty() ? Map.of() : Map.of(served, 1), state.serving(), where);
            assertEquals(
                    expected.get("loading_for").asString().isEmpty(),
                    state.loading().isEmpty(),
                    where);
            return;
        }
        Map<String, List<String>> loading = new HashMap<>();
        expected.get("active")
                .properties()
                .forEach(each -> loading.put(each.getKey(), RouterVectors.strings(each.getValue())));
        assertEquals(loading, state.loading(), where);
        assertEquals(RouterVectors.integers(expected.get("in_flight")), state.serving(), where);
        assertEquals(RouterVectors.integers(expected.get("reserved")), state.reserved(), where);
    }

    private static FifoOptions options(JsonNode config) {
        return new FifoOptions(
                RouterVectors.integers(config.path("priority")),
                RouterVectors.integers(config.path("concurrency_limit")),
                null,
                Duration.ZERO);
    }

    private static Swapper swapper(JsonNode config) {
        return switch (config.path("planner").asString("none")) {
            case "none" -> new Fixed(config.path("fixed_evictions"));
            case "matrix" -> matrix(config);
            case "fixed" -> new Fixed(config.get("fixed_evictions"));
            case "group" -> RouterVectors.groups(config.get("groups"));
            default -> throw new AssertionError("an unknown planner: " + config);
        };
    }

    private static MatrixSwapper matrix(JsonNode config) {
        return new MatrixSwapper(RouterVectors.compile(config).matrix(), TieBreak.DEFINITION_ORDER);
    }

    private static Map<String, ModelState> states(JsonNode node) {
        Map<String, ModelState> states = new HashMap<>();
        node.properties().forEach(each -> states.put(each.getKey(), state(each.getValue())));
        return states;
    }

    private static ModelState state(JsonNode name) {
        return ModelState.valueOf(name.asString().toUpperCase(Locale.ROOT));
    }

    /** A table instead of a policy: the same answer whatever runs. */
    private record Fixed(JsonNode evictions) implements Swapper {
        @Override
        public String name() {
            return "fixed";
        }

        @Override
        public SwapPlan plan(String target, List<RunningModel> running) {
            return SwapPlan.evicting(RouterVectors.strings(evictions.path(target)));
        }

        @Override
        public SwapReason explain(String target, List<RunningModel> running) {
            return new SwapReason(plan(target, running), List.of(), List.of());
        }
    }
}
