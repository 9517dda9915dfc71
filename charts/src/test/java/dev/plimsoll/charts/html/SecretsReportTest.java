package dev.plimsoll.charts.html;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.plimsoll.engine.cli.Console;
import dev.plimsoll.engine.cli.PlimsollCli;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Every format of report of a real run against a server that says the key back; the engine's own test looks at everything else. */
@Timeout(120)
class SecretsReportTest {
    private static final String KEY = "sk-Qw8+eRt/7Yu~1oPzXcVb";
    private static final String LITERAL = "lit-5aSdFgHjKlQwErTy";

    @TempDir
    private Path folder;

    @Test
    void noFormatOfAReportHoldsAKey() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
        server.createContext("/", SecretsReportTest::answer);
        server.start();
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        PrintStream print = new PrintStream(said, true, StandardCharsets.UTF_8);
        Console console =
                new Console(print, print, new ByteArrayInputStream(new byte[0]), Map.of("KEY", KEY)::get, false);
        Path out = folder.resolve("out");
        int code;
        try {
            code = PlimsollCli.run(
                    new String[] {
                        "run", workspace(server.getAddress().getPort()).toString(), "--out", out.toString()
                    },
                    console,
                    null);
        } finally {
            server.stop(0);
        }
        assertEquals(1, code, () -> said.toString(StandardCharsets.UTF_8));
        TreeSet<String> endings = new TreeSet<>();
        try (Stream<Path> files = Files.walk(out)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                endings.add(file.toString().replaceAll(".*\\.", ""));
                String text = Files.readString(file, StandardCharsets.ISO_8859_1);
                for (String secret : List.of(KEY, LITERAL)) {
                    for (int i = 0; i + 8 <= secret.length(); i++) {
                        assertFalse(text.contains(secret.substring(i, i + 8)), file::toString);
                    }
                }
            }
        }
        assertTrue(endings.containsAll(List.of("csv", "html", "json", "md", "png", "svg")), endings::toString);
        assertTrue(Files.readString(out.resolve("report.html")).contains("bad key ***"), "the error is told");
    }

    private static void answer(HttpExchange exchange) throws IOException {
        boolean models = exchange.getRequestURI().getPath().endsWith("/models");
        String text = models
                ? "{\"data\":[{\"id\":\"model-of-" + KEY + "\"}]}"
                : "{\"error\":{\"message\":\"bad key " + KEY + " and " + LITERAL + "\"}}";
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.getRequestBody().readAllBytes();
        exchange.getResponseHeaders().set("X-Request-Id", KEY + LITERAL);
        exchange.sendResponseHeaders(models ? 200 : 401, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private Path workspace(int port) throws IOException {
        return Files.writeString(folder.resolve("w.plimsoll.json"), """
            { "schemaVersion": 1, "name": "Secrets",
              "targets": [ { "id": "t", "kind": "http", "url": "http://127.0.0.1:%d", "apiKeyEnv": "KEY",
                             "headers": { "X-Api-Key": "%s" } } ],
              "datasets": [ { "id": "d", "kind": "synthetic", "promptTokens": 16, "outputTokens": 4 } ],
              "benchmarks": [ { "id": "b", "target": "t", "dataset": "d", "profile": { "kind": "synchronous" },
                                "constraints": [ { "kind": "max_requests", "count": 20 } ] } ] }
            """.formatted(port, LITERAL));
    }
}
