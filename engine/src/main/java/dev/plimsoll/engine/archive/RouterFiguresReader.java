package dev.plimsoll.engine.archive;

import dev.plimsoll.engine.metrics.RouterStage;
import dev.plimsoll.engine.metrics.StageSummary;
import java.nio.file.Path;
import java.util.List;

/**
 * Computes what a model router did in the stages of a run. The room that knows a router's log stands above this one, so its reader is found
 * by {@link java.util.ServiceLoader}, and every way to open a run has the same figures.
 */
public interface RouterFiguresReader {
    /**
     * The figures of each stage, in their order, in the stage's measurement window.
     *
     * @param folder the run's, which holds {@link RunFolder#ROUTER_EVENTS}
     * @throws dev.plimsoll.engine.problem.PlimsollException where the log cannot be read
     */
    List<RouterStage> read(Path folder, List<StageSummary> stages);
}
