package dev.plimsoll.engine.report;

import dev.plimsoll.engine.archive.RunEntry;
import dev.plimsoll.engine.archive.RunSummary;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A list of runs as a table or as data. Stateless; any thread. */
public final class RunListing {
    private static final DateTimeFormatter STARTED =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final int LONGEST_NAME = 40;

    private RunListing() {}

    /** Prints runs as a table, with what is wrong with any of them below. */
    public static void print(Path folder, List<RunEntry> runs, PrintStream out, boolean terminal) {
        List<Column> columns = List.of(
                column(
                        "Started, UTC",
                        runs,
                        r -> r.startedAt() == null ? Numbers.ABSENT : STARTED.format(r.startedAt())),
                column("Run", runs, r -> PlainText.shorten(PlainText.oneLine(r.name()), LONGEST_NAME)),
                column("State", runs, r -> word(r.state())),
                number(
                        "Duration",
                        "",
                        runs,
                        r -> r.durationSeconds() < 0 ? Numbers.ABSENT : Numbers.span(r.durationSeconds())),
                number("Requests", "", runs, r -> r.requests() < 0 ? Numbers.ABSENT : Numbers.count(r.requests())),
                column("Verdict", runs, r -> r.verdict() == null ? Numbers.ABSENT : String.valueOf(r.verdict())),
                number("Load line", "req/s", runs, r -> loadLine(r.summary())),
                number("Size", "", runs, r -> Numbers.bytes(r.sizeBytes())),
                column(
                        "Tags",
                        runs,
                        r -> PlainText.oneLine(String.join(" ", r.notes().tags()))),
                column("Folder", runs, r -> String.valueOf(r.folder().getFileName())));
        ConsoleReport.print(folder.toString(), columns, out, terminal);
        for (RunEntry run : runs) {
            if (run.trouble() != null) {
                out.println(PlainText.fit(
                        run.folder().getFileName() + ": " + PlainText.oneLine(run.trouble()), out.charset()));
            }
        }
    }

    /** {@code running}, {@code sealed}, {@code interrupted}, ... */
    public static String word(RunEntry.State state) {
        return state.name().toLowerCase(Locale.ROOT);
    }

    /** The load line in req/s as a table shows it: {@code 41.2}, {@code > 60.0} not reached, {@code < 1.38} below every rate run. */
    public static String loadLine(@Nullable RunSummary summary) {
        if (summary == null) {
            return Numbers.ABSENT;
        }
        return switch (LoadLine.of(summary)) {
            case LoadLine.Crossing c -> Numbers.three(c.requestsPerSecond());
            case LoadLine.NotReached n -> "> " + Numbers.three(n.requestsPerSecond());
            case LoadLine.BelowLowest b -> "< " + Numbers.three(b.requestsPerSecond());
            case LoadLine.Unasked _ -> Numbers.ABSENT;
        };
    }

    /** One run for machines; what is unknown is left out. */
    public static Map<String, Object> data(RunEntry run) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("folder", run.folder().toAbsolutePath().normalize().toString());
        data.put("name", run.name());
        data.put("state", word(run.state()));
        put(data, "startedAt", run.startedAt() == null ? null : run.startedAt().toString());
        put(data, "durationSeconds", run.durationSeconds() < 0 ? null : (Object) run.durationSeconds());
        put(data, "requests", run.requests() < 0 ? null : (Object) run.requests());
        put(data, "verdict", run.verdict() == null ? null : String.valueOf(run.verdict()));
        RunSummary summary = run.summary();
        if (summary != null && LoadLine.of(summary) instanceof LoadLine.Crossing crossing) {
            data.put("loadLineRequestsPerSecond", crossing.requestsPerSecond());
        }
        put(data, "target", run.target().isEmpty() ? null : run.target());
        put(data, "model", run.model());
        data.put("sizeBytes", run.sizeBytes());
        data.put("tags", run.notes().tags());
        put(data, "note", run.notes().note().isEmpty() ? null : run.notes().note());
        put(data, "trouble", run.trouble());
        return data;
    }

    private static void put(Map<String, Object> data, String name, @Nullable Object value) {
        if (value != null) {
            data.put(name, value);
        }
    }

    private static Column column(String name, List<RunEntry> runs, Function<RunEntry, String> cell) {
        return Column.text(name, cells(runs, cell));
    }

    private static Column number(String name, String unit, List<RunEntry> runs, Function<RunEntry, String> cell) {
        return Column.number(name, unit, cells(runs, cell));
    }

    private static List<String> cells(List<RunEntry> runs, Function<RunEntry, String> cell) {
        List<String> cells = new ArrayList<>();
        runs.forEach(run -> cells.add(cell.apply(run)));
        return cells;
    }
}
