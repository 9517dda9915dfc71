package dev.plimsoll.engine.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.plimsoll.engine.endpoint.EndpointKind;
import dev.plimsoll.engine.endpoint.EndpointKinds;
import dev.plimsoll.engine.plan.SimulatorPlan;
import dev.plimsoll.engine.problem.ExitCode;
import dev.plimsoll.engine.problem.PlimsollException;
import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@Timeout(30)
class InferenceSimulatorTest {
    private static final long FOREVER_US = 3_600_000_000L;

    @TempDir
    Path folder;

    private final HttpClient client = HttpClient.newHttpClient();
    private InferenceSimulator simulator;

    @AfterEach
    void close() {
        client.shutdownNow();
        if (simulator != null) {
            simulator.close();
        }
    }

    @Test
    void aStreamHoldsOneEventPerTokenThenFinishUsageAndDone() throws Exception {
        start(Plans.instant());
        HttpResponse<String> answer = post(
                "/v1/chat/completions",
                "{\"messages\":[{\"role\":\"user\",\"content\":\"one two three\"}],\"max_tokens\":5,\"stream\":true,"
                        + "\"stream_options\":{\"include_usage\":true}}");
        assertEquals(200, answer.statusCode());
        List<String> events = answer.body().lines().filter(l -> !l.isEmpty()).toList();
        assertEquals("data: [DONE]", events.getLast());
        List<JsonNode> parsed = events.subList(0, events.size() - 1).stream()
                .map(l -> json(l.substring("data: ".length())))
                .toList();
        assertEquals(1 + 5 + 1 + 1, parsed.size());
        assertEquals("assistant", parsed.get(0).at("/choices/0/delta/role").stringValue());
        for (int i = 1; i <= 5; i++) {
            assertEquals(
                    6,
                    parsed.get(i).at("/choices/0/delta/content").stringValue().length());
        }
        assertEquals("length", parsed.get(6).at("/choices/0/finish_reason").stringValue());
        assertEquals(3, parsed.get(7).at("/usage/prompt_tokens").intValue());
        assertEquals(5, parsed.get(7).at("/usage/completion_tokens").intValue());
        assertEquals(8, parsed.get(7).at("/usage/total_tokens").intValue());
    }

    @Test
    void withoutIncludeUsageAStreamTellsNone() throws Exception {
        start(Plans.instant());
        String body = post("/v1/completions", "{\"prompt\":\"hi\",\"max_tokens\":2,\"stream\":true}")
                .body();
        assertTrue(
                !body.contains("usage") && body.contains("\"text\":\" water\"") && body.endsWith("data: [DONE]\n\n"),
                body);
    }

    @Test
    void aWholeAnswerCarriesAsManyTokensAsItsUsageSays() throws Exception {
        start(Plans.instant());
        JsonNode chat =
                json(post("/v1/chat/completions", "{\"messages\":[{\"content\":\"a b\"}],\"max_completion_tokens\":3}")
                        .body());
        assertEquals(" water ships tides", chat.at("/choices/0/message/content").stringValue());
        assertEquals(3, chat.at("/usage/completion_tokens").intValue());
        JsonNode text = json(post("/v1/completions", "{\"prompt\":[5,6,7]}").body());
        assertEquals(8, text.at("/usage/completion_tokens").intValue());
        assertEquals(3, text.at("/usage/prompt_tokens").intValue());
        assertEquals("stop", text.at("/choices/0/finish_reason").stringValue());
    }

    @Test
    void embeddingsCostOnePrefillAndComeAsNumbersOrBase64() throws Exception {
        start(Plans.instant());
        JsonNode numbers =
                json(post("/v1/embeddings", "{\"input\":[\"a b\",\"c\"]}").body());
        assertEquals(2, numbers.get("data").size());
        assertEquals(1, numbers.at("/data/1/index").intValue());
        assertEquals(0.5, numbers.at("/data/0/embedding/0").doubleValue());
        assertEquals(3, numbers.at("/usage/prompt_tokens").intValue());
        JsonNode base64 = json(post("/v1/embeddings", "{\"input\":\"a\",\"encoding_format\":\"base64\"}")
                .body());
        byte[] bytes = Base64.getDecoder().decode(base64.at("/data/0/embedding").stringValue());
        assertEquals(0.5f, ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getFloat());
        assertRefused(400, "`input`", post("/v1/embeddings", "{}"));
    }

