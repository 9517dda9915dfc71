package dev.plimsoll.engine.dataset;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.plimsoll.engine.dataset.DatasetPreparation.Result;
import dev.plimsoll.engine.dataset.DatasetPreparation.TooShort;
import dev.plimsoll.engine.plan.DatasetPlan;
import dev.plimsoll.engine.plan.LengthPlan;
import dev.plimsoll.engine.problem.PlimsollException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** Rows reshaped to lengths. */
class DatasetPreparationTest {
    private static final String ROWS = """
        {"prompt": "one two three four five six seven eight", "system": "Be brief.", "output_tokens_count": 7}
        {"prompt": "short"}
        {"prompt": "nine ten"}
        {"prompt": "eleven twelve thirteen fourteen fifteen sixteen"}
        {"prompt": "end"}
        """;

    @TempDir
    Path folder;

    @Test
    void longPromptsAreCutAndShortOnesLeftOut() throws IOException {
        assertEquals(new Result(2, 2, 3, 0), prepare(ROWS, LengthPlan.fixed(4), TooShort.IGNORE));
        List<JsonNode> rows = rows();
        assertEquals("one two three four", rows.getFirst().get("prompt").stringValue());
        assertEquals("Be brief.", rows.getFirst().get("system_prompt").stringValue());
        assertEquals(7, rows.getFirst().get("output_tokens_count").intValue());
        assertFalse(rows.getLast().has("output_tokens_count"));
        rows.forEach(row -> assertEquals(4, row.get("prompt_tokens_count").intValue()));
    }

    @Test
    void shortPromptsAreJoinedUntilTheyAreLongEnough() throws IOException {
        assertEquals(new Result(2, 2, 1, 2), prepare(ROWS, LengthPlan.fixed(5), TooShort.CONCATENATE));
        assertEquals(
                List.of("one two three four five", "short | nine ten |"),
                rows().stream().map(row -> row.get("prompt").stringValue()).toList());
    }

    @Test
    void shortPromptsArePadded() throws IOException {
        Result result = prepare(ROWS, LengthPlan.fixed(6), TooShort.PAD);
        assertEquals(5, result.written());
        assertEquals("short the the the the the", rows().get(1).get("prompt").stringValue());
        rows().forEach(row -> assertEquals(6, row.get("prompt_tokens_count").intValue()));
    }

    @Test
    void aShortPromptEndsItAllWhereThatIsWantedAndLeavesNothingBehind() throws IOException {
        PlimsollException told =
                assertThrows(PlimsollException.class, () -> prepare(ROWS, LengthPlan.fixed(4), TooShort.ERROR));
        assertTrue(String.valueOf(told.getMessage()).contains("Prompt 2 has 1 tokens, but 4 are wanted: \"short\""));
        try (var files = Files.list(folder)) {
            assertEquals(
                    List.of("rows.jsonl"),
                    files.map(file -> file.getFileName().toString()).toList());
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"IGNORE", "CONCATENATE", "PAD"})
    void noCharacterIsCutInTwoAndNoPromptIsLongerThanDrawn(TooShort what) throws IOException {
        StringBuilder rows = new StringBuilder();
        for (int i = 0; i < 60; i++) {
            rows.append("{\"prompt\": \"%s\"}\n".formatted("港口 \uD83D\uDEA2 naïve мир ".repeat(1 + i % 9)));
        }
        prepare(rows.toString(), new LengthPlan(20, 9, 1, 50), what);
        Tokenizer tokenizer = Tokenizers.of("o200k");
        for (JsonNode row : rows()) {
            String prompt = row.get("prompt").stringValue();
            assertFalse(prompt.contains("\uFFFD"), prompt);
            assertEquals(row.get("prompt_tokens_count").intValue(), tokenizer.count(prompt));
            assertTrue(tokenizer.count(prompt) <= 50);
        }
    }

    @Test
    void theSameSeedGivesTheSameFile() throws IOException {
        LengthPlan lengths = new LengthPlan(3, 2, 1, 6);
        prepare(ROWS, lengths, TooShort.PAD);
        String first = Files.readString(folder.resolve("out.jsonl"));
        prepare(ROWS, lengths, TooShort.PAD);
        assertEquals(first, Files.readString(folder.resolve("out.jsonl")));
    }

    private Result prepare(String rows, LengthPlan lengths, TooShort what) throws IOException {
        Path file = Files.writeString(folder.resolve("rows.jsonl"), rows);
        DatasetPlan.Files plan = new DatasetPlan.Files(
                "rows", List.of(file), "jsonl", "sequential", 0, false, Map.of(), null, "o200k", false, 0);
        return new DatasetPreparation(plan, lengths, "o200k", what, " | ", " the", 42)
                .writeTo(folder.resolve("out.jsonl"));
    }

    private List<JsonNode> rows() throws IOException {
        List<JsonNode> rows = new ArrayList<>();
        for (String line : Files.readAllLines(folder.resolve("out.jsonl"))) {
            rows.add(JsonRow.MAPPER.readTree(line));
        }
        return rows;
    }
}
