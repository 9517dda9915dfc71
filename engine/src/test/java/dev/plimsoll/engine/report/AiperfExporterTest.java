package dev.plimsoll.engine.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.plimsoll.engine.record.ErrorKind;
import dev.plimsoll.engine.record.RequestError;
import dev.plimsoll.engine.record.RequestInfo;
import dev.plimsoll.engine.record.RequestRecord;
import dev.plimsoll.engine.record.RequestStatus;
import dev.plimsoll.engine.record.RequestTimings;
import dev.plimsoll.engine.record.TokenCounts;
import dev.plimsoll.engine.record.TokenSource;
import dev.plimsoll.engine.record.WireFacts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class AiperfExporterTest {
    private static final long NO = RequestTimings.ABSENT;

    @TempDir
    Path folder;

    /** Two streamed answers, one plain one, an error, a cancelled one and one in the warm-up. */
    private static SampleRun run() {
        return new SampleRun(
                SampleRun.of(SampleRun.closed(0, 1.38, 64)),
                List.of(
                        streamed(1, 6_000, 100, 300, 11),
                        streamed(2, 7_000, 200, 700, 6),
                        plain(3, 8_000, 500),
                        failed(4, 9_000, RequestStatus.ERRORED),
                        failed(5, 9_500, RequestStatus.CANCELLED),
                        streamed(6, 1_000, 5_000, 9_000, 11)));
    }

    private JsonNode export(SampleRun run) throws IOException {
        List<Path> files = new AiperfExporter().export(run, ExportOptions.DEFAULT, folder);
        return JsonMapper.shared().readTree(Files.readString(files.getFirst()));
    }

    @Test
    void figuresFollowAiperfsRules() throws IOException {
        JsonNode report = export(run());
        assertEquals(3, report.at("/request_count/avg").asDouble());
        assertEquals(2, report.at("/error_request_count/avg").asDouble());
        assertEquals(40, report.at("/request_error_rate/avg").asDouble(), 1e-9);
        // from the first start, 6 s, to the end of the last success, 8.5 s
        assertEquals(2.5, report.at("/benchmark_duration/avg").asDouble(), 1e-9);
        assertEquals(3 / 2.5, report.at("/request_throughput/avg").asDouble(), 1e-9);
        assertEquals(2, report.at("/time_to_first_token/count").asInt(), "a plain answer has no TTFT");
        assertEquals(150, report.at("/time_to_first_token/p50").asDouble(), 1e-9);
        assertEquals(50, report.at("/time_to_first_token/std").asDouble(), 1e-9, "a population's deviation");
        assertEquals(20, report.at("/inter_token_latency/min").asDouble(), 1e-9);
        assertEquals(100, report.at("/inter_token_latency/max").asDouble(), 1e-9);
        assertEquals(300, report.at("/request_latency/min").asDouble(), 1e-9, "to the last content");
        assertEquals(
                (11 + 6 + 4) / 2.5, report.at("/output_token_throughput/avg").asDouble(), 1e-9);
        assertEquals("ms", report.at("/inter_chunk_latency/unit").asString());
    }

    @Test
    void everyRequestOfTheWindowIsALineWithItsFigures() throws IOException {
        export(run());
        List<JsonNode> lines = new ArrayList<>();
        for (String line : Files.readAllLines(folder.resolve("profile_export.jsonl"))) {
            lines.add(JsonMapper.shared().readTree(line));
        }
        assertEquals(5, lines.size(), "the one in the warm-up is not there");
        JsonNode first = lines.getFirst();
        assertEquals(100, first.at("/metrics/time_to_first_token/value").asDouble(), 1e-9);
        assertEquals(2, first.at("/metrics/inter_chunk_latency/value").size());
        long start = first.at("/metadata/request_start_ns").asLong();
        assertEquals(1_795_269_726_000_000_000L, start, "time of day");
        assertEquals(100_000_000, first.at("/metadata/request_ack_ns").asLong() - start);
        assertTrue(first.get("error").isNull());
        assertEquals(429, lines.get(3).at("/error/code").asInt());
        assertTrue(lines.get(4).at("/metadata/was_cancelled").asBoolean());
        assertEquals(499, lines.get(4).at("/error/code").asInt());
        assertFalse(lines.get(4).at("/metrics").has("request_latency"));
    }

    @Test
    void severalStagesAreAFolderEach() throws IOException {
        SampleRun several = new SampleRun(
                SampleRun.of(SampleRun.closed(0, 1.38, 64), SampleRun.open(1, 20, 19.9, 90)),
                List.of(streamed(1, 6_000, 100, 300, 11)));
        JsonNode first = export(several);
        assertEquals(1, first.at("/request_count/avg").asInt());
        Path second = folder.resolve("stage-2").resolve("profile_export_aiperf.json");
        JsonNode empty = JsonMapper.shared().readTree(Files.readString(second));
        assertEquals(0, empty.at("/request_count/avg").asInt());
        assertFalse(empty.has("request_latency"), "what was not measured is not there");
        assertEquals(20, empty.at("/input_config/loadgen/request_rate").asDouble());
    }

    static RequestRecord streamed(int number, long sentMs, long ttftMs, long latencyMs, int tokens) {
        int step = (int) (latencyMs - ttftMs) * 500;
        return record(
                number,
                RequestStatus.COMPLETED,
                null,
                times(sentMs, sentMs + ttftMs, sentMs + latencyMs, sentMs + latencyMs + 3),
                new int[] {(int) ttftMs * 1000, step, step},
                new TokenCounts(50, tokens, -1, -1, -1, 1, TokenSource.USAGE));
    }

    static RequestRecord plain(int number, long sentMs, long latencyMs) {
        return record(
                number,
                RequestStatus.COMPLETED,
                null,
                times(sentMs, -1, -1, sentMs + latencyMs),
                RequestRecord.NO_CONTENT_TIMES,
                new TokenCounts(50, 4, -1, -1, -1, 1, TokenSource.USAGE));
    }

    static RequestRecord failed(int number, long sentMs, RequestStatus status) {
        RequestError error =
                status == RequestStatus.ERRORED ? new RequestError(ErrorKind.HTTP, 429, "queue is full", 1) : null;
        return record(
                number,
                status,
                error,
                times(sentMs, -1, -1, sentMs + 20),
                RequestRecord.NO_CONTENT_TIMES,
                TokenCounts.UNKNOWN);
    }

    private static RequestTimings times(long sentMs, long firstMs, long lastMs, long endMs) {
        return new RequestTimings(
                ns(sentMs),
                ns(sentMs),
                ns(sentMs),
                ns(sentMs),
                ns(sentMs),
                ns(firstMs),
                ns(firstMs),
                ns(firstMs),
                ns(firstMs),
                ns(lastMs),
                ns(endMs),
                NO,
                NO,
                NO);
    }

    private static long ns(long ms) {
        return ms < 0 ? NO : ms * 1_000_000;
    }

    private static RequestRecord record(
            int number,
            RequestStatus status,
            RequestError error,
            RequestTimings times,
            int[] deltasUs,
            TokenCounts tokens) {
        return new RequestRecord(
                new RequestInfo(number, 0, -1, 0, 0, 0, number, 0, RequestInfo.NO_PARENTS, null),
                status,
                error,
                status == RequestStatus.CANCELLED ? "end" : null,
                times,
                deltasUs,
                0,
                tokens,
                WireFacts.NONE);
    }
}
