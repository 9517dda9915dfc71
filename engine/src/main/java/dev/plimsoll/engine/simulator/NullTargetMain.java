package dev.plimsoll.engine.simulator;

import dev.plimsoll.engine.problem.ExitCode;
import dev.plimsoll.engine.problem.PlimsollException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.time.Duration;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/**
 * A {@link NullTarget} as a process of its own, started by the generator's self-test.
 *
 * <p>Protocol: without arguments it answers at once; with two it streams that many content events that many nanoseconds apart. One line
 * {@code {"port":12345}} on stdout says where it listens on 127.0.0.1; end of stdin ends it, so it dies with its parent.
 */
public final class NullTargetMain {
    private NullTargetMain() {}

    /** Runs until stdin ends. */
    public static void main(String[] arguments) {
        // Ctrl-C reaches the whole process group; the self-test that started this process ends it
        ignore("INT");
        ignore("HUP");
        System.exit(run(System.in, System.out, System.err, arguments));
    }

    static int run(InputStream in, PrintStream out, PrintStream err, String... arguments) {
        try (NullTarget target = arguments.length == 2
                ? NullTarget.streaming(Integer.parseInt(arguments[0]), Duration.ofNanos(Long.parseLong(arguments[1])))
                : NullTarget.start()) {
            out.println("{\"port\":" + target.port() + "}");
            out.flush();
            while (in.read() >= 0) {
                // nothing is said; wait for the end
            }
            return ExitCode.DONE.number();
        } catch (PlimsollException e) {
            err.println(e.getMessage());
            return e.exitCode().number();
        } catch (IOException e) {
            err.println("Could not read stdin: " + e.getMessage());
            return ExitCode.FAILED.number();
        }
    }

    private static void ignore(String signal) {
        try {
            Signal.handle(new Signal(signal), SignalHandler.SIG_IGN);
        } catch (IllegalArgumentException e) {
            // this system has no such signal, or the JVM keeps it for itself: best effort
        }
    }
}
