package dev.plimsoll.engine.run;

import dev.plimsoll.engine.archive.RunFolder;
import dev.plimsoll.engine.plan.ProfilePlan;
import dev.plimsoll.engine.plan.RunPlan;
import dev.plimsoll.engine.plan.StagePlan;
import dev.plimsoll.engine.problem.PlimsollException;
import dev.plimsoll.engine.router.config.RouterConfig;
import dev.plimsoll.engine.time.NanoClock;
import dev.plimsoll.engine.time.RunAnchor;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BooleanSupplier;

/**
 * Gives each stage of a comparison the same beginning: its policy decides, no request is left over, no model runs. Before the first one
 * each model is loaded once, if that is wanted: the first load of a model reads its file from the disk, later ones find it in memory, and
 * without this the first policy would pay for all of them. On the run's thread.
 */
final class PolicyStages {
    /** Requests that a stage's end has cancelled leave the router at once; those that are still answered take as long as an answer. */
    private static final Duration LONGEST_LEFTOVER = Duration.ofMinutes(5);

    private final RunPlan plan;
    private final RouterControl router;
    private final RunFolder folder;
    private final Board board;
    private final RunAnchor anchor;
    private final NanoClock clock;

    PolicyStages(RunPlan plan, RouterControl router, RunFolder folder, Board board, RunAnchor anchor, NanoClock clock) {
        this.plan = plan;
        this.router = router;
        this.folder = folder;
        this.board = board;
        this.anchor = anchor;
        this.clock = clock;
    }

    /**
     * Before a stage; nothing where it has no policy of its own.
     *
     * @param goOn whether the run is still wanted
     * @throws PlimsollException why the stage cannot begin
     */
    void begin(StagePlan stage, BooleanSupplier goOn) {
        String policy = stage.policy();
        if (policy == null) {
            return;
        }
        if (stage.index() == 0 && plan.profile() instanceof ProfilePlan.Policies p && p.primeCache()) {
            prime(goOn);
        }
        board.doing("Switching the router to " + policy);
        if (router.use(policy, LONGEST_LEFTOVER, goOn)) {
            router.unloadAll();
            folder.event(now(), "policy", Map.of("stage", stage.index(), "policy", policy));
        }
    }

    private void prime(BooleanSupplier goOn) {
        for (String model : models()) {
            if (!goOn.getAsBoolean()) {
                return;
            }
            board.doing("Loading " + model + " once, so that no policy pays for reading its file");
            Map<String, Object> told = new LinkedHashMap<>();
            told.put("model", model);
            try {
                told.put("seconds", RouterControl.seconds(router.load(model)));
            } catch (PlimsollException e) {
                told.put("failed", Objects.requireNonNull(e.getMessage())); // the stages will tell what that means
            }
            folder.event(now(), "primed", told);
        }
    }

    /** The models that requests will ask for; all there are where only the data tells. */
    private List<String> models() {
        RouterConfig config = ModelsConfig.read(
                        Objects.requireNonNull(plan.target().models()))
                .orThrow();
        List<String> asked = AskedModels.of(plan.dataset()).keySet().stream()
                .flatMap(name -> config.resolve(name).stream())
                .distinct()
                .toList();
        return asked.isEmpty() ? List.copyOf(config.models().keySet()) : asked;
    }

    private long now() {
        return anchor.toRunNs(clock.nanoTime());
    }
}
