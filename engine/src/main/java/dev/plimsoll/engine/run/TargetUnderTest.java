package dev.plimsoll.engine.run;

import dev.plimsoll.engine.plan.TargetPlan;
import dev.plimsoll.engine.time.RunAnchor;
import dev.plimsoll.engine.trust.PreflightReport;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The target of a run, checked and ready. The built-in simulator is started for it and ended with it; the model router too, but only once
 * the run has a folder, because it writes its events there. Confined to the run's thread but for {@link #lost}.
 */
final class TargetUnderTest implements AutoCloseable {
    private final TargetPlan plan;
    private final TargetCheck.Found found;
    private final @Nullable ServerChild simulator;
    private final @Nullable LocalModels models;
    private final @Nullable URI url;

    private TargetUnderTest(
            TargetPlan plan,
            TargetCheck.Found found,
            @Nullable ServerChild simulator,
            @Nullable LocalModels models,
            @Nullable URI url) {
        this.plan = plan;
        this.found = found;
        this.simulator = simulator;
        this.models = models;
        this.url = url;
    }

    /**
     * Starts it where it is the simulator, and checks it.
     *
     * @throws dev.plimsoll.engine.problem.PlimsollException saying exactly what failed
     */
    static TargetUnderTest open(TargetPlan plan, Secrets secrets, Board board) {
        if (plan.models() != null) {
            board.doing("Checking the models of " + plan.models().config());
            LocalModels models = LocalModels.of(plan, plan.models(), secrets);
            return new TargetUnderTest(plan, models.found(), null, models, null);
        }
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
            return new TargetUnderTest(plan, TargetCheck.check(plan, url, secrets), simulator, null, url);
        } catch (RuntimeException e) {
            if (simulator != null) {
                simulator.close();
            }
            throw e;
        }
    }

    /**
     * Starts what needs the run's folder: the model router.
     *
     * @param lost run, on any thread, when it ends before it is closed; {@link #lost} then says how
     * @throws dev.plimsoll.engine.problem.PlimsollException where it does not start
     */
    void begin(Path folder, RunAnchor anchor, Runnable lost, Board board) {
        if (models != null) {
            board.doing("Starting the model router");
            models.start(folder, anchor.monotonicNs(), lost);
        }
    }

    /** Where it is; of a model router only once it was begun. */
    URI url() {
        return models != null ? models.url() : Objects.requireNonNull(url);
    }

    TargetCheck.Found found() {
        return found;
    }

    /** What there is to know of it before the first request, beyond what is known of every target. */
    List<PreflightReport.Row> preflight() {
        return models == null ? List.of() : models.preflight();
    }

    /**
     * How a report names it.
     *
     * @param policies of a model router that take turns in the run; empty where they do not
     */
    String shown(List<String> policies) {
        return plan.simulator() != null
                ? "simulator (" + plan.simulator().profile() + ")"
                : models != null
                        ? models.shown(policies)
                        : url + (plan.insecure() ? " (certificate not verified)" : "");
    }

    /** CPU time the target used so far, s; -1 where we cannot know. */
    double cpuSeconds() {
        return simulator != null ? simulator.cpuSeconds() : models != null ? models.cpuSeconds() : -1;
    }

    /** What became of a target that was started for the run and ended before it, a sentence; null where it is well. Any thread. */
    @Nullable
    String lost() {
        return models == null ? null : models.lost();
    }

    @Override
    public void close() {
        if (simulator != null) {
            simulator.close();
        }
        if (models != null) {
            models.close();
        }
    }
}
