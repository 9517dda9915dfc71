package dev.plimsoll.engine.report;

import dev.plimsoll.engine.archive.RunSummary;
import dev.plimsoll.engine.metrics.MetricDefinition.Flag;
import dev.plimsoll.engine.metrics.StageSummary;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One table on the console, declared and nothing else: {@link ConsoleLayout} filters and groups, {@link ConsoleReport} formats and prints.
 *
 * @param title heading; that of the group where the table is split
 * @param requireFlags flags a figure must have, all of them
 * @param excludeFlags flags a figure must not have, any of them
 * @param consoleGroups groups of figures it shows, in this order; null for one table of all figures, whatever their group
 * @param splitByGroup whether each group is a table of its own
 * @param enabled whether a run has something for it
 * @param figures what it chooses from; asked for where it is enabled only
 */
record ConsoleTable(
        String title,
        Set<Flag> requireFlags,
        Set<Flag> excludeFlags,
        @Nullable List<ConsoleGroup> consoleGroups,
        boolean splitByGroup,
        Function<RunSummary, Enabled> enabled,
        Function<RunSummary, ConsoleFigures> figures) {
    /** What a table for everybody leaves out. */
    private static final Set<Flag> NOT_FOR_EVERYBODY = Set.of(Flag.ERROR_ONLY, Flag.INTERNAL, Flag.EXPERIMENTAL);

    /** One table of the figures for everybody. */
    ConsoleTable(String title, Function<RunSummary, Enabled> enabled, Function<RunSummary, ConsoleFigures> figures) {
        this(title, Set.of(), NOT_FOR_EVERYBODY, null, false, enabled, figures);
    }

    /** The same of the figures with a flag. */
    ConsoleTable requiring(Flag flag) {
        return new ConsoleTable(title, Set.of(flag), Set.of(), consoleGroups, splitByGroup, enabled, figures);
    }

    /** The same of some groups, one after the other. */
    ConsoleTable of(ConsoleGroup... groups) {
        return new ConsoleTable(title, requireFlags, excludeFlags, List.of(groups), false, enabled, figures);
    }

    /** The same with a table for each of some groups. */
    ConsoleTable splitInto(ConsoleGroup... groups) {
        return new ConsoleTable(title, requireFlags, excludeFlags, List.of(groups), true, enabled, figures);
    }

    /**
     * Whether a run has something for a table.
     *
     * @param reason why not; empty where it has
     */
    record Enabled(boolean yes, String reason) {
        /** Enabled where any stage has what is asked for. */
        static Function<RunSummary, Enabled> whereAnyStage(Predicate<StageSummary> has, String otherwise) {
            return summary ->
                    summary.stages().stream().map(RunSummary.Stage::figures).anyMatch(has)
                            ? new Enabled(true, "")
                            : new Enabled(false, otherwise);
        }
    }
}
