package dev.plimsoll.engine.run;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import dev.plimsoll.engine.plan.PlanCompiler;
import dev.plimsoll.engine.plan.TargetPlan;
import dev.plimsoll.engine.time.NanoClock;
import dev.plimsoll.engine.workspace.WorkspaceFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TargetTrialTest {
    private final WireMockServer server =
            new WireMockServer(WireMockConfiguration.options().dynamicPort().bindAddress("127.0.0.1"));

    @BeforeEach
    void start() {
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    @Test
    void theSimulatorPassesEveryStepAndCountsItsTokens() {
        TrialReport report =
                check(target("{ \"id\": \"t\", \"kind\": \"simulator\", \"profile\": \"instant\" }"), null);
        assertNull(report.trouble());
        assertEquals(
                List.of("Name resolved", "Connected", "GET /v1/models", "One streamed request", "Token usage"),
                report.steps().stream().map(TrialReport.Step::what).toList());
        assertTrue(report.steps().stream().allMatch(s -> s.outcome() == TrialReport.Outcome.DONE));
        assertEquals(List.of("plimsoll-simulator"), report.models());
        OneAnswer request = Objects.requireNonNull(report.request());
        assertEquals(8, request.outputTokens());
        assertTrue(request.countedByServer());
    }

    @Test
    void aRefusedKeyEndsTheTrialAndNamesTheVariable() {
        server.stubFor(get("/v1/models").willReturn(aResponse().withStatus(401).withBody("no, secret-key")));
        TrialReport report = check(http("\"apiKeyEnv\": \"SOME_KEY\""), "secret-key");
        TrialReport.Trouble trouble = Objects.requireNonNull(report.trouble());
        assertEquals("The server refused the API key.", trouble.what());
        assertTrue(trouble.why().contains("answered 401 Unauthorized to GET /v1/models."), trouble.why());
        assertEquals("Check the value of SOME_KEY.", trouble.toDo());
        assertEquals(TrialReport.Outcome.NOT_TRIED, report.steps().get(3).outcome());
        assertTrue(report.answer().startsWith("HTTP/1.1 401"), report.answer());
        assertFalse(report.answer().contains("secret-key"), "the key is left out of what is shown");
    }

    @Test
    void aMissingVariableIsToldBeforeAnythingIsSent() {
        TrialReport report = check(http("\"apiKeyEnv\": \"SOME_KEY\""), null);
        TrialReport.Trouble trouble = Objects.requireNonNull(report.trouble());
        assertEquals("The API key could not be read.", trouble.what());
        assertEquals("The environment variable SOME_KEY is not set.", trouble.why());
        assertEquals(0, server.getAllServeEvents().size());
    }

    @Test
    void aServerThatRefusesTheRequestIsToldWithItsWords() {
        server.stubFor(get("/v1/models").willReturn(okJson("{\"data\":[{\"id\":\"m\"}]}")));
        server.stubFor(post("/v1/chat/completions")
                .willReturn(aResponse().withStatus(400).withBody("{\"error\":{\"message\":\"too long\"}}")));
        TrialReport report = check(http("\"stream\": true"), null);
        assertEquals(
                "The server answered 400: too long.",
                Objects.requireNonNull(report.trouble()).why());
        assertNotNull(report.pingMs());
    }

    @Test
    void anEndpointWithoutTokensIsTriedWithAllItNeedsAndTellsWhatItCounts() {
        server.stubFor(get("/v1/models").willReturn(okJson("{\"data\":[{\"id\":\"m\"}]}")));
        server.stubFor(post("/v2/rerank")
                .willReturn(okJson(
                        "{\"results\":[{\"index\":0,\"relevance_score\":0.5}],\"usage\":{\"prompt_tokens\":9}}")));
        TrialReport report = check(http("\"endpoint\": \"rerank\""), null);
        assertNull(report.trouble());
        assertEquals(
                List.of("One request: answered 200", "Token usage: 9 in; the answer has no tokens"),
                report.steps().stream()
                        .skip(3)
                        .map(s -> s.what() + ": " + s.note())
                        .toList());
    }

    @Test
    void whatOnlyRowsCanSayIsNotTriedAndNoTrouble() {
        server.stubFor(get("/v1/models").willReturn(aResponse().withStatus(404)));
        TrialReport report = check(http("\"endpoint\": \"raw\", \"path\": \"/infer\""), null);
        assertNull(report.trouble());
        assertEquals(TrialReport.Outcome.NOT_TRIED, report.steps().get(3).outcome());
        assertEquals(1, server.getAllServeEvents().size());
    }

    @Test
    void aMessageFallsIntoWhatWhyAndWhatToDo() {
        assertEquals(
                new TrialReport.Trouble(
                        "The server at http://a:1 cannot be reached: nothing listens on port 1.",
                        "",
                        "Start the server, or check the URL."),
                TargetTrial.trouble("The server at http://a:1 cannot be reached: nothing listens on port 1. Start the"
                        + " server, or check the URL."));
    }

    @Test
    void aMessageForAFormDoesNotNameOptionsOfACommandLine() {
        server.stubFor(get("/v1/models").willReturn(aResponse().withStatus(403)));
        assertEquals(
                "Name the variable that holds the key.",
                Objects.requireNonNull(check(http("\"stream\": true"), null).trouble())
                        .toDo());
        server.stubFor(get("/v1/models").willReturn(okJson("{\"data\":[]}")));
        assertEquals(
                "Name one.",
                Objects.requireNonNull(check(http("\"stream\": true"), null).trouble())
                        .toDo());
    }

    @Test
    void oneRequestTellsTheTimeOfEveryEventAndTheText() {
        OneAnswer answer = TargetTrial.send(
                target("{ \"id\": \"t\", \"kind\": \"simulator\", \"profile\": \"fixed\", \"fixedTtftUs\": 2000,"
                        + " \"fixedItlUs\": 100 }"),
                "Say hello.",
                5,
                _ -> null,
                NanoClock.system());
        assertNull(answer.error());
        assertEquals(5, answer.outputTokens());
        assertTrue(answer.eventMs().length >= 1 && answer.eventMs()[0] <= Objects.requireNonNull(answer.totalMs()));
        assertFalse(answer.text().isBlank());
    }

    private TargetPlan http(String more) {
        return target("{ \"id\": \"t\", \"kind\": \"http\", \"url\": \"http://127.0.0.1:" + server.port() + "\", "
                + more + " }");
    }

    private static TargetPlan target(String json) {
        return PlanCompiler.target(
                WorkspaceFile.parse(
                        "{ \"schemaVersion\": 1, \"targets\": [ " + json + " ] }",
                        null,
                        Path.of("").toAbsolutePath()),
                "t");
    }

    private static TrialReport check(TargetPlan plan, @Nullable String key) {
        return TargetTrial.check(plan, _ -> key, NanoClock.system());
    }
}
