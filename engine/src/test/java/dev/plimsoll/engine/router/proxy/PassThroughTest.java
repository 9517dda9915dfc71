package dev.plimsoll.engine.router.proxy;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.plimsoll.engine.router.observe.RequestPhases;
import dev.plimsoll.engine.router.observe.RoutedRequest;
import dev.plimsoll.engine.router.proxy.RawClient.Answer;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.json.JsonMapper;

/** What goes through the router comes out as it went in. */
@Timeout(120)
class PassThroughTest {
    private static final String CHAT = "/v1/chat/completions";

    @Test
    void bodiesPassByteForByteInBothDirectionsHoweverTheyAreCut() throws Exception {
        Random random = new Random(7);
        BlockingQueue<byte[]> came = new LinkedBlockingQueue<>();
        byte[][] answer = new byte[1][];
        try (RawServer upstream = new RawServer(request -> {
                    came.add(request.body());
                    answerInPieces(request, answer[0], new Random(answer[0].length));
                });
                FrontProbe probe = new FrontProbe(FrontProbe.oneModel(upstream));
                RawClient client = probe.client()) {
            for (int round = 0; round < 150; round++) {
                byte[] body = randomJson(random);
                answer[0] = new byte[random.nextInt(round % 10 == 0 ? 200_000 : 3_000)];
                random.nextBytes(answer[0]);
                sendInPieces(client, body, random);
                Answer got = client.answer();
                assertEquals(200, got.status());
                assertTrue(got.whole());
                assertArrayEquals(answer[0], got.body());
                assertArrayEquals(body, came.poll(30, TimeUnit.SECONDS));
            }
            assertEquals(150, probe.ended(150).size());
        }
    }

