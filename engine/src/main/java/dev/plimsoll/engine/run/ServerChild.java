package dev.plimsoll.engine.run;

import dev.plimsoll.engine.plan.SimulatorPlan;
import dev.plimsoll.engine.problem.PlimsollException;
import dev.plimsoll.engine.simulator.NullTarget;
import dev.plimsoll.engine.simulator.NullTargetMain;
import dev.plimsoll.engine.simulator.SimulatorMain;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.json.JsonMapper;

/**
 * A built-in server as a process of its own, so that its work is not ours and our pauses are not its: started on a free loopback port,
 * ended when it is closed. It dies with us, because it ends when its stdin does.
 */
final class ServerChild implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Process process;
    private final URI url;

    private ServerChild(Process process, URI url) {
        this.process = process;
        this.url = url;
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
                SimulatorMain.toLine(plan) + "\n");
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
        return start("null target", List.of("-XX:+UseSerialGC", "-Xms64m", "-Xmx64m"), program, "");
    }

    private static ServerChild start(String name, List<String> jvm, List<String> program, String firstLine) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvm);
        command.addAll(List.of(
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Xlog:disable",
                "-Xlog:all=warning:stderr",
                "-cp",
                System.getProperty("java.class.path")));
        command.addAll(program);
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            process.getOutputStream().write(firstLine.getBytes(StandardCharsets.UTF_8));
            process.getOutputStream().flush();
            BufferedReader out =
                    new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
            String line = out.readLine();
            if (line == null) {
                process.destroyForcibly();
                throw PlimsollException.failed("The " + name + " did not start: its process ended at once.", null);
            }
            int port = JSON.readTree(line).path("port").intValue();
            return new ServerChild(process, URI.create("http://127.0.0.1:" + port));
        } catch (IOException e) {
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

    @Override
    public void close() {
        try {
            process.getOutputStream().close();
            if (!process.waitFor(2, TimeUnit.SECONDS)) {
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
