package dev.plimsoll.engine.cli;

import dev.plimsoll.engine.problem.ExitCode;
import dev.plimsoll.engine.problem.PlimsollException;
import dev.plimsoll.engine.router.Router;
import dev.plimsoll.engine.router.RouterEventFile;
import dev.plimsoll.engine.router.RouterOptions;
import dev.plimsoll.engine.router.config.LoadOptions;
import dev.plimsoll.engine.router.config.RouterConfig;
import dev.plimsoll.engine.router.config.RouterConfigReader;
import dev.plimsoll.engine.time.NanoClock;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** {@code plimsoll router run}: the router, until it is asked to end. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        header = "Serve local models behind one port, started on demand.",
        footer = {
            "",
            "Ctrl-C or SIGTERM lets requests under way end, for up to 30 s, then stops the models; a second one kills"
                    + " them.",
            "Exit codes: 0 ended as asked; 1 failed; 2 wrong configuration or a port that is taken, nothing started;",
            "130 ended by a second Ctrl-C."
        })
final class RouterRunCommand implements Callable<Integer> {
    private static final int USUAL_PORT = 8080;
    private static final Duration DRAIN_LIMIT = Duration.ofSeconds(30);

    @ParentCommand
    private @Nullable RouterCommand router;

    @Parameters(paramLabel = "CONFIG", description = "The configuration, YAML with llama-swap's keys.")
    private @Nullable Path config;

    @Option(
            names = "--host",
            defaultValue = "127.0.0.1",
            description = "Address to listen on (default: ${DEFAULT-VALUE}).")
    private String host = "127.0.0.1";

    @Option(
            names = "--port",
            defaultValue = "" + USUAL_PORT,
            description = "Port, 0 for a free one (default: ${DEFAULT-VALUE}).")
    private int port = USUAL_PORT;

    @Option(
            names = "--policy",
            paramLabel = "POLICY",
            description = "fifo, serial, fifo+group, fifo+matrix or fifo+default, instead of the configuration's.")
    private @Nullable String policy;

    @Option(
            names = "--events",
            paramLabel = "FILE",
            description = "Append every event of the router, a JSON object a line.")
    private @Nullable Path events;

    @Option(
            names = "--origin-ns",
            paramLabel = "N",
            defaultValue = "0",
            description = "What is subtracted from the system's monotonic clock in all times.")
    private long originNs;

    @Option(
            names = "--with-parent",
            description =
                    "End when standard input closes, which is when the program that started it ends; Ctrl-C is left to"
                            + " that program.")
    private boolean withParent;

    @Option(names = "--json", description = "Say in JSON where it listens; with --port 0 it always does.")
    private boolean json;

    @Option(names = "--quiet", description = "Print no logs.")
    private boolean quiet;

    @Override
    public Integer call() throws InterruptedException {
        RouterCommand parent = Objects.requireNonNull(router);
        Console console = parent.console();
        Path file = Objects.requireNonNull(config);
        if (port < 0 || port > 0xFFFF) {
            throw PlimsollException.usage("--port must be from 0 to 65535, but is " + port + ".");
        }
        RouterConfig read = parent.read(file, LoadOptions.usual());
        long origin = originNs;
        NanoClock clock = () -> System.nanoTime() - origin;
        String name = policy == null ? read.routing().scheduler() : policy;
        Ending ending = new Ending();
        try (RouterEventFile to = events == null ? null : RouterEventFile.append(events);
                CtrlC unused = withParent ? CtrlC.handleKillOnly(ending::asked) : CtrlC.handle(ending::asked)) {
            RouterOptions options = RouterOptions.of(
                            read,
                            other -> RouterConfigReader.read(
                                            file, LoadOptions.usual().with(other))
                                    .orThrow())
                    .at(host, port)
                    .by(name)
                    .observed(clock, event -> {
                        if (to != null) {
                            to.accept(event);
                        }
                    });
            try (Router running = Router.start(read, options)) {
                say(console, running.address(), name, read);
                boolean machine = json || port == 0;
                RouterLogPrinter printer = RouterLogPrinter.of(
                        quiet ? "none" : read.logToStdout(), running.log(), machine ? console.err() : console.out());
                if (withParent) {
                    Thread.ofPlatform().daemon().name("parent").start(() -> awaitEnd(console.in(), ending));
                }
                int code = ending.await(running, console);
                printer.close();
                return code;
            }
        }
    }

    private void say(Console console, InetSocketAddress address, String policyName, RouterConfig read) {
        String where = host.indexOf(':') >= 0 ? "[" + host + "]" : host;
        String url = "http://" + where + ":" + address.getPort();
        if (json || port == 0) {
            ObjectNode line = JsonNodeFactory.instance.objectNode();
            line.put("port", address.getPort());
            line.put("url", url);
            line.put("policy", policyName);
            line.put("pid", ProcessHandle.current().pid());
            ArrayNode models = line.putArray("models");
            read.models().keySet().forEach(models::add);
            console.out().println(line);
        } else {
            console.out()
                    .println("Serving " + String.join(", ", read.models().keySet()) + " on " + url + " by " + policyName
                            + "; Ctrl-C ends it.");
        }
        console.out().flush();
    }

    private static void awaitEnd(InputStream in, Ending ending) {
        try {
            while (in.read() >= 0) {
                // whatever the parent says, only its end counts
            }
        } catch (IOException e) {
            // that is an end too
        }
        ending.parentGone();
    }

    /** How it comes to an end. */
    private static final class Ending {
        private final CountDownLatch asked = new CountDownLatch(1);
        private volatile boolean drained = true;
        private volatile boolean hurried;
        private volatile @Nullable Router router;

        void asked(int times) {
            if (times > 2) {
                Runtime.getRuntime().halt(ExitCode.INTERRUPTED.number());
            }
            hurried |= times == 2;
            asked.countDown();
            Router running = router;
            if (times == 2 && running != null) {
                Thread.ofPlatform().name("router-close").start(running::closeNow);
            }
        }

        void parentGone() {
            drained = false;
            asked.countDown();
        }

        int await(Router running, Console console) throws InterruptedException {
            router = running;
            asked.await();
            if (hurried) {
                running.closeNow();
            } else if (drained && !running.drain(DRAIN_LIMIT) && !hurried) {
                console.err()
                        .println("Requests were still under way after " + DRAIN_LIMIT.toSeconds()
                                + " s; they are broken off.");
            }
            running.close();
            return (hurried ? ExitCode.INTERRUPTED : ExitCode.DONE).number();
        }
    }
}
