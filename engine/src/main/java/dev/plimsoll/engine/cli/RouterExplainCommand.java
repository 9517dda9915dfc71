package dev.plimsoll.engine.cli;

import dev.plimsoll.engine.router.config.RouterConfig;
import dev.plimsoll.engine.router.config.RoutingPolicy;
import dev.plimsoll.engine.router.schedule.WaitReason;
import dev.plimsoll.engine.router.schedule.WaitReasons;
import dev.plimsoll.engine.router.simulation.Simulation;
import dev.plimsoll.engine.router.swap.SwapReason;
import java.io.PrintStream;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code plimsoll router explain}: why requests of a trace wait at a moment. */
@Command(
        name = "explain",
        mixinStandardHelpOptions = true,
        header = "Say why requests of a trace wait at a moment, without starting a model.")
final class RouterExplainCommand implements Callable<Integer> {
    @ParentCommand
    private @Nullable RouterCommand router;

    @Mixin
    private TraceOptions options = new TraceOptions();

    @Option(names = "--at", required = true, paramLabel = "SECONDS", description = "The moment, since the trace began.")
    private double at;

    @Option(
            names = "--policy",
            paramLabel = "POLICY",
            description = "As of simulate (default: the configured scheduler).")
    private @Nullable String policy;

    @Override
    public Integer call() {
        RouterCommand parent = Objects.requireNonNull(router);
        RouterConfig config = options.config(parent);
        RoutingPolicy tried = options.policy(policy == null ? config.routing().scheduler() : policy, config);
        List<WaitReasons> waiting = Simulation.waitingAt(
                TraceOptions.nanos("--at", at),
                config.models().keySet(),
                options.times(config),
                options.trace(config),
                tried.scheduler());
        PrintStream out = parent.console().out();
        if (waiting.isEmpty()) {
            out.println("No request waits.");
        }
        waiting.forEach(each -> print(each, out));
        return 0;
    }

    private static void print(WaitReasons waits, PrintStream out) {
        out.println(waits.request() + " for " + waits.model()
                + (waits.position() == 0 ? "" : ", position " + waits.position()));
        for (WaitReason reason : waits.reasons()) {
            out.println("  waits: " + reason.tell());
        }
        SwapReason swap = waits.swap();
        if (swap == null) {
            return;
        }
        swap.because().forEach(because -> out.println("  swap: " + because));
        for (SwapReason.Candidate candidate : swap.candidates()) {
            out.println("    " + (candidate.chosen() ? "* " : "  ") + candidate.set() + ": "
                    + String.join(" + ", candidate.models()) + " costs " + candidate.cost()
                    + (candidate.evict().isEmpty() ? "" : ", stops " + String.join(", ", candidate.evict())));
        }
    }
}
