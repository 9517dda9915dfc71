package dev.plimsoll.engine.cli;

import dev.plimsoll.engine.plan.SimulatorPlan;
import dev.plimsoll.engine.plan.SimulatorProfiles;
import dev.plimsoll.engine.simulator.InferenceSimulator;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code plimsoll simulator}: the built-in inference server, until Ctrl-C. */
@Command(name = "simulator", mixinStandardHelpOptions = true, header = "Start the built-in inference server.")
final class SimulatorCommand implements Callable<Integer> {
    @ParentCommand
    private @Nullable PlimsollCli root;

    @Option(
            names = "--profile",
            defaultValue = "small",
            description = "instant, small, large or fixed (default: ${DEFAULT-VALUE}).")
    private String profile = "small";

    @Option(
            names = "--host",
            defaultValue = "127.0.0.1",
            description = "Address to listen on (default: ${DEFAULT-VALUE}).")
    private String host = "127.0.0.1";

    @Option(
            names = "--port",
            defaultValue = "8000",
            description = "Port, 0 for a free one (default: ${DEFAULT-VALUE}).")
    private int port = 8000;

    @Option(names = "--model", paramLabel = "NAME", description = "Model it serves (default: plimsoll-simulator).")
    private String model = SimulatorProfiles.MODEL;

    @Option(
            names = "--log",
            paramLabel = "FILE",
            description = "Write when each request came and each token was sent, in ns.")
    private @Nullable Path log;

    @Option(names = "--error-rate", paramLabel = "SHARE", description = "Share of requests answered with 500, 0 to 1.")
    private @Nullable String errorRate;

    @Option(names = "--reject-over", paramLabel = "N", description = "Answer 429 when more than N requests wait.")
    private @Nullable String rejectOver;

    @Option(
            names = "--set",
            paramLabel = "NAME=VALUE",
            description = "Any parameter of the model, such as slots=32; docs/simulator.md lists them.")
    private Map<String, String> parameters = new LinkedHashMap<>();

    @Override
    public Integer call() throws Exception {
        Map<String, String> all = new LinkedHashMap<>(parameters);
        if (errorRate != null) {
            all.put("errorRate", errorRate);
        }
        if (rejectOver != null) {
            all.put("queueLimit", rejectOver);
        }
        SimulatorPlan plan = SimulatorProfiles.with(SimulatorProfiles.of(profile, all), model, Map.of());
        try (InferenceSimulator simulator = InferenceSimulator.start(plan, host, port, log)) {
            Console console = Objects.requireNonNull(root).console();
            console.err()
                    .println("Simulator '" + plan.profile() + "' with model " + plan.model() + " listens on http://"
                            + host + ":" + simulator.port() + "; Ctrl-C ends it.");
            CountDownLatch ended = new CountDownLatch(1);
            Runtime.getRuntime().addShutdownHook(new Thread(ended::countDown, "simulator-end"));
            ended.await();
        }
        return 0;
    }
}
