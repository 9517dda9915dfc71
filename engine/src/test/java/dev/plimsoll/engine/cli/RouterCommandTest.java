package dev.plimsoll.engine.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code plimsoll router}, with the configuration and the trace that are shipped. */
class RouterCommandTest {
    private static final Path SAMPLES =
            Path.of(System.getProperty("basedir", "")).resolve("../src-dist/samples");
    private static final String CONFIG = SAMPLES.resolve("router.yaml").toString();
    private static final String TRACE = SAMPLES.resolve("router-trace.jsonl").toString();

    @TempDir
    private Path folder;

    @Test
    void theShippedExampleIsWithoutFaultOrWarning() {
        CliProbe probe = CliProbe.run("router", "check", CONFIG);
        assertEquals(0, probe.exitCode(), probe.err());
        assertEquals("", probe.err());
        assertTrue(probe.out().contains("everyday: chat + embed, or code + embed"), probe.out());
        assertTrue(probe.out().contains("llama-server --host 127.0.0.1 --port 5800 -m /models/chat.gguf"), probe.out());
    }

    @Test
    void policiesAreComparedOnTheShippedTrace() {
        CliProbe probe =
                CliProbe.run("router", "simulate", CONFIG, TRACE, "--policy", "fifo,fifo+default,serial", "--json");
        assertEquals(0, probe.exitCode(), probe.err());
        JsonNode results = JsonMapper.shared().readTree(probe.out());
        assertEquals(3, results.size());
        assertEquals("fifo", results.get(0).get("policy").asString());
        assertTrue(results.get(0).get("loads").asInt()
                < results.get(2).get("loads").asInt());
        assertEquals(10, results.get(0).get("waits").get("served").asInt());
        assertEquals(0, results.get(2).get("waits").get("mostOvertaken").asInt());
        assertEquals(
                4,
                results.get(0).get("waitsByPriority").get("10").get("requests").asInt());
    }

    @Test
    void whatARouterRecordedIsPlayedAgainWithTheLoadsItMeasured() throws IOException {
        Path log = folder.resolve("router.jsonl");
        Files.writeString(log, """
            {"type":"started","atNs":1000,"policy":"serial","models":["chat","code","embed"]}
            {"type":"swapEnded","atNs":4000000000,"swap":1,"model":"chat","load":true,"times":{"begunAtNs":0,\
            "evictedAtNs":1000000000,"spawnedAtNs":1000000000,"endedAtNs":4000000000}}
            {"type":"request","atNs":9000000000,"request":{"request":"r-1","model":"chat","asked":"chat","priority":10,\
            "outcome":"SERVED","status":200,"swap":1,"overtakenBy":0,"phases":{"arrivedAtNs":500000000,"queuedNs":0,\
            "evictingNs":0,"spawningNs":0,"healthWaitNs":3500000000,"servedAtNs":4000000000,"endedAtNs":9000000000}}}
            """);
        for (Path given : new Path[] {log, folder}) {
            CliProbe probe =
                    CliProbe.run("router", "simulate", CONFIG, given.toString(), "--policy", "serial", "--json");
            assertEquals(0, probe.exitCode(), probe.err());
            JsonNode result = JsonMapper.shared().readTree(probe.out()).get(0);
            assertEquals(3.0, result.get("waits").get("maxSeconds").asDouble());
            assertEquals(8.0, result.get("makespanSeconds").asDouble());
        }
        CliProbe slower = CliProbe.run("router", "simulate", CONFIG, log.toString(), "--load", "chat=20", "--json");
        assertEquals(
                20.0,
                JsonMapper.shared()
                        .readTree(slower.out())
                        .get(0)
                        .get("waits")
                        .get("maxSeconds")
                        .asDouble());
    }

    @Test
    void aWaitIsExplainedWithItsCandidates() {
        CliProbe probe = CliProbe.run("router", "explain", CONFIG, TRACE, "--at", "5");
        assertEquals(0, probe.exitCode(), probe.err());
        assertTrue(probe.out().contains("line 3 for code, position 1"), probe.out());
        assertTrue(probe.out().contains("it collides with the swap to chat over chat"), probe.out());
        assertTrue(probe.out().contains("* everyday: code + embed costs 1, stops chat"), probe.out());
    }

    @Test
    void wrongInputIsToldWithoutAStackTraceAndNothingElse() throws IOException {
        Path config = Files.writeString(folder.resolve("c.yaml"), "models: 3\nstartPort: none\n");
        CliProbe probe = CliProbe.run("router", "check", config.toString());
        assertEquals(2, probe.exitCode());
        assertEquals("", probe.out());
        assertTrue(probe.err().contains("c.yaml:1 models: must be a mapping from names, but is '3'"), probe.err());
        assertTrue(probe.err().contains("c.yaml:2 startPort: must be a whole number, but is 'none'"), probe.err());
        assertFalse(probe.err().contains("\tat "), probe.err());
    }

    @Test
    void everyLineOfATraceThatIsWrongIsTold() throws IOException {
        Path trace = Files.writeString(
                folder.resolve("t.jsonl"), "{\"at\": -1, \"model\": \"chat\", \"service\": 1}\n[]\n{\"at\": 1}\n");
        CliProbe probe = CliProbe.run("router", "simulate", CONFIG, trace.toString());
        assertEquals(2, probe.exitCode());
        assertTrue(probe.err().contains("t.jsonl:1 at: must be seconds"), probe.err());
        assertTrue(probe.err().contains("t.jsonl:2 must be an object"), probe.err());
        assertTrue(probe.err().contains("t.jsonl:3 model: must name a model"), probe.err());
    }

    @Test
    void whatDoesNotExistIsToldWithWhatDoes() {
        assertTrue(CliProbe.run("router", "simulate", CONFIG, TRACE, "--policy", "lru")
                .err()
                .contains("There is no policy 'lru'; there are fifo, fifo+default, fifo+group, fifo+matrix, serial."));
        assertTrue(CliProbe.run("router", "simulate", CONFIG, TRACE, "--load", "ghost=3")
                .err()
                .contains("--load ghost names no model; there are chat, code, embed."));
        assertEquals(
                2,
                CliProbe.run("router", "check", folder.resolve("none.yaml").toString())
                        .exitCode());
    }
}
