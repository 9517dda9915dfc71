package dev.plimsoll.engine.endpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.plimsoll.engine.record.RequestError;
import dev.plimsoll.engine.record.RequestTimings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
    void everyTranscriptHasAnOutcome() {
        assertEquals(
                OUTCOMES.keySet(),
                Transcript.all().stream().map(Transcript::name).collect(Collectors.toSet()));
    }

    @ParameterizedTest
    @MethodSource("dev.plimsoll.engine.endpoint.Transcript#all")
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
        }
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

    private static Map<String, List<String>> outcomes() {
        Map<String, List<String>> outcomes = new LinkedHashMap<>();
        try {
            for (String line : Files.readAllLines(Path.of("src/test/resources/transcripts/outcomes.tsv"))) {
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
