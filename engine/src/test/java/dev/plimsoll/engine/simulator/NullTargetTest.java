package dev.plimsoll.engine.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class NullTargetTest {
    private static NullTarget target;

    @BeforeAll
    static void start() {
        target = NullTarget.start();
    }

    @AfterAll
    static void close() {
        target.close();
    }

    @Test
    void aPlainRequestGetsAJsonAnswerOfItsKind() throws Exception {
        JsonNode chat = JsonMapper.shared()
                .readTree(post("/v1/chat/completions", "{\"messages\":[]}").body());
        JsonNode text = JsonMapper.shared()
                .readTree(post("/v1/completions", "{\"stream\": false}").body());
        assertEquals("chat.completion", chat.get("object").stringValue());
        assertEquals(
                NullTarget.CONTENT_EVENTS, chat.at("/usage/completion_tokens").intValue());
        assertEquals("text_completion", text.get("object").stringValue());
    }

    @Test
    void atAPaceAStreamHasAsManyEventsAsWereAskedForAndEndsAsUsual() throws Exception {
        try (NullTarget paced = NullTarget.streaming(50, Duration.ofMillis(1));
                HttpClient client = HttpClient.newHttpClient()) {
            for (String[] each : new String[][] {
                {"/v1/chat/completions", "\"content\":", "data: [DONE]"},
                {"/v1/completions", "\"text\":\" tide\"", "data: [DONE]"},
                {"/v1/messages", "text_delta", "message_stop"},
                {"/v1/responses", "output_text.delta\",", "response.completed"}
            }) {
                HttpResponse<String> answer = client.send(
                        HttpRequest.newBuilder(URI.create(paced.url() + each[0]))
                                .POST(BodyPublishers.ofString("{\"stream\": true}"))
                                .build(),
                        BodyHandlers.ofString());
                assertEquals(
                        50,
                        answer.body().lines().filter(l -> l.contains(each[1])).count(),
                        each[0]);
                assertTrue(answer.body().contains(each[2]), each[0]);
            }
        }
    }

    @Test
    void aRequestForAStreamGetsEveryContentEventUsageAndDone() throws Exception {
        for (String stream : new String[] {"\"stream\":true", "\"stream\" : true"}) {
            HttpResponse<String> answer = post("/v1/chat/completions", "{\"messages\":[]," + stream + "}");
            assertEquals(
                    "text/event-stream",
                    answer.headers().firstValue("content-type").orElse(""));
            long contents = answer.body()
                    .lines()
                    .filter(l -> l.contains("\"content\":"))
                    .count();
            assertEquals(NullTarget.CONTENT_EVENTS, contents);
            assertTrue(answer.body().contains("\"usage\":{"));
            assertTrue(answer.body().endsWith("data: [DONE]\n\n"));
        }
    }

    @Test
    void theStreamedEventsAreValidJson() throws Exception {
        String body = post("/v1/completions", "{\"stream\":true}").body();
        long parsed = body.lines()
                .filter(l -> l.startsWith("data: {"))
                .map(l -> JsonMapper.shared().readTree(l.substring(6)))
                .filter(JsonNode::isObject)
                .count();
        assertEquals(NullTarget.CONTENT_EVENTS + 2, parsed);
    }

    @Test
    void pipelinedRequestsAreAllAnsweredWhereverTheBytesAreSplit() throws Exception {
        String one = "POST /v1/completions HTTP/1.1\r\nHost: x\r\nCONTENT-Length: 2\r\n\r\n{}";
        byte[] bytes = (one + one + one).getBytes(StandardCharsets.US_ASCII);
        for (int split = 1; split < bytes.length; split += 7) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), target.port())) {
                socket.setTcpNoDelay(true);
                socket.setSoTimeout(10_000);
                OutputStream out = socket.getOutputStream();
                out.write(bytes, 0, split);
                out.flush();
                out.write(bytes, split, bytes.length - split);
                out.flush();
                assertEquals(3, readUntil(socket.getInputStream(), "text_completion", 3));
            }
        }
    }

    private static int readUntil(InputStream in, String what, int times) throws IOException {
        StringBuilder all = new StringBuilder();
        byte[] buffer = new byte[4096];
        int found = 0;
        while (found < times) {
            int n = in.read(buffer);
            if (n < 0) {
                break;
            }
            all.append(new String(buffer, 0, n, StandardCharsets.US_ASCII));
            found = all.toString().split(what, -1).length - 1;
        }
        return found;
    }

    private static HttpResponse<String> post(String path, String body) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + target.port() + path))
                    .timeout(Duration.ofSeconds(10))
                    .POST(BodyPublishers.ofString(body))
                    .build();
            return client.send(request, BodyHandlers.ofString());
        }
    }
}
