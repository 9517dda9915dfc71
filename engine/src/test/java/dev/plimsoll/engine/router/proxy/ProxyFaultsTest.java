package dev.plimsoll.engine.router.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.plimsoll.engine.router.observe.RequestPhases;
import dev.plimsoll.engine.router.observe.RoutedRequest;
import dev.plimsoll.engine.router.observe.RoutedRequest.Outcome;
import dev.plimsoll.engine.router.observe.RouterEvent;
import dev.plimsoll.engine.router.proxy.RawClient.Answer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What becomes of requests when somebody breaks off, is slow, or is hostile. */
@Timeout(120)
class ProxyFaultsTest {
    private static final String CHAT = "/v1/chat/completions";
    private static final String BODY = "{\"model\":\"a\"}";
    private static final String STREAM =
            "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n6\r\ndata:x\r\n";

    @Test
    void aClientThatGoesAwayEndsTheWorkOfItsModel() throws Exception {
        CountDownLatch cancelled = new CountDownLatch(1);
        try (RawServer upstream = new RawServer(request -> {
                    request.answer(STREAM);
                    request.awaitEnd();
                    cancelled.countDown();
                });
                FrontProbe probe = new FrontProbe(FrontProbe.oneModel(upstream))) {
            try (RawClient client = probe.client()) {
                client.post(CHAT, BODY);
                assertTrue(client.head().startsWith("HTTP/1.1 200"));
            }
            assertTrue(cancelled.await(30, TimeUnit.SECONDS));
            RoutedRequest ended = probe.ended(1).getFirst();
            assertEquals(Outcome.CANCELLED, ended.outcome());
            assertEquals(200, ended.status());
        }
    }

