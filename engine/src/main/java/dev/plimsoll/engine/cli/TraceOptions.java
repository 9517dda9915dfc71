package dev.plimsoll.engine.cli;

import dev.plimsoll.engine.archive.RunFolder;
import dev.plimsoll.engine.problem.PlimsollException;
import dev.plimsoll.engine.router.config.LoadOptions;
import dev.plimsoll.engine.router.config.RouterConfig;
import dev.plimsoll.engine.router.config.RouterConfigReader;
import dev.plimsoll.engine.router.config.RoutingPolicy;
import dev.plimsoll.engine.router.observe.RecordedTrace;
import dev.plimsoll.engine.router.simulation.SwapTimes;
import dev.plimsoll.engine.router.simulation.TraceFile;
import dev.plimsoll.engine.router.simulation.TraceRequest;
import java.nio.file.Files;
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

    /** Where nobody says or recorded anything. */
    private static final SwapTimes UNKNOWN = new SwapTimes(Map.of(), 10_000_000_000L, 1_000_000_000L);

    @Parameters(index = "0", paramLabel = "CONFIG", description = "The configuration, YAML with llama-swap's keys.")
    private @Nullable Path config;

    @Parameters(
            index = "1",
            paramLabel = "TRACE",
            description =
                    "JSON lines such as {\"at\": 0.5, \"model\": \"chat\", \"service\": 2}; seconds. Or what a router"
                        + " recorded: a run folder, or its router.jsonl; then models take to load and stop what they"
                        + " took.")
    private @Nullable Path trace;

    @Option(
            names = "--load",
            paramLabel = "MODEL=SECONDS",
            description = "How long a model takes to become ready; may be repeated.")
    private Map<String, Double> loads = new LinkedHashMap<>();

    @Option(
            names = "--usual-load",
            paramLabel = "SECONDS",
            description = "The same for all other models (default: 10, or as recorded).")
    private @Nullable Double usualLoad;

    @Option(
            names = "--stop",
            paramLabel = "SECONDS",
            description = "How long a model takes to stop (default: 1, or as recorded).")
    private @Nullable Double stop;

    private @Nullable RecordedTrace recorded;

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
        RecordedTrace known = recorded(read);
        if (known != null) {
            return known.requests();
        }
        return TraceFile.read(file()).stream()
                .map(each -> new TraceRequest(
                        each.id(), read.resolve(each.model()).orElse(each.model()), each.arriveNs(), each.serviceNs()))
                .toList();
    }

    /** How long models take to come and go: what is said goes before what was recorded. */
    SwapTimes times(RouterConfig read) {
        RecordedTrace known = recorded(read);
        Map<String, Long> ns = new HashMap<>(
                known == null || usualLoad != null ? Map.of() : known.times().loadNs());
        loads.forEach((name, seconds) -> ns.put(
                read.resolve(name)
                        .orElseThrow(() -> PlimsollException.usage("--load " + name + " names no model; there are "
                                + String.join(", ", read.models().keySet()) + ".")),
                nanos("--load " + name, seconds)));
        SwapTimes otherwise = known == null ? UNKNOWN : known.times();
        return new SwapTimes(
                ns,
                usualLoad == null ? otherwise.usualLoadNs() : nanos("--usual-load", usualLoad),
                stop == null ? otherwise.stopNs() : Map.of(),
                stop == null ? otherwise.usualStopNs() : nanos("--stop", stop));
    }

    /** What a router recorded; null where the trace was written by hand. */
    private @Nullable RecordedTrace recorded(RouterConfig read) {
        if (recorded == null && RecordedTrace.isOne(file())) {
            recorded = RecordedTrace.read(file(), read.models().keySet());
        }
        return recorded;
    }

    private Path file() {
        Path given = Objects.requireNonNull(trace);
        return Files.isDirectory(given) ? given.resolve(RunFolder.ROUTER_EVENTS) : given;
    }

    static long nanos(String option, double seconds) {
        if (!(seconds >= 0) || seconds > 1e9) {
            throw PlimsollException.usage(option + " must be seconds from 0 to 1000000000, but is " + seconds + ".");
        }
        return Math.round(seconds * NS);
    }
}
