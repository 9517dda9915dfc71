package dev.plimsoll.engine.dataset;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.plimsoll.engine.plan.DatasetPlan;
import dev.plimsoll.engine.plan.DelayPlan;
import dev.plimsoll.engine.plan.LengthPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatasetPreviewTest {
    @TempDir
    private Path folder;

    @Test
    void generatedRowsAreThoseTheRunWillSend() {
        DatasetPlan plan = new DatasetPlan.Synthetic(
                "d",
                new LengthPlan(50, 10, 20, 80),
                LengthPlan.fixed(64),
                LengthPlan.fixed(1),
                DelayPlan.NONE,
                "chars",
                true);
        DatasetPreview preview = DatasetPreview.of(plan, 7, 5, () -> false);
        try (Dataset run = Datasets.open(plan, 7)) {
            for (DatasetPreview.Row row : preview.rows()) {
                assertEquals(run.next().turns(), row.turns());
            }
        }
        assertEquals(5, preview.rows().size());
        assertEquals(1000, preview.promptTokens().count());
        assertEquals(64, preview.outputTokens().min());
        assertEquals(64, preview.outputTokens().max());
        assertFalse(preview.whole());
        assertEquals(List.of(), preview.problems());
    }

    @Test
    void rowsOfAFileComeInTheOrderOfSendingWithTheirLinesAndTheMappingFound() throws IOException {
        Path file = Files.writeString(
                folder.resolve("d.jsonl"),
                IntStream.rangeClosed(1, 20)
                        .mapToObj(i -> "{\"question\": \"" + "x".repeat(4 * i) + "\", \"lang\": \"en\","
                                + " \"output_tokens_count\": " + i + "}")
                        .collect(Collectors.joining("\n")));
        DatasetPlan.Files plan = files(file, "shuffle", Map.of());
        DatasetPreview preview = DatasetPreview.of(plan, 3, 8, () -> false);
        try (Dataset run = Datasets.open(plan, 3)) {
            for (DatasetPreview.Row row : preview.rows()) {
                assertEquals(
                        run.next().turns().getFirst().content().text(),
                        row.turns().getFirst().content().text());
                assertEquals(
                        4 * row.line(),
                        String.valueOf(row.turns().getFirst().content().text()).length());
                assertEquals(file, row.file());
            }
        }
        assertEquals(List.of("question", "lang", "output_tokens_count"), preview.columns());
        assertEquals(
                List.of(
                        new DatasetPreview.Use("outputTokens", List.of("output_tokens_count"), false),
                        new DatasetPreview.Use("prompt", List.of("question"), false)),
                preview.mapping());
        assertTrue(preview.whole());
        assertEquals(20, preview.looked());
        assertEquals(10.5, preview.outputTokens().mean());
    }

    @Test
    void aRowThatCannotBeUsedIsShownWithItsProblem() throws IOException {
        Path file = Files.writeString(
                folder.resolve("d.jsonl"), "{\"prompt\": \"a\"}\n{\"prompt\": 7.5, \"x\": }\n{\"prompt\": \"c\"}\n");
        DatasetPreview preview = DatasetPreview.of(files(file, "sequential", Map.of()), 1, 10, () -> false);
        assertEquals(3, preview.rows().size());
        DatasetPreview.Row bad = preview.rows().get(1);
        assertNotNull(bad.problem());
        assertEquals(2, bad.line());
        assertEquals(1, preview.problems().size());
        assertEquals(2, preview.promptTokens().count());
    }

    @Test
    void aColumnNamedByTheUserIsMarkedAndOneThatIsNotThereIsAProblem() throws IOException {
        Path file = Files.writeString(folder.resolve("d.csv"), "id,body\n1,hello\n");
        DatasetPlan.Files named = new DatasetPlan.Files(
                "d", List.of(file), "csv", "sequential", 0, false, Map.of("prompt", "body"), null, "chars", true, 0);
        DatasetPreview preview = DatasetPreview.of(named, 1, 10, () -> false);
        assertEquals(List.of(new DatasetPreview.Use("prompt", List.of("body"), true)), preview.mapping());
        assertEquals(
                "hello", preview.rows().getFirst().turns().getFirst().content().text());
        assertFalse(DatasetPreview.of(files(file, "sequential", Map.of("prompt", "nope")), 1, 10, () -> false)
                .problems()
                .isEmpty());
    }

    @Test
    void aFileThatIsNotThereIsAProblemAndNoException() {
        DatasetPreview preview =
                DatasetPreview.of(files(folder.resolve("gone.jsonl"), "sequential", Map.of()), 1, 10, () -> false);
        assertEquals(List.of(), preview.rows());
        assertEquals("there is no such file", preview.problems().getFirst().what());
    }

    @Test
    void itEndsSoonAfterItIsCancelled() {
        DatasetPlan plan = new DatasetPlan.Synthetic(
                "d", LengthPlan.fixed(8), null, LengthPlan.fixed(1), DelayPlan.NONE, "chars", true);
        AtomicInteger asked = new AtomicInteger();
        assertThrows(
                CancellationException.class, () -> DatasetPreview.of(plan, 1, 10, () -> asked.incrementAndGet() > 3));
        assertEquals(4, asked.get());
    }

    @Test
    void theHistogramHoldsEveryLengthOnceInRoundBars() {
        int[] lengths = IntStream.range(0, 1000).map(i -> 17 + (i * 37) % 900).toArray();
        TokenLengths told = TokenLengths.of(lengths);
        assertEquals(
                1000, told.bars().stream().mapToInt(TokenLengths.Bar::count).sum());
        assertTrue(told.bars().size() <= 42, told.bars().toString());
        for (int i = 1; i < told.bars().size(); i++) {
            assertEquals(told.bars().get(i - 1).to(), told.bars().get(i).from());
        }
        assertEquals(
                List.of(new TokenLengths.Bar(64, 65, 3)),
                TokenLengths.of(new int[] {64, 64, 64}).bars());
        assertEquals(List.of(), TokenLengths.of(new int[0]).bars());
    }

    private static DatasetPlan.Files files(Path file, String order, Map<String, String> columns) {
        String format = file.toString().endsWith("csv") ? "csv" : "jsonl";
        return new DatasetPlan.Files("d", List.of(file), format, order, 0, false, columns, null, "chars", true, 0);
    }
}
