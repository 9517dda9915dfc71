package dev.plimsoll.engine.run;

import dev.plimsoll.engine.plan.TargetPlan;
import java.net.URI;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The target of a run, checked and ready; the built-in simulator is started for it and ended with it. */
final class TargetUnderTest implements AutoCloseable {
    private final TargetPlan plan;
    private final URI url;
    private final @Nullable ServerChild simulator;
    private final TargetCheck.Found found;

    private TargetUnderTest(TargetPlan plan, URI url, @Nullable ServerChild simulator, TargetCheck.Found found) {
        this.plan = plan;
        this.url = url;
        this.simulator = simulator;
        this.found = found;
    }

    /**
     * Starts it where it is the simulator, and checks it.
     *
     * @throws dev.plimsoll.engine.problem.PlimsollException saying exactly what failed
     */
    static TargetUnderTest open(TargetPlan plan, Secrets secrets, Board board) {
        ServerChild simulator = null;
        URI url;
        if (plan.simulator() != null) {
            board.doing("Starting the simulator");
            simulator = ServerChild.simulator(plan.simulator());
            url = simulator.url();
        } else {
            url = Objects.requireNonNull(plan.url());
        }
        board.doing("Checking the target " + url);
        try {
            return new TargetUnderTest(plan, url, simulator, TargetCheck.check(plan, url, secrets));
        } catch (RuntimeException e) {
            if (simulator != null) {
                simulator.close();
            }
            throw e;
        }
    }

    URI url() {
        return url;
    }

    TargetCheck.Found found() {
        return found;
    }

    /** How a report names it. */
    String shown() {
        return plan.simulator() != null
                ? "simulator (" + plan.simulator().profile() + ")"
                : url + (plan.insecure() ? " (certificate not verified)" : "");
    }

    /** CPU time the target used so far, s; -1 where we cannot know. */
    double cpuSeconds() {
        return simulator == null ? -1 : simulator.cpuSeconds();
    }

    @Override
    public void close() {
        if (simulator != null) {
            simulator.close();
        }
    }
}
