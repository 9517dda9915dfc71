package dev.plimsoll.engine.run;

import dev.plimsoll.engine.plan.SimulatorPlan;
import dev.plimsoll.engine.problem.PlimsollException;
import dev.plimsoll.engine.simulator.SimulatorMain;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.json.JsonMapper;

/**
 * The built-in simulator as a process of its own, so that its work is not ours: started for a run on a free loopback port, ended with
 * it. It dies with us, because it ends when its stdin does.
 */
final class SimulatorChild implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Process process;
    private final URI url;

    private SimulatorChild(Process process, URI url) {
        this.process = process;
        this.url = url;
    }

    /**
     * Starts it and waits until it listens.
     *
     * @throws PlimsollException where it does not start
     */
    static SimulatorChild start(SimulatorPlan plan) {
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseZGC",
                "-Xms128m",
                "-Xmx1g",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Xlog:disable",
                "-Xlog:all=warning:stderr",
                "-cp",
                System.getProperty("java.class.path"),
                SimulatorMain.class.getName());
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            process.getOutputStream().write((SimulatorMain.toLine(plan) + "\n").getBytes(StandardCharsets.UTF_8));
            process.getOutputStream().flush();
            BufferedReader out =
                    new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
            String line = out.readLine();
            if (line == null) {
                process.destroyForcibly();
                throw PlimsollException.failed("The simulator did not start: its process ended at once.", null);
            }
            int port = JSON.readTree(line).path("port").intValue();
            return new SimulatorChild(process, URI.create("http://127.0.0.1:" + port));
        } catch (IOException e) {
            throw PlimsollException.failed("The simulator did not start: " + e.getMessage(), e);
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