    @Test
    void aClientThatWaitsForContinueIsAskedToGoOn() throws Exception {
        start(Plans.instant());
        HttpRequest asking = HttpRequest.newBuilder(uri("/v1/completions"))
                .expectContinue(true)
                .timeout(Duration.ofSeconds(20))
                .POST(BodyPublishers.ofString("{\"prompt\":\"x\",\"max_tokens\":1}"))
                .build();
        HttpResponse<String> answer = client.send(asking, BodyHandlers.ofString());
        assertEquals(200, answer.statusCode());
        assertEquals(" water", json(answer.body()).at("/choices/0/text").stringValue());
    }

    @Test
    void tokensAreCountedByTheSimulatorsOwnRule() throws Exception {
        start(Plans.instant());
        assertEquals(
                3,
                json(post("/tokenize", "{\"prompt\":\"Ahoy, world\"}").body())
                        .get("count")
                        .intValue());
    }

    @Test
    void aStallHoldsUpWhatComesAfterIt() throws Exception {
        start(Plans.instant());
        assertEquals(200, post("/admin/faults", "{\"stallMs\":3600000}").statusCode());
        CompletableFuture<?> stalled = postAsync("{\"prompt\":\"x\"}");
        awaitMetric("vllm:num_requests_waiting", 1);
        assertTrue(!stalled.isDone());
    }

    @Test
    void wrongRequestsAreRefusedWithTheReason() throws Exception {
        start(Plans.batch(4, 0, 100, 0, 0, 0, 0));
        assertRefused(400, "not valid JSON", post("/v1/completions", "{"));
        assertRefused(400, "`messages`", post("/v1/chat/completions", "{}"));
        assertRefused(400, "`max_tokens`", post("/v1/completions", "{\"prompt\":\"x\",\"max_tokens\":0}"));
        assertRefused(400, "holds 100 tokens", post("/v1/completions", "{\"prompt\":\"x\",\"max_tokens\":100}"));
        assertRefused(404, "`other`", post("/v1/completions", "{\"prompt\":\"x\",\"model\":\"other\"}"));
        assertRefused(404, "/nowhere", post("/nowhere", "{}"));
        assertRefused(405, "POST", get("/v1/completions"));
    }

    @Test
    void aFullQueueIsAnsweredWith429AndRetryAfter() throws Exception {
        start(Plans.batch(1, 1, 0, FOREVER_US, 0, 0, 0));
        CompletableFuture<?> first = postAsync("{\"prompt\":\"x\"}");
        awaitMetric("vllm:num_requests_running", 1);
        CompletableFuture<?> second = postAsync("{\"prompt\":\"x\"}");
        awaitMetric("vllm:num_requests_waiting", 1);
        HttpResponse<String> third = post("/v1/completions", "{\"prompt\":\"x\"}");
        assertEquals(429, third.statusCode());
        assertEquals("1", third.headers().firstValue("retry-after").orElse(""));
        assertTrue(!first.isDone() && !second.isDone());
    }

    @Test
    void aClientThatGoesFreesItsSlot() throws Exception {
        start(Plans.batch(1, 0, 0, 0, 0, 1000, 0));
        HttpResponse<InputStream> endless = client.send(
                request("/v1/completions", "{\"prompt\":\"x\",\"max_tokens\":1000000,\"stream\":true}"),
                BodyHandlers.ofInputStream());
        try (InputStream body = endless.body()) {
            assertTrue(body.read() >= 0);
            CompletableFuture<HttpResponse<String>> next = postAsync("{\"prompt\":\"x\",\"max_tokens\":1}");
            awaitMetric("vllm:num_requests_waiting", 1);
            body.close();
            assertEquals(200, next.get(20, TimeUnit.SECONDS).statusCode());
        }
        awaitMetric("vllm:num_requests_running", 0);
    }

