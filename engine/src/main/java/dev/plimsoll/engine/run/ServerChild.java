package dev.plimsoll.engine.run;

import dev.plimsoll.engine.file.ThisProgram;
import dev.plimsoll.engine.plan.ModelsPlan;
import dev.plimsoll.engine.plan.SimulatorPlan;
import dev.plimsoll.engine.problem.PlimsollException;
import dev.plimsoll.engine.simulator.NullTarget;
import dev.plimsoll.engine.simulator.NullTargetMain;
import dev.plimsoll.engine.simulator.SimulatorMain;
import dev.plimsoll.engine.time.ProcFiles;
import dev.plimsoll.engine.time.ProcessTree;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * A built-in server as a process of its own, so that its work is not ours and our pauses are not its: started on a free loopback port,
 * ended when it is closed. It dies with us, because it ends when its stdin does.
 */
final class ServerChild implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.shared();

    /** Until a child that was told to end is ended by force, s. */
    private static final long PATIENCE_SECONDS = 2;

    private final Process process;
    private final URI url;
    private final long patienceSeconds;
    private volatile boolean closing;

    private ServerChild(Process process, URI url, long patienceSeconds) {
        this.process = process;
        this.url = url;
        this.patienceSeconds = patienceSeconds;
    }

    /**
     * Starts the simulator and waits until it listens.
     *
     * @throws PlimsollException where it does not start
     */
    static ServerChild simulator(SimulatorPlan plan) {
        return start(
                "simulator",
                List.of("-XX:+UseZGC", "-Xms128m", "-Xmx1g"),
                List.of(SimulatorMain.class.getName()),
                SimulatorMain.toLine(plan) + "\n",
                null,
                PATIENCE_SECONDS);
    }

    /**
     * Starts the model router and waits until it listens. It loads no model by itself, unless its configuration says so.
     *
     * @param models its configuration and policy
     * @param options further options of {@code plimsoll router run}
     * @param log takes what it says
     * @param patienceSeconds how long it has, once it is closed, to end its models
     * @throws PlimsollException where it does not start
     */
    static ServerChild router(ModelsPlan models, List<String> options, ChildLog log, long patienceSeconds) {
        List<String> program = new ArrayList<>(List.of(
                ThisProgram.COMMAND_LINE, "router", "run", models.config().toString(), "--port", "0", "--with-parent"));
        if (models.policy() != null) {
            program.addAll(List.of("--policy", models.policy()));
        }
        program.addAll(options);
        return start("model router", List.of("-XX:+UseZGC", "-Xms64m", "-Xmx512m"), program, "", log, patienceSeconds);
    }

    /** Starts a null target; see {@link NullTarget#start}. */
    static ServerChild nullTarget() {
        return nullTarget(List.of());
    }

    /** Starts one that streams at a pace; see {@link NullTarget#streaming}. */
    static ServerChild streamingNullTarget(int contentEvents, Duration gap) {
        return nullTarget(List.of(String.valueOf(contentEvents), String.valueOf(gap.toNanos())));
    }

    private static ServerChild nullTarget(List<String> arguments) {
        List<String> program = new ArrayList<>(List.of(NullTargetMain.class.getName()));
        program.addAll(arguments);
        return start(
                "null target", List.of("-XX:+UseSerialGC", "-Xms64m", "-Xmx64m"), program, "", null, PATIENCE_SECONDS);
    }

    private static ServerChild start(
            String name,
            List<String> jvm,
            List<String> program,
            String firstLine,
            @Nullable ChildLog log,
            long patienceSeconds) {
        List<String> command = ThisProgram.java(jvm);
        command.addAll(program);
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(log == null ? ProcessBuilder.Redirect.DISCARD : ProcessBuilder.Redirect.PIPE)
                    .start();
            if (log != null) {
                log.follow(process.getErrorStream());
            }
            process.getOutputStream().write(firstLine.getBytes(StandardCharsets.UTF_8));
            process.getOutputStream().flush();
            BufferedReader out =
                    new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
            String line = out.readLine();
            if (line == null) {
                process.destroyForcibly();
                String words = log == null ? "" : log.lastWords();
                throw PlimsollException.failed(
                        "The " + name + " did not start: its process ended at once"
                                + (words.isEmpty() ? "." : ", and said: " + words),
                        null);
            }
            int port = JSON.readTree(line).path("port").intValue();
            if (log != null) {
                log.follow(out);
            }
            return new ServerChild(process, URI.create("http://127.0.0.1:" + port), patienceSeconds);
        } catch (IOException | JacksonException e) {
            throw PlimsollException.failed("The " + name + " did not start: " + e.getMessage(), e);
        }
    }

    /** Where it listens. */
    URI url() {
        return url;
    }

    /** CPU time it used so far, s; -1 where the system does not tell. */
    double cpuSeconds() {
        return process.info().totalCpuDuration().map(d -> d.toNanos() / 1e9).orElse(-1.0);
    }

    /** CPU time of it and of all that it started so far, s; -1 where the system does not tell. */
    double cpuSecondsWithChildren() {
        return ProcessTree.cpuSeconds(process.toHandle(), ProcFiles.system());
    }

    /**
     * Runs something when its process ends before it is closed, on a thread of its own: {@link Process#onExit} waits for one of a pool
     * that others may keep busy.
     */
    void whenLost(IntConsumer exitCode) {
        Thread.ofPlatform().daemon().name("child-watch").start(() -> {
            try {
                int code = process.waitFor();
                if (!closing) {
                    exitCode.accept(code);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt(); // nobody interrupts it; it ends with its process
            }
        });
    }

    @Override
    public void close() {
        closing = true;
        try {
            process.getOutputStream().close();
            if (!process.waitFor(patienceSeconds, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            process.destroyForcibly();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
