package dev.plimsoll.engine.router.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.plimsoll.engine.router.observe.RouterEvent;
import dev.plimsoll.engine.router.observe.RouterEventJson;
import dev.plimsoll.engine.router.proxy.RawClient.Answer;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the router answers itself. */
@Timeout(60)
class ControlApiTest {
    private static final String CHAT = "/v1/chat/completions";

    private static String twoModels(RawServer upstream) {
        return """
            models:
              a: {cmd: serve a, proxy: "http://127.0.0.1:%1$d", name: The first, ttl: 60}
              b: {cmd: serve b, proxy: "http://127.0.0.1:%1$d"}
            """.formatted(upstream.port());
    }

    private static JsonNode json(Answer answer) {
        return JsonMapper.shared().readTree(answer.text());
    }

    @Test
    void modelsAreLoadedAndUnloadedByName() throws Exception {
        try (RawServer upstream = new RawServer(request -> request.ok("{}"));
                FrontProbe probe = new FrontProbe(twoModels(upstream));
                RawClient client = probe.client()) {
            assertEquals(0, json(client.get("/running").answer()).get("running").size());
            assertEquals("OK", client.post("/api/models/load/a", "").answer().text());
            JsonNode running = json(client.get("/running").answer()).get("running");
            assertEquals(1, running.size());
            assertEquals("a", running.get(0).get("model").asString());
            assertEquals("ready", running.get(0).get("state").asString());
            assertEquals("serve a", running.get(0).get("cmd").asString());
            assertEquals(60, running.get(0).get("ttl").asInt());
            assertEquals("The first", running.get(0).get("name").asString());
            assertEquals(
                    "loaded",
                    json(client.get("/v1/models/a").answer())
                            .at("/status/value")
                            .asString());
            assertEquals(404, client.get("/v1/models/zzz").answer().status());
            assertEquals("OK", client.post("/api/models/unload/a", "").answer().text());
            assertEquals(0, json(client.get("/running").answer()).get("running").size());
            assertEquals("OK", client.post("/api/models/load/b", "").answer().text());
            assertEquals("OK", client.post("/api/models/unload", "").answer().text());
            assertEquals(0, json(client.get("/running").answer()).get("running").size());
            assertEquals(404, client.post("/api/models/load/zzz", "").answer().status());
            Answer wrongMethod = client.get("/api/models/load/a").answer();
            assertEquals(405, wrongMethod.status());
            assertEquals("POST", wrongMethod.header("Allow").orElse(""));
            assertEquals(404, client.get("/nothing").answer().status());
        }
    }

    @Test
    void aModelThatCannotBeStartedIsAnErrorOfTheRouter() throws Exception {
        try (RawServer upstream = new RawServer(request -> request.ok("{}"));
                FrontProbe probe = new FrontProbe(
                        "models:\n  broken: {cmd: x, proxy: \"http://127.0.0.1:" + upstream.port() + "\"}\n");
                RawClient client = probe.client()) {
            Answer answer = client.post(CHAT, "{\"model\":\"broken\"}").answer();
            assertEquals(500, answer.status());
            assertEquals("router", json(answer).get("source").asString());
            assertTrue(answer.header("X-Request-Id").isPresent(), answer.head());
            assertEquals(
                    500, client.post("/api/models/load/broken", "").answer().status());
        }
    }

