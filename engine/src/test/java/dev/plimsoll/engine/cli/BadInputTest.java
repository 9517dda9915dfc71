package dev.plimsoll.engine.cli;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is wrong with what the user gave: exit code 2, told plainly on standard error, nothing on standard output, nothing written. */
class BadInputTest {
    private static final String NOBODY = "http://127.0.0.1:1";

    @TempDir
    private Path folder;

    @Test
    void anUnknownCommandIsToldWithTheNearestOne() throws IOException {
        assertRefused(List.of("runn"), "no command 'runn'", "plimsoll run");
    }

    @Test
    void anUnknownOptionIsTold() throws IOException {
        assertRefused(List.of("run", "--targt", NOBODY), "--targt");
    }

    @Test
    void nothingToRunIsTold() throws IOException {
        assertRefused(List.of("run"), "--target");
    }

    @Test
    void aMalformedWorkspaceIsToldWithItsLine() throws IOException {
        assertRefused(List.of("run", workspace("{ \"name\": \"x\",\n  \"targets\": [ \n")), "w.plimsoll.json:3");
    }

    @Test
    void severalFaultsAreToldTogetherEachWithItsLineAndPath() throws IOException {
        String text = good(NOBODY)
                .replace("\"rate\": 5", "\"rate\": -5")
                .replace("\"seconds\": 1", "\"seconds\": 1, \"secs\": 2")
                .replace("\"endpoint\"", "\"endpont\"");
        assertRefused(
                List.of("run", workspace(text)),
                "w.plimsoll.json:2 targets[0].endpont",
                "w.plimsoll.json:5 benchmarks[0].profile.rate: must be greater than 0, but is -5",
                "w.plimsoll.json:6 benchmarks[0].constraints[0].secs: unknown field 'secs' (allowed: ");
    }

    @Test
    void aMissingWorkspaceIsTold() throws IOException {
        assertRefused(List.of("run", folder.resolve("none.json").toString()), "none.json", "no such file");
    }

    @Test
    void aMissingDatasetFileIsTold() throws IOException {
        assertRefused(List.of("run", workspace(withData("missing.jsonl"))), "missing.jsonl", "datasets[0].path");
    }

    @Test
    void aBrokenRowAmongTheFirstThousandIsToldWithItsLine() throws IOException {
        Files.writeString(folder.resolve("rows.jsonl"), "{\"prompt\":\"a\"}\n{\"prompt\":\n{\"prompt\":\"c\"}\n");
        assertRefused(List.of("run", workspace(withData("rows.jsonl"))), "rows.jsonl:2");
    }

    @Test
    void anUnreachableTargetIsTold() throws IOException {
        assertRefused(List.of("run", workspace(good(NOBODY))), "nothing listens on port 1");
    }

    @Test
    void aWrongKeyIsToldWithItsVariableAndWithoutTheKey() throws IOException {
        WireMockServer server =
                new WireMockServer(WireMockConfiguration.options().dynamicPort().bindAddress("127.0.0.1"));
        server.start();
        try {
            server.stubFor(get("/v1/models").willReturn(aResponse().withStatus(401)));
            String text =
                    good("http://127.0.0.1:" + server.port()).replace("\"model\": null", "\"apiKeyEnv\": \"MY_KEY\"");
            CliProbe refused = assertRefused(
                    Map.of("MY_KEY", "sk-secret-value"),
                    List.of("run", workspace(text)),
                    "refused the API key",
                    "MY_KEY");
            assertFalse(refused.err().contains("sk-secret"), refused.err());
        } finally {
            server.stop();
        }
    }

    @Test
    void aKeyThatIsNotSetIsTold() throws IOException {
        String file = workspace(good(NOBODY).replace("\"model\": null", "\"apiKeyEnv\": \"NO_SUCH_KEY\""));
        assertRefused(List.of("run", file), "NO_SUCH_KEY is not set");
    }

    @Test
    void aWrongGateIsRefusedBeforeTheRun() throws IOException {
        assertRefused(List.of("run", workspace(good(NOBODY)), "--fail-if", "ttft > 5"), "--fail-if");
    }

    @Test
    void anUnknownReportFormatIsRefusedBeforeTheRun() throws IOException {
        assertRefused(List.of("run", workspace(good(NOBODY)), "--format", "pdf"), "pdf", "csv");
    }

    @Test
    void aPlaceThatCannotBeWrittenIsToldBeforeTheRun() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "x");
        String out = file.resolve("out").toString();
        assertRefused(List.of("run", workspace(good(NOBODY)), "--out", out), "Cannot write");
    }

    @Test
    void aPortInUseIsTold() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            String port = String.valueOf(taken.getLocalPort());
            assertRefused(List.of("simulator", "--port", port), port, "use");
        }
    }

    @Test
    void aFolderThatIsNoRunIsTold() throws IOException {
        assertRefused(List.of("report", folder.toString()), "not a run folder");
    }

    private void assertRefused(List<String> arguments, String... parts) throws IOException {
        assertRefused(Map.of(), arguments, parts);
    }

    private CliProbe assertRefused(Map<String, String> environment, List<String> arguments, String... parts)
            throws IOException {
        List<Path> before = files();
        CliProbe probe = CliProbe.run("", environment, arguments.toArray(String[]::new));
        assertEquals(2, probe.exitCode(), probe.err());
        assertEquals("", probe.out());
        for (String part : parts) {
            assertTrue(probe.err().contains(part), part + " is missing from: " + probe.err());
        }
        assertFalse(probe.err().contains("\tat "), probe.err());
        assertEquals(before, files(), "something was written");
        return probe;
    }

    private String workspace(String text) throws IOException {
        return Files.writeString(folder.resolve("w.plimsoll.json"), text).toString();
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.sorted().toList();
        }
    }

    private static String withData(String path) {
        return good(NOBODY)
                .replace(
                        "\"kind\": \"synthetic\", \"promptTokens\": { \"mean\": 16 }",
                        "\"kind\": \"file\", \"path\": \"" + path + "\"");
    }

    private static String good(String url) {
        return """
            { "schemaVersion": 1, "name": "W",
              "targets": [ { "id": "t", "kind": "http", "url": "URL", "endpoint": "chat", "model": null } ],
              "datasets": [ { "id": "d", "kind": "synthetic", "promptTokens": { "mean": 16 } } ],
              "benchmarks": [ { "id": "b", "target": "t", "dataset": "d",
                "profile": { "kind": "constant", "rate": 5 },
                "constraints": [ { "kind": "max_duration", "seconds": 1 } ] } ] }
            """.replace("URL", url);
    }
}
