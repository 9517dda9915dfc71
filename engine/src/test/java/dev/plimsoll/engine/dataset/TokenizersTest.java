package dev.plimsoll.engine.dataset;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.plimsoll.engine.problem.ExitCode;
import dev.plimsoll.engine.problem.PlimsollException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokenizersTest {
    static final List<String> NAMES = Tokenizers.NAMES;

    @ParameterizedTest
    @FieldSource("NAMES")
    void whatIsEncodedDecodesToItselfAndIsAsLongAsCounted(String name) {
        Tokenizer tokenizer = Tokenizers.of(name);
        assertEquals(name, tokenizer.name());
        for (String text : List.of("", "a", "abcd", "Ahoy, world!", "naïve 港口 \uD83D\uDEA2", "<|endoftext|>", "a\0")) {
            int[] ids = tokenizer.encode(text);
            assertEquals(text, tokenizer.decode(ids));
            assertEquals(ids.length, tokenizer.count(text), text);
        }
    }

    @Test
    void theVocabulariesAreOpenAis() {
        // from tiktoken: o200k_base.encode("hello world"), cl100k_base.encode("hello world")
        assertArrayEquals(new int[] {24912, 2375}, Tokenizers.of("o200k").encode("hello world"));
        assertArrayEquals(new int[] {15339, 1917}, Tokenizers.of("cl100k").encode("hello world"));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3, 4, 5, 8, 401})
    void charsCountsFourCharactersAToken(int length) {
        assertEquals((length + 3) / 4, Tokenizers.of("chars").count("x".repeat(length)));
    }

    @Test
    void anUnknownNameIsAnsweredWithTheKnownOnes() {
        PlimsollException unknown = assertThrows(PlimsollException.class, () -> Tokenizers.of("gpt2"));
        assertEquals(ExitCode.USAGE, unknown.exitCode());
        String message = String.valueOf(unknown.getMessage());
        NAMES.forEach(name -> assertTrue(message.contains(name), message));
    }
}
