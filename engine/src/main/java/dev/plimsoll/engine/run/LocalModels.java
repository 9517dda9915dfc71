package dev.plimsoll.engine.run;

import dev.plimsoll.engine.archive.RunFolder;
import dev.plimsoll.engine.file.AtomicFile;
import dev.plimsoll.engine.file.FileTrouble;
import dev.plimsoll.engine.file.SafePath;
import dev.plimsoll.engine.plan.ModelsPlan;
import dev.plimsoll.engine.plan.TargetPlan;
import dev.plimsoll.engine.problem.PlimsollException;
import dev.plimsoll.engine.router.config.ModelConfig;
import dev.plimsoll.engine.router.config.RedactedConfig;
import dev.plimsoll.engine.router.config.RouterConfig;
import dev.plimsoll.engine.router.config.RouterConfigReader;
import dev.plimsoll.engine.trust.PreflightReport;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The models of this machine as a target: their configuration, and the router that is started for a run, or for one request. Confined to
 * one thread but for {@link #lost}.
 */
final class LocalModels implements AutoCloseable {
    /** In a run folder: the configuration without secrets, what happened in the router, what it said. */
    static final String CONFIG = RunFolder.ROUTER_CONFIG;

    static final String EVENTS = RunFolder.ROUTER_EVENTS;
    static final String LOG = "router.log";

    /** What the router itself needs to end, beyond its models. */
    private static final long OWN_END_SECONDS = 5;

    private final ModelsPlan plan;
    private final RouterConfig config;
    private final TargetCheck.Found found;
    private final UnaryOperator<String> redact;
    private @Nullable ServerChild router;
    private @Nullable ChildLog log;
    private volatile @Nullable String lost;

    private LocalModels(ModelsPlan plan, RouterConfig config, TargetCheck.Found found, UnaryOperator<String> redact) {
        this.plan = plan;
        this.config = config;
        this.found = found;
        this.redact = redact;
    }

    /**
     * Reads the configuration; nothing is started.
     *
     * @throws PlimsollException with everything that is wrong with it
     */
    static LocalModels of(TargetPlan target, ModelsPlan plan, Secrets secrets) {
        RouterConfigReader.Result read = ModelsConfig.read(plan);
        RouterConfig config = read.orThrow();
        String model = target.model() != null ? target.model() : firstListed(plan, config);
        return new LocalModels(
                plan,
                config,
                new TargetCheck.Found(model, ModelsConfig.names(config), true),
                secrets.redactor()::redact);
    }

    /** As the router's own list of models has it. */
    private static String firstListed(ModelsPlan plan, RouterConfig config) {
        return config.models().values().stream()
                .filter(model -> !model.unlisted())
                .map(ModelConfig::id)
                .findFirst()
                .orElseThrow(() -> PlimsollException.usage("The router lists no model in " + plan.config()
                        + ". Name one in the workspace (\"model\") or with --model."));
    }

    TargetCheck.Found found() {
        return found;
    }

    RouterConfig config() {
        return config;
    }

    List<PreflightReport.Row> preflight() {
        return ModelsPreflight.of(config);
    }

    /**
     * How a report names them.
     *
     * @param compared policies that take turns in the run; empty where the target's own decides
     */
    String shown(List<String> compared) {
        String own = plan.policy() == null ? config.routing().scheduler() : plan.policy();
        return "local models (" + (compared.isEmpty() ? own : String.join(", ", compared)) + "), "
                + plan.config().getFileName();
    }

    /**
     * Starts the router for a run, with its files in the run's folder.
     *
     * @param originNs zero of the times in its events, by the monotonic clock, ns
     * @param whenLost run, on any thread, when it ends before it is closed
     */
    void start(Path folder, long originNs, Runnable whenLost) {
        try {
            String text = SafePath.readText(plan.config());
            AtomicFile.writeText(folder.resolve(CONFIG), RedactedConfig.of(text));
            log = ChildLog.in(folder.resolve(LOG), redact);
        } catch (IOException e) {
            throw PlimsollException.failed(
                    "The model router could not be started for " + folder + ": " + FileTrouble.reason(e), e);
        }
        start(
                List.of("--events", folder.resolve(EVENTS).toString(), "--origin-ns", String.valueOf(originNs)),
                whenLost);
    }

    /** Starts the router for a few requests, of which nothing is kept. */
    URI start() {
        log = ChildLog.ofLastWords(redact);
        start(List.of(), () -> {});
        return url();
    }

    private void start(List<String> options, Runnable whenLost) {
        ChildLog into = Objects.requireNonNull(log);
        ServerChild started = ServerChild.router(plan, options, into, patienceSeconds());
        router = started;
        started.whenLost(exitCode -> {
            String words = into.lastWords();
            lost = "The model router ended in the middle of the run (exit code " + exitCode + ")"
                    + (words.isEmpty() ? "" : "; its last words: " + words.replace("\n", " | "))
                    + ". " + LOG + " in the run's folder has what it said.";
            whenLost.run();
        });
    }

    /** Its models are stopped side by side, each with its own grace. */
    private long patienceSeconds() {
        return OWN_END_SECONDS
                + config.models().values().stream()
                        .mapToLong(ModelConfig::unloadTimeoutSeconds)
                        .max()
                        .orElse(0);
    }

    /** Where the router listens. */
    URI url() {
        return Objects.requireNonNull(router, "the router was not started").url();
    }

    /** CPU time of the router and its models so far, s; 0 before it is started, -1 where the system does not tell. */
    double cpuSeconds() {
        ServerChild started = router;
        return started == null ? 0 : started.cpuSecondsWithChildren();
    }

    /** How the router ended before it was closed, a sentence; null where it did not. Any thread. */
    @Nullable
    String lost() {
        return lost;
    }

    @Override
    public void close() {
        ServerChild started = router;
        if (started != null) {
            started.close();
        }
        ChildLog into = log;
        if (into != null) {
            into.close();
        }
    }
}
