package dev.plimsoll.engine.dataset;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.plimsoll.engine.plan.DatasetPlan;
import dev.plimsoll.engine.plan.Timetable;
import dev.plimsoll.engine.problem.PlimsollException;
import dev.plimsoll.engine.problem.Problem;
import dev.plimsoll.engine.record.RequestTimings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows in the order of their times. */
class TraceTest {
    @TempDir
    Path folder;

    @Test
    void relativeTimesAreTakenAsTheyAreAndAnAbsentOneIsTheStart() throws Exception {
        DatasetPlan.Files plan = jsonl("""
            {"prompt":"a","relative_timestamp":null}
            {"prompt":"b","relative_timestamp":0.5}
            {"prompt":"c","relative_timestamp":"1.25"}
            """);
        assertEquals(List.of("a", "b", "c"), prompts(plan));
        Timetable times = Datasets.timetable(plan);
        assertEquals(List.of(0L, 500_000_000L, 1_250_000_000L), offsets(times));
        assertNull(times.note());
    }

    @Test
    void timesFromAnyOriginAreMadeRelativeToTheEarliest() throws Exception {
        DatasetPlan.Files plan = jsonl("""
            {"prompt":"a","timestamp":1754000000.125}
            {"prompt":"b","timestamp":1754000003}
            """);
        assertEquals(List.of(0L, 2_875_000_000L), offsets(Datasets.timetable(plan)));
        assertEquals(List.of(0L, 2_875_000_000L), times(plan));
    }

    @Test
    void rowsThatAreNotInOrderAreSortedAndSaidSo() throws Exception {
        String rows = """
            {"prompt":"c","relative_timestamp":3}
            {"prompt":"a","relative_timestamp":1}
            {"prompt":"d","relative_timestamp":3}
            {"prompt":"b","relative_timestamp":2}
            """;
        DatasetPlan.Files plan = jsonl(rows);
        assertEquals(List.of("a", "b", "c", "d"), prompts(plan), "rows of equal times keep their order");
        assertEquals(List.of(1_000_000_000L, 2_000_000_000L, 3_000_000_000L, 3_000_000_000L), times(plan));
        assertTrue(
                Datasets.timetable(plan).note().contains("a.jsonl, line 2"),
                Datasets.timetable(plan).note());
        Problem problem = assertThrows(PlimsollException.class, () -> Datasets.timetable(jsonl(rows, "strictTime")))
                .problems()
                .getFirst();
        assertEquals(2, problem.line());
        assertTrue(problem.what().startsWith("is earlier than the row before it"));
    }

    @Test
    void csvIsSortedToo() throws Exception {
        Path file = Files.writeString(folder.resolve("a.csv"), """
            prompt,timestamp
            "late
            one",12.5
            early,10
            middle,11
            """);
        DatasetPlan.Files plan = plan(file, "csv", "time", Map.of());
        assertEquals(List.of("early", "middle", "late\none"), prompts(plan));
        assertEquals(List.of(0L, 1_000_000_000L, 2_500_000_000L), times(plan));
    }

    @Test
    void eachTurnMayHaveItsOwnTime() throws Exception {
        DatasetPlan.Files plan = jsonl("""
            {"prompt_0":"a","prompt_1":"b","prompt_2":"c","relative_timestamp_0":1,"relative_timestamp_2":9}
            """);
        try (Dataset dataset = Datasets.open(plan, 1)) {
            assertEquals(
                    List.of(1_000_000_000L, RequestTimings.ABSENT, 9_000_000_000L),
                    dataset.next().turns().stream()
                            .map(t -> t.settings().relativeTimestampNs())
                            .toList());
        }
    }

    @Test
    void aColumnMayBeNamed() throws Exception {
        Path file = Files.writeString(folder.resolve("a.jsonl"), """
            {"prompt":"a","sent":5}
            {"prompt":"b","sent":6}
            """);
        assertEquals(
                List.of(0L, 1_000_000_000L),
                offsets(Datasets.timetable(plan(file, "jsonl", "time", Map.of("timestamp", "sent")))));
    }

    @Test
    void aDatasetWithoutTimesOrWithABrokenOneIsTold() throws Exception {
        DatasetPlan.Files none = jsonl("{\"prompt\":\"a\"}\n");
        assertTrue(assertThrows(PlimsollException.class, () -> Datasets.timetable(none))
                .problems()
                .getFirst()
                .what()
                .startsWith("has no times"));
        DatasetPlan.Files broken = jsonl("""
            {"prompt":"a","relative_timestamp":1}
            {"prompt":"b","relative_timestamp":-1}
            {"prompt":"c","relative_timestamp":"noon"}
            """);
        assertEquals(
                List.of(
                        "2 must be a time in seconds, 0 or more, but is -1",
                        "3 must be a time in seconds, 0 or more, but is \"noon\""),
                Datasets.check(broken).stream()
                        .map(p -> p.line() + " " + p.what())
                        .toList());
        DatasetPlan.Files unused = plan(broken.files().getFirst(), "jsonl", "sequential", Map.of());
        assertEquals(List.of(), Datasets.check(unused), "times matter only to a trace");
    }

    private DatasetPlan.Files jsonl(String rows) throws Exception {
        return jsonl(rows, "time");
    }

    private DatasetPlan.Files jsonl(String rows, String order) throws Exception {
        return plan(Files.writeString(folder.resolve("a.jsonl"), rows), "jsonl", order, Map.of());
    }

    private static DatasetPlan.Files plan(Path file, String format, String order, Map<String, String> columns) {
        return new DatasetPlan.Files("d", List.of(file), format, order, 0, false, columns, null, "chars", false, 0);
    }

    private static List<Long> offsets(Timetable times) {
        return LongStream.range(0, times.size())
                .mapToObj(i -> times.offsetNs((int) i))
                .toList();
    }

    private static List<String> prompts(DatasetPlan.Files plan) {
        return all(plan).stream()
                .map(c -> c.turns().getFirst().content().text())
                .toList();
    }

    private static List<Long> times(DatasetPlan.Files plan) {
        return all(plan).stream()
                .map(c -> c.turns().getFirst().settings().relativeTimestampNs())
                .toList();
    }

    private static List<Conversation> all(DatasetPlan.Files plan) {
        List<Conversation> all = new ArrayList<>();
        try (Dataset dataset = Datasets.open(plan, 1)) {
            for (Conversation next = dataset.next(); next != null; next = dataset.next()) {
                all.add(next);
            }
        }
        return all;
    }
}
