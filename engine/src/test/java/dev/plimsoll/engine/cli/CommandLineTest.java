package dev.plimsoll.engine.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.plimsoll.engine.plan.PlanCompiler;
import dev.plimsoll.engine.plan.PlanJson;
import dev.plimsoll.engine.plan.RunPlan;
import dev.plimsoll.engine.problem.PlimsollException;
import dev.plimsoll.engine.run.CommandLine;
import dev.plimsoll.engine.workspace.WorkspaceFile;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

/** The command line of a benchmark, read back by the command line itself. */
class CommandLineTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"plain", "rich", "files", "endless", "models"})
    void aBenchmarkAsACommandLineCompilesToTheSamePlan(String benchmark) throws IOException {
        Files.writeString(folder.resolve("it's, a file.jsonl"), "{\"prompt\": \"x\"}\n");
        Files.writeString(folder.resolve("key"), "secret");
        Files.writeString(folder.resolve("router.yaml"), "models: {}");
        WorkspaceFile file = WorkspaceFile.parse(TEXT, "w.plimsoll.json", folder);
        RunPlan expected = PlanCompiler.compile(file, benchmark);
        List<String> split = shellSplit(CommandLine.posix(file, benchmark));
        assertEquals("plimsoll", split.removeFirst());
        assertEquals(CommandLine.arguments(file, benchmark), split);
        assertEquals(comparable(expected), comparable(compiled(split)));
    }

    @Test
    void theSimplestBenchmarkReadsAsAPersonWouldWriteIt() {
        WorkspaceFile file = WorkspaceFile.parse(TEXT, "w.plimsoll.json", folder);
        assertEquals(
                "plimsoll run --target http://127.0.0.1:8000 --data kind=synthetic,promptTokens=128,outputTokens=64"
                        + " --profile kind=constant,rate=10 --constraint kind=max_duration,seconds=30"
                        + " --override 'benchmarks[0].id=plain'",
                CommandLine.posix(file, "plain"));
    }

    @Test
    void aBenchmarkWhoseTargetIsNotThereHasNoCommandLine() {
        WorkspaceFile file = WorkspaceFile.parse(TEXT, "w.plimsoll.json", folder);
        assertThrows(PlimsollException.class, () -> CommandLine.posix(file, "broken"));
        assertThrows(PlimsollException.class, () -> CommandLine.posix(file, "nobody"));
    }

    private static final String TEXT = """
        { "schemaVersion": 1,
          "targets": [
            { "id": "local", "kind": "http", "url": "http://127.0.0.1:8000", "model": null },
            { "id": "far", "kind": "http", "url": "https://h.example/llm/v1", "endpoint": "completions",
              "model": "it's a model", "stream": false, "insecure": true, "apiKeyFile": "key",
              "headers": { "X-A": "${env:HOME}, b" }, "extras": { "a.b": [1, "x"], "temperature": 0.5 } },
            { "id": "sim", "kind": "simulator", "profile": "fixed", "slots": 7 },
            { "id": "router", "kind": "models", "config": "router.yaml", "policy": "fifo+matrix" } ],
          "datasets": [
            { "id": "short", "kind": "synthetic", "promptTokens": 128, "outputTokens": 64 },
            { "id": "spread", "kind": "synthetic", "promptTokens": { "mean": 128, "stddev": 32.5 }, "ignoreEos": false },
            { "id": "f", "kind": "file", "path": "it's, a file.jsonl", "order": "shuffle", "limit": 5,
              "columns": { "prompt": "prompt" } },
            { "id": "mixed", "kind": "synthetic", "promptTokens": 1,
              "models": { "chat": 3, "qwen2.5:7b": 1, "org/code": 0.5 } } ],
          "benchmarks": [
            { "id": "plain", "target": "local", "dataset": "short", "profile": { "kind": "constant", "rate": 10 },
              "constraints": [ { "kind": "max_duration", "seconds": 30 } ] },
            { "id": "rich", "name": "007", "target": "far", "dataset": "spread",
              "profile": { "kind": "poisson", "rate": [1, 2.5, 40], "maxConcurrency": 64, "cooldownBetween": 2 },
              "constraints": [ { "kind": "max_requests", "count": [10, 20] },
                               { "kind": "max_error_rate", "rate": 0.1, "window": 40, "stoppingScope": "all" } ],
              "slos": [ { "metric": "ttft", "percentile": 99, "max": 500, "unit": "ms" } ],
              "warmup": { "percent": 0.1, "mode": "requests" }, "cooldown": 3, "gracePeriod": 4.5, "workers": 2,
              "seed": 7, "keepBodies": "sample:3", "spin": "off" },
            { "id": "files", "target": "sim", "dataset": "f", "profile": { "kind": "sweep", "size": 5 },
              "constraints": [ { "kind": "max_duration", "seconds": [5, 10] } ] },
            { "id": "models", "target": "router", "dataset": "mixed", "profile": { "kind": "synchronous" } },
            { "id": "endless", "target": "sim", "dataset": "short", "profile": { "kind": "synchronous" } },
            { "id": "broken", "target": "nobody", "dataset": "short", "profile": { "kind": "synchronous" } } ] }
        """;

    /** The plan the program makes of these arguments: by the options that {@code run} has. */
    private static RunPlan compiled(List<String> arguments) {
        Console console = new Console(
                new PrintStream(new ByteArrayOutputStream()),
                new PrintStream(new ByteArrayOutputStream()),
                new ByteArrayInputStream(new byte[0]),
                name -> name,
                false);
        Holder holder = new Holder();
        new picocli.CommandLine(holder)
                .parseArgs(arguments.subList(1, arguments.size()).toArray(String[]::new));
        return PlanCompiler.compile(holder.what.workspace(console), holder.what.benchmark());
    }

    @picocli.CommandLine.Command
    private static final class Holder {
        @picocli.CommandLine.ArgGroup(validate = false)
        private WhatToRun what = new WhatToRun();
    }

    /** Everything but the ids of target and dataset. */
    private static String comparable(RunPlan plan) {
        ObjectNode json = (ObjectNode) PlanJson.write(plan);
        ((ObjectNode) json.get("target")).remove("id");
        ((ObjectNode) json.get("dataset")).remove("id");
        if (json.at("/dataset/rows") instanceof ObjectNode rows) {
            rows.remove("id");
        }
        return json.toPrettyString();
    }

    /** Words as a POSIX shell splits them. */
    private static List<String> shellSplit(String line) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '\'') {
                quoted = !quoted;
            } else if (c == '\\' && !quoted) {
                word.append(line.charAt(++i));
            } else if (c == ' ' && !quoted) {
                words.add(word.toString());
                word.setLength(0);
            } else {
                word.append(c);
            }
        }
        words.add(word.toString());
        return words;
    }
}
