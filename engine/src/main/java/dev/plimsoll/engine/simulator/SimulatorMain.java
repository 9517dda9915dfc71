package dev.plimsoll.engine.simulator;

import dev.plimsoll.engine.plan.SimulatorPlan;
import dev.plimsoll.engine.problem.ExitCode;
import dev.plimsoll.engine.problem.PlimsollException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import sun.misc.Signal;
import sun.misc.SignalHandler;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The simulator as a process of its own, started by a run.
 *
 * <p>Protocol: one line of JSON on stdin is the {@link SimulatorPlan} ({@link #toLine}); one line {@code {"port":12345}} on stdout says
 * where it listens on 127.0.0.1; end of stdin ends it, so it dies with its parent. The first program argument, where there is one, is the
 * log file. Everything else goes to stderr.
 */
public final class SimulatorMain {
    private SimulatorMain() {}

    /** Runs until stdin ends. */
    public static void main(String[] arguments) {
        // Ctrl-C reaches the whole process group; the run that started this process still needs it then
        ignore("INT");
        ignore("HUP");
        System.exit(run(System.in, System.out, System.err, arguments));
    }

    /** The line this process reads, without its end. */
    public static String toLine(SimulatorPlan plan) {
        return JsonMapper.shared().writeValueAsString(plan);
    }

    private static void ignore(String signal) {
        try {
            Signal.handle(new Signal(signal), SignalHandler.SIG_IGN);
        } catch (IllegalArgumentException e) {
            // this system has no such signal, or the JVM keeps it for itself: best effort
        }
    }

    static int run(InputStream in, PrintStream out, PrintStream err, String... arguments) {
        BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        try {
            String line = lines.readLine();
            if (line == null) {
                return ExitCode.DONE.number();
            }
            SimulatorPlan plan = JsonMapper.shared().readValue(line, SimulatorPlan.class);
            Path log = arguments.length == 0 ? null : Path.of(arguments[0]);
            try (InferenceSimulator running = InferenceSimulator.start(plan, "127.0.0.1", 0, log)) {
                out.println("{\"port\":" + running.port() + "}");
                out.flush();
                while (lines.readLine() != null) {
                    // nothing is said after the plan; wait for the end
                }
            }
            return ExitCode.DONE.number();
        } catch (PlimsollException e) {
            err.println(e.getMessage());
            return e.exitCode().number();
        } catch (JacksonException e) {
            err.println("The first line on stdin must be a simulator plan in JSON: " + e.getOriginalMessage());
            return ExitCode.USAGE.number();
        } catch (IOException e) {
            err.println("Could not read stdin: " + e.getMessage());
            return ExitCode.FAILED.number();
        }
    }
}
