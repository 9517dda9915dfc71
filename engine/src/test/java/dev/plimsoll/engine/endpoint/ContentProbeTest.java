package dev.plimsoll.engine.endpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.plimsoll.engine.endpoint.UsageCounts.Count;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The three ways to read an event (recognised, walked, parsed) say the same. */
class ContentProbeTest {
    /** The counts that figures are made of: a walk reads no others. */
    private static final List<Count> KEPT = List.of(
            Count.PROMPT,
            Count.PROMPT_UNCACHED,
            Count.CACHE_READ,
            Count.CACHE_WRITE,
            Count.COMPLETION,
            Count.REASONING);

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** The facts as text, whatever array they lie in. */
    private static String told(AnswerFacts facts) {
        StringBuilder told = new StringBuilder();
        told.append(facts.choices).append(" choices up to ").append(facts.highestIndex);
        told.append(facts.finished ? ", finished" : "").append(facts.hasError() ? ", error" : "");
        if (facts.usage) {
            told.append(", usage");
            for (Count count : KEPT) {
                told.append(' ').append(facts.counts.get(count));
            }
        }
        told.append(", id ").append(JsonText.decode(facts.bytes, facts.idFrom, facts.idTo));
        String[] texts = new String[facts.texts()];
        for (int i = 0; i < texts.length; i++) {
            texts[i] = facts.choiceIndexOf(i) + " " + facts.channel(i) + " "
                    + JsonText.decode(facts.bytes, facts.from(i), facts.to(i));
        }
        Arrays.sort(texts); // the walk goes by the bytes, the parse by the members' meaning
        return told.append(' ').append(Arrays.toString(texts)).toString();
    }

    private static String parsed(String event) {
        TreeReader reader = new TreeReader(new ChoicesTree(), new AnswerFacts(), false);
        byte[] bytes = utf8(event);
        assertTrue(reader.read(bytes, 0, bytes.length), event);
        return told(reader.facts());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void theWalkIsSureOfEveryOrdinaryAnswerAndSaysWhatAParseSays(long seed) {
        RandomAnswers answers = new RandomAnswers(seed);
        AnswerFacts facts = new AnswerFacts();
        ChoicesWalk walk = new ChoicesWalk(facts);
        for (int i = 0; i < 5_000; i++) {
            String event = answers.next();
            byte[] bytes = utf8("##" + event + "##");
            assertTrue(walk.walk(bytes, 2, bytes.length - 2), event);
            assertEquals(parsed(event), told(facts), event);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {4, 5, 6})
    void aStreamReadByWhatWasLearnedSaysWhatAParseSays(long seed) {
        RandomAnswers answers = new RandomAnswers(seed);
        AnswerReader probe = AnswerShape.CHOICES.readers(null).get();
        for (int i = 0; i < 10_000; i++) {
            String event = answers.nextOfStream("id");
            byte[] bytes = utf8(" " + event + " ");
            assertTrue(probe.read(bytes, 1, bytes.length - 1), event);
            // A recognised event does not tell its id again.
            assertEquals(withoutId(parsed(event)), withoutId(told(probe.facts())), event);
        }
    }

    private static String withoutId(String told) {
        return told.replaceFirst(", id [a-z0-9-]*", "");
    }

    @Test
    void aCutAnswerIsNeverTakenForAWholeOne() {
        RandomAnswers answers = new RandomAnswers(7);
        AnswerReader probe = AnswerShape.CHOICES.readers(null).get();
        for (int i = 0; i < 200; i++) {
            byte[] bytes = utf8(answers.nextOfStream("id"));
            probe.read(bytes, 0, bytes.length);
            for (int cut = 0; cut < bytes.length; cut++) {
                int end = cut;
                assertFalse(probe.read(bytes, 0, end), () -> new String(bytes, 0, end, StandardCharsets.UTF_8));
            }
        }
    }

    @Test
    void aDamagedAnswerNeverThrowsAndNeverSaysOtherThanAParse() {
        RandomAnswers answers = new RandomAnswers(8);
        Random random = new Random(8);
        AnswerFacts facts = new AnswerFacts();
        ChoicesWalk walk = new ChoicesWalk(facts);
        TreeReader reference = new TreeReader(new ChoicesTree(), new AnswerFacts(), false);
        for (int i = 0; i < 50_000; i++) {
            byte[] bytes = utf8(answers.next());
            bytes[random.nextInt(bytes.length)] = (byte) "{}[]\",:\\0n \u0000".charAt(random.nextInt(12));
            if (walk.walk(bytes, 0, bytes.length) && reference.read(bytes, 0, bytes.length)) {
                assertEquals(told(reference.facts()), told(facts), () -> new String(bytes, StandardCharsets.UTF_8));
            }
        }
    }

    @Test
    void anEventThatLooksAlikeButSaysMoreIsNotTakenForAToken() {
        AnswerReader probe = AnswerShape.CHOICES.readers(null).get();
        String shape = "{\"choices\":[{\"delta\":{\"content\":\"%s\"},\"finish_reason\":null}]}";
        byte[] first = utf8(shape.formatted("a"));
        assertTrue(probe.read(first, 0, first.length));
        String[] lookalikes = {
            "", // no text
            "x\"},\"finish_reason\":\"stop\",\"delta\":{\"content\":\"y", // ends the string and goes on
            "x\\", // escapes the quote behind it
        };
        for (String text : lookalikes) {
            byte[] bytes = utf8(shape.formatted(text));
            boolean readable = probe.read(bytes, 0, bytes.length);
            if (text.equals("")) {
                assertEquals(0, probe.facts().texts());
            } else if (text.equals("x\\")) {
                assertFalse(readable);
            } else {
                assertTrue(probe.facts().finished);
            }
        }
    }

    @Test
    void contentInPartsAndToolArgumentsAsAnObjectAreParsed() {
        AnswerReader probe = AnswerShape.CHOICES.readers(null).get();
        byte[] parts =
                utf8("{\"choices\":[{\"index\":0,\"delta\":{\"content\":[{\"type\":\"text\",\"text\":\"a\\nb\"}]}}]}");
        assertTrue(probe.read(parts, 0, parts.length));
        assertEquals("1 choices up to 0, id  [0 OUTPUT a\nb]", told(probe.facts()));
        byte[] tool = utf8(
                "{\"choices\":[{\"index\":0,\"message\":{\"tool_calls\":[{\"function\":{\"arguments\":{\"a\":1}}}]}}]}");
        assertTrue(probe.read(tool, 0, tool.length));
        assertEquals("1 choices up to 0, id  [0 TOOL {\"a\":1}]", told(probe.facts()));
    }

    @Test
    void whatIsNoJsonObjectIsUnreadable() {
        AnswerReader probe = AnswerShape.CHOICES.readers(null).get();
        for (String text :
                new String[] {"", " ", "[]", "null", "\"x\"", "{", "{}x", "{\"a\"}", "{,}", "nope", "{\"a\":1,}"}) {
            byte[] bytes = utf8(text);
            assertFalse(probe.read(bytes, 0, bytes.length), text);
        }
    }
}
