package dev.plimsoll.engine.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.plimsoll.engine.archive.RunSummary;
import dev.plimsoll.engine.metrics.MetricDefinition.Flag;
import dev.plimsoll.engine.report.ConsoleTable.Enabled;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ConsoleLayoutTest {
    private static final RunSummary RUN = SampleRun.of(SampleRun.closed(0, 1.4, 64));

    private static final ConsoleTable TABLE = new ConsoleTable(
            "Table",
            Enabled.whereAnyStage(s -> true, "no stage"),
            _ -> new ConsoleFigures(column("#"))
                    .add(column("plain"))
                    .add(column("inner"), Flag.INTERNAL)
                    .add(column("inner draft"), Set.of(Flag.INTERNAL, Flag.EXPERIMENTAL), null)
                    .add(column("whole"), ConsoleGroup.LATENCY)
                    .add(column("first"), ConsoleGroup.TTFT));

    private static Column column(String name) {
        return Column.text(name, List.of("cell"));
    }

    private static List<String> shown(ConsoleTable table) {
        return ConsoleLayout.sheets(List.of(table), RUN).stream()
                .map(sheet -> sheet.title() + " "
                        + sheet.columns().stream().map(Column::name).toList())
                .toList();
    }

    @Test
    void withoutGroupsOneTableShowsWhatIsForEverybody() {
        assertEquals(List.of("Table [#, plain, whole, first]"), shown(TABLE));
    }

    @Test
    void aFigureNeedsEveryRequiredFlag() {
        assertEquals(List.of("Table [#, inner, inner draft]"), shown(TABLE.requiring(Flag.INTERNAL)));
        assertEquals(
                List.of("Table [#, inner draft]"), shown(with(Set.of(Flag.INTERNAL, Flag.EXPERIMENTAL), Set.of())));
    }

    @Test
    void oneExcludedFlagIsEnoughToLeaveAFigureOut() {
        assertEquals(List.of("Table [#, inner]"), shown(with(Set.of(Flag.INTERNAL), Set.of(Flag.EXPERIMENTAL))));
    }

    @Test
    void groupsAreShownInTheOrderOfTheTable() {
        assertEquals(List.of("Table [#, first, whole]"), shown(TABLE.of(ConsoleGroup.TTFT, ConsoleGroup.LATENCY)));
    }

    @Test
    void aTableSplitByGroupsHasOneForEachWithAnyFigure() {
        assertEquals(
                List.of("TTFT: time to first token [#, first]", "Request latency [#, whole]"),
                shown(TABLE.splitInto(ConsoleGroup.TTFT, ConsoleGroup.ICL, ConsoleGroup.LATENCY)));
    }

    @Test
    void aTableThatIsNotEnabledIsNotAskedForItsFigures() {
        Enabled no = Enabled.whereAnyStage(s -> false, "nothing there").apply(RUN);
        assertEquals(new Enabled(false, "nothing there"), no);
        ConsoleTable table = new ConsoleTable("Table", _ -> no, _ -> {
            throw new AssertionError("asked");
        });
        assertEquals(List.of(), shown(table));
    }

    @Test
    void everyTableOfTheConsoleSaysWhyItIsNotThere() {
        for (ConsoleTable table : ConsoleTables.ALL) {
            Enabled enabled = table.enabled().apply(SampleRun.of());
            assertTrue(!enabled.yes() && !enabled.reason().isEmpty(), table.title());
        }
    }

    private static ConsoleTable with(Set<Flag> require, Set<Flag> exclude) {
        return new ConsoleTable(TABLE.title(), require, exclude, null, false, TABLE.enabled(), TABLE.figures());
    }
}
