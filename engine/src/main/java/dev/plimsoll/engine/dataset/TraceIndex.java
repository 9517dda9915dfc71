package dev.plimsoll.engine.dataset;

import dev.plimsoll.engine.plan.DatasetPlan;
import dev.plimsoll.engine.plan.Timetable;
import dev.plimsoll.engine.problem.PlimsollException;
import dev.plimsoll.engine.problem.Problem;
import dev.plimsoll.engine.stats.LongList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * When each row of a trace starts, found in one pass over its files before anything is sent; and the order of the rows where the files do
 * not have them in the order of their times. Keeps 8 bytes a row.
 *
 * @param originNs the earliest absolute time, 0 where times are relative
 * @param times by row of the files, relative, ns
 * @param order the rows in the order of their times, or null where that is the files'; rows of equal times keep the files' order
 * @param note what a report says of rows that were sorted, or null
 */
record TraceIndex(
        long originNs,
        long[] times,
        int @Nullable [] order,
        @Nullable String note) {

    static TraceIndex of(DatasetPlan.Files plan) {
        RowTimes reader = new RowTimes(FileDataset.overrides(plan));
        LongList raw = new LongList();
        LongList absolute = new LongList();
        Row.@Nullable Place unsorted = null;
        long previousNs = Long.MIN_VALUE;
        long originNs = Long.MAX_VALUE;
        boolean any = false;
        try (RowSource rows = FileDataset.inOrder(plan)) {
            while (plan.limit() == 0 || raw.size() < plan.limit()) {
                RowTimes.Time time;
                try {
                    Row row = rows.next();
                    if (row == null) {
                        break;
                    }
                    time = reader.of(row);
                    if (unsorted == null && !time.isAbsent() && time.ns() < previousNs) {
                        unsorted = new Row.At(row.place().file(), row.place().line());
                    }
                } catch (BadRow e) {
                    time = RowTimes.Time.NONE; // told and counted when the rows are used
                }
                previousNs = time.isAbsent() ? previousNs : time.ns();
                any |= !time.isAbsent();
                raw.add(time.isAbsent() ? 0 : time.ns());
                absolute.add(time.absolute() ? 1 : 0);
                if (time.absolute()) {
                    originNs = Math.min(originNs, time.ns());
                }
            }
        }
        if (!any) {
            throw PlimsollException.ofProblems(
                    "The dataset '" + plan.id() + "' cannot be replayed.",
                    List.of(new Problem(
                            plan.files().getFirst().toString(),
                            0,
                            "",
                            "has no times: no column relative_timestamp or timestamp; name yours in columns",
                            List.of(ColumnTarget.RELATIVE_TIMESTAMP.key(), ColumnTarget.TIMESTAMP.key()))));
        }
        if (unsorted != null && plan.order().equals(DatasetPlan.Files.BY_TIME_STRICTLY)) {
            throw PlimsollException.ofProblems(
                    "The dataset '" + plan.id() + "' cannot be replayed.",
                    List.of(new Problem(
                            unsorted.file().toString(),
                            (int) unsorted.line(),
                            "",
                            "is earlier than the row before it; sort the rows by their times, or leave out strict",
                            List.of())));
        }
        return index(raw, absolute, originNs == Long.MAX_VALUE ? 0 : originNs, unsorted);
    }

    private static TraceIndex index(LongList raw, LongList absolute, long originNs, Row.@Nullable Place unsorted) {
        long[] times = new long[raw.size()];
        boolean ascending = true;
        for (int i = 0; i < times.length; i++) {
            times[i] = absolute.get(i) == 1 ? raw.get(i) - originNs : raw.get(i);
            ascending &= i == 0 || times[i] >= times[i - 1];
        }
        if (ascending) {
            return new TraceIndex(originNs, times, null, null);
        }
        int[] order = IntStream.range(0, times.length)
                .boxed()
                .sorted((a, b) -> Long.compare(times[a], times[b]))
                .mapToInt(Integer::intValue)
                .toArray();
        String where = unsorted == null
                ? ""
                : " (the first: " + unsorted.file().getFileName() + ", line " + unsorted.line() + ")";
        return new TraceIndex(
                originNs, times, order, "The rows were not in the order of their times" + where + " and were sorted.");
    }

    /** The times in their order. */
    Timetable timetable() {
        int[] sorted = order;
        return new Timetable(
                sorted == null
                        ? times
                        : IntStream.of(sorted).mapToLong(i -> times[i]).toArray(),
                note);
    }
}
