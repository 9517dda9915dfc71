package dev.plimsoll.engine.archive;

import dev.plimsoll.engine.metrics.RouterStage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;

/** What the model router of a run did in each of its stages, laid beside their figures. */
public final class RouterStages {
    private RouterStages() {}

    /**
     * The stages with what the router did in their windows, computed from its log; as they are where the run had no router of its own.
     *
     * @throws dev.plimsoll.engine.problem.PlimsollException where the log cannot be read
     */
    public static List<RunSummary.Stage> into(Path folder, List<RunSummary.Stage> stages) {
        if (stages.isEmpty() || !Files.isRegularFile(folder.resolve(RunFolder.ROUTER_EVENTS))) {
            return stages;
        }
        RouterFiguresReader reader = ServiceLoader.load(RouterFiguresReader.class, RouterStages.class.getClassLoader())
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no reader of a router's log on the class path"));
        List<RouterStage> routers = reader.read(
                folder, stages.stream().map(RunSummary.Stage::figures).toList());
        List<RunSummary.Stage> told = new ArrayList<>();
        for (int i = 0; i < stages.size(); i++) {
            told.add(stages.get(i).with(routers.get(i)));
        }
        return told;
    }
}
