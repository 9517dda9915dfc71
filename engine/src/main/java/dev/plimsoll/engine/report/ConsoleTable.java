package dev.plimsoll.engine.report;

import dev.plimsoll.engine.archive.RunSummary;
import dev.plimsoll.engine.metrics.StageSummary;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * One table on the console, declared and nothing else; {@link ConsoleReport} filters, formats and prints.
 *
 * @param title heading
 * @param require traits a run must have, all of them
 * @param columns what it shows of a run
 */
record ConsoleTable(String title, Set<Trait> require, Function<RunSummary, List<Column>> columns) {

    /** What a run has to show. */
    enum Trait {
        /** A request that ended well. */
        LATENCY,
        /** First tokens: answers were streamed. */
        TTFT,
        /** More than one token an answer. */
        TPOT,
        /** More than one chunk an answer. */
        ICL,
        /** A stage with a schedule, so that latency can be told from the intended time. */
        FROM_SCHEDULE,
        /** A failed request. */
        ERRORS,
        /** An objective. */
        SLOS,
        /** Latencies with failed requests as infinite. */
        FAILED,
        /** Several classes of requests. */
        CLASSES,
        /** Levels of prefill, decode or tokens in flight. */
        PHASES,
        /** Images, recordings or tool calls. */
        MODALITIES,
        /** What tells how far to trust the figures. */
        HONESTY,
        /** Figures by another tool's definition. */
        COMPAT
    }

    /** Whether a run has what this table shows. */
    boolean suits(Set<Trait> traits) {
        return traits.containsAll(require);
    }

    /** What a run has to show. */
    static Set<Trait> traits(RunSummary summary) {
        Set<Trait> traits = EnumSet.noneOf(Trait.class);
        for (RunSummary.Stage row : summary.stages()) {
            StageSummary stage = row.figures();
            add(traits, Trait.LATENCY, stage.metrics().containsKey("latency"));
            add(traits, Trait.TTFT, stage.metrics().containsKey("ttft"));
            add(traits, Trait.TPOT, stage.metrics().containsKey("tpot"));
            add(traits, Trait.ICL, stage.metrics().containsKey("icl"));
            add(traits, Trait.FROM_SCHEDULE, stage.openLoop() && stage.metrics().containsKey("latencyFromSchedule"));
            add(traits, Trait.ERRORS, !stage.errors().isEmpty());
            add(traits, Trait.SLOS, !stage.slos().isEmpty());
            add(traits, Trait.FAILED, !stage.errorAdjusted().isEmpty());
            add(traits, Trait.CLASSES, !stage.classes().isEmpty());
            add(traits, Trait.PHASES, stage.phases() != null);
            add(traits, Trait.MODALITIES, StageViewTables.hasModalities(stage));
            add(traits, Trait.HONESTY, stage.honesty() != null);
            add(traits, Trait.COMPAT, !stage.compat().isEmpty());
        }
        return traits;
    }

    private static void add(Set<Trait> traits, Trait trait, boolean present) {
        if (present) {
            traits.add(trait);
        }
    }
}
