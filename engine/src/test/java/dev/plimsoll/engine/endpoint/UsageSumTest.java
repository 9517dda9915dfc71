package dev.plimsoll.engine.endpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class UsageSumTest {
    private static Usage of(String... events) {
        UsageSum sum = new UsageSum();
        sum.clear();
        AnswerReader probe = AnswerShape.CHOICES.readers(null).get();
        for (String event : events) {
            byte[] bytes = event.getBytes(StandardCharsets.UTF_8);
            probe.read(bytes, 0, bytes.length);
            AnswerFacts facts = probe.facts();
            if (facts.highestIndex >= 0) {
                sum.choice(facts.highestIndex);
            }
            if (facts.usage) {
                sum.add(facts);
            }
        }
        return sum.get();
    }

    private static String choice(int index, int completion) {
        return "{\"choices\":[{\"index\":" + index + ",\"delta\":{\"content\":\"x\"}}],\"usage\":{\"prompt_tokens\":9,"
                + "\"completion_tokens\":" + completion + "}}";
    }

    private static final String INDEX_0 = "{\"choices\":[{\"index\":0,\"delta\":{\"content\":\"x\"}}]}";
    private static final String INDEX_1 = "{\"choices\":[{\"index\":1,\"delta\":{\"content\":\"x\"}}]}";

    private static String alone(int completion) {
        return "{\"choices\":[],\"usage\":{\"prompt_tokens\":9,\"completion_tokens\":" + completion
                + ",\"completion_tokens_details\":{\"reasoning_tokens\":2}}}";
    }

    @Test
    void withoutUsageNothingIsKnown() {
        assertEquals(Usage.NONE, of(INDEX_0, "{\"choices\":[],\"usage\":null}"));
    }

    @Test
    void oneUsageAtTheEndIsTheUsage() {
        assertEquals(new Usage(9, 5, -1, 2), of(INDEX_0, alone(5)));
    }

    @Test
    void oneUsagePerChoiceAddsUpTheOutputOfTheSamePrompt() {
        assertEquals(new Usage(9, 9, -1, 4), of(INDEX_0, INDEX_1, alone(4), INDEX_1, alone(5)));
    }

    @Test
    void oneUsageForSeveralChoicesIsTheirs() {
        assertEquals(new Usage(9, 11, -1, 2), of(INDEX_0, INDEX_1, alone(11)));
    }

    @Test
    void aRepeatedUsageOfOneChoiceCountsOnce() {
        assertEquals(new Usage(9, 5, -1, 2), of(INDEX_0, alone(4), alone(5)));
    }

    @Test
    void aGrowingUsageCountsItsLastValuePerChoice() {
        assertEquals(new Usage(9, 5, -1, -1), of(choice(0, 1), choice(1, 1), choice(0, 2), choice(0, 3), choice(1, 2)));
    }

    @Test
    void theUsageAtTheEndWinsOverTheGrowingOnes() {
        assertEquals(new Usage(9, 7, -1, 2), of(choice(0, 1), choice(0, 6), alone(7)));
    }

    @Test
    void aUsageThatSaysNothingTakesNothingAway() {
        assertEquals(new Usage(9, 6, -1, -1), of(choice(0, 6), "{\"choices\":[],\"usage\":{}}"));
    }
}