    @Test
    void thePolicyChangesWhileNothingIsUnderWay() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        try (RawServer upstream = new RawServer(request -> {
                    go.await();
                    request.ok("{}");
                });
                FrontProbe probe = new FrontProbe(twoModels(upstream));
                RawClient client = probe.client();
                RawClient busy = probe.client()) {
            assertEquals(
                    "fifo",
                    json(client.get("/api/policy").answer()).get("policy").asString());
            busy.post(CHAT, "{\"model\":\"a\"}");
            probe.event(RouterEvent.SwapEnded.class::isInstance);
            String serial = RawClient.request("PUT", "/api/policy", "{\"policy\":\"serial\"}");
            Answer refused = client.send(serial).answer();
            assertEquals(409, refused.status(), refused.text());
            go.countDown();
            assertEquals(200, busy.answer().status());
            probe.ended(1);
            assertEquals("{\"policy\":\"serial\"}", client.send(serial).answer().text());
            assertEquals(0, json(client.get("/running").answer()).get("running").size());
            assertEquals(
                    "serial",
                    json(client.get("/api/state").answer()).get("policy").asString());
            for (String wrong : List.of("{\"policy\":\"best\"}", "{}", "nonsense", "{\"policy\":5}")) {
                assertEquals(
                        400,
                        client.send(RawClient.request("PUT", "/api/policy", wrong))
                                .answer()
                                .status(),
                        wrong);
            }
        }
    }

    @Test
    void theStateTellsWhoWaitsAndWhy() throws Exception {
        CompletableFuture<Void> ready = new CompletableFuture<>();
        try (RawServer upstream = new RawServer(request -> request.ok("{}"));
                FrontProbe probe = new FrontProbe(twoModels(upstream));
                RawClient client = probe.client();
                RawClient first = probe.client();
                RawClient second = probe.client()) {
            probe.held.put("a", ready);
            first.post(CHAT, "{\"model\":\"a\"}");
            probe.event(RouterEvent.SwapStarted.class::isInstance);
            second.post(CHAT, "{\"model\":\"b\"}");
            probe.event(RouterEvent.Position.class::isInstance);
            JsonNode state = json(client.get("/api/state").answer());
            assertEquals(2, state.get("waiting").size());
            assertEquals("a", state.at("/waiting/0/model").asString());
            assertEquals("b", state.at("/waiting/1/model").asString());
            assertEquals(1, state.at("/waiting/1/position").asInt());
            assertTrue(state.at("/waiting/1/reasons/0").asString().contains("swap to a"), state.toString());
            assertEquals("starting", state.at("/models/0/state").asString());
            assertEquals(1, state.at("/models/0/pid").asInt());
            assertFalse(state.at("/models/1").has("pid"));
            assertEquals("a", state.at("/swaps/0/model").asString());
            ready.complete(null);
            assertEquals(200, first.answer().status());
            Answer queued = second.answer();
            assertEquals("1", queued.header("X-Plimsoll-Queue-Position").orElse(""));
            JsonNode costs = json(client.get("/api/swap-costs").answer());
            assertEquals("a", costs.at("/pairs/0/from").asString());
            assertEquals("b", costs.at("/pairs/0/to").asString());
            assertEquals(
                    409,
                    client.post("/api/evict-costs", "{\"from\":\"measured\"}")
                            .answer()
                            .status());
            assertEquals(
                    400,
                    client.post("/api/evict-costs", "{\"from\":\"air\"}")
                            .answer()
                            .status());
        }
    }

    @Test
    void measuredCostsBecomeTheMatrixs() throws Exception {
        try (RawServer upstream = new RawServer(request -> request.ok("{}"));
                FrontProbe probe = new FrontProbe(twoModels(upstream)
                        + "routing: {router: {use: matrix, settings: {matrix: {sets: {one: a | b},"
                        + " evict_costs: {b: 7}}}}}\n");
                RawClient client = probe.client()) {
            client.post(CHAT, "{\"model\":\"a\"}").answer();
            JsonNode costs = json(client.post("/api/evict-costs", "{\"from\":\"measured\"}")
                            .answer())
                    .get("evictCosts");
            assertTrue(costs.get("a").asLong() >= 1, costs.toString());
            assertEquals(7, costs.get("b").asLong());
        }
    }

    @Test
    void eventsBeginWithASnapshotAndAreTheRoutersOwn() throws Exception {
        try (RawServer upstream = new RawServer(request -> request.ok("{}"));
                FrontProbe probe = new FrontProbe(twoModels(upstream));
                RawClient client = probe.client();
                RawClient listener = probe.client()) {
            listener.get("/api/events");
            assertTrue(listener.head().contains("text/event-stream"));
            JsonNode snapshot = event(listener);
            assertEquals("snapshot", snapshot.get("type").asString());
            assertEquals(2, snapshot.get("models").size());
            client.post(CHAT, "{\"model\":\"a\"}").answer();
            Set<String> types = new TreeSet<>();
            while (!types.contains("request")) {
                JsonNode event = event(listener);
                types.add(event.get("type").asString());
                assertTrue(RouterEventJson.read(event.toString()).isPresent(), event.toString());
            }
            assertEquals(Set.of("model", "request", "swapEnded", "swapStarted"), types);
        }
    }

    /** The next event of a chunked stream, comments left out. */
    private static JsonNode event(RawClient listener) throws Exception {
        String line = listener.line();
        while (!line.startsWith("data: ")) {
            line = listener.line();
        }
        return JsonMapper.shared().readTree(line.substring(6));
    }

    @Test
    void whoCannotKeepUpWithEventsIsDroppedAndToldSo() throws Exception {
        try (RawServer upstream = new RawServer(request -> request.ok("{}"));
                FrontProbe probe = new FrontProbe(twoModels(upstream));
                RawClient listener = probe.client()) {
            listener.get("/api/events");
            event(listener);
            String name = "x".repeat(100_000);
            for (int i = 0; i < 400; i++) { // more than fits into the sockets and the router's patience together
                probe.server.events().accept(new RouterEvent.PolicyChanged(i, name));
            }
            JsonNode last = event(listener);
            while (!last.get("type").asString().equals("dropped")) {
                last = event(listener);
            }
            assertTrue(last.get("reason").asString().contains("faster"), last.toString());
            listener.line();
            listener.line();
            assertEquals("0", listener.line(), "the stream has ended in good order");
        }
    }

    @Test
    void logsAreThoseOfTheRouterAndOfTheModels() throws Exception {
        try (RawServer upstream = new RawServer(request -> request.socket().close());
                FrontProbe probe = new FrontProbe(twoModels(upstream));
                RawClient client = probe.client();
                RawClient all = probe.client();
                RawClient one = probe.client();
                RawClient fresh = probe.client()) {
            probe.logs.get("a").note("\u001b[31mred\u001b[0m and \u0007bell");
            probe.logs.get("b").note("of b");
            client.post(CHAT, "{\"model\":\"a\"}").answer();
            String text = client.get("/logs").answer().text();
            assertTrue(text.contains("warn "), text);
            assertTrue(text.contains("[a] red and \uFFFDbell\n"), text);
            assertTrue(text.contains("[b] of b\n"), text);
            one.get("/logs/stream/b").head();
            one.line();
            assertEquals("of b", one.line());
            fresh.get("/logs/stream/upstream?no-history").head();
            all.get("/logs/stream/proxy").head();
            all.line();
            assertTrue(all.line().startsWith("warn "));
            FrontProbe.await(
                    () -> {
                        probe.logs.get("b").note("later");
                        try {
                            return fresh.socket().getInputStream().available() > 0;
                        } catch (java.io.IOException e) {
                            return false;
                        }
                    },
                    () -> "the news came");
            fresh.line();
            assertEquals("[b] later", fresh.line());
            assertEquals(404, client.get("/logs/stream/zzz").answer().status());
        }
    }

    @Test
    void metricsCountWhatHasHappened() throws Exception {
        try (RawServer upstream = new RawServer(request -> request.ok("{}"));
                FrontProbe probe = new FrontProbe(twoModels(upstream));
                RawClient client = probe.client()) {
            client.post(CHAT, "{\"model\":\"a\"}").answer();
            client.post(CHAT, "{\"model\":\"b\"}").answer();
            client.post(CHAT, "{\"model\":\"b\"}").answer();
            probe.ended(3);
            Answer answer = client.get("/metrics").answer();
            assertEquals(
                    "text/plain; version=0.0.4; charset=utf-8",
                    answer.header("Content-Type").orElse(""));
            List<String> lines = answer.text().lines().toList();
            assertTrue(
                    lines.contains("plimsoll_router_requests_total{model=\"b\",outcome=\"served\"} 2"), answer.text());
            assertTrue(lines.contains("plimsoll_router_swaps_total{model=\"a\",result=\"ready\"} 1"), answer.text());
            assertTrue(lines.contains("plimsoll_router_model_state{model=\"b\",state=\"ready\"} 1"), answer.text());
            assertTrue(lines.contains("plimsoll_router_wait_seconds_count{phase=\"queued\"} 3"), answer.text());
            assertTrue(lines.contains("plimsoll_router_load_seconds_bucket{model=\"a\",le=\"+Inf\"} 1"), answer.text());
            for (String line : lines) {
                String name =
                        line.replaceAll("(# (HELP|TYPE) )?([a-z_]+).*", "$3").replaceAll("_(bucket|sum|count)$", "");
                assertTrue(lines.stream().anyMatch(each -> each.startsWith("# TYPE " + name + " ")), line);
                assertTrue(lines.stream().anyMatch(each -> each.startsWith("# HELP " + name + " ")), line);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/models",
                "/running",
                "/metrics",
                "/logs",
                "/api/state",
                "/api/events",
                "/unload",
                "/upstream/a/x",
                "/"
            })
    void everythingButHealthAsksForTheKey(String path) throws Exception {
        try (RawServer upstream = new RawServer(request -> request.ok("{}"));
                FrontProbe probe = new FrontProbe("apiKeys: [one, two]\n" + twoModels(upstream));
                RawClient client = probe.client()) {
            Answer refused = client.get(path).answer();
            assertEquals(401, refused.status());
            assertTrue(refused.header("WWW-Authenticate").isPresent());
            assertEquals("unauthorized", json(refused).at("/error/code").asString());
            assertEquals(
                    401,
                    client.get(path, "Authorization: Bearer three").answer().status());
            assertEquals("OK", client.get("/health").answer().text());
            client.get(path, "Authorization: Bearer two");
            assertTrue(client.head().startsWith("HTTP/1.1 200"), path);
        }
    }

    @Test
    void whatIsUnderWayGoesOnWhenNothingMoreIsTaken() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        try (RawServer upstream = new RawServer(request -> {
                    go.await();
                    request.ok("done");
                });
                FrontProbe probe = new FrontProbe(twoModels(upstream));
                RawClient under = probe.client();
                RawClient late = probe.client()) {
            late.get("/health").answer();
            under.post(CHAT, "{\"model\":\"a\"}");
            probe.event(RouterEvent.SwapEnded.class::isInstance);
            probe.server.stopTaking();
            Answer refused = late.post(CHAT, "{\"model\":\"a\"}").answer();
            assertEquals(503, refused.status());
            assertEquals("shutting_down", json(refused).at("/error/code").asString());
            go.countDown();
            assertEquals("done", under.answer().text());
        }
    }
}
