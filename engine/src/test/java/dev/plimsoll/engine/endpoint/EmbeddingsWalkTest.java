package dev.plimsoll.engine.endpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Vectors counted by walking over them are those that a parse finds. */
class EmbeddingsWalkTest {
    private static final class RandomVectors extends RandomJson {
        RandomVectors(long seed) {
            super(seed);
        }

        @Override
        String next() {
            List<String> members = new ArrayList<>();
            List<String> items = new ArrayList<>();
            for (int i = random.nextInt(4); i > 0; i--) {
                List<String> item = new ArrayList<>();
                maybe(item, "object", string("embedding"));
                maybe(item, "index", count());
                item.add(member("embedding", vector()));
                items.add(object(item));
            }
            members.add(member("data", array(items)));
            maybe(members, "object", string(random.nextInt(9) == 0 ? "error" : "list"));
            maybe(members, "id", string("e\"1"));
            maybe(members, "model", string(text()));
            maybe(members, "usage", object(List.of(member("prompt_tokens", count()), member("total_tokens", count()))));
            maybe(members, "error", random.nextBoolean() ? "null" : string("no"));
            return object(members);
        }

        private String vector() {
            int dimension = random.nextInt(5);
            if (random.nextInt(4) == 0) {
                return random.nextBoolean()
                        ? "null"
                        : string(Base64.getEncoder().encodeToString(new byte[4 * dimension]));
            }
            List<String> numbers = new ArrayList<>();
            for (int i = 0; i < dimension; i++) {
                numbers.add(
                        random.nextBoolean()
                                ? Integer.toString(random.nextInt(9) - 4)
                                : Double.toString(random.nextGaussian() / 1e4));
            }
            return array(numbers);
        }

        @Override
        String nextOfStream(String id) {
            return next();
        }
    }

    private static String told(AnswerFacts facts) {
        return facts.results + " of " + facts.dimension + ": " + AnswerText.told(facts);
    }

    @Test
    void theWalkIsSureOfOpenAisShapeAndFindsWhatAParseFinds() {
        RandomVectors answers = new RandomVectors(1);
        EmbeddingsWalk walk = new EmbeddingsWalk(new AnswerFacts());
        TreeReader parser = new TreeReader(new EmbeddingsTree(), new AnswerFacts(), false);
        for (int i = 0; i < 10_000; i++) {
            String answer = answers.next();
            byte[] bytes = AnswerText.utf8(answer);
            assertTrue(walk.walk(bytes, 0, bytes.length), answer);
            assertTrue(parser.read(bytes, 0, bytes.length), answer);
            assertEquals(told(parser.facts()), told(walk.facts), answer);
        }
    }

    @Test
    void aCutOrDamagedAnswerIsNeverReadOtherwiseThanByAParse() {
        RandomVectors answers = new RandomVectors(2);
        EmbeddingsWalk walk = new EmbeddingsWalk(new AnswerFacts());
        TreeReader parser = new TreeReader(new EmbeddingsTree(), new AnswerFacts(), false);
        for (int i = 0; i < 50_000; i++) {
            byte[] bytes = AnswerText.utf8(answers.next());
            int cut = answers.random.nextInt(bytes.length);
            assertFalse(walk.walk(bytes, 0, cut));
            bytes[cut] = (byte) "{}[]\",:0n-.e".charAt(answers.random.nextInt(12));
            if (walk.walk(bytes, 0, bytes.length) && parser.read(bytes, 0, bytes.length)) {
                assertEquals(
                        told(parser.facts()),
                        told(walk.facts),
                        () -> new String(bytes, java.nio.charset.StandardCharsets.UTF_8));
            }
        }
    }
}
