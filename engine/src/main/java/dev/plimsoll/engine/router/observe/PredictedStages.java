package dev.plimsoll.engine.router.observe;

import dev.plimsoll.engine.archive.RunFolder;
import dev.plimsoll.engine.metrics.RouterStage;
import dev.plimsoll.engine.metrics.StageSummary;
import dev.plimsoll.engine.problem.PlimsollException;
import dev.plimsoll.engine.router.config.LoadOptions;
import dev.plimsoll.engine.router.config.RouterConfig;
import dev.plimsoll.engine.router.config.RouterConfigReader;
import dev.plimsoll.engine.router.config.RoutingPolicy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lays beside the figures of a comparison of policies what a simulation foretells of each. */
final class PredictedStages {
    private static final double NS_PER_S = 1e9;

    private PredictedStages() {}

    /**
     * The figures, predicted ones beside them; as they are where the stages have no policies of their own, or the folder has no configuration
     * that can be read (a comparison is worth having without its prediction).
     */
    static List<RouterStage> beside(Path folder, RouterLog log, List<StageSummary> stages, List<RouterStage> measured) {
        Path config = folder.resolve(RunFolder.ROUTER_CONFIG);
        if (stages.stream().anyMatch(stage -> policy(stage) == null)) {
            return measured;
        }
        try {
            return beside(predicted(config, log, stages), measured);
        } catch (PlimsollException e) {
            return measured;
        }
    }

    private static List<@Nullable RouterStage> predicted(Path file, RouterLog log, List<StageSummary> stages) {
        RouterConfig config = RouterConfigReader.read(file, options()).orThrow();
        List<PolicyPrediction.Stage> compared = new ArrayList<>();
        for (StageSummary stage : stages) {
            compared.add(new PolicyPrediction.Stage(
                    String.valueOf(policy(stage)),
                    Math.round(stage.startSeconds() * NS_PER_S),
                    Math.round(stage.endSeconds() * NS_PER_S) + 1,
                    RunRouterFigures.window(stage)));
        }
        return PolicyPrediction.of(
                log,
                compared,
                config.models().keySet(),
                name -> RoutingPolicy.of(
                        name,
                        config,
                        router -> RouterConfigReader.read(file, options().with(router))
                                .orThrow()),
                model -> config.routing().fifo().priorities().getOrDefault(model, 0));
    }

    private static List<RouterStage> beside(List<@Nullable RouterStage> predicted, List<RouterStage> measured) {
        List<RouterStage> both = new ArrayList<>();
        for (int i = 0; i < measured.size(); i++) {
            both.add(measured.get(i).withPredicted(predicted.get(i)));
        }
        return both;
    }

    private static @Nullable Object policy(StageSummary stage) {
        return stage.strategy().get("policy");
    }

    /** A run may be opened where the variables of its commands are not set; what decides over order and room needs none of them. */
    private static LoadOptions options() {
        LoadOptions usual = LoadOptions.usual();
        return LoadOptions.of(name -> {
            String value = usual.environment().apply(name);
            return value == null ? "0" : value;
        });
    }
}
