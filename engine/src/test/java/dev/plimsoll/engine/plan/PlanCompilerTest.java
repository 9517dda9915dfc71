package dev.plimsoll.engine.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
                        "short",
                        new LengthPlan(128, 32, 1, 288),
                        LengthPlan.fixed(64),
                        LengthPlan.fixed(1),
                        DelayPlan.NONE,
                        "o200k",
                        true),
                plan.dataset());
        assertEquals(new ProfilePlan.Sweep(6, "constant", 1, 512, true, 0), plan.profile());
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
                        "w.plimsoll.json:8 benchmarks[0].constraints[0].seconds: must be a number of seconds, or a"
                                + " text like \"30s\", \"5m\" or \"1.5h\", but is the text \"five\"",
                        "w.plimsoll.json:8 benchmarks[0].constraints[0].second: unknown field 'second'"
                                + " (allowed: kind, id, stoppingScope, seconds)",
                        "w.plimsoll.json:10 benchmarks[0].slos[0].metric: unknown value 'tttf'"
                                + " (allowed: ttft, tpot, itl, icl, latency, routerQueue, routerWait, ttftServed)"),
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
                        "--profile.kind: unknown profile 'poison' (allowed: synchronous, concurrent, throughput,"
                                + " constant, async, poisson, gamma, rateSeries, trace, users, sweep, policies)",
                        "--constraint.count: is missing",
                        "--target.url: must begin with http:// or https://, such as http://127.0.0.1:8000",
                        "--data.promptTokens: must be from 1 to 10000000, but is 0"),
                e.problems().stream().map(Problem::tell).toList());
    }

    @Test
    void anOpenLoopWithoutAnOverSaturationConstraintIsMonitored() {
        for (String profile : List.of(
                "{\"kind\": \"constant\", \"rate\": 1}",
                "{\"kind\": \"poisson\", \"rate\": 1}",
                "{\"kind\": \"sweep\"}")) {
            RunPlan plan = PlanCompiler.compile(
                    Workspaces.benchmark(
                            folder,
                            profile,
                            "{ \"id\": \"over_saturation\", \"kind\": \"max_requests\", \"count\": 2.5 }"),
                    null);
            assertEquals(
                    List.of(
                            new ConstraintPlan.MaxRequests("over_saturation", StoppingScope.CURRENT, List.of(3L)),
                            ConstraintPlan.OverSaturation.monitor("over_saturation_monitor")),
                    plan.constraints());
        }
        assertEquals(
                List.of(),
                PlanCompiler.compile(
                                Workspaces.benchmark(folder, "{\"kind\": \"concurrent\", \"streams\": [1, 2]}", ""),
                                null)
                        .constraints(),
                "a closed loop has nothing to watch");
    }

    @Test
    void everyProfileCompilesWithItsDefaults() {
        assertEquals(new ProfilePlan.Synchronous(0), profile("{\"kind\": \"synchronous\"}"));
        assertEquals(
                new ProfilePlan.Concurrent(List.of(8), 2),
                profile("{\"kind\": \"concurrent\", \"streams\": 8, \"rampup\": 2}"));
        assertEquals(new ProfilePlan.Throughput(null, 0), profile("{\"kind\": \"throughput\"}"));
        assertEquals(
                new ProfilePlan.Constant(List.of(1.0, 2.5), 7, 0),
                profile("{\"kind\": \"async\", \"rate\": [1, 2.5], \"maxConcurrency\": 7}"));
        assertEquals(
                new ProfilePlan.Poisson(List.of(3.0), null, 0, 9L),
                profile("{\"kind\": \"poisson\", \"rate\": 3, \"seed\": 9}"));
        assertEquals(
                new ProfilePlan.Gamma(List.of(3.0), 1, null, 0, null), profile("{\"kind\": \"gamma\", \"rate\": 3}"));
        assertEquals(
                new ProfilePlan.RateSeries(List.of(new RatePoint(0, 1), new RatePoint(2.5, 0)), 3),
                profile("{\"kind\": \"rateSeries\", \"points\": [[0, 1], [2.5, 0]], \"maxConcurrency\": 3}"));
        assertEquals(
                new ProfilePlan.Sweep(10, "gamma", 0.5, 512, true, 0),
                profile("{\"kind\": \"sweep\", \"strategy\": \"gamma\", \"burstiness\": 0.5}"));
        assertEquals(new ProfilePlan.Sweep(10, "constant", 1, 512, true, 0), profile("{\"kind\": \"sweep\"}"));
    }

    @Test
    void aRateSeriesTellsEverythingThatIsWrongWithItsPoints() {
        assertEquals(
                List.of(
                        "must be a pair of numbers [seconds, requests per second], but is a list",
                        "must be a pair of numbers [seconds, requests per second], but is 3"),
                faults("{\"kind\": \"rateSeries\", \"points\": [[0, 1], [1, 2, 3], 3]}"));
        assertEquals(
                List.of(
                        "a profile of this kind says itself how the load begins; leave rampup out",
                        "must be from 0 to 10000000, but is -6",
                        "must be later than the point before, at 1 s"),
                faults("{\"kind\": \"rateSeries\", \"rampup\": 2, \"points\": [[1, 0], [0, -6], [3, 0]]}"));
        assertEquals(
                List.of("every rate is 0: no request would ever start"),
                faults("{\"kind\": \"rateSeries\", \"points\": [[1, 0], [3, 0]]}"));
        assertEquals(
                List.of("needs at least two points [seconds, requests per second]"),
                faults("{\"kind\": \"rateSeries\", \"points\": [[0, 1]]}"));
        assertEquals(List.of("is missing"), faults("{\"kind\": \"rateSeries\"}"));
    }

    @Test
    void aTraceNeedsRowsWithTimesInTheOrderOfTheirFiles() throws Exception {
        assertEquals(
                List.of("a trace needs rows with times: dataset 'd' must be of kind \"trace\" or \"file\""),
                faults("{\"kind\": \"trace\"}"));
        Files.writeString(folder.resolve("a.jsonl"), "{}");
        String workspace = """
            { "schemaVersion": 1,
              "targets": [ { "id": "t", "kind": "simulator" } ],
              "datasets": [ { "id": "d", "kind": "file", "path": "a.jsonl" %s } ],
              "benchmarks": [ { "id": "b", "target": "t", "dataset": "d", "profile": {"kind": "trace" %s} } ] }
            """;
        WorkspaceFile wrong = WorkspaceFile.parse(
                workspace.formatted(", \"order\": \"shuffle\", \"cycle\": true", ", \"timeScale\": 0, \"rampup\": 1"),
                null,
                folder);
        assertEquals(
                List.of(
                        "a profile of this kind says itself how the load begins; leave rampup out",
                        "must be greater than 0, but is 0",
                        "must be \"sequential\" for the trace of benchmarks[0].profile, which takes the rows in the"
                                + " order of their times",
                        "must not be set for the trace of benchmarks[0].profile, which ends with its last row"),
                Workspaces.faults(wrong));
        RunPlan plan = PlanCompiler.compile(
                WorkspaceFile.parse(workspace.formatted("", ", \"strict\": true"), null, folder), null);
        assertEquals(new ProfilePlan.Trace(1, null), plan.profile());
        assertTrue(plan.dataset() instanceof DatasetPlan.Files f && f.orderedByTime());
    }

    @Test
    void usersHaveANumberAndARateAndConversations() {
        WorkspaceFile file = Workspaces.benchmark(folder, "{\"kind\": \"users\", \"users\": 15, \"rate\": 2.5}", "");
        assertEquals(
                new ProfilePlan.Users(15, 2.5, null),
                PlanCompiler.compile(file.withOverride("datasets[0].turns", "4"), null)
                        .profile());
        assertEquals(
                List.of("virtual users need conversations of several turns: give dataset 'd' turns"),
                Workspaces.faults(file));
        assertEquals(
                List.of("is missing", "must be from 1 to 1000000, but is 0"),
                Workspaces.faults(file.withOverride("datasets[0].turns", "4")
                        .withOverride("benchmarks[0].profile", "{\"kind\": \"users\", \"users\": 0}")));
    }

    @Test
    void burstinessBelongsToGamma() {
        assertEquals(
                List.of("must be from 0.001 to 1000000, but is 0"),
                faults("{\"kind\": \"gamma\", \"rate\": 1, \"burstiness\": 0}"));
        assertEquals(List.of("belongs to the strategy \"gamma\""), faults("{\"kind\": \"sweep\", \"burstiness\": 2}"));
    }

    private List<String> faults(String profile) {
        return Workspaces.faults(Workspaces.benchmark(folder, profile, ""));
    }

    @Test
    void everyRangeIsKept() {
        assertEquals(
                List.of(
                        "must not be negative, but is -1",
                        "unknown value 'uniform'",
                        "must be from 1 to 1000000, but is 0",
                        "must be from 2 to 100, but is 1"),
                Workspaces.faults(Workspaces.benchmark(
                        folder,
                        "{\"kind\": \"sweep\", \"size\": 1, \"strategy\": \"uniform\", \"maxConcurrency\": 0,"
                                + " \"rampup\": -1}",
                        "")));
        assertEquals(
                List.of(
                        "must be between 0 and 1 (both excluded), but is 1",
                        "must be 1 or more, but is 0",
                        "must be between 0 and 1 (both excluded), but is 0",
                        "unknown value 'never'",
                        "must be greater than 0, but is -0.5",
                        "must be from 0 to 1, but is 2",
                        "'c0' is already the id of benchmarks[0].constraints[0]"),
                Workspaces.faults(Workspaces.benchmark(folder, "{\"kind\": \"synchronous\"}", """
                    { "kind": "max_error_rate", "rate": 1, "window": 0 },
                    { "kind": "max_global_error_rate", "rate": [0.5, 0] },
                    { "kind": "max_duration", "seconds": -0.5, "stoppingScope": "never" },
                    { "kind": "over_saturation", "maximumWindowRatio": 2 },
                    { "id": "c0", "kind": "max_requests", "count": 1 }
                    """)));
        assertEquals(
                List.of(
                        "must be between 0 and 100 (both excluded), but is 100",
                        "unknown value 'h'",
                        "there already is an objective for ttft",
                        "must not be negative, but is -1",
                        "must be from 1 to 64, but is 0",
                        "unknown value 'panic'",
                        "unknown value 'sample:0'",
                        "unknown value 'maybe'"),
                Workspaces.faults(Workspaces.synchronous(folder)
                        .withOverride("benchmarks[0].workers", "0")
                        .withOverride("benchmarks[0].gracePeriod", "-1")
                        .withOverride("benchmarks[0].keepBodies", "sample:0")
                        .withOverride("benchmarks[0].spin", "maybe")
                        .withOverride("benchmarks[0].onWorkerLoss", "panic")
                        .withOverride(
                                "benchmarks[0].slos",
                                "[{metric: ttft, percentile: 100, max: 1}, {metric: ttft, max: 1},"
                                        + " {metric: ttft, max: 2, unit: h}]")));
    }

    @Test
    void faultsElsewhereInTheFileKeepNoBenchmarkFromRunning() {
        String json = SAMPLE.replace("\"kind\": \"file\"", "\"kind\": \"magic\"");
        PlanCompiler.compile(file(json), null);
        assertEquals(1, PlanCompiler.problems(file(json)).size());
        List<String> all = told(json.replace("\"dataset\": \"short\"", "\"dataset\": \"chats\""));
        assertEquals(
                List.of("w.plimsoll.json:6 datasets[1].kind: unknown dataset 'magic' (allowed: synthetic, file,"
                        + " conversations, trace, mix, huggingface, inline)"),
                all);
    }

    @Test
    void aBenchmarkIsFoundByItsNameOrAlone() {
        assertEquals(
                List.of("w.plimsoll.json:7 benchmarks: there is no benchmark 'x' (allowed: sweep)"),
                assertThrows(PlimsollException.class, () -> PlanCompiler.compile(file(SAMPLE), "x")).problems().stream()
                        .map(Problem::tell)
                        .toList());
        assertEquals(
                List.of("w.plimsoll.json:1 benchmarks: there is no benchmark to run"),
                told("{ \"schemaVersion\": 1 }"));
        WorkspaceFile two = file(SAMPLE)
                .with("benchmarks[1]", file(SAMPLE).value("benchmarks[0]").orElseThrow());
        WorkspaceFile distinct = two.withOverride("benchmarks[1].id", "again");
        assertEquals("again", PlanCompiler.compile(distinct, "again").benchmark());
        assertEquals(List.of("there are several benchmarks; name the one to run"), Workspaces.faults(distinct));
    }

    @Test
    void aLaterRoomsProblemsArePutInTheirPlace() {
        PlanCheck check = plan -> List.of(
                Problem.at("target.endpoint", "a"),
                Problem.at("dataset", "b"),
                Problem.at("constraints[0].seconds", "c"));
        assertEquals(
                List.of(
                        "w.plimsoll.json:2 targets[0].endpoint: a",
                        "w.plimsoll.json:4 datasets[0]: b",
                        "w.plimsoll.json:8 benchmarks[0].constraints[0].seconds: c"),
                assertThrows(PlimsollException.class, () -> PlanCompiler.compile(file(SAMPLE), null, List.of(check)))
                        .problems()
                        .stream()
                        .map(Problem::tell)
                        .toList());
    }

    @Test
    void aBenchmarkThatNothingEndsIsWarnedOf() {
        assertEquals(
                List.of("benchmarks[0].constraints"),
                PlanCompiler.warnings(Workspaces.synchronous(folder)).stream()
                        .map(Problem::path)
                        .toList());
        assertEquals(List.of(), PlanCompiler.warnings(file(SAMPLE)));
    }

    @Test
    void theMessageSaysThatNothingWasStarted() {
        PlimsollException e = assertThrows(PlimsollException.class, () -> PlanCompiler.compile(file("{"), null));
        assertEquals(
                "Nothing was started, w.plimsoll.json is wrong:",
                String.valueOf(e.getMessage()).lines().findFirst().orElseThrow());
    }

    private ProfilePlan profile(String json) {
        return PlanCompiler.compile(Workspaces.benchmark(folder, json, ""), null)
                .profile();
    }

    @Test
    void theRuleOfTheWindowIsOneOfFour() {
        assertEquals(
                WindowRule.START_IN, PlanCompiler.compile(file(SAMPLE), null).windowRule());
        for (WindowRule rule : WindowRule.values()) {
            WorkspaceFile file = file(SAMPLE).withOverride("benchmarks[0].window", rule.text());
            assertEquals(rule, PlanCompiler.compile(file, null).windowRule());
        }
        WorkspaceFile file = file(SAMPLE).withOverride("benchmarks[0].window", "inside");
        PlimsollException e = assertThrows(PlimsollException.class, () -> PlanCompiler.compile(file, null));
        assertEquals(List.of(WindowRule.names()), e.problems().getFirst().allowed());
    }

    @Test
    void aWarmUpMayEndByItselfButNoCoolDown() {
        WorkspaceFile auto = file(SAMPLE).withOverride("benchmarks[0].warmup", "auto");
        assertEquals(TransientPlan.AUTO, PlanCompiler.compile(auto, null).warmup());
        for (String written : List.of("auto", "{\"mode\": \"auto\"}")) {
            WorkspaceFile file = file(SAMPLE).withOverride("benchmarks[0].cooldown", written);
            assertThrows(PlimsollException.class, () -> PlanCompiler.compile(file, null), written);
        }
        WorkspaceFile soon = file(SAMPLE).withOverride("benchmarks[0].warmup", "soon");
        PlimsollException e = assertThrows(PlimsollException.class, () -> PlanCompiler.compile(soon, null));
        assertTrue(e.problems().getFirst().tell().contains("must be a number, \"auto\" or an object"), e.toString());
    }

    @Test
    void warmupAndCooldownMustLeaveSomethingToMeasure() {
        WorkspaceFile file =
                file(SAMPLE).withOverride("benchmarks[0].warmup", "0.5").withOverride("benchmarks[0].cooldown", "0.5");
        PlimsollException e = assertThrows(PlimsollException.class, () -> PlanCompiler.compile(file, null));
        assertEquals(
                List.of("--override benchmarks[0].cooldown: leaves nothing to measure together with the warm-up"),
                e.problems().stream().map(Problem::tell).toList());
    }
}
