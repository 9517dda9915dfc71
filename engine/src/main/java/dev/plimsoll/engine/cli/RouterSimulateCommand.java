package dev.plimsoll.engine.cli;

import dev.plimsoll.engine.router.config.RouterConfig;
import dev.plimsoll.engine.router.config.RoutingPolicy;
import dev.plimsoll.engine.router.simulation.Simulation;
import dev.plimsoll.engine.router.simulation.SimulationResult;
import dev.plimsoll.engine.router.simulation.SwapTimes;
import dev.plimsoll.engine.router.simulation.TraceRequest;
import dev.plimsoll.engine.router.simulation.WaitFigures;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code plimsoll router simulate}: what each of several policies would make of the same requests. */
@Command(
        name = "simulate",
        mixinStandardHelpOptions = true,
        header = "Try policies on a trace, without starting a model.")
final class RouterSimulateCommand implements Callable<Integer> {
    private static final double NS = 1e9;

    @ParentCommand
    private @Nullable RouterCommand router;

    @Mixin
    private TraceOptions options = new TraceOptions();

    @Option(
            names = "--policy",
            paramLabel = "POLICY",
            split = ",",
            defaultValue = "fifo,serial",
            description = "fifo and serial as configured; fifo+default, fifo+group and fifo+matrix with another router"
                    + " (default: ${DEFAULT-VALUE}).")
    private List<String> policies = new ArrayList<>();

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Override
    public Integer call() {
        RouterCommand parent = Objects.requireNonNull(router);
        RouterConfig config = options.config(parent);
        List<TraceRequest> trace = options.trace(config);
        SwapTimes times = options.times(config);
        List<SimulationResult> results = policies.stream()
                .map(name -> options.policy(name, config))
                .map(policy -> simulate(policy, config, times, trace))
                .toList();
        PrintStream out = parent.console().out();
        if (json) {
            out.println(json(results, config).toPrettyString());
        } else {
            print(results, config, out);
        }
        return 0;
    }

    private static SimulationResult simulate(
            RoutingPolicy policy, RouterConfig config, SwapTimes times, List<TraceRequest> trace) {
        return Simulation.run(policy.name(), config.models().keySet(), times, trace, policy.scheduler());
    }

    private static void print(List<SimulationResult> results, RouterConfig config, PrintStream out) {
        out.println(
                "policy        loads  for nothing   makespan    mean wait     p95 wait     max wait  most overtaken "
                        + " failed");
        for (SimulationResult result : results) {
            WaitFigures waits = result.waits();
            out.printf(
                    Locale.ROOT,
                    "%-12s %6d  %11d  %7.1f s  %9.1f s  %9.1f s  %9.1f s  %14d  %6d%n",
                    result.policy(),
                    result.loads(),
                    result.wastedLoads(),
                    result.makespanNs() / NS,
                    waits.meanNs() / NS,
                    waits.p95Ns() / NS,
                    waits.maxNs() / NS,
                    waits.mostOvertaken(),
                    result.failed());
        }
        for (SimulationResult result : results) {
            out.println();
            out.println(result.policy());
            result.waitsByModel().forEach((model, waits) -> print("model " + model, waits, out));
            Map<Integer, WaitFigures> classes = byPriority(result, config);
            if (classes.size() > 1) {
                classes.forEach((priority, waits) -> print("priority " + priority, waits, out));
            }
        }
    }

    private static void print(String what, WaitFigures waits, PrintStream out) {
        out.printf(
                Locale.ROOT,
                "  %-20s %6d served of %-6d  waits %.1f s mean, %.1f s p95, %.1f s max, overtaken by up to %d%n",
                what,
                waits.served(),
                waits.requests(),
                waits.meanNs() / NS,
                waits.p95Ns() / NS,
                waits.maxNs() / NS,
                waits.mostOvertaken());
    }

    private static Map<Integer, WaitFigures> byPriority(SimulationResult result, RouterConfig config) {
        Map<String, Integer> priorities = config.routing().fifo().priorities();
        return result.waitsBy(each -> priorities.getOrDefault(each.request().model(), 0));
    }

    private static ArrayNode json(List<SimulationResult> results, RouterConfig config) {
        ArrayNode all = JsonMapper.shared().createArrayNode();
        for (SimulationResult result : results) {
            ObjectNode one = all.addObject();
            one.put("policy", result.policy());
            one.put("loads", result.loads());
            one.put("wastedLoads", result.wastedLoads());
            one.put("makespanSeconds", result.makespanNs() / NS);
            one.put("failed", result.failed());
            waits(one.putObject("waits"), result.waits());
            ObjectNode models = one.putObject("waitsByModel");
            result.waitsByModel().forEach((model, waits) -> waits(models.putObject(model), waits));
            ObjectNode classes = one.putObject("waitsByPriority");
            byPriority(result, config)
                    .forEach((priority, waits) -> waits(classes.putObject(Integer.toString(priority)), waits));
        }
        return all;
    }

    private static void waits(ObjectNode node, WaitFigures waits) {
        node.put("requests", waits.requests());
        node.put("served", waits.served());
        if (waits.served() > 0) {
            node.put("meanSeconds", waits.meanNs() / NS);
            node.put("p95Seconds", waits.p95Ns() / NS);
            node.put("maxSeconds", waits.maxNs() / NS);
        }
        node.put("mostOvertaken", waits.mostOvertaken());
    }
}
