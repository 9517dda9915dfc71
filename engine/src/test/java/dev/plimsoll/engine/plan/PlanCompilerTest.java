package dev.plimsoll.engine.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.plimsoll.engine.problem.ExitCode;
import dev.plimsoll.engine.problem.PlimsollException;
import dev.plimsoll.engine.problem.Problem;
import dev.plimsoll.engine.workspace.BenchmarkOptions;
import dev.plimsoll.engine.workspace.WorkspaceFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlanCompilerTest {
    @TempDir
    Path folder;

    private static final String SAMPLE = """
        { "schemaVersion": 1, "name": "Demo",
          "targets":  [ { "id": "local", "kind": "http", "url": "http://127.0.0.1:8000/v1/", "endpoint": "chat", "model": null,
                          "stream": true, "apiKeyEnv": null, "headers": {}, "extras": {} } ],
          "datasets": [ { "id": "short", "kind": "synthetic", "promptTokens": { "mean": 128, "stddev": 32 },
                          "outputTokens": { "mean": 64 } },
                        { "id": "chats", "kind": "file", "path": "chats.jsonl", "order": "shuffle" } ],
          "benchmarks": [ { "id": "sweep", "target": "local", "dataset": "short", "profile": { "kind": "sweep", "size": 6 },
                            "constraints": [ { "kind": "max_duration", "seconds": 5 },
                                             { "kind": "over_saturation", "mode": "monitor" } ],
                            "slos": [ { "metric": "ttft", "percentile": 99, "max": 500, "unit": "ms" } ],
                            "warmup": 0, "cooldown": 0, "gracePeriod": 0, "workers": null, "seed": 42 } ] }
        """;

    private WorkspaceFile file(String json) {
        return WorkspaceFile.parse(json, "w.plimsoll.json", folder);
    }

    private List<String> told(String json) {
        PlimsollException e = assertThrows(PlimsollException.class, () -> PlanCompiler.compile(file(json), null));
        assertEquals(ExitCode.USAGE, e.exitCode());
        return e.problems().stream().map(Problem::tell).toList();
    }

    @Test
    void theSpecificationsSampleCompiles() {
        RunPlan plan = PlanCompiler.compile(file(SAMPLE), null);
        assertEquals("http://127.0.0.1:8000", String.valueOf(plan.target().url()));
        assertEquals(
                new DatasetPlan.Synthetic(
                        "short", new LengthPlan(128, 32, 1, 288), LengthPlan.fixed(64), "o200k", true),
                plan.dataset());
        assertEquals(new ProfilePlan.Sweep(6, "constant", 512, true, 0), plan.profile());
        assertEquals(
                List.of(
                        new ConstraintPlan.MaxDuration("c0", StoppingScope.CURRENT, List.of(5.0)),
                        ConstraintPlan.OverSaturation.monitor("c1")),
                plan.constraints());
        assertEquals(List.of(new SloPlan("ttft", 99.0, 500, "ms")), plan.slos());
        assertNull(plan.workers());
        assertEquals(42, plan.seed());
    }

    @Test
    void aPlanSurvivesJson() {
        RunPlan plan = PlanCompiler.compile(file(SAMPLE), "sweep");
        assertEquals(plan, PlanJson.read(PlanJson.write(plan)));
    }

    @Test
    void aMissingDatasetFileIsToldWithItsPlace() throws IOException {
        String json = SAMPLE.replace("\"dataset\": \"short\"", "\"dataset\": \"chats\"");
        assertEquals(
                List.of("w.plimsoll.json:6 datasets[1].path: 'chats.jsonl' cannot be read: no such file or folder"
                        + " (looked in "
                        + folder + ")"),
                told(json));
        Path data = Files.writeString(folder.resolve("chats.jsonl"), "{\"prompt\": \"a\"}\n");
        RunPlan plan = PlanCompiler.compile(file(json), null);
        DatasetPlan.Files files = assertInstanceOf(DatasetPlan.Files.class, plan.dataset());
        assertEquals(List.of(data.toRealPath()), files.files());
        assertEquals("jsonl", files.format());
        assertEquals(plan, PlanJson.read(PlanJson.write(plan)));
    }

    @Test
    void severalFaultsAreToldTogetherInTheOrderOfTheirLines() {
        String json = SAMPLE.replace("\"size\": 6", "\"kind\": \"poisson\", \"rate\": -3")
                .replace("\"seconds\": 5", "\"seconds\": \"five\", \"second\": 5")
                .replace("\"target\": \"local\"", "\"target\": \"remote\"")
                .replace("\"stddev\": 32", "\"stddev\": -32")
                .replace("\"metric\": \"ttft\"", "\"metric\": \"tttf\"");
        assertEquals(
                List.of(
                        "w.plimsoll.json:4 datasets[0].promptTokens.stddev: must not be negative, but is -32",
                        "w.plimsoll.json:7 benchmarks[0].profile.kind: is written twice",
                        "w.plimsoll.json:7 benchmarks[0].target: there is no target 'remote' (allowed: local)",
                        "w.plimsoll.json:7 benchmarks[0].profile.rate: must be greater than 0, but is -3",
                        "w.plimsoll.json:8 benchmarks[0].constraints[0].seconds: must be a number, but is the text"
                                + " \"five\"",
                        "w.plimsoll.json:8 benchmarks[0].constraints[0].second: unknown field 'second'"
                                + " (allowed: kind, id, stoppingScope, seconds)",
                        "w.plimsoll.json:10 benchmarks[0].slos[0].metric: unknown value 'tttf'"
                                + " (allowed: ttft, tpot, itl, icl, latency)"),
                told(json));
    }

    @Test
    void aCommandLineTakesTheSameWayAndItsFaultsNameTheOptions() {
        RunPlan plan = PlanCompiler.compile(
                WorkspaceFile.ofOptions(new BenchmarkOptions(
                        "http://localhost:8000",
                        "kind=synthetic,promptTokens=128",
                        "kind=poisson,rate[0]=5,rate[1]=10",
                        List.of("kind=max_requests,count=10"),
                        null,
                        folder)),
                null);
        assertEquals(new ProfilePlan.Poisson(List.of(5.0, 10.0), null, 0, null), plan.profile());
        assertEquals(
                List.of(
                        new ConstraintPlan.MaxRequests("c0", StoppingScope.CURRENT, List.of(10L)),
                        ConstraintPlan.OverSaturation.monitor("over_saturation")),
                plan.constraints());

        WorkspaceFile wrong = WorkspaceFile.ofOptions(new BenchmarkOptions(
                "localhost",
                "kind=synthetic,promptTokens=0",
                "kind=poison,rate=5",
                List.of("kind=max_requests"),
                null,
                folder));
        PlimsollException e = assertThrows(PlimsollException.class, () -> PlanCompiler.compile(wrong, null));
        assertEquals(
                List.of(
                        "--profile.kind: unknown profile 'poison'"
                                + " (allowed: synchronous, concurrent, throughput, constant, async, poisson, sweep)",
                        "--constraint.count: is missing",
                        "--target.url: must begin with http:// or https://, such as http://127.0.0.1:8000",
                        "--data.promptTokens: must be from 1 to 10000000, but is 0"),
                e.problems().stream().map(Problem::tell).toList());
    }
}
