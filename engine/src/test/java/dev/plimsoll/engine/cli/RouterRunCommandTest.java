package dev.plimsoll.engine.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.plimsoll.engine.router.observe.RouterEvent;
import dev.plimsoll.engine.router.observe.RouterEventJson;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code plimsoll router run}; the parent's end, which is where these routers' standard input is already, ends them. */
@Timeout(60)
class RouterRunCommandTest {
    @TempDir
    private Path folder;

    private String config(String yaml) throws Exception {
        return Files.writeString(folder.resolve("router.yaml"), yaml).toString();
    }

    private String twoModels() throws Exception {
        return config("models:\n  b: {cmd: \"serve ${PORT}\"}\n  a: {cmd: \"serve ${PORT}\"}\nunknown: 1\n");
    }

    @Test
    void whereItListensIsOneLineOfJsonForAProgram() throws Exception {
        CliProbe probe =
                CliProbe.run("router", "run", twoModels(), "--port", "0", "--with-parent", "--policy", "serial");
        assertEquals(0, probe.exitCode(), probe.err());
        assertEquals(1, probe.out().lines().count(), probe.out());
        JsonNode line = JsonMapper.shared().readTree(probe.out());
        assertTrue(line.get("port").asInt() > 0);
        assertEquals(
                "http://127.0.0.1:" + line.get("port").asInt(), line.get("url").asString());
        assertEquals("serial", line.get("policy").asString());
        assertEquals("[\"a\",\"b\"]", line.get("models").toString());
        assertTrue(probe.err().contains("warning: "), "the unknown key is told: " + probe.err());
    }

    @Test
    void whereItListensIsASentenceForAPerson() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        CliProbe probe = CliProbe.run("router", "run", twoModels(), "--port", "" + port, "--with-parent");
        assertEquals(0, probe.exitCode(), probe.err());
        assertTrue(probe.out().startsWith("Serving a, b on http://127.0.0.1:" + port + " by fifo"), probe.out());
    }

    @Test
    void eventsAreAppendedInTheTimeOfWhoeverAsked() throws Exception {
        Path events = folder.resolve("router.jsonl");
        String config = twoModels();
        for (int i = 0; i < 2; i++) {
            CliProbe probe = CliProbe.run(
                    "router",
                    "run",
                    config,
                    "--port",
                    "0",
                    "--with-parent",
                    "--events",
                    events.toString(),
                    "--origin-ns",
                    Long.toString(System.nanoTime()));
            assertEquals(0, probe.exitCode(), probe.err());
        }
        List<RouterEvent> started = Files.readAllLines(events).stream()
                .map(line -> RouterEventJson.read(line).orElseThrow())
                .filter(RouterEvent.Started.class::isInstance)
                .toList();
        assertEquals(2, started.size());
        for (RouterEvent each : started) {
            assertEquals(List.of("a", "b"), ((RouterEvent.Started) each).models());
            assertTrue(each.atNs() >= 0 && each.atNs() < 60_000_000_000L, "since the origin: " + each.atNs());
        }
    }

    @Test
    void whatIsWrongIsToldAndNothingStarts() throws Exception {
        CliProbe faults =
                CliProbe.run("router", "run", config("models:\n  a: {ttl: x}\nrouting: {scheduler: {use: best}}\n"));
        assertEquals(2, faults.exitCode());
        assertTrue(
                faults.err().contains("ttl") && faults.err().contains("best"), "all faults at once: " + faults.err());
        assertEquals("", faults.out());
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CliProbe probe = CliProbe.run("router", "run", twoModels(), "--port", "" + taken.getLocalPort());
            assertEquals(2, probe.exitCode());
            assertTrue(probe.err().contains("Could not listen on 127.0.0.1:" + taken.getLocalPort()), probe.err());
        }
        assertEquals(
                2,
                CliProbe.run("router", "run", twoModels(), "--policy", "best").exitCode());
        assertEquals(
                2, CliProbe.run("router", "run", twoModels(), "--port", "70000").exitCode());
        assertEquals(
                2,
                CliProbe.run("router", "run", folder.resolve("none.yaml").toString())
                        .exitCode());
        String noUrl = config("models:\n  a: {cmd: x, proxy: \"ftp://here\"}\n");
        CliProbe probe = CliProbe.run("router", "run", noUrl);
        assertEquals(2, probe.exitCode());
        assertTrue(probe.err().contains("models.a.proxy"), probe.err());
        assertEquals(
                2,
                CliProbe.run(
                                "router",
                                "run",
                                twoModels(),
                                "--events",
                                folder.resolve("no/such/f").toString())
                        .exitCode());
    }
}