    @Test
    void pipelinedRequestsAreAnsweredInOrder() throws Exception {
        start(Plans.batch(4, 0, 0, 2000, 0, 0, 0));
        StringBuilder all = new StringBuilder();
        for (int tokens = 1; tokens <= 3; tokens++) {
            String body = "{\"prompt\":\"x\",\"max_tokens\":" + tokens + "}";
            all.append("POST /v1/completions HTTP/1.1\r\nhost: x\r\n")
                    .append(tokens == 3 ? "connection: close\r\n" : "")
                    .append("content-length: ")
                    .append(body.length())
                    .append("\r\n\r\n")
                    .append(body);
        }
        try (java.net.Socket socket = new java.net.Socket("127.0.0.1", simulator.port())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(all.toString().getBytes(StandardCharsets.US_ASCII));
            List<String> counts = new BufferedReader(
                            new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
                    .lines()
                    .filter(l -> l.contains("completion_tokens"))
                    .map(l -> l.replaceAll(".*completion_tokens\":(\\d+).*", "$1"))
                    .toList();
            assertEquals(List.of("1", "2", "3"), counts);
        }
    }

    @Test
    void theLogTellsEveryTokenAsScheduledAndAsWritten() throws Exception {
        Path log = folder.resolve("truth.jsonl");
        simulator = InferenceSimulator.start(Plans.batch(4, 0, 0, 1000, 0, 500, 0), "127.0.0.1", 0, log);
        long before = System.nanoTime();
        HttpRequest request = HttpRequest.newBuilder(uri("/v1/completions"))
                .header("x-request-id", "mine")
                .POST(BodyPublishers.ofString("{\"prompt\":\"x y\",\"max_tokens\":3,\"stream\":true}"))
                .build();
        client.send(request, BodyHandlers.ofString());
        long after = System.nanoTime();
        simulator.close();
        List<String> lines = Files.readAllLines(log);
        assertEquals(1, lines.size());
        JsonNode line = json(lines.getFirst());
        assertEquals("mine", line.get("clientId").stringValue());
        assertEquals("completed", line.get("status").stringValue());
        assertEquals(2, line.get("promptTokens").intValue());
        long arrival = line.get("arrivalNs").longValue();
        assertTrue(arrival >= before && arrival <= after);
        assertEquals(3, line.get("scheduledNs").size());
        for (int i = 0; i < 3; i++) {
            long scheduled = line.at("/scheduledNs/" + i).longValue();
            assertEquals(arrival + 1_000_000 + i * 500_000L, scheduled);
            long written = line.at("/writtenNs/" + i).longValue();
            assertTrue(written >= scheduled && written <= after);
        }
    }

    @Test
    void aKeyIsAskedForWhereOneIsSet() throws Exception {
        simulator = InferenceSimulator.start(Plans.instant(), "127.0.0.1", 0, null, "secret");
        assertEquals(401, get("/v1/models").statusCode());
        HttpRequest request = HttpRequest.newBuilder(uri("/v1/models"))
                .header("Authorization", "Bearer secret")
                .build();
        HttpResponse<String> models = client.send(request, BodyHandlers.ofString());
        assertEquals("model", json(models.body()).at("/data/0/id").stringValue());
        assertEquals(200, get("/health").statusCode());
    }

    @Test
    void aTakenPortIsToldByItsNumber() {
        start(Plans.instant());
        PlimsollException taken = assertThrows(
                PlimsollException.class,
                () -> InferenceSimulator.start(Plans.instant(), "127.0.0.1", simulator.port(), null));
        assertEquals(ExitCode.USAGE, taken.exitCode());
        assertTrue(String.valueOf(taken.getMessage()).contains("127.0.0.1:" + simulator.port()), taken.getMessage());
    }

    @Test
    void injectedErrorsAnswer500AndCanBeSwitchedWhileRunning() throws Exception {
        start(Plans.withErrors(Plans.instant(), 1));
        assertRefused(500, "injected", post("/v1/completions", "{\"prompt\":\"x\"}"));
        assertEquals(200, post("/admin/faults", "{\"errorRate\":0}").statusCode());
        assertEquals(200, post("/v1/completions", "{\"prompt\":\"x\"}").statusCode());
        assertRefused(400, "`errorRate`", post("/admin/faults", "{\"errorRate\":2}"));
    }

    @Test
    void aCutStreamEndsWithoutDone() throws Exception {
        start(Plans.instant());
        assertEquals(200, post("/admin/faults", "{\"cutStreams\":1}").statusCode());
        try (java.net.Socket socket = new java.net.Socket("127.0.0.1", simulator.port())) {
            socket.setSoTimeout(20_000);
            String body = "{\"prompt\":\"x\",\"max_tokens\":50,\"stream\":true}";
            String request =
                    "POST /v1/completions HTTP/1.1\r\nhost: x\r\ncontent-length: " + body.length() + "\r\n\r\n" + body;
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            assertTrue(answer.contains("\"text\":\" water\"") && !answer.contains("[DONE]"), answer);
        }
    }

    @Test
    void metricsCountTokensUnderTheNamesOfVllm() throws Exception {
        start(Plans.instant());
        post("/v1/completions", "{\"prompt\":\"a b c\",\"max_tokens\":7}");
        String metrics = get("/metrics").body();
        assertTrue(metrics.contains("vllm:prompt_tokens_total{model_name=\"model\"} 3\n"), metrics);
        assertTrue(metrics.contains("vllm:generation_tokens_total{model_name=\"model\"} 7\n"), metrics);
        assertTrue(
                metrics.contains("vllm:request_success_total{model_name=\"model\",finished_reason=\"length\"} 1\n"),
                metrics);
        assertTrue(metrics.contains("vllm:time_to_first_token_seconds_count{model_name=\"model\"} 1\n"), metrics);
    }

    @Test
    void itAnswersTheEndpointsThatItIsSaidToAnswerAndNoOther() throws Exception {
        start(Plans.instant());
        List<String> answered = new ArrayList<>();
        for (EndpointKind kind : EndpointKinds.all()) {
            if (!kind.path().isEmpty() && post(kind.path(), "{}").statusCode() != 404) {
                answered.add(kind.name());
            }
        }
        answered.remove("chat_embeddings"); // it has the path of embeddings, and another body
        assertEquals(SimulatorPlan.ENDPOINTS, answered);
    }

    private void start(SimulatorPlan plan) {
        simulator = InferenceSimulator.start(plan, "127.0.0.1", 0, null);
    }

    /** Polls until a metric has a value; the request itself is the pause. */
    private void awaitMetric(String name, int value) throws Exception {
        String line = name + "{model_name=\"model\"} " + value + "\n";
        while (!get("/metrics").body().contains(line)) {
            Thread.onSpinWait();
        }
    }

    private static void assertRefused(int status, String reason, HttpResponse<String> answer) {
        assertEquals(status, answer.statusCode(), answer.body());
        String message = json(answer.body()).at("/error/message").stringValue();
        assertTrue(message.contains(reason), message);
    }

    private static JsonNode json(String text) {
        return JsonMapper.shared().readTree(text);
    }

    private CompletableFuture<HttpResponse<String>> postAsync(String body) {
        return client.sendAsync(request("/v1/completions", body), BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String path, String body) throws Exception {
        return client.send(request(path, body), BodyHandlers.ofString());
    }

    private HttpResponse<String> get(String path) throws Exception {
        return client.send(
                HttpRequest.newBuilder(uri(path))
                        .timeout(Duration.ofSeconds(20))
                        .build(),
                BodyHandlers.ofString());
    }

    private HttpRequest request(String path, String body) {
        return HttpRequest.newBuilder(uri(path))
                .timeout(Duration.ofSeconds(25))
                .POST(BodyPublishers.ofString(body))
                .build();
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + simulator.port() + path);
    }
}
