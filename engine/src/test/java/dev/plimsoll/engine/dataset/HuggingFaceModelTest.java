package dev.plimsoll.engine.dataset;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.plimsoll.engine.plan.DatasetPlan;
import dev.plimsoll.engine.plan.DelayPlan;
import dev.plimsoll.engine.plan.LengthPlan;
import dev.plimsoll.engine.problem.ExitCode;
import dev.plimsoll.engine.problem.PlimsollException;
import dev.plimsoll.engine.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A model's own tokenizer. */
class HuggingFaceModelTest {
    @TempDir
    Path folder;

    @Test
    void specialTokensAreNotAddedAndCountedWhereTheyStandInTheText() throws IOException {
        Tokenizer tokenizer = open(TokenizerFiles.words(folder.resolve("tokenizer.json"), "hello", "world", "!"));
        assertArrayEquals(new int[] {2, 3, 4}, tokenizer.encode("hello world!"));
        assertEquals(3, tokenizer.count("hello world!"));
        assertEquals(0, tokenizer.count(""));
        assertArrayEquals(new int[] {0, 2}, tokenizer.encode("nobody hello"));
        assertEquals("hello world", tokenizer.decode(new int[] {2, 3}));
        assertEquals("hf:" + folder.resolve("tokenizer.json").toRealPath(), tokenizer.name());
    }

    /** The same vocabulary by two implementations: OpenAI's by jtokkit, and by Hugging Face's library from its merges. */
    @Test
    void itEncodesAsJtokkitDoes() throws IOException {
        Tokenizer ours = open(TokenizerFiles.cl100k(folder.resolve("tokenizer.json")));
        Tokenizer reference = Tokenizers.of("cl100k");
        String signs = "aeiou ntshr .,;:!?'\"-_()[]{}<>/\\\n\t0123456789 äöüß éèñ 港口 привет мир שלום \uD83D\uDEA2";
        int[] points = signs.codePoints().toArray();
        Random random = new Random(7);
        for (int i = 0; i < 400; i++) {
            StringBuilder text = new StringBuilder();
            IntStream.range(0, random.nextInt(120))
                    .forEach(k -> text.appendCodePoint(points[random.nextInt(points.length)]));
            assertSameTokens(reference, ours, text.toString());
        }
        List<String> words = Corpus.words();
        for (int i = 0; i < 100; i++) {
            int from = random.nextInt(words.size() - 60);
            assertSameTokens(reference, ours, String.join(" ", words.subList(from, from + 60)));
        }
    }

    private static void assertSameTokens(Tokenizer reference, Tokenizer ours, String text) {
        assertArrayEquals(reference.encode(text), ours.encode(text), text);
        assertEquals(reference.count(text), ours.count(text), text);
        assertEquals(text, ours.decode(ours.encode(text)));
    }

    @Test
    void generatedPromptsHaveExactlyTheLengthDrawnInVocabulariesOfEveryKind() throws IOException {
        List<Path> files = List.of(
                TokenizerFiles.cl100k(folder.resolve("bytes.json")),
                TokenizerFiles.metaspace(folder.resolve("metaspace.json")),
                TokenizerFiles.words(folder.resolve("words.json"), "the", "and", "of"));
        for (Path file : files) {
            Tokenizer tokenizer = open(file);
            DatasetPlan plan = new DatasetPlan.Synthetic(
                    "chat",
                    new LengthPlan(40, 30, 2, 200),
                    null,
                    LengthPlan.fixed(1),
                    DelayPlan.NONE,
                    "hf:" + file,
                    true);
            Set<String> prompts = new HashSet<>();
            try (Dataset dataset = Datasets.open(plan, 5)) {
                for (int i = 0; i < 300; i++) {
                    Turn turn = Objects.requireNonNull(dataset.next()).turns().getFirst();
                    String prompt = Objects.requireNonNull(turn.content().text());
                    assertEquals(turn.promptTokens(), tokenizer.count(prompt), prompt);
                    assertTrue(prompts.add(prompt) || turn.promptTokens() < 12, prompt); // room for all digits
                }
            }
        }
    }

    @Test
    void aFileIsReadAgainOnlyWhenItChanged() throws IOException {
        Path file = TokenizerFiles.words(folder.resolve("tokenizer.json"), "one");
        Tokenizer first = open(file);
        assertSame(first, open(file));
        TokenizerFiles.words(file, "one", "two", "three");
        Tokenizer second = open(file);
        assertNotSame(first, second);
        assertArrayEquals(new int[] {3}, second.encode("two"));
        assertArrayEquals(new int[] {0}, first.encode("two")); // whoever holds it goes on with it
    }

    @Test
    void aFileThatIsMissingOrNoTokenizerIsToldByItsName() throws IOException {
        Path missing = folder.resolve("none.json");
        PlimsollException gone = assertThrows(PlimsollException.class, () -> open(missing));
        assertEquals(ExitCode.USAGE, gone.exitCode());
        assertTrue(String.valueOf(gone.getMessage()).contains(missing.toString()), gone.getMessage());
        Path broken = Files.writeString(folder.resolve("broken.json"), "{\"model\": {}}");
        PlimsollException bad = assertThrows(PlimsollException.class, () -> open(broken));
        assertTrue(String.valueOf(bad.getMessage()).contains("is not a tokenizer.json"), bad.getMessage());
        assertThrows(PlimsollException.class, () -> open(folder));
        Problem problem = Objects.requireNonNull(Tokenizers.check("hf:" + broken));
        assertEquals("tokenizer", problem.path());
    }

    @Test
    void nothingIsFetchedAndNobodyIsTold() throws IOException {
        open(TokenizerFiles.words(folder.resolve("tokenizer.json"), "one"));
        assertEquals("true", System.getProperty("ai.djl.offline"));
        assertEquals("true", System.getProperty("OPT_OUT_TRACKING"));
    }

    private static Tokenizer open(Path file) {
        return Tokenizers.of("hf:" + file);
    }
}
