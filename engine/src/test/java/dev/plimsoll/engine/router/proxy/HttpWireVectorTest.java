package dev.plimsoll.engine.router.proxy;

import static dev.plimsoll.engine.CompatibilityRules.rule;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.plimsoll.engine.VectorFiles;
import dev.plimsoll.engine.router.observe.RouterEvent;
import dev.plimsoll.engine.router.proxy.RawClient.Answer;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** llama-swap's HTTP answers, asked of the running front. */
@Timeout(60)
class HttpWireVectorTest {
    private static final String CHAT = "/v1/chat/completions";
    /** {@code GET /path}, {@code POST /path {model:a}}; what follows in words is what the test's models are like anyway. */
    private static final Pattern REQUEST = Pattern.compile("([A-Z]+) (/\\S*|any path|chat)\\s*(\\{.*})?.*");

    static Stream<Arguments> cases() {
        return VectorFiles.family("llama-swap/http-wire").stream()
                .flatMap(file -> file.cases().stream())
                .map(each -> Arguments.of(each.get("name").asString(), each));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void theAnswerIsTheSame(String name, JsonNode theCase) throws Exception {
        String told = theCase.toString();
        rule("llama-swap/http-wire", "progress-beside")
                .skipIf(told.contains("reasoning") || told.contains("loading stream"));
        rule("llama-swap/http-wire", "load-not-quantised").skipIf(told.contains("ready_after_s"));
        rule("llama-swap/http-wire", "own-events").skipIf(told.contains("first_messages") && ownEvents());
        rule("llama-swap/http-wire", "no-pages").skipIf(told.contains("\"/ui") && noPages());
        JsonNode expected = theCase.get("expected_effects");
        try (RawServer upstream = new RawServer(request -> request.ok(request.line() + "\n" + request.text()));
                FrontProbe probe = new FrontProbe(config(upstream))) {
            if (told.contains("Queue position")) {
                rule("llama-swap/http-wire", "progress-beside").inForce();
                positions(probe, expected.get(0).size());
            } else if (told.contains("concurrencyLimit")) {
                overLimit(probe, expected.get(0));
            } else {
                Iterator<JsonNode> answers = expected.iterator();
                for (JsonNode event : theCase.get("events")) {
                    one(probe, event.asString(), answers.next());
                }
            }
        }
    }

    private static String config(RawServer upstream) {
        String at = "proxy: \"http://127.0.0.1:" + upstream.port() + "\"";
        return """
            models:
              A: {cmd: serve, %1$s, aliases: [a-alias], name: The first, description: One of three}
              B: {cmd: serve, %1$s, concurrencyLimit: 2}
              C: {cmd: serve, %1$s, unlisted: true}
              broken: {cmd: missing, %1$s, unlisted: true}
            """.formatted(at);
    }

    private static void one(FrontProbe probe, String event, JsonNode expected) throws Exception {
        Matcher request = REQUEST.matcher(event);
        assertTrue(request.matches(), event);
        String path = request.group(2).equals("any path")
                ? "/v1/any"
                : request.group(2).replace("chat", CHAT);
        String body = request.group(3) == null ? "" : request.group(3).replaceAll("([\\w-]+)", "\"$1\"");
        if (body.isEmpty() && path.equals(CHAT)) {
            body = "{\"model\":\"broken\"}";
        }
        try (RawClient client = probe.client()) {
            if (event.contains("not ready")) {
                assertEquals(200, client.get("/unload").answer().status());
            }
            Answer answer = client.send(RawClient.request(request.group(1), path.replace("/v1" + CHAT, CHAT), body))
                    .answer();
            check(event, expected, answer);
        }
    }

    private static void check(String event, JsonNode expected, Answer answer) {
        if (expected.has("status")) {
            assertEquals(expected.get("status").asInt(), answer.status(), event + ": " + answer.text());
        }
        for (String header : List.of("Location", "Retry-After", "Access-Control-Allow-Origin")) {
            if (expected.has(header)) {
                assertEquals(
                        expected.get(header).asString(), answer.header(header).orElse(""), event);
            }
        }
        if (expected.has("content_type")) {
            assertEquals(
                    expected.get("content_type").asString(),
                    answer.header("Content-Type").orElse(""),
                    event);
        }
        if (expected.has("body")) {
            assertEquals(expected.get("body").asString(), answer.text(), event);
        }
        if (expected.has("error.code")) {
            rule("llama-swap/http-wire", "source-not-src").inForce();
            JsonNode body = JsonMapper.shared().readTree(answer.text());
            assertEquals("router", body.get("source").asString());
            assertEquals(expected.get("error.code"), body.get("error").get("code"), event);
            assertEquals(
                    expected.path("error.type")
                            .asString(body.get("error").get("type").asString()),
                    body.get("error").get("type").asString());
        }
        if (expected.has("upstream_path")) {
            assertEquals(
                    "GET " + expected.get("upstream_path").asString() + " HTTP/1.1",
                    answer.text().lines().findFirst().orElse(""));
        }
        if (expected.has("upstream_sees_model")) {
            JsonNode seen = JsonMapper.shared()
                    .readTree(answer.text().substring(answer.text().indexOf('\n')));
            assertEquals(expected.get("upstream_sees_model"), seen.get("model"));
        }
        if (expected.has("object")) {
            listing(JsonMapper.shared().readTree(answer.text()), expected);
        }
    }

    private static void listing(JsonNode listing, JsonNode expected) {
        assertEquals(expected.get("object"), listing.get("object"));
        List<String> ids = listing.get("data")
                .valueStream()
                .map(each -> each.get("id").asString())
                .toList();
        assertEquals(List.of("A", "B"), ids, "sorted, without those that are unlisted");
        JsonNode first = listing.get("data").get(0);
        assertEquals("model", first.get("object").asString());
        assertTrue(first.get("created").isNumber());
        assertEquals("The first", first.get("name").asString());
        assertEquals("unloaded", first.get("status").get("value").asString());
        assertFalse(listing.get("data").get(1).has("name"));
        rule("llama-swap/http-wire", "owned-by-us").inForce();
        assertEquals("plimsoll", first.get("owned_by").asString());
        assertEquals("a-alias", first.at("/meta/plimsoll/aliases/0").asString());
    }

    private static void overLimit(FrontProbe probe, JsonNode expected) throws Exception {
        CompletableFuture<Void> ready = new CompletableFuture<>();
        probe.held.put("B", ready);
        try (RawClient first = probe.client();
                RawClient second = probe.client();
                RawClient third = probe.client()) {
            first.post(CHAT, "{\"model\":\"B\"}");
            second.post(CHAT, "{\"model\":\"B\"}");
            FrontProbe.await(() -> waiting(probe) == 2, () -> "both wait");
            check(
                    "the third request",
                    expected,
                    third.post(CHAT, "{\"model\":\"B\"}").answer());
            ready.complete(null);
            assertEquals(200, first.answer().status());
            assertEquals(200, second.answer().status());
        }
    }

    private static int waiting(FrontProbe probe) {
        return probe.loop.look().toCompletableFuture().join().waiting().size();
    }

    private static void positions(FrontProbe probe, int requests) throws Exception {
        BlockingQueue<String> go = new LinkedBlockingQueue<>();
        try (RawServer busy = new RawServer(request -> {
                    go.take();
                    request.ok("{}");
                });
                FrontProbe other = new FrontProbe(config(busy));
                RawClient a = other.client()) {
            a.post(CHAT, "{\"model\":\"A\"}");
            other.event(event -> event instanceof RouterEvent.SwapEnded);
            RawClient[] clients = new RawClient[requests];
            for (int i = 0; i < requests; i++) {
                int number = i + 1;
                clients[i] = other.client().post(CHAT, "{\"model\":\"B\",\"stream\":true}");
                other.event(event -> event instanceof RouterEvent.Position position && position.position() == number);
            }
            for (int i = 0; i <= requests; i++) {
                go.add("on");
            }
            assertEquals(200, a.answer().status());
            for (int i = 0; i < requests; i++) {
                assertEquals(
                        Integer.toString(i + 1),
                        clients[i].answer().header("X-Plimsoll-Queue-Position").orElse(""));
                clients[i].close();
            }
        }
    }

    private static boolean ownEvents() throws Exception {
        try (RawServer upstream = new RawServer(request -> request.ok("{}"));
                FrontProbe probe = new FrontProbe(config(upstream));
                RawClient client = probe.client()) {
            client.get("/api/events");
            assertTrue(client.head().contains("text/event-stream"));
            client.line();
            assertTrue(client.line().startsWith("data: {\"type\":\"snapshot\","));
            return true;
        }
    }

    private static boolean noPages() throws Exception {
        try (RawServer upstream = new RawServer(request -> request.ok("{}"));
                FrontProbe probe = new FrontProbe(config(upstream));
                RawClient client = probe.client()) {
            Answer answer = client.get("/").answer();
            assertEquals(200, answer.status());
            assertEquals(
                    "plimsoll router",
                    JsonMapper.shared().readTree(answer.text()).get("server").asString());
            return true;
        }
    }
}
