package dev.plimsoll.engine.router.observe;

import dev.plimsoll.engine.archive.RouterFiguresReader;
import dev.plimsoll.engine.archive.RunFolder;
import dev.plimsoll.engine.metrics.RouterStage;
import dev.plimsoll.engine.metrics.StageSummary;
import java.nio.file.Path;
import java.util.List;

/** The router's figures of the stages of a run, from the log in its folder. Stateless. */
public final class RunRouterFigures implements RouterFiguresReader {
    private static final double NS_PER_S = 1e9;

    @Override
    public List<RouterStage> read(Path folder, List<StageSummary> stages) {
        RouterLog log = RouterLog.of(folder.resolve(RunFolder.ROUTER_EVENTS));
        List<RouterStage> measured = RouterFigures.of(
                log, stages.stream().map(RunRouterFigures::window).toList());
        return PredictedStages.beside(folder, log, stages, measured);
    }

    /** A stage's measurement window in run time, which is the log's; both of its ends belong to it. */
    static RouterFigures.Window window(StageSummary stage) {
        double[] window = stage.windowSeconds();
        return new RouterFigures.Window(
                Math.round((stage.startSeconds() + window[0]) * NS_PER_S),
                Math.round((stage.startSeconds() + Math.max(window[0], window[1])) * NS_PER_S) + 1);
    }
}
