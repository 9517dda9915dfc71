package dev.plimsoll.app.welcome;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import dev.plimsoll.app.services.RecentWorkspace;
import dev.plimsoll.engine.plan.PlanCompiler;
import dev.plimsoll.engine.run.RunRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(30)
class WelcomeTest {
    @TempDir
    Path folder;

    @Test
    void theWorkspaceMadeForAUrlCanBeRunAsItIs() {
        var made = FirstWorkspace.of(" http://10.20.0.14:30000 ", folder);
        assertEquals(List.of(), PlanCompiler.problems(made));
        assertEquals("10-20-0-14", made.workspace().targets().getFirst().id());
        assertEquals(
                "http://10.20.0.14:30000",
                String.valueOf(PlanCompiler.compile(made, "sweep").target().url()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "127.0.0.1:8000 | A URL begins with http:// or https://.",
                "ftp://host | A URL begins with http:// or https://.",
                "http:// | This is not a URL. Write it like http://127.0.0.1:8000.",
                "http://host:80000 | Port 80000 is out of range. Use 1 to 65535.",
                "http://a b | This is not a URL. Write it like http://127.0.0.1:8000."
            })
    void aWrongUrlIsToldInWords(String url, String words) {
        assertEquals(Optional.of(words), FirstWorkspace.wrong(url));
    }

    @Test
    void aServerOnThisMachineIsFoundByItsModels() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1);
        server.createContext("/v1/models", exchange -> {
            byte[] body = "{\"data\": [{\"id\": \"Llama-3.1-8B\"}]}".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        try {
            int port = server.getAddress().getPort();
            assertEquals(
                    Optional.of(new LocalServer(port, "Llama-3.1-8B")), LocalServer.find(List.of(freePort(), port)));
        } finally {
            server.stop(0);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    @Test
    void recentWorkspacesAreToldTheWayAPersonWould() throws IOException {
        Path there = Files.writeString(folder.resolve("chat.plimsoll.json"), "{}");
        Instant now = Instant.parse("2026-11-21T18:00:00Z");
        List<RecentRow> rows = new RecentModel(folder, ZoneOffset.UTC)
                .rows(
                        List.of(
                                new RecentWorkspace(there, Instant.parse("2026-11-21T14:12:00Z"), true),
                                new RecentWorkspace(
                                        Path.of("/gone.plimsoll.json"), Instant.parse("2026-11-20T14:12:00Z"), false),
                                new RecentWorkspace(
                                        Path.of("/x.plimsoll.json"), Instant.parse("2026-11-03T14:12:00Z"), false),
                                new RecentWorkspace(
                                        Path.of("/y.plimsoll.json"), Instant.parse("2025-11-03T14:12:00Z"), false)),
                        now);
        assertEquals(
                List.of("today 14:12", "yesterday", "3 Nov", "3 Nov 2025"),
                rows.stream().map(RecentRow::when).toList());
        assertEquals("~/chat.plimsoll.json", rows.getFirst().shownPath());
        assertEquals("chat", rows.getFirst().name());
        assertTrue(rows.get(1).missing());
    }

    @Test
    void runsOfAWorkspaceAreCountedAndInterruptedOnesToldApart() throws IOException {
        Path workspace = folder.resolve("chat.plimsoll.json");
        Path runs = RunRequest.runsFolderOf(workspace);
        for (String id : List.of("20261121-140212-sweep", "20261121-150212-sweep")) {
            Files.createDirectories(runs.resolve(id));
            Files.writeString(runs.resolve(id).resolve("run.json"), "{}");
        }
        Files.writeString(runs.resolve("20261121-150212-sweep").resolve("summary.json"), "{torn");
        Files.createDirectories(runs.resolve("no-run"));
        assertEquals(new RunsOf(2, 1, ""), RunsOf.workspace(workspace));
    }
}
