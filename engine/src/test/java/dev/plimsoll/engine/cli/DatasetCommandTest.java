package dev.plimsoll.engine.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class DatasetCommandTest {
    @TempDir
    Path folder;

    @Test
    void aTraceIsShownWithWhatItsRequestsShare() throws IOException {
        Path workspace = workspace("""
            {"timestamp": 0, "input_length": 1024, "output_length": 10, "hash_ids": [1, 2]}
            {"timestamp": 1, "input_length": 1024, "output_length": 10, "hash_ids": [1, 2]}
            """);
        CliProbe probe = CliProbe.run("dataset", "show", workspace.toString());
        assertEquals(0, probe.exitCode(), probe.err());
        assertTrue(probe.out().contains("1024 in, 10 out"), probe.out());
        assertTrue(probe.out().contains("Looked at  2 rows, all there are"), probe.out());
        assertTrue(probe.out().contains("would have 50.0 % of each request's blocks"), probe.out());
        JsonNode json = JsonMapper.shared()
                .readTree(CliProbe.run("dataset", "show", "--json", workspace.toString(), "t")
                        .out());
        assertEquals(0.5, json.get("prefixes").get("hitRate").doubleValue());
    }

    @Test
    void whatIsWrongWithADatasetIsToldByItsLine() throws IOException {
        CliProbe probe = CliProbe.run(
                "dataset", "show", workspace("{\"input_length\": 0}\n").toString());
        assertEquals(2, probe.exitCode());
        assertTrue(probe.err().contains("trace.jsonl:1 input_length: must be a whole number"), probe.err());
        CliProbe unknown = CliProbe.run("dataset", "show", workspace("").toString(), "none");
        assertEquals(2, unknown.exitCode());
        assertTrue(unknown.err().contains("there is no dataset 'none' (allowed: t)"), unknown.err());
    }

    @Test
    void rowsArePreparedIntoANewFile() throws IOException {
        Path in = Files.writeString(folder.resolve("in.csv"), "body,n\none two three four,1\nfive,2\n");
        Path out = folder.resolve("out.jsonl");
        CliProbe probe = CliProbe.run(
                "dataset",
                "prepare",
                in.toString(),
                out.toString(),
                "--prompt-tokens",
                "mean=3,min=3,max=3",
                "--output-tokens",
                "20",
                "--short",
                "pad",
                "--column",
                "prompt=body");
        assertEquals(0, probe.exitCode(), probe.err());
        assertEquals(out + ": 2 rows, 1 cut, 0 joined, 0 left out", probe.out().strip());
        assertEquals("""
            {"prompt":"one two three","prompt_tokens_count":3,"output_tokens_count":20}
            {"prompt":"five the the","prompt_tokens_count":3,"output_tokens_count":20}
            """, Files.readString(out));
        CliProbe wrong = CliProbe.run(
                "dataset", "prepare", in.toString(), out.toString(), "--prompt-tokens", "mean=3,stddev=-1");
        assertEquals(2, wrong.exitCode());
        assertTrue(wrong.err().contains("promptTokens.stddev: must not be negative"), wrong.err());
    }

    private Path workspace(String rows) throws IOException {
        Files.writeString(folder.resolve("trace.jsonl"), rows);
        return Files.writeString(folder.resolve("w.plimsoll.json"), """
            { "schemaVersion": 1, "targets": [], "benchmarks": [],
              "datasets": [ { "id": "t", "kind": "trace", "format": "mooncake", "path": "trace.jsonl" } ] }
            """);
    }
}
