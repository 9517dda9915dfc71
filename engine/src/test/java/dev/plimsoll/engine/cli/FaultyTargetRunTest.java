package dev.plimsoll.engine.cli;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A whole run, with a real worker process, against a server that does one wrong thing after another. */
@Timeout(120)
class FaultyTargetRunTest {
    private static final String DELTA =
            "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"x\"}," + "\"finish_reason\":null}]}\n\n";
    private static final String DONE =
            "data: {\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}\n\ndata: [DONE]\n\n";

    /** One of these a request, in this order, again and again: how it counts, and the answer. */
    private static final List<Map.Entry<String, ResponseDefinitionBuilder>> ANSWERS = List.of(
            Map.entry("completed", stream(DELTA + DONE)),
            Map.entry(
                    "http 429",
                    aResponse().withStatus(429).withHeader("Retry-After", "3").withBody("slow down")),
            Map.entry("http 503", aResponse().withStatus(503).withBody("Loading model")),
            Map.entry("completed", stream(": ping\n\n" + DELTA + DELTA + DONE)),
            Map.entry("reset", aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER)),
            Map.entry("reset", aResponse().withFault(Fault.EMPTY_RESPONSE)),
            Map.entry("protocol", aResponse().withFault(Fault.RANDOM_DATA_THEN_CLOSE)),
            Map.entry("protocol", aResponse().withFault(Fault.MALFORMED_RESPONSE_CHUNK)),
            Map.entry("reset", stream(DELTA)),
            Map.entry("stream_error", stream(DELTA + "data: {\"error\":{\"message\":\"out of memory\"}}\n\n")),
            Map.entry("parse", stream("data: {\"choices\n\n" + DONE)),
            Map.entry("no_content", stream(DONE)),
            Map.entry("http 307", aResponse().withStatus(307).withHeader("Location", "http://elsewhere/")));

    @TempDir
    private Path folder;

    private final WireMockServer server =
            new WireMockServer(WireMockConfiguration.options().dynamicPort().bindAddress("127.0.0.1"));

    private static ResponseDefinitionBuilder stream(String events) {
        return aResponse().withHeader("Content-Type", "text/event-stream").withBody(events);
    }

    @BeforeEach
    void start() {
        server.start();
        server.stubFor(get("/v1/models").willReturn(okJson("{\"data\":[{\"id\":\"m\"}]}")));
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    @Test
    void eachFaultIsCountedAsWhatItIsAndTheRunIsSealed() throws IOException {
        answering(ANSWERS);
        int rounds = 4;
        CliProbe probe = run(rounds * ANSWERS.size());
        assertEquals(0, probe.exitCode(), probe.err());
        JsonNode summary = JsonMapper.shared().readTree(probe.out());
        assertEquals("sealed", summary.at("/run/state").asString());
        assertEquals(expected(rounds), counted(summary));
        JsonNode requests = summary.at("/stages/0/requests");
        assertEquals(rounds * ANSWERS.size(), requests.get("created").asInt());
        assertEquals(
                0, requests.get("cancelled").asInt() + requests.get("dropped").asInt());
        assertTrue(summary.toString().contains("slow down"), "a sample of each error is kept");
    }

    @Test
    void aRunInWhichNothingSucceedsFails() throws IOException {
        answering(ANSWERS.stream()
                .filter(answer -> !answer.getKey().equals("completed"))
                .toList());
        CliProbe probe = run(2 * ANSWERS.size());
        assertEquals(1, probe.exitCode(), probe.err());
        assertTrue(probe.err().contains("No request succeeded"), probe.err());
        assertEquals(
                "sealed",
                JsonMapper.shared().readTree(probe.out()).at("/run/state").asString());
    }

    private void answering(List<Map.Entry<String, ResponseDefinitionBuilder>> answers) {
        for (int i = 0; i < answers.size(); i++) {
            server.stubFor(post("/v1/chat/completions")
                    .inScenario("faults")
                    .whenScenarioStateIs(i == 0 ? Scenario.STARTED : "answer " + i)
                    .willReturn(answers.get(i)
                            .getValue()
                            .withHeader("Connection", "close")) // none is reused, so none tried again
                    .willSetStateTo(i + 1 == answers.size() ? Scenario.STARTED : "answer " + (i + 1)));
        }
    }

    private CliProbe run(int requests) throws IOException {
        Path workspace = Files.writeString(folder.resolve("w.plimsoll.json"), """
            { "schemaVersion": 1, "name": "Faults",
              "targets": [ { "id": "t", "kind": "http", "url": "http://127.0.0.1:%d" } ],
              "datasets": [ { "id": "d", "kind": "synthetic", "promptTokens": 16, "outputTokens": 4 } ],
              "benchmarks": [ { "id": "b", "target": "t", "dataset": "d", "profile": { "kind": "synchronous" },
                                "constraints": [ { "kind": "max_requests", "count": %d } ] } ] }
            """.formatted(server.port(), requests));
        return CliProbe.run("run", workspace.toString(), "--json");
    }

    private static Map<String, Integer> expected(int rounds) {
        Map<String, Integer> counts = new TreeMap<>();
        ANSWERS.forEach(answer -> counts.merge(answer.getKey(), rounds, Integer::sum));
        return counts;
    }

    private static Map<String, Integer> counted(JsonNode summary) {
        Map<String, Integer> counts = new TreeMap<>();
        counts.put("completed", summary.at("/stages/0/requests/successful").asInt());
        for (JsonNode error : summary.at("/stages/0/errors")) {
            String kind = error.get("kind").asString();
            counts.merge(
                    kind.equals("http") ? kind + " " + error.get("code").asInt() : kind,
                    error.get("count").asInt(),
                    Integer::sum);
        }
        return counts;
    }
}
