package dev.plimsoll.engine.dataset;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.plimsoll.engine.plan.DatasetPlan;
import dev.plimsoll.engine.plan.DelayPlan;
import dev.plimsoll.engine.plan.LengthPlan;
import dev.plimsoll.engine.problem.PlimsollException;
import dev.plimsoll.engine.record.RequestSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Prompts that are kept in a file. */
class SavedPromptsTest {
    private static final DatasetPlan CHATS = synthetic(20);
    private static final DatasetPlan OTHERS = synthetic(30);

    @TempDir
    Path folder;

    private Path file = Path.of("");

    @BeforeEach
    void name() {
        file = folder.resolve("prompts.jsonl");
    }

    @Test
    void whatWasHandedOutComesAgainWhateverTheDatasetHasBecome() {
        List<Conversation> first = take(CHATS, 1, 50);
        assertEquals(first, take(CHATS, 1, 50));
        assertEquals(first, take(OTHERS, 1, 50));
    }

    @Test
    void aRunThatNeedsMoreGoesOnWhereTheDatasetStoodAndKeepsThoseToo() throws IOException {
        take(CHATS, 1, 20);
        assertEquals(plain(CHATS, 60), take(CHATS, 1, 60));
        assertEquals(60, Files.readAllLines(file).size());
        assertEquals(plain(CHATS, 60), take(OTHERS, 1, 60));
    }

    @Test
    void eachPassHasItsOwn() {
        List<Conversation> first = take(CHATS, 1, 20);
        List<Conversation> second = take(CHATS, 2, 20);
        assertNotEquals(first, second);
        assertEquals(first, take(OTHERS, 1, 20));
        assertEquals(second, take(OTHERS, 2, 20));
    }

    @Test
    void aLineThatWasTornByACrashIsWrittenAnew() throws IOException {
        List<Conversation> first = take(CHATS, 1, 20);
        String text = Files.readString(file);
        Files.writeString(file, text.substring(0, text.length() - 40));
        assertEquals(first, take(CHATS, 1, 20));
        assertEquals(text, Files.readString(file));
    }

    @Test
    void everyKindOfContentComesBackAsItWas() {
        Content all = new Content(
                "Be brief.",
                List.of(
                        new Content.Text("query", "naïve \uD83D\uDEA2"),
                        new Content.Image("data:image/png;base64,AA=="),
                        new Content.Audio("wav", "AAAA")),
                "[{\"role\":\"user\",\"content\":\"x\"}]",
                null,
                "[]");
        Turn turn = new Turn(
                1,
                List.of(new Turn.Parent(0, HistoryContext.LAST)),
                all,
                5,
                -1,
                true,
                "m",
                "{\"a\":1.50}",
                new RequestSettings(7, 9),
                "yes");
        Conversation written =
                new Conversation(0, "class", List.of(Turn.single(Content.ofPayload("{\"b\":2}"), -1, 3), turn), true);
        try (Dataset saving = new SavedPrompts(file, 5, () -> listed(List.of(written)))) {
            assertEquals(written, saving.next());
        }
        try (Dataset saved = new SavedPrompts(file, 5, () -> listed(List.of()))) {
            assertEquals(written, saved.next());
        }
    }

    @Test
    void theReportNamesTheFileAndWhatWasInIt() {
        try (Dataset fresh = Datasets.open(CHATS, 1, file, Acceptance.OF_ANYTHING)) {
            assertTrue(String.valueOf(fresh.describe().get("savePrompts")).contains("the file is new"));
        }
        take(CHATS, 1, 5);
        try (Dataset again = Datasets.open(CHATS, 1, file, Acceptance.OF_ANYTHING)) {
            assertTrue(String.valueOf(again.describe().get("savePrompts")).matches(".*sha256AtStart=[0-9a-f]{64}.*"));
        }
    }

    @Test
    void aBrokenLineIsToldByItsNumber() throws IOException {
        take(CHATS, 1, 3);
        List<String> lines = new ArrayList<>(Files.readAllLines(file));
        lines.set(1, lines.get(1).substring(0, 30));
        Files.write(file, lines);
        PlimsollException broken = assertThrows(PlimsollException.class, () -> take(CHATS, 1, 3));
        assertTrue(String.valueOf(broken.getMessage()).contains(file + ":2 is not a prompt"), broken.getMessage());
    }

    private static DatasetPlan synthetic(int tokens) {
        return new DatasetPlan.Synthetic(
                "d",
                new LengthPlan(tokens, 5, 1, 90),
                LengthPlan.fixed(7),
                new LengthPlan(2, 1, 1, 4),
                new DelayPlan(1, 0.5, 0, 3),
                "chars",
                true);
    }

    private List<Conversation> take(DatasetPlan plan, long seed, int count) {
        try (Dataset dataset = Datasets.open(plan, seed, file, Acceptance.OF_ANYTHING)) {
            return take(dataset, count);
        }
    }

    private static List<Conversation> plain(DatasetPlan plan, int count) {
        try (Dataset dataset = Datasets.open(plan, 1)) {
            return take(dataset, count);
        }
    }

    private static List<Conversation> take(Dataset dataset, int count) {
        List<Conversation> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            all.add(Objects.requireNonNull(dataset.next()));
        }
        return all;
    }

    private static Dataset listed(List<Conversation> conversations) {
        Iterator<Conversation> all = conversations.iterator();
        return new Dataset() {
            @Override
            public @Nullable Conversation next() {
                return all.hasNext() ? all.next() : null;
            }

            @Override
            public long timesRecycled() {
                return 0;
            }

            @Override
            public Map<String, Object> describe() {
                return Map.of();
            }

            @Override
            public void close() {}
        };
    }
}
