package dev.plimsoll.engine.endpoint;

import static dev.plimsoll.engine.endpoint.AnswerText.told;
import static dev.plimsoll.engine.endpoint.AnswerText.utf8;
import static dev.plimsoll.engine.endpoint.AnswerText.withoutId;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The three ways to read an event (recognised, walked, parsed) say the same. */
class ContentProbeTest {
    private static final Map<AnswerShape, AnswerTree> TREES = Map.of(
            AnswerShape.CHOICES, new ChoicesTree(),
            AnswerShape.RESPONSES, new ResponsesTree(),
            AnswerShape.MESSAGES, new MessagesTree(),
            AnswerShape.TGI, new TgiTree());

    static Stream<AnswerShape> shapes() {
        return TREES.keySet().stream().sorted();
    }

    private static RandomJson random(AnswerShape shape, long seed) {
        return shape == AnswerShape.CHOICES ? new RandomAnswers(seed) : new RandomEvents(shape, seed);
    }

    private static AnswerWalk walk(AnswerShape shape) {
        AnswerFacts facts = new AnswerFacts();
        return switch (shape) {
            case CHOICES -> new ChoicesWalk(facts);
            case RESPONSES -> new ResponsesWalk(facts);
            case MESSAGES -> new MessagesWalk(facts);
            default -> new TgiWalk(facts);
        };
    }

    private static TreeReader parser(AnswerShape shape) {
        return new TreeReader(Objects.requireNonNull(TREES.get(shape)), new AnswerFacts(), false);
    }

    private static String parsed(AnswerShape shape, String event) {
        TreeReader reader = parser(shape);
        byte[] bytes = utf8(event);
        assertTrue(reader.read(bytes, 0, bytes.length), event);
        return told(reader.facts());
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void theWalkIsSureOfEveryOrdinaryEventWithTextAndSaysWhatAParseSays(AnswerShape shape) {
        RandomJson answers = random(shape, 1);
        AnswerWalk walk = walk(shape);
        for (int i = 0; i < 10_000; i++) {
            String event = answers instanceof RandomEvents events ? events.delta() : answers.next();
            byte[] bytes = utf8("##" + event + "##");
            assertTrue(walk.walk(bytes, 2, bytes.length - 2), event);
            assertEquals(parsed(shape, event), told(walk.facts), event);
        }
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void whereTheWalkIsSureOfAnotherEventItSaysWhatAParseSays(AnswerShape shape) {
        RandomJson answers = random(shape, 2);
        AnswerWalk walk = walk(shape);
        for (int i = 0; i < 10_000; i++) {
            String event = answers.next();
            byte[] bytes = utf8(event);
            if (walk.walk(bytes, 0, bytes.length)) {
                assertEquals(parsed(shape, event), told(walk.facts), event);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void aStreamReadByWhatWasLearnedSaysWhatAParseSays(AnswerShape shape) {
        for (long seed = 4; seed < 7; seed++) {
            RandomJson answers = random(shape, seed);
            AnswerReader probe = shape.readers(null).get();
            for (int i = 0; i < 10_000; i++) {
                String event = answers.nextOfStream("id");
                byte[] bytes = utf8(" " + event + " ");
                assertTrue(probe.read(bytes, 1, bytes.length - 1), event);
                // A recognised event does not tell its id again.
                assertEquals(withoutId(parsed(shape, event)), withoutId(told(probe.facts())), event);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void eventsOfOneStreamAreRecognised(AnswerShape shape) {
        RandomJson answers = random(shape, 9);
        AnswerWalk walk = walk(shape);
        LearnedFrame frame = new LearnedFrame();
        int alike = 0;
        int recognised = 0;
        for (int i = 0; i < 2_000; i++) {
            byte[] bytes = utf8(answers.nextOfStream("id"));
            if (walk.walk(bytes, 0, bytes.length) && walk.facts.texts() == 1) {
                alike++;
                recognised += frame.matches(bytes, 0, bytes.length) ? 1 : 0;
                frame.learn(bytes, 0, bytes.length, walk.facts);
            }
        }
        assertTrue(recognised > alike / 3, recognised + " of " + alike);
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void aCutAnswerIsNeverTakenForAWholeOne(AnswerShape shape) {
        RandomJson answers = random(shape, 7);
        AnswerReader probe = shape.readers(null).get();
        for (int i = 0; i < 200; i++) {
            byte[] bytes = utf8(answers.nextOfStream("id"));
            probe.read(bytes, 0, bytes.length);
            for (int cut = 0; cut < bytes.length; cut++) {
                int end = cut;
                assertFalse(probe.read(bytes, 0, end), () -> new String(bytes, 0, end, StandardCharsets.UTF_8));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void aDamagedAnswerNeverThrowsAndNeverSaysOtherThanAParse(AnswerShape shape) {
        RandomJson answers = random(shape, 8);
        Random random = new Random(8);
        AnswerReader probe = shape.readers(null).get();
        AnswerReader reference = parser(shape);
        for (int i = 0; i < 50_000; i++) {
            byte[] bytes = utf8(random.nextBoolean() ? answers.next() : answers.nextOfStream("id"));
            probe.read(bytes, 0, bytes.length);
            bytes[random.nextInt(bytes.length)] = (byte) "{}[]\",:\\0n \u0000".charAt(random.nextInt(12));
            if (probe.read(bytes, 0, bytes.length) && reference.read(bytes, 0, bytes.length)) {
                assertEquals(
                        withoutId(told(reference.facts())),
                        withoutId(told(probe.facts())),
                        () -> new String(bytes, StandardCharsets.UTF_8));
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
