package dev.plimsoll.engine.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class NullTargetMainTest {
    @ParameterizedTest
    @CsvSource({"'', 4", "10 1000000, 10"})
    void itTellsItsPortAnswersAsItWasToldAndEndsWithItsInput(String arguments, int events) throws Exception {
        PipedOutputStream parent = new PipedOutputStream();
        PipedInputStream in = new PipedInputStream(parent);
        PipedOutputStream told = new PipedOutputStream();
        PipedInputStream heard = new PipedInputStream(told);
        String[] args = arguments.isEmpty() ? new String[0] : arguments.split(" ");
        CompletableFuture<Integer> code = CompletableFuture.supplyAsync(() -> NullTargetMain.run(
                in,
                new PrintStream(told, true, StandardCharsets.UTF_8),
                new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8),
                args));
        StringBuilder line = new StringBuilder();
        for (int c = heard.read(); c != '\n'; c = heard.read()) {
            line.append((char) c);
        }
        int port = JsonMapper.shared().readTree(line.toString()).get("port").intValue();
        try (HttpClient client = HttpClient.newHttpClient()) {
            String answer = client.send(
                            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/v1/chat/completions"))
                                    .POST(BodyPublishers.ofString("{\"stream\": true}"))
                                    .build(),
                            BodyHandlers.ofString())
                    .body();
            assertEquals(
                    events,
                    answer.lines().filter(l -> l.contains("\"content\":")).count());
            assertTrue(answer.contains("[DONE]"));
        }
        parent.close();
        assertEquals(0, code.get());
    }
}
