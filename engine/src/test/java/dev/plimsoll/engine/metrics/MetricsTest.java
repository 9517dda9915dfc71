package dev.plimsoll.engine.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.plimsoll.engine.record.Modalities;
import dev.plimsoll.engine.record.RequestRecord;
import dev.plimsoll.engine.record.RouterFacts;
import dev.plimsoll.engine.record.TokenCounts;
import dev.plimsoll.engine.record.TokenSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class MetricsTest {
    private static OptionalDouble value(String tag, RequestRecord record) {
        return Metrics.byTag(tag).orElseThrow().valueOf(record);
    }

    private static RequestRecord with(RequestRecord record, TokenCounts tokens) {
        return new RequestRecord(
                record.info(),
                record.status(),
                null,
                null,
                record.timings(),
                record.contentDeltasUs(),
                0,
                tokens,
                record.wire());
    }

    private static TokenCounts tokens(int output, int requested, int inFirstChunk) {
        return new TokenCounts(50, output, 7, 3, requested, inFirstChunk, TokenSource.USAGE);
    }

    @Test
    void tpotLeavesOutTheTokensOfTheFirstChunk() {
        RequestRecord record = Records.streamed(0, 0, 0, 0, 100, 150, 200);
        assertEquals(10.0, value("tpot", with(record, tokens(11, -1, 1))).orElseThrow());
        assertEquals(20.0, value("tpot", with(record, tokens(11, -1, 6))).orElseThrow());
        assertEquals(10.0, value("itl", with(record, tokens(11, -1, 6))).orElseThrow());
        assertEquals(
                50.0,
                value("outputTokensPerSecondPerUser", with(record, tokens(11, -1, 6)))
                        .orElseThrow());
    }

    @Test
    void tpotDoesNotExistWithoutALaterToken() {
        RequestRecord oneChunk = Records.streamed(0, 0, 0, 5, 100);
        assertTrue(value("tpot", oneChunk).isEmpty());
        assertEquals(0.0, value("itl", oneChunk).orElseThrow());
        RequestRecord chunks = Records.streamed(0, 0, 0, 1, 100, 200);
        assertTrue(value("tpot", chunks).isEmpty());
        assertTrue(value("itl", chunks).isEmpty());
        assertTrue(value("tpot", with(chunks, tokens(4, -1, 4))).isEmpty());
        assertTrue(value("tpot", with(chunks, tokens(-1, -1, 1))).isEmpty());
    }

    @Test
    void chunksThatCameTogetherHaveNoSpeed() {
        assertTrue(value("outputTokensPerSecondPerUser", Records.streamed(0, 0, 0, 2, 100, 100))
                .isEmpty());
    }

    @Test
    void aRequestThatWasNeverSentHasNoLag() {
        RequestRecord unsent = Records.unsent(0, dev.plimsoll.engine.record.RequestStatus.DROPPED, 100, 200);
        assertTrue(value("sendLag", unsent).isEmpty());
        assertTrue(value("latency", unsent).isEmpty());
        assertEquals(100.0, value("latencyFromSchedule", unsent).orElseThrow());
    }

    @Test
    void countsThatAreUnknownAreAbsent() {
        RequestRecord record = with(Records.streamed(0, 0, 0, 2, 100, 110), TokenCounts.UNKNOWN);
        for (String tag : List.of("promptTokens", "outputTokens", "cachedTokens", "reasoningTokens")) {
            assertTrue(value(tag, record).isEmpty(), tag);
        }
        assertEquals(
                3.0, value("reasoningTokens", with(record, tokens(5, -1, 1))).orElseThrow());
    }

    @Test
    void lengthMismatchIsRelativeToWhatWasAskedFor() {
        RequestRecord record = Records.streamed(0, 0, 0, 2, 100, 110);
        assertEquals(
                -0.5,
                value("outputLengthMismatch", with(record, tokens(50, 100, 1))).orElseThrow());
        assertTrue(value("outputLengthMismatch", with(record, tokens(50, 0, 1))).isEmpty());
    }

    @Test
    void theLongestStallIsTheLongestGap() {
        assertEquals(
                70.0,
                value("maxStall", Records.streamed(0, 0, 0, 4, 100, 110, 180, 185))
                        .orElseThrow());
        assertTrue(value("maxStall", Records.streamed(0, 0, 0, 4, 100)).isEmpty());
    }

    private static TokenCounts counts(TokenSource output, TokenSource prompt, int clientPrompt, int clientOutput) {
        return new TokenCounts(110, 90, -1, -1, -1, 1, output, prompt, clientPrompt, clientOutput);
    }

    @Test
    void theServersCountsAreHeldAgainstOurs() {
        RequestRecord record = Records.streamed(0, 0, 0, 2, 100, 110, 120);
        TokenCounts both = counts(TokenSource.USAGE, TokenSource.USAGE, 100, 100);
        assertEquals(-0.1, value("usageMismatch", with(record, both)).orElseThrow());
        assertEquals(0.1, value("promptUsageMismatch", with(record, both)).orElseThrow());
        TokenCounts ours = counts(TokenSource.TOKENIZER, TokenSource.TOKENIZER, 110, 90);
        assertTrue(value("usageMismatch", with(record, ours)).isEmpty(), "nothing to compare with");
        assertTrue(value("promptUsageMismatch", with(record, ours)).isEmpty());
    }

    @Test
    void withoutATokenizerTheServersCountIsHeldAgainstTheEvents() {
        RequestRecord three = Records.streamed(0, 0, 0, 2, 100, 110, 120);
        TokenCounts told = counts(TokenSource.USAGE, TokenSource.USAGE, -1, -1);
        assertEquals(29.0, value("usageMismatch", with(three, told)).orElseThrow());
        assertEquals(30.0, value("tokensPerEvent", with(three, told)).orElseThrow());
        assertTrue(value("promptUsageMismatch", with(three, told)).isEmpty());
    }

    @Test
    void whatARequestHasNotSentOrGotHasNoValue() {
        RequestRecord text = Records.streamed(0, 0, 0, 2, 100, 110);
        for (MetricDefinition metric : Metrics.all()) {
            if (metric.group() == MetricDefinition.Group.MODALITY || metric.group() == MetricDefinition.Group.ROUTER) {
                assertTrue(metric.valueOf(text).isEmpty(), metric.tag());
            }
        }
    }

    @Test
    void theRoutersWaitIsTheSumOfItsPartsAndNoPartOfTheTimeOnceServed() {
        RequestRecord record = Records.routed(
                Records.streamed(0, 0, 0, 2, 100, 250), new RouterFacts("chat", 10_000, 20_500, 0, 30_000, 211));
        assertEquals(10.0, value("routerQueue", record).orElseThrow());
        assertEquals(20.5, value("routerEvicting", record).orElseThrow());
        assertEquals(0.0, value("routerSpawning", record).orElseThrow());
        assertEquals(30.0, value("routerHealthWait", record).orElseThrow());
        assertEquals(60.5, value("routerWait", record).orElseThrow());
        assertEquals(211.0, value("routerProxying", record).orElseThrow());
        assertEquals(39.5, value("ttftServed", record).orElseThrow());
    }

    @Test
    void aWaitOfWhichAPartIsUnknownIsUnknown() {
        RequestRecord record =
                Records.routed(Records.streamed(0, 0, 0, 2, 100), new RouterFacts(null, 10, 20, -1, 30, 40));
        assertEquals(0.01, value("routerQueue", record).orElseThrow());
        assertTrue(value("routerSpawning", record).isEmpty());
        assertTrue(value("routerWait", record).isEmpty());
        assertTrue(value("ttftServed", record).isEmpty());
    }

    @Test
    void withoutAFirstTokenThereIsNoTimeOnceServed() {
        RequestRecord record = Records.routed(Records.whole(0, 0, 100, 3), new RouterFacts(null, 10, 20, 0, 30, 40));
        assertEquals(0.06, value("routerWait", record).orElseThrow());
        assertTrue(value("ttftServed", record).isEmpty());
    }

    @Test
    void theRealTimeFactorIsSoundPerLatency() {
        RequestRecord text = Records.streamed(0, 0, 0, 2, 100, 250);
        RequestRecord audio = new RequestRecord(
                text.info(),
                text.status(),
                null,
                null,
                text.timings(),
                text.contentDeltasUs(),
                0,
                text.tokens(),
                text.wire(),
                new Modalities(2, -1, 4000, 1, 1_000_000_000, 32_000, 3));
        assertEquals(4.0, value("realTimeFactor", audio).orElseThrow());
        assertEquals(1000.0, value("audioDuration", audio).orElseThrow());
        assertEquals(3.0, value("toolCalls", audio).orElseThrow());
        assertTrue(value("imagePixels", audio).isEmpty(), "an image that the server fetches has no known size");
    }

    @Test
    void onlyAFailedRequestHasATimeToItsError() {
        assertTrue(value("timeToError", Records.streamed(0, 0, 0, 2, 100, 110)).isEmpty());
        for (MetricDefinition metric : Metrics.all()) {
            boolean errorOnly = metric.flags().contains(MetricDefinition.Flag.ERROR_ONLY);
            assertEquals(errorOnly, metric.tag().equals("timeToError"));
        }
    }

    @Test
    void displayOrderIsTheOrderOfTheRegistry() {
        List<Integer> orders =
                Metrics.all().stream().map(MetricDefinition::displayOrder).toList();
        assertEquals(orders.stream().sorted().distinct().toList(), orders);
    }

    @Test
    void theGlossaryExplainsEveryMetric() throws IOException {
        String glossary = Files.readString(Path.of("../docs/metrics.md"));
        for (MetricDefinition metric : Metrics.all()) {
            assertTrue(
                    glossary.contains("| `" + metric.tag() + "` | " + metric.label() + " | " + metric.unit() + " |"),
                    metric.tag());
        }
    }
}
