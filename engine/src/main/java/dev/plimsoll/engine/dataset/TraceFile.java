package dev.plimsoll.engine.dataset;

import dev.plimsoll.engine.plan.DatasetPlan;
import dev.plimsoll.engine.plan.Timetable;
import dev.plimsoll.engine.problem.PlimsollException;
import dev.plimsoll.engine.problem.Problem;
import dev.plimsoll.engine.record.RequestTimings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A trace in memory: about 60 bytes a request and 8 a block of its prompt. Immutable.
 *
 * @param rows the requests that are used, multiplied and capped, in the order of the files or of their times; times relative to the earliest, ns
 * @param blockTokens tokens of a block, multiplied
 * @param leftOut requests that are not used: those with longer prompts than are allowed, and those without an answer (0 output tokens)
 * @param note what a report says of their order, or null
 */
record TraceFile(
        List<TraceRow> rows,
        int blockTokens,
        int leftOut,
        @Nullable String note) {
    /** More faults than this are not told one by one. */
    private static final int MOST_TOLD = 50;

    TraceFile {
        rows = List.copyOf(rows);
    }

    /** The faults of the first rows; empty where the trace can be used. */
    static List<Problem> check(DatasetPlan.Trace plan) {
        List<Problem> problems = new ArrayList<>();
        for (Path file : plan.files()) {
            Problem fault = FileCheck.faultOf(file);
            if (fault != null) {
                problems.add(fault);
            }
        }
        if (!problems.isEmpty()) {
            return problems;
        }
        TraceRowReader reader = new TraceRowReader(plan.layout(), plan.blockTokens(), plan.columns());
        int rows = 0;
        try (RowSource source = RowSources.inOrder(plan.format(), plan.files())) {
            while (rows < FileCheck.CHECKED_ROWS && problems.size() < MOST_TOLD && isWithin(plan.limit(), rows)) {
                try {
                    Row row = source.next();
                    if (row == null) {
                        break;
                    }
                    rows++;
                    reader.read(row);
                } catch (BadRow e) {
                    problems.add(e.problem());
                }
            }
        } catch (PlimsollException e) {
            return e.problems().isEmpty() ? List.of(Problem.at("", String.valueOf(e.getMessage()))) : e.problems();
        }
        if (rows == 0 && problems.isEmpty()) {
            problems.add(new Problem(plan.files().getFirst().toString(), 0, "", "holds no rows", List.of()));
        }
        return problems;
    }

    private static boolean isWithin(long limit, int rows) {
        return limit == 0 || rows < limit;
    }

    /**
     * Reads a trace.
     *
     * @throws PlimsollException where a file cannot be read, more rows are broken than are allowed, none is left, or they must be in the
     *     order of their times and are not
     */
    static TraceFile read(DatasetPlan.Trace plan) {
        TraceRowReader reader = new TraceRowReader(plan.layout(), plan.blockTokens(), plan.columns());
        List<TraceRow> used = new ArrayList<>();
        Row.@Nullable Place unsorted = null;
        long previousNs = Long.MIN_VALUE;
        int leftOut = 0;
        int bad = 0;
        try (RowSource source = RowSources.inOrder(plan.format(), plan.files())) {
            while (isWithin(plan.limit(), used.size())) {
                try {
                    Row row = source.next();
                    if (row == null) {
                        break;
                    }
                    TraceRow own = reader.read(row);
                    if (own.output() == 0
                            || plan.maxInputTokens() > 0
                                    && multiplied(plan, own).input() > plan.maxInputTokens()) {
                        leftOut++;
                        continue;
                    }
                    if (RequestTimings.has(own.timeNs())) {
                        if (unsorted == null && own.timeNs() < previousNs) {
                            unsorted =
                                    new Row.At(row.place().file(), row.place().line());
                        }
                        previousNs = own.timeNs();
                    }
                    used.add(multiplied(plan, own));
                } catch (BadRow e) {
                    if (++bad > plan.maxBadRows()) {
                        throw PlimsollException.failed(
                                "The trace \"" + plan.id() + "\" has a bad row: "
                                        + e.problem().tell() + ". Mend the row, or allow some by maxBadRows.",
                                e);
                    }
                }
            }
        }
        if (used.isEmpty()) {
            throw PlimsollException.failed(
                    "The trace \"" + plan.id() + "\" has no request that can be used: " + names(plan) + " (" + leftOut
                            + " left out)",
                    null);
        }
        if (plan.orderedByTime()) {
            return byTime(plan, used, leftOut, unsorted);
        }
        return new TraceFile(relative(plan, used), blockTokens(plan), leftOut, null);
    }

    private static TraceFile byTime(
            DatasetPlan.Trace plan, List<TraceRow> used, int leftOut, Row.@Nullable Place unsorted) {
        if (used.stream().noneMatch(row -> RequestTimings.has(row.timeNs()))) {
            throw cannotReplay(
                    plan,
                    new Problem(
                            plan.files().getFirst().toString(),
                            0,
                            "",
                            "has no times: no column "
                                    + String.join(" or ", plan.layout().timeColumns()) + "; name yours in columns",
                            List.of()));
        }
        List<TraceRow> timed = relative(plan, used);
        if (unsorted == null) {
            return new TraceFile(timed, blockTokens(plan), leftOut, null);
        }
        if (plan.order().equals(DatasetPlan.Files.BY_TIME_STRICTLY)) {
            throw cannotReplay(
                    plan,
                    new Problem(
                            unsorted.file().toString(),
                            (int) unsorted.line(),
                            "",
                            "is earlier than the row before it; sort the rows by their times, or leave out strict",
                            List.of()));
        }
        List<TraceRow> sorted = new ArrayList<>(timed);
        sorted.sort(Comparator.comparingLong(TraceRow::timeNs)); // stable: rows of equal times keep the files' order
        return new TraceFile(
                sorted,
                blockTokens(plan),
                leftOut,
                "The rows were not in the order of their times (the first: "
                        + unsorted.file().getFileName() + ", line " + unsorted.line() + ") and were sorted.");
    }

    private static PlimsollException cannotReplay(DatasetPlan.Trace plan, Problem why) {
        return PlimsollException.ofProblems("The trace '" + plan.id() + "' cannot be replayed.", List.of(why));
    }

    /** Times from the earliest on, sped up; a row without one starts at once. */
    private static List<TraceRow> relative(DatasetPlan.Trace plan, List<TraceRow> rows) {
        long originNs = rows.stream()
                .mapToLong(TraceRow::timeNs)
                .filter(RequestTimings::has)
                .min()
                .orElse(0);
        return rows.stream()
                .map(row -> new TraceRow(
                        RequestTimings.has(row.timeNs())
                                ? StrictMath.round((row.timeNs() - originNs) / plan.speedup())
                                : 0,
                        row.input(),
                        row.output(),
                        row.blocks(),
                        row.label()))
                .collect(Collectors.toCollection(ArrayList::new));
    }

    private static int blockTokens(DatasetPlan.Trace plan) {
        return scaled(plan.blockTokens(), plan.promptMultiplier());
    }

    /** Lengths and blocks multiplied alike, so that prompts go on sharing the same part of their text. */
    private static TraceRow multiplied(DatasetPlan.Trace plan, TraceRow row) {
        int input = row.input();
        if (plan.promptMultiplier() != 1) {
            int shared = (int) Math.min(row.input(), (long) row.blocks().length * plan.blockTokens());
            int whole = shared / plan.blockTokens();
            int last = shared % plan.blockTokens();
            input = whole * blockTokens(plan)
                    + (last == 0 ? 0 : Math.min(blockTokens(plan), scaled(last, plan.promptMultiplier())))
                    + (row.input() == shared ? 0 : scaled(row.input() - shared, plan.promptMultiplier()));
        }
        int output = row.output() < 0 ? row.output() : scaled(row.output(), plan.outputMultiplier());
        int capped = plan.maxOutputTokens() > 0 ? Math.min(output, plan.maxOutputTokens()) : output;
        return new TraceRow(row.timeNs(), input, capped, row.blocks(), row.label());
    }

    private static int scaled(int tokens, double factor) {
        return (int) Math.clamp(StrictMath.round(tokens * factor), 1, Integer.MAX_VALUE / 8);
    }

    private static String names(DatasetPlan.Trace plan) {
        return plan.files().stream().map(Path::toString).collect(Collectors.joining(", "));
    }

    /** When they start. */
    Timetable timetable() {
        return new Timetable(rows.stream().mapToLong(TraceRow::timeNs).toArray(), note);
    }

    /** What they share. */
    TracePrefixes prefixes() {
        return TracePrefixes.of(rows, blockTokens);
    }

    /** Facts for a report. */
    static Map<String, Object> facts(DatasetPlan.Trace plan) {
        Map<String, Object> facts = new java.util.LinkedHashMap<>();
        facts.put("kind", "trace");
        facts.put("id", plan.id());
        facts.put("files", plan.files().stream().map(Path::toString).toList());
        facts.put("format", plan.layout().key());
        facts.put("columns", plan.columns());
        facts.put("blockTokens", plan.blockTokens());
        facts.put("order", plan.order());
        facts.put("limit", plan.limit());
        facts.put("cycle", plan.cycle());
        facts.put("speedup", plan.speedup());
        facts.put("promptMultiplier", plan.promptMultiplier());
        facts.put("outputMultiplier", plan.outputMultiplier());
        facts.put("prefixCopies", plan.prefixCopies());
        facts.put("maxInputTokens", plan.maxInputTokens());
        facts.put("maxOutputTokens", plan.maxOutputTokens());
        facts.put("tokenizer", plan.tokenizer());
        facts.put("ignoreEos", plan.ignoreEos());
        return facts;
    }
}
