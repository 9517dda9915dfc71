package dev.plimsoll.engine.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What keeps nothing from running and is worth a word: on standard error, located, and only of what is run. */
class WarningsTest {
    @TempDir
    private Path folder;

    private CliProbe preview(String benchmark) throws IOException {
        Path file = folder.resolve("w.plimsoll.json");
        Files.writeString(file, """
            { "schemaVersion": 1, "name": "w",
              "targets": [ { "id": "t", "kind": "http", "url": "http://127.0.0.1:1" } ],
              "datasets": [ { "id": "d", "kind": "synthetic", "promptTokens": 8 } ],
              "benchmarks": [
                { "id": "ends", "target": "t", "dataset": "d", "profile": { "kind": "synchronous" },
                  "constraints": [ { "kind": "max_requests", "count": 3 } ] },
                { "id": "endless", "target": "t", "dataset": "d", "profile": { "kind": "synchronous" } } ] }
            """);
        return CliProbe.run("preview", file.toString(), "--benchmark", benchmark);
    }

    @Test
    void aBenchmarkThatNothingEndsIsWarnedOfWithItsLine() throws IOException {
        CliProbe probe = preview("endless");
        assertEquals(0, probe.exitCode(), probe.err());
        assertTrue(
                probe.err().contains("w.plimsoll.json:7 benchmarks[1].constraints: nothing ends a stage"), probe.err());
    }

    @Test
    void anotherBenchmarkIsNoneOfThisRunsBusiness() throws IOException {
        CliProbe probe = preview("ends");
        assertEquals(0, probe.exitCode(), probe.err());
        assertFalse(probe.err().contains("Warning"), probe.err());
    }
}
