package dev.plimsoll.engine.router.control;

import dev.plimsoll.engine.router.config.LoadOptions;
import dev.plimsoll.engine.router.config.RouterConfig;
import dev.plimsoll.engine.router.config.RouterConfigReader;
import dev.plimsoll.engine.router.config.RoutingPolicy;
import dev.plimsoll.engine.router.schedule.FifoOptions;
import dev.plimsoll.engine.router.schedule.FifoScheduler;
import dev.plimsoll.engine.router.schedule.SerialScheduler;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Policies over the same five models that differ in everything a policy can. */
enum TriedPolicy {
    /** One model at a time. */
    ALONE("group: {}", FifoOptions.DEFAULTS, Set.of()),
    /** Groups that leave each other alone, or do not. */
    GROUPS("""
        group:
          left: {swap: true, exclusive: false, members: [a, b]}
          right: {swap: false, exclusive: true, persistent: true, members: [c, d]}
        """, FifoOptions.DEFAULTS, Set.of("ac", "ad", "ae", "bc", "bd", "be", "cd", "ce", "de")),
    /** Combinations, priorities and a small limit. */
    MATRIX(
            "matrix: {sets: {s: (a | b) & c, t: d & e, u: a & d}, evict_costs: {c: 30}}",
            new FifoOptions(Map.of("a", 2, "e", -1), Map.of("b", 3), null, Duration.ZERO),
            Set.of("ac", "bc", "de", "ad")),
    /** Nothing waits for ever, and nothing goes at once. */
    AGEING(
            "matrix: {sets: {s: a & b, t: b & c, u: d}}",
            new FifoOptions(Map.of("a", 5), Map.of(), Duration.ofMillis(800), Duration.ofMillis(300)),
            Set.of("ab", "bc")),
    /** One request at a time. */
    SERIAL("group: {}", FifoOptions.DEFAULTS, Set.of());

    static final List<String> MODELS = List.of("a", "b", "c", "d", "e");

    private final String routing;
    private final FifoOptions options;
    private final Set<String> pairs;

    /**
     * A policy.
     *
     * @param pairs models that may run at the same time, two and two
     */
    TriedPolicy(String routing, FifoOptions options, Set<String> pairs) {
        this.routing = routing;
        this.options = options;
        this.pairs = pairs;
    }

    /** The models with their groups or combinations, each behind its own address. */
    RouterConfig config(UnaryOperator<String> proxyOf) {
        StringBuilder yaml = new StringBuilder("models:\n");
        MODELS.forEach(each -> yaml.append("  %s: {cmd: serve, proxy: \"%s\"}\n".formatted(each, proxyOf.apply(each))));
        String use = routing.startsWith("matrix") ? "matrix" : "group";
        yaml.append("routing:\n  router:\n    use: ").append(use).append("\n    settings:\n");
        yaml.append(routing.replace("group:", "groups:").indent(6));
        return RouterConfigReader.read("router.yaml", yaml.toString(), LoadOptions.usual())
                .orThrow();
    }

    RoutingPolicy policy() {
        return new RoutingPolicy(
                name(),
                effects -> this == SERIAL
                        ? new SerialScheduler(effects)
                        : new FifoScheduler(
                                config(_ -> "http://localhost:1").routing().swapper(), options, effects));
    }

    /** Whether a model may be started while others run. */
    boolean allows(String model, Set<String> others) {
        return others.stream()
                .allMatch(each -> pairs.contains(model.compareTo(each) < 0 ? model + each : each + model));
    }
}
