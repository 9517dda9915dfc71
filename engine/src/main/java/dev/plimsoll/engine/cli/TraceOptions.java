package dev.plimsoll.engine.cli;

import dev.plimsoll.engine.problem.PlimsollException;
import dev.plimsoll.engine.router.config.LoadOptions;
import dev.plimsoll.engine.router.config.RouterConfig;
import dev.plimsoll.engine.router.config.RouterConfigReader;
import dev.plimsoll.engine.router.config.RoutingPolicy;
import dev.plimsoll.engine.router.simulation.SwapTimes;
import dev.plimsoll.engine.router.simulation.TraceFile;
import dev.plimsoll.engine.router.simulation.TraceRequest;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A configuration, a trace, and how long models take: what the commands that simulate have in common. */
final class TraceOptions {
    private static final double NS = 1e9;

    @Parameters(index = "0", paramLabel = "CONFIG", description = "The configuration, YAML with llama-swap's keys.")
    private @Nullable Path config;

    @Parameters(
            index = "1",
            paramLabel = "TRACE",
            description = "JSON lines such as {\"at\": 0.5, \"model\": \"chat\", \"service\": 2}; seconds.")
    private @Nullable Path trace;

    @Option(
            names = "--load",
            paramLabel = "MODEL=SECONDS",
            description = "How long a model takes to become ready; may be repeated.")
    private Map<String, Double> loads = new LinkedHashMap<>();

    @Option(
            names = "--usual-load",
            paramLabel = "SECONDS",
            defaultValue = "10",
            description = "The same for all other models (default: ${DEFAULT-VALUE}).")
    private double usualLoad = 10;

    @Option(
            names = "--stop",
            paramLabel = "SECONDS",
            defaultValue = "1",
            description = "How long a model takes to stop (default: ${DEFAULT-VALUE}).")
    private double stop = 1;

    /** The configuration. */
    RouterConfig config(RouterCommand router) {
        return router.read(Objects.requireNonNull(config), LoadOptions.usual());
    }

    /** A policy for it. */
    RoutingPolicy policy(String name, RouterConfig read) {
        Path file = Objects.requireNonNull(config);
        return RoutingPolicy.of(
                name,
                read,
                router -> RouterConfigReader.read(file, LoadOptions.usual().with(router))
                        .orThrow());
    }

    /** The trace, with ids instead of aliases. */
    List<TraceRequest> trace(RouterConfig read) {
        return TraceFile.read(Objects.requireNonNull(trace)).stream()
                .map(each -> new TraceRequest(
                        each.id(), read.resolve(each.model()).orElse(each.model()), each.arriveNs(), each.serviceNs()))
                .toList();
    }

    /** How long models take to come and go. */
    SwapTimes times(RouterConfig read) {
        Map<String, Long> ns = new HashMap<>();
        loads.forEach((name, seconds) -> ns.put(
                read.resolve(name)
                        .orElseThrow(() -> PlimsollException.usage("--load " + name + " names no model; there are "
                                + String.join(", ", read.models().keySet()) + ".")),
                nanos("--load " + name, seconds)));
        return new SwapTimes(ns, nanos("--usual-load", usualLoad), nanos("--stop", stop));
    }

    static long nanos(String option, double seconds) {
        if (!(seconds >= 0) || seconds > 1e9) {
            throw PlimsollException.usage(option + " must be seconds from 0 to 1000000000, but is " + seconds + ".");
        }
        return Math.round(seconds * NS);
    }
}