    @Test
    void aClientThatGoesAwayWhileItWaitsIsForgotten() throws Exception {
        try (RawServer upstream = new RawServer(request -> request.ok("{}"));
                FrontProbe probe = new FrontProbe(FrontProbe.oneModel(upstream))) {
            CompletableFuture<Void> ready = new CompletableFuture<>();
            probe.held.put("a", ready);
            try (RawClient client = probe.client()) {
                client.post(CHAT, BODY);
                probe.event(RouterEvent.SwapStarted.class::isInstance);
            }
            RoutedRequest ended = probe.ended(1).getFirst();
            assertEquals(Outcome.CANCELLED, ended.outcome());
            assertEquals(0, ended.status());
            ready.complete(null);
            probe.event(RouterEvent.SwapEnded.class::isInstance);
            assertEquals(0, upstream.connections());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                STREAM,
                "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n6\r\nabc",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nnonsense\r\n"
            })
    void anAnswerThatIsNotFinishedIsNeverPassedOffAsWhole(String broken) throws Exception {
        try (RawServer upstream = new RawServer(request -> {
                    request.answer(broken);
                    request.socket().close();
                });
                FrontProbe probe = new FrontProbe(FrontProbe.oneModel(upstream));
                RawClient client = probe.client();
                RawClient old = probe.client()) {
            client.post(CHAT, BODY);
            Answer answer = client.answer();
            assertFalse(answer.whole(), answer.head());
            assertTrue(client.isAtEnd());
            old.send("POST " + CHAT + " HTTP/1.0\r\nContent-Length: 13\r\n\r\n" + BODY);
            assertFalse(old.answer().whole(), "an old client hears a reset");
            for (RoutedRequest ended : probe.ended(2)) {
                assertEquals(Outcome.BROKEN, ended.outcome());
                assertEquals(200, ended.status());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "HTTP/1.1 200 OK\r\nContent-", "nonsense\r\n\r\n", "HTTP/1.1 101 Switching\r\n\r\n"})
    void aServerThatBreaksOffBeforeItAnswersIsABadGateway(String said) throws Exception {
        try (RawServer upstream = new RawServer(request -> {
                    request.answer(said);
                    request.socket().close();
                });
                FrontProbe probe = new FrontProbe(FrontProbe.oneModel(upstream));
                RawClient client = probe.client()) {
            Answer answer = client.post(CHAT, BODY).answer();
            assertEquals(502, answer.status());
            JsonNode body = JsonMapper.shared().readTree(answer.text());
            assertEquals("router", body.get("source").asString());
            assertEquals("upstream_broken", body.get("error").get("code").asString());
            assertTrue(answer.header("Server-Timing").orElse("").startsWith("router.queued;dur="), answer.head());
            assertEquals("a", answer.header("X-Plimsoll-Model").orElse(""));
            RoutedRequest ended = probe.ended(1).getFirst();
            assertEquals(Outcome.BROKEN, ended.outcome());
            assertEquals(502, ended.status());
            assertEquals("OK", client.get("/health").answer().text(), "the client's connection goes on");
        }
    }

    @Test
    void aServerThatIsNotThereIsABadGateway() throws Exception {
        RawServer gone = new RawServer(request -> {});
        gone.close();
        try (FrontProbe probe = new FrontProbe(FrontProbe.oneModel(gone));
                RawClient client = probe.client()) {
            Answer answer = client.post(CHAT, BODY).answer();
            assertEquals(502, answer.status());
            assertTrue(answer.text().contains("upstream_unreachable"), answer.text());
            assertTrue(answer.text().contains("connection refused"), answer.text());
            assertEquals(
                    RequestPhases.ABSENT, probe.ended(1).getFirst().phases().sentAtNs());
        }
    }

    @Test
    void aServerThatIsTooSlowIsATimeout() throws Exception {
        try (RawServer upstream = new RawServer(request -> request.awaitEnd());
                FrontProbe probe = new FrontProbe(FrontProbe.oneModel(upstream, "timeouts: {responseHeader: 1}"));
                RawClient client = probe.client()) {
            Answer answer = client.post(CHAT, BODY).answer();
            assertEquals(504, answer.status());
            assertTrue(answer.text().contains("upstream_timeout"), answer.text());
            assertEquals(Outcome.BROKEN, probe.ended(1).getFirst().outcome());
        }
    }

    @Test
    void aStaleConnectionIsReplacedOnceAndTheRequestRepeated() throws Exception {
        BlockingQueue<String> came = new LinkedBlockingQueue<>();
        AtomicInteger handled = new AtomicInteger();
        try (RawServer upstream = new RawServer(request -> {
                    came.add(request.text());
                    switch (handled.incrementAndGet()) {
                        case 1, 3 -> request.ok("{}");
                        default -> request.socket().close(); // without a word, as after an idle limit
                    }
                });
                FrontProbe probe = new FrontProbe(FrontProbe.oneModel(upstream));
                RawClient client = probe.client()) {
            assertEquals(200, client.post(CHAT, BODY).answer().status());
            assertEquals(
                    200, client.post(CHAT, "{\"model\":\"a\",\"n\":2}").answer().status());
            assertEquals(
                    502, client.post(CHAT, "{\"model\":\"a\",\"n\":3}").answer().status());
            assertEquals(
                    List.of(
                            BODY,
                            "{\"model\":\"a\",\"n\":2}",
                            "{\"model\":\"a\",\"n\":2}",
                            "{\"model\":\"a\",\"n\":3}"),
                    List.copyOf(came).subList(0, 4));
            assertEquals(5, came.size(), "repeated once, then told");
            assertEquals(3, upstream.connections());
            assertEquals(
                    List.of(Outcome.SERVED, Outcome.SERVED, Outcome.BROKEN),
                    probe.ended(3).stream().map(RoutedRequest::outcome).toList());
        }
    }

    @Test
    void aSlowClientHoldsUpItsModelsServerAndNoMemory() throws Exception {
        long megabytes = 64;
        AtomicLong written = new AtomicLong();
        try (RawServer upstream = new RawServer(request -> {
                    byte[] piece = new byte[1 << 16];
                    request.answer("HTTP/1.1 200 OK\r\nContent-Length: " + (megabytes << 20) + "\r\n\r\n");
                    for (long at = 0; at < megabytes << 20; at += piece.length) {
                        request.answer(piece);
                        written.addAndGet(piece.length);
                    }
                });
                FrontProbe probe = new FrontProbe(FrontProbe.oneModel(upstream));
                RawClient client = probe.client()) {
            client.post(CHAT, BODY);
            client.head();
            FrontProbe.await(
                    new java.util.function.BooleanSupplier() {
                        private long last = -1;
                        private int same;

                        @Override
                        public boolean getAsBoolean() { // as much as fits in between has been written
                            long now = written.get();
                            same = now == last && now > 0 ? same + 1 : 0;
                            last = now;
                            return same > 200;
                        }
                    },
                    () -> "the server is held up");
            assertTrue(written.get() < megabytes << 20, "it was written whole, so somebody holds it");
            assertTrue(probe.memory() < 2 << 20, () -> probe.memory() + " bytes are held");
            assertEquals(megabytes << 20, client.skip(megabytes << 20));
            assertEquals(Outcome.SERVED, probe.ended(1).getFirst().outcome());
        }
    }

    @Test
    void manyRequestsLeaveNothingBehind() throws Exception {
        int clients = 20;
        int each = 500;
        try (RawServer upstream = new RawServer(request -> request.ok(request.text()));
                FrontProbe probe = new FrontProbe(FrontProbe.oneModel(upstream, "concurrencyLimit: 1000"))) {
            List<CompletableFuture<Void>> all = new ArrayList<>();
            for (int c = 0; c < clients; c++) {
                int number = c;
                CompletableFuture<Void> done = new CompletableFuture<>();
                all.add(done);
                Thread.ofVirtual().start(() -> {
                    try (RawClient client = probe.client()) {
                        for (int i = 0; i < each; i++) {
                            String body = "{\"model\":\"a\",\"i\":\"" + number + "-" + i + "\"}";
                            assertEquals(body, client.post(CHAT, body).answer().text());
                        }
                        done.complete(null);
                    } catch (Throwable e) {
                        done.completeExceptionally(e);
                    }
                });
            }
            CompletableFuture.allOf(all.toArray(CompletableFuture[]::new)).get(100, TimeUnit.SECONDS);
            assertEquals(clients * each, probe.ended(clients * each).size());
            assertTrue(
                    upstream.connections() <= clients, upstream.connections() + " connections to the model's server");
        }
    }

    @Test
    void whatIsNoRequestIsToldSo() throws Exception {
        try (RawServer upstream = new RawServer(request -> request.ok("{}"));
                FrontProbe probe = new FrontProbe(
                        FrontProbe.oneModel(upstream),
                        new ProxyLimits(8 << 10, 4 << 10, 1 << 20, 1L << 40, 1L << 40, 60))) {
            refused(probe, 400, "nonsense\r\n\r\n");
            refused(probe, 431, "GET /health HTTP/1.1\r\nX: " + "y".repeat(10 << 10) + "\r\n\r\n");
            refused(probe, 414, "GET /" + "y".repeat(5 << 10) + " HTTP/1.1\r\n\r\n");
            refused(probe, 413, "POST " + CHAT + " HTTP/1.1\r\nContent-Length: 2000000\r\n\r\n");
            refused(
                    probe,
                    413,
                    "POST " + CHAT + " HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n200000\r\n"
                            + " ".repeat(0x200000));
            refused(probe, 417, "POST " + CHAT + " HTTP/1.1\r\nExpect: miracles\r\nContent-Length: 2\r\n\r\n");
            refused(probe, 400, "POST " + CHAT + " HTTP/1.1\r\nContent-Length: -2\r\n\r\n");
            assertEquals(0, upstream.connections());
        }
    }

    private static void refused(FrontProbe probe, int status, String wire) throws IOException {
        try (RawClient client = probe.client()) {
            Thread sender = Thread.ofVirtual().start(() -> {
                try {
                    client.send(wire);
                } catch (IOException e) {
                    // the answer counts
                }
            });
            Answer answer = client.answer();
            assertEquals(status, answer.status(), wire.lines().findFirst().orElse(""));
            assertEquals(
                    "router",
                    JsonMapper.shared().readTree(answer.text()).get("source").asString());
            assertTrue(client.isAtEnd());
            sender.interrupt();
        }
    }

    @Test
    void aBodyThatDoesNotComeIsNotWaitedForForEver() throws Exception {
        try (RawServer upstream = new RawServer(request -> request.ok("{}"));
                FrontProbe probe = new FrontProbe(
                        FrontProbe.oneModel(upstream), new ProxyLimits(8 << 10, 4 << 10, 1 << 20, 1, 1L << 60, 1));
                RawClient client = probe.client()) {
            client.send("POST " + CHAT + " HTTP/1.1\r\nContent-Length: 200\r\n\r\n{");
            assertEquals(408, client.answer().status());
            assertTrue(client.isAtEnd());
        }
    }

    @Test
    void whoeverExpectsToContinueMayContinue() throws Exception {
        try (RawServer upstream = new RawServer(request -> request.ok(request.text() + request.header("Expect")));
                FrontProbe probe = new FrontProbe(FrontProbe.oneModel(upstream));
                RawClient client = probe.client()) {
            client.send("POST " + CHAT + " HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: 13\r\n\r\n");
            assertEquals(100, client.answer().status());
            assertEquals(BODY + "[]", client.send(BODY).answer().text());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "400 invalid_json {\"model\":\"a\"",
                "400 invalid_json {\"model\":\"a\"} x",
                "400 invalid_json [\"model\"]",
                "400 invalid_model {\"model\":5}",
                "400 invalid_model {\"model\":null}",
                "400 model_ambiguous {\"model\":\"a\",\"model\":\"b\"}",
                "404 not_found {}",
                "404 not_found {\"model\":\"\"}",
                "404 not_found {\"model\":\"A\"}",
                "404 not_found {\"x\":{\"model\":\"a\"}}"
            })
    void aRequestThatNamesNoModelClearlyIsRefused(String given) throws Exception {
        String[] parts = given.split(" ", 3);
        try (RawServer upstream = new RawServer(request -> request.ok("{}"));
                FrontProbe probe = new FrontProbe(FrontProbe.oneModel(upstream));
                RawClient client = probe.client()) {
            Answer answer = client.post(CHAT, parts[2]).answer();
            assertEquals(Integer.parseInt(parts[0]), answer.status(), answer.text());
            assertEquals(
                    parts[1],
                    JsonMapper.shared()
                            .readTree(answer.text())
                            .get("error")
                            .get("code")
                            .asString());
            assertEquals("OK", client.get("/health").answer().text());
            assertEquals(0, upstream.connections());
        }
    }

    @Test
    void namesOfModelsAreSafeWhereverTheyAppear() throws Exception {
        String id = "we\"ird\\\r\n%é</script>";
        String json = JsonMapper.shared().writeValueAsString(id);
        try (RawServer upstream = new RawServer(request -> request.ok("{}"));
                FrontProbe probe = new FrontProbe(
                        "models:\n  " + json + ":\n    cmd: x\n    proxy: http://127.0.0.1:" + upstream.port() + "\n");
                RawClient client = probe.client()) {
            Answer answer = client.post(CHAT, "{\"model\":" + json + "}").answer();
            assertEquals(200, answer.status());
            assertEquals(
                    "we\"ird\\%0D%0A%25%C3%A9</script>",
                    answer.header("X-Plimsoll-Model").orElse(""));
            for (String path : List.of("/v1/models", "/running", "/api/state", "/")) {
                JsonNode told =
                        JsonMapper.shared().readTree(client.get(path).answer().text());
                assertTrue(told.toString().contains(json.substring(1, 5)), path);
            }
            String metrics = client.get("/metrics").answer().text();
            assertTrue(metrics.contains("{model=\"we\\\"ird\\\\"), metrics);
            assertTrue(metrics.lines().allMatch(line -> line.matches("# .*|[a-z_]+(\\{.*\\})? [0-9.eE+-]+")), metrics);
            Answer unknown =
                    client.post(CHAT, "{\"model\":\"x\\r\\nSet-Cookie: a=b\"}").answer();
            assertEquals(404, unknown.status());
            assertTrue(unknown.header("Set-Cookie").isEmpty());
        }
    }
}
