package dev.plimsoll.engine.run;

import dev.plimsoll.engine.archive.ArchivedRun;
import dev.plimsoll.engine.archive.RunSummary;
import dev.plimsoll.engine.metrics.StageSummary;
import dev.plimsoll.engine.plan.ConstraintPlan;
import dev.plimsoll.engine.plan.PlanCompiler;
import dev.plimsoll.engine.workspace.BenchmarkOptions;
import dev.plimsoll.engine.workspace.WorkspaceFile;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Replays the records of a run through constraints: when would each have stopped it? Each constraint is asked on its own, about what
 * did happen; what would have happened after a stop nobody knows. Stateless; any thread.
 */
public final class WhatIf {
    private WhatIf() {}

    /**
     * Constraints as written on a command line.
     *
     * @param texts JSON or option strings
     * @throws dev.plimsoll.engine.problem.PlimsollException (usage) with everything that is wrong in any of them
     */
    public static List<ConstraintPlan> constraints(List<String> texts) {
        // A benchmark made of nothing else; a closed loop, which no monitor is added to.
        BenchmarkOptions options = new BenchmarkOptions(
                "kind=simulator",
                null,
                "kind=synchronous",
                texts,
                null,
                Path.of("").toAbsolutePath());
        return PlanCompiler.compile(WorkspaceFile.ofOptions(options), null).constraints();
    }

    /** What every constraint says of every stage, in order. Reads all records; those of one stage at a time are in memory. */
    public static WhatIfReport ask(ArchivedRun run, List<ConstraintPlan> constraints) {
        Map<Integer, List<WhatIfReport.Answer>> answers = new HashMap<>();
        Map<Integer, StageReplay> replays = new HashMap<>();
        Map<Integer, Long> ends = ends(run);
        for (RunSummary.Stage stage : run.summary().stages()) {
            StageSummary figures = stage.figures();
            long endNs = ends.getOrDefault(figures.index(), ns(figures.endSeconds()));
            replays.put(figures.index(), new StageReplay(figures.index(), ns(figures.startSeconds()), endNs));
        }
        int[] reading = {-1};
        run.forEachRecord(record -> {
            int stage = record.info().stage();
            if (stage != reading[0]) { // records come stage by stage
                answer(replays.remove(reading[0]), constraints, answers);
                reading[0] = stage;
            }
            StageReplay replay = replays.get(stage);
            if (replay != null) {
                replay.add(record);
            }
        });
        List.copyOf(replays.values()).forEach(replay -> answer(replay, constraints, answers));
        return new WhatIfReport(
                WhatIfReport.SCHEMA_VERSION,
                run.summary().run().id(),
                run.summary().stages().stream()
                        .map(RunSummary.Stage::figures)
                        .map(figures -> new WhatIfReport.Stage(
                                figures.index(),
                                figures.displayName(),
                                figures.endSeconds() - figures.startSeconds(),
                                figures.requests().created(),
                                answers.getOrDefault(figures.index(), List.of())))
                        .toList());
    }

    private static void answer(
            @Nullable StageReplay replay,
            List<ConstraintPlan> constraints,
            Map<Integer, List<WhatIfReport.Answer>> answers) {
        if (replay != null) {
            answers.put(replay.stage(), replay.ask(constraints));
        }
    }

    /** When the processing of each stage ended, run time: a stop may well come after the last answer. */
    private static Map<Integer, Long> ends(ArchivedRun run) {
        Map<Integer, Long> ends = new HashMap<>();
        for (String line : run.events()) {
            JsonNode event = JsonMapper.shared().readTree(line);
            if (event.path("type").asString("").equals("stage_end")) {
                JsonNode facts = event.path("facts");
                ends.put(facts.path("index").asInt(-1), facts.path("endNs").asLong(0));
            }
        }
        return ends;
    }

    private static long ns(double seconds) {
        return Math.round(seconds * 1e9);
    }
}
