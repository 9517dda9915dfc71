package dev.plimsoll.engine.endpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.plimsoll.engine.record.RequestError;
import dev.plimsoll.engine.record.RequestTimings;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Real answers of llama-server and nginx, replayed. {@code outcomes.tsv} says what each is, one line per transcript; it was checked by
 * hand against the bytes and against the server's own counts.
 */
class TranscriptTest {
    private static final Map<String, List<String>> OUTCOMES = outcomes();

    @Test
    void everyTranscriptOfOursHasAnOutcome() {
        assumeTrue(Transcript.areOwn(), "others may have none");
        assertEquals(
                OUTCOMES.keySet(),
                Transcript.all().stream().map(Transcript::name).collect(Collectors.toSet()));
    }

    static List<Transcript> inTheTable() {
        return Transcript.all().stream()
                .filter(t -> OUTCOMES.containsKey(t.name()))
                .toList();
    }

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("inTheTable")
    void aTranscriptIsWhatTheTableSays(Transcript transcript) {
        CallResult result = transcript.asRecorded();
        RequestError error = result.error();
        List<String> seen = List.of(
                transcript.name(),
                result.status().text(),
                error == null ? "" : error.kind().text(),
                Integer.toString(result.wire().httpStatus()),
                error == null ? "-1" : Integer.toString(error.retryAfterSeconds()),
                Integer.toString(result.wire().events()),
                Integer.toString(result.wire().contentEvents()),
                Integer.toString(result.tokens().prompt()),
                Integer.toString(result.tokens().cached()),
                Integer.toString(result.tokens().output()),
                result.tokens().outputSource().text(),
                RequestTimings.has(result.firstToken()) ? Long.toString(result.firstToken() / 1000) : "",
                error == null
                        ? String.valueOf(result.text()).replace("\n", "\\n").replace("\t", "\\t")
                        : error.sample());
        assertEquals(OUTCOMES.get(transcript.name()), seen);
    }

    @ParameterizedTest
    @MethodSource("dev.plimsoll.engine.endpoint.Transcript#all")
    void howTheBytesAreCutDoesNotMatter(Transcript transcript) {
        String recorded = signature(transcript.asRecorded());
        assertEquals(recorded, signature(transcript.inPieces(Math.max(1, transcript.response().length))));
        for (int bytes : new int[] {1, 2, 3, 7, 61, 244}) {
            assertEquals(recorded, signature(transcript.inPieces(bytes)), bytes + " bytes a read");
            assertEquals(
                    recorded + times(transcript.asRecorded()),
                    signature(transcript.inPiecesAtTheirTimes(bytes)) + times(transcript.inPiecesAtTheirTimes(bytes)),
                    bytes + " bytes a read, at the recorded times");
        }
    }

    /** Whatever the table says: the same end, texts and times as of a reader that has nothing in common with ours. */
    @ParameterizedTest
    @MethodSource("dev.plimsoll.engine.endpoint.Transcript#all")
    void aTranscriptIsReadAsItIsReadPlainly(Transcript transcript) {
        CallResult result = transcript.asRecorded();
        PlainReading plain = transcript.plainly();
        String end = plain.end();
        RequestError error = result.error();
        assertEquals(plain.status(), result.wire().httpStatus());
        if (transcript.shape() == AnswerShape.DETECTED) {
            return; // what its answers look like is not known to the plain reader
        }
        assertEquals(end, error == null ? result.status().text() : error.kind().text());
        assertEquals(plain.events(), result.wire().events());
        assertEquals(plain.firstTextNs(), result.firstToken(), "the read of the first event with text");
        assertEquals(plain.lastTextNs(), result.lastToken());
        assertEquals(plain.eventsWithText(), result.wire().contentEvents());
        if (error == null) {
            assertEquals(plain.output(), result.text());
        }
        plain.onlyUsage().ifPresent(usage -> {
            assertEquals(usage.prompt(), result.tokens().prompt());
            assertEquals(usage.output(), result.tokens().output());
        });
    }

    @ParameterizedTest
    @MethodSource("dev.plimsoll.engine.endpoint.Transcript#all")
    void contentTimesAddUpToTheLastToken(Transcript transcript) {
        CallResult result = transcript.asRecorded();
        assertEquals(result.wire().contentEvents(), result.contentDeltasUs().length);
        if (result.wire().contentEvents() > 0) {
            assertEquals(result.firstToken() / 1000, result.contentDeltasUs()[0]);
            assertEquals(
                    result.lastToken() / 1000,
                    Arrays.stream(result.contentDeltasUs()).asLongStream().sum());
        }
    }

    /** Everything that must not depend on the reads. */
    private static String signature(CallResult r) {
        return r.status() + " " + r.error() + " " + r.tokens() + " " + r.wire().httpStatus() + " "
                + r.wire().events()
                + " " + r.wire().contentEvents() + " " + r.wire().bytesReceived() + " "
                + r.wire().serverRequestId() + " " + r.text();
    }

    /** Everything that depends on when the reads came. */
    private static String times(CallResult r) {
        return " " + r.firstByte() + " " + r.firstEvent() + " " + r.firstToken() + " " + r.firstOutputToken() + " "
                + r.lastToken() + " " + r.end() + " " + Arrays.toString(r.contentDeltasUs());
    }

    private static Map<String, List<String>> outcomes() {
        Map<String, List<String>> outcomes = new LinkedHashMap<>();
        if (!Files.exists(Transcript.table())) {
            return outcomes;
        }
        try {
            for (String line : Files.readAllLines(Transcript.table())) {
                if (!line.startsWith("#")) {
                    List<String> columns = List.of(line.split("\t", -1));
                    outcomes.put(columns.getFirst(), columns);
                }
            }
        } catch (IOException e) {
            throw new AssertionError("cannot read the table", e);
        }
        return outcomes;
    }
}