    /** An object with {@code model} anywhere in it, in any spelling of JSON. */
    private static byte[] randomJson(Random random) {
        StringBuilder text = new StringBuilder(random.nextBoolean() ? " \n{" : "{");
        int members = random.nextInt(6);
        int at = random.nextInt(members + 1);
        for (int i = 0; i <= members; i++) {
            text.append(i > 0 ? "," : "").append(random.nextBoolean() ? "\t" : "");
            if (i == at) {
                text.append(random.nextBoolean() ? "\"model\" : \"a\"" : "\"mod\\u0065l\":\"\\u0061\"");
            } else {
                text.append("\"k")
                        .append(i)
                        .append("\":")
                        .append(
                                switch (random.nextInt(4)) {
                                    case 0 -> "1.0E+2";
                                    case 1 -> "{\"model\":\"inner\",\"model\":[1,2.50]}";
                                    case 2 -> "\"Ünï\\n" + "x".repeat(random.nextInt(2_000)) + "\"";
                                    default -> "[null,true,{}]";
                                });
            }
        }
        return text.append("}\r\n").toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void sendInPieces(RawClient client, byte[] body, Random random) throws Exception {
        ByteArrayOutputStream wire = new ByteArrayOutputStream();
        wire.writeBytes(("POST " + CHAT + " HTTP/1.1\r\nHost: r\r\n").getBytes(StandardCharsets.UTF_8));
        if (random.nextBoolean()) {
            wire.writeBytes(("Content-Length: " + body.length + "\r\n\r\n").getBytes(StandardCharsets.UTF_8));
            wire.writeBytes(body);
        } else {
            wire.writeBytes("Transfer-Encoding: chunked\r\n\r\n".getBytes(StandardCharsets.UTF_8));
            chunk(wire, body, random);
        }
        byte[] bytes = wire.toByteArray();
        for (int at = 0; at < bytes.length; ) {
            int length = Math.min(bytes.length - at, 1 + random.nextInt(bytes.length));
            client.send(java.util.Arrays.copyOfRange(bytes, at, at + length));
            at += length;
        }
    }

    private static void chunk(ByteArrayOutputStream wire, byte[] body, Random random) {
        for (int at = 0; at < body.length; ) {
            int length = Math.min(body.length - at, 1 + random.nextInt(Math.max(1, body.length / 2)));
            wire.writeBytes((Integer.toHexString(length) + "\r\n").getBytes(StandardCharsets.UTF_8));
            wire.write(body, at, length);
            wire.writeBytes("\r\n".getBytes(StandardCharsets.UTF_8));
            at += length;
        }
        wire.writeBytes("0\r\n\r\n".getBytes(StandardCharsets.UTF_8));
    }

    private static void answerInPieces(RawServer.Request request, byte[] body, Random random) throws Exception {
        ByteArrayOutputStream wire = new ByteArrayOutputStream();
        int framing = random.nextInt(3);
        wire.writeBytes("HTTP/1.1 200 OK\r\n".getBytes(StandardCharsets.UTF_8));
        if (framing == 0) {
            wire.writeBytes(("Content-Length: " + body.length + "\r\n\r\n").getBytes(StandardCharsets.UTF_8));
            wire.writeBytes(body);
        } else if (framing == 1) {
            wire.writeBytes("Transfer-Encoding: chunked\r\n\r\n".getBytes(StandardCharsets.UTF_8));
            chunk(wire, body, random);
        } else {
            wire.writeBytes("Connection: close\r\n\r\n".getBytes(StandardCharsets.UTF_8));
            wire.writeBytes(body);
        }
        byte[] bytes = wire.toByteArray();
        for (int at = 0; at < bytes.length; ) {
            int length = Math.min(bytes.length - at, 1 + random.nextInt(bytes.length));
            request.answer(java.util.Arrays.copyOfRange(bytes, at, at + length));
            at += length;
        }
        if (framing == 2) {
            request.socket().close();
        }
    }

    @Test
    void anAliasStaysAnAlias() throws Exception {
        try (RawServer upstream = new RawServer(request -> request.ok(request.text()));
                FrontProbe probe = new FrontProbe(FrontProbe.oneModel(upstream));
                RawClient client = probe.client()) {
            assertEquals(
                    "{\"model\":\"al\"}",
                    client.post(CHAT, "{\"model\":\"al\"}").answer().text());
            RoutedRequest ended = probe.ended(1).getFirst();
            assertEquals("a", ended.model());
            assertEquals("al", ended.asked());
        }
    }

    @Test
    void aConfigurationChangesWhatItSaysAndNothingElse() throws Exception {
        try (RawServer upstream = new RawServer(request -> request.ok(request.text()));
                FrontProbe probe = new FrontProbe(FrontProbe.oneModel(
                        upstream,
                        "useModelName: org/real",
                        "filters: {stripParams: top_k, setParams: {seed: 7}, setParamsByID: {hot:"
                                + " {temperature: 2}}}"));
                RawClient client = probe.client()) {
            Answer answer = client.post(CHAT, "{\"top_k\":1,\"model\":\"hot\",\"x\":1.50,\"n\":12345678901234567890}")
                    .answer();
            assertEquals(
                    JsonMapper.shared()
                            .readTree(
                                    "{\"model\":\"org/real\",\"x\":1.5,\"n\":12345678901234567890,\"seed\":7,\"temperature\":2}"),
                    JsonMapper.shared().readTree(answer.text()));
            assertTrue(answer.text().contains("1.50"), "a number is written as it was: " + answer.text());
        }
    }

    @Test
    void inAFormOnlyTheModelsNameIsReplaced() throws Exception {
        String file = "RIFF\u0000\u0001--bound\r\nname=\"model\"";
        String form = "--bound\r\nContent-Disposition: form-data; name=\"file\"; filename=\"model\"\r\n\r\n" + file
                + "\r\n--bound\r\nContent-Disposition: form-data; name=\"model\"\r\n\r\na\r\n--bound--\r\n";
        try (RawServer upstream = new RawServer(request -> request.ok(request.text()));
                FrontProbe probe = new FrontProbe(FrontProbe.oneModel(upstream, "useModelName: whisper-large"));
                RawClient client = probe.client()) {
            client.send("POST /v1/audio/transcriptions HTTP/1.1\r\n"
                    + "Host: r\r\n"
                    + "Content-Type:"
                    + " multipart/form-data;"
                    + " boundary=bound\r\n"
                    + "Content-Length:"
                    + " " + form.getBytes(StandardCharsets.UTF_8).length + "\r\n\r\n"
                    + form);
            assertEquals(
                    form.replace("\r\na\r\n", "\r\nwhisper-large\r\n"),
                    client.answer().text());
            client.send("POST /v1/x HTTP/1.1\r\nHost: r\r\nContent-Type: application/x-www-form-urlencoded\r\n"
                    + "Content-Length: 17\r\n\r\nq=1&model=%61&z=2");
            assertEquals("q=1&model=whisper-large&z=2", client.answer().text());
        }
    }

    @Test
    void pathsAreThoseOfTheModelsServer() throws Exception {
        try (RawServer upstream = new RawServer(request -> request.ok(request.line()));
                FrontProbe probe = new FrontProbe("models:\n  org/m a:\n    cmd: x\n    proxy: http://127.0.0.1:"
                        + upstream.port() + "/base/\n");
                RawClient client = probe.client()) {
            String body = "{\"model\":\"org/m a\"}";
            assertEquals(
                    "POST /base/v1/x?y=%20 HTTP/1.1",
                    client.post("/v1/x?y=%20", body).answer().text());
            assertEquals(
                    "POST /base/chat/completions HTTP/1.1",
                    client.post("/v/chat/completions", body).answer().text());
            assertEquals(
                    "POST /base/infill HTTP/1.1",
                    client.post("/infill", body).answer().text());
            assertEquals(
                    "GET /base/props?model=org%2Fm+a HTTP/1.1",
                    client.get("/props?model=org%2Fm+a").answer().text());
            assertEquals(
                    "GET /base/slots?a=b HTTP/1.1",
                    client.get("/upstream/org/m%20a/slots?a=b").answer().text());
            assertEquals(
                    "DELETE /base/v1/files/1?model=org%2Fm%20a HTTP/1.1",
                    client.send(RawClient.request("DELETE", "/v1/files/1?model=org%2Fm%20a", ""))
                            .answer()
                            .text());
        }
    }

    @Test
    void headersSayWhichRequestItWasAndWhereItsTimeWent() throws Exception {
        BlockingQueue<RawServer.Request> came = new LinkedBlockingQueue<>();
        try (RawServer upstream = new RawServer(request -> {
                    came.add(request);
                    request.answer("HTTP/1.1 201 Made\r\n"
                            + "Server-Timing: gpu;dur=1\r\n"
                            + "X-Request-Id: theirs\r\n"
                            + "Connection: X-Hop\r\n"
                            + "X-Hop: 1\r\n"
                            + "Keep-Alive: timeout=5\r\n"
                            + "X-Mine: 1\r\n"
                            + "X-Mine: 2\r\n"
                            + "Content-Length: 0\r\n\r\n");
                });
                FrontProbe probe = new FrontProbe(FrontProbe.oneModel(upstream));
                RawClient client = probe.client()) {
            Answer answer = client.post(
                            CHAT,
                            "{\"model\":\"a\"}",
                            "X-Request-Id: of-client",
                            "Connection: keep-alive, X-Secret",
                            "X-Secret: 1",
                            "Authorization: Bearer of-upstream",
                            "X-Forwarded-For: 10.0.0.1")
                    .answer();
            assertEquals(201, answer.status());
            assertTrue(answer.head().startsWith("HTTP/1.1 201 Made\r\n"), answer.head());
            RoutedRequest ended = probe.ended(1).getFirst();
            assertEquals(List.of(ended.request()), answer.headers("X-Request-Id"));
            assertEquals(List.of("a"), answer.headers("X-Plimsoll-Model"));
            assertEquals(List.of("1", "2"), answer.headers("X-Mine"));
            assertEquals(2, answer.headers("Server-Timing").size());
            assertTrue(answer.headers("Server-Timing").contains("gpu;dur=1"), answer.head());
            assertTrue(
                    answer.head()
                            .matches("(?s).*router\\.queued;dur=\\d+\\.\\d{3}, router\\.evicting;dur=0\\.000, "
                                    + "router\\.spawning;dur=\\d+\\.\\d{3}, router\\.health;dur=\\d+\\.\\d{3}, "
                                    + "router\\.proxying;dur=\\d+\\.\\d{3}\\r\\n.*"),
                    answer.head());
            assertTrue(answer.header("X-Hop").isEmpty());
            assertTrue(answer.header("Keep-Alive").isEmpty());
            assertTrue(answer.header("X-Plimsoll-Queue-Position").isEmpty());

            RawServer.Request sent = came.remove();
            assertEquals(List.of("of-client"), sent.header("X-Request-Id"));
            assertEquals(List.of("Bearer of-upstream"), sent.header("Authorization"));
            assertEquals(List.of("10.0.0.1, 127.0.0.1"), sent.header("X-Forwarded-For"));
            assertEquals(List.of("router"), sent.header("X-Forwarded-Host"));
            assertEquals(List.of("127.0.0.1:" + upstream.port()), sent.header("Host"));
            assertTrue(sent.header("X-Secret").isEmpty());
            assertTrue(sent.header("Connection").isEmpty());
        }
    }

    @Test
    void theRoutersKeyIsNotPassedOn() throws Exception {
        try (RawServer upstream = new RawServer(request -> request.ok(String.join("", request.header("Authorization"))
                        + String.join("", request.header("x-api-key"))));
                FrontProbe probe = new FrontProbe("apiKeys: [geheim]\n" + FrontProbe.oneModel(upstream));
                RawClient client = probe.client()) {
            String body = "{\"model\":\"a\"}";
            assertEquals(
                    "",
                    client.post(CHAT, body, "Authorization: Bearer geheim")
                            .answer()
                            .text());
            assertEquals(
                    "", client.post(CHAT, body, "x-api-key: geheim").answer().text());
            assertEquals(
                    "",
                    client.post(CHAT, body, "Authorization: Basic OmdlaGVpbQ==")
                            .answer()
                            .text());
            assertEquals(
                    401,
                    client.post(CHAT, body, "Authorization: Bearer geheim2")
                            .answer()
                            .status());
            assertEquals(
                    401,
                    client.post(CHAT, body, "Authorization: Basic %%%").answer().status());
            assertEquals(401, client.post(CHAT, body).answer().status());
            assertEquals(200, client.get("/health").answer().status());
        }
    }

    @Test
    void eventsOfAStreamGoOutAsTheyCome() throws Exception {
        BlockingQueue<String> events = new LinkedBlockingQueue<>();
        try (RawServer upstream = new RawServer(request -> {
                    request.answer(
                            "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n");
                    for (String event = events.take(); !event.isEmpty(); event = events.take()) {
                        request.answer(Integer.toHexString(event.length()) + "\r\n" + event + "\r\n");
                    }
                    request.answer("0\r\n\r\n");
                });
                FrontProbe probe = new FrontProbe(FrontProbe.oneModel(upstream));
                RawClient client = probe.client()) {
            client.post(CHAT, "{\"model\":\"a\",\"stream\":true}");
            String head = client.head();
            assertTrue(head.contains("X-Accel-Buffering: no"), head);
            for (String event : List.of(
                    "data: {\"choices\":[{\"delta\":{\"role\":\"assistant\",\"content\":\"\"}}]}\n\n",
                    "data: {\"choices\":[{\"delta\":{\"content\":\"Hi\"}}]}\n\n")) {
                events.add(event); // the next is not written before this one has come
                assertEquals(Integer.toHexString(event.length()), client.line());
                assertEquals(event.strip(), client.line());
                assertEquals("", client.line());
                assertEquals("", client.line());
            }
            events.add("");
            assertEquals("0", client.line());
            RequestPhases phases = probe.ended(1).getFirst().phases();
            assertTrue(phases.firstByteAtNs() < phases.firstTokenAtNs());
            assertTrue(phases.firstTokenAtNs() < phases.endedAtNs());
            assertTrue(phases.sentAtNs() <= phases.firstByteAtNs());
            assertEquals(phases.servedAtNs(), phases.arrivedAtNs() + phases.waitNs());
        }
    }

    @Test
    void whatIsSentAheadIsAnsweredInItsOrder() throws Exception {
        try (RawServer upstream = new RawServer(request -> request.ok(request.text()));
                FrontProbe probe = new FrontProbe(FrontProbe.oneModel(upstream));
                RawClient client = probe.client()) {
            StringBuilder wire = new StringBuilder();
            for (int i = 0; i < 500; i++) {
                wire.append(
                        i % 7 == 0
                                ? RawClient.request("GET", "/health", "")
                                : RawClient.request("POST", CHAT, "{\"model\":\"a\",\"i\":" + i + "}"));
            }
            Thread sender = Thread.ofVirtual().start(() -> {
                try {
                    client.send(wire.toString());
                } catch (java.io.IOException e) {
                    throw new java.io.UncheckedIOException(e);
                }
            });
            for (int i = 0; i < 500; i++) {
                assertEquals(
                        i % 7 == 0 ? "OK" : "{\"model\":\"a\",\"i\":" + i + "}",
                        client.answer().text());
            }
            sender.join();
        }
    }

    @Test
    void aClientOfTheOldProtocolGetsNoChunks() throws Exception {
        try (RawServer upstream = new RawServer(request ->
                        request.answer("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhi\r\n0\r\n\r\n"));
                FrontProbe probe = new FrontProbe(FrontProbe.oneModel(upstream));
                RawClient client = probe.client()) {
            client.send("POST " + CHAT + " HTTP/1.0\r\nContent-Length: 13\r\n\r\n{\"model\":\"a\"}");
            Answer answer = client.answer();
            assertEquals("hi", answer.text());
            assertTrue(answer.whole());
            assertFalse(answer.head().toLowerCase(java.util.Locale.ROOT).contains("chunked"));
        }
    }

    @Test
    void aHeadRequestGetsAHead() throws Exception {
        try (RawServer upstream =
                        new RawServer(request -> request.answer("HTTP/1.1 200 OK\r\nContent-Length: 77\r\n\r\n"));
                FrontProbe probe = new FrontProbe(FrontProbe.oneModel(upstream));
                RawClient client = probe.client()) {
            Answer answer =
                    client.send(RawClient.request("HEAD", "/upstream/a/x", "")).answer(true);
            assertEquals("77", answer.header("Content-Length").orElse(""));
            assertEquals("OK", client.get("/health").answer().text());
            assertEquals(1, probe.ended(1).size());
        }
    }
}
