package dev.plimsoll.engine.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.plimsoll.engine.problem.PlimsollException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

class PlanJsonTest {
    private static final List<ProfilePlan> PROFILES = List.of(
            new ProfilePlan.Synchronous(0.5),
            new ProfilePlan.Concurrent(List.of(1, 2), 0),
            new ProfilePlan.Throughput(null, 0),
            new ProfilePlan.Constant(List.of(1.5), 3, 0),
            new ProfilePlan.Poisson(List.of(0.1, 2.0), null, 1, Long.MIN_VALUE),
            new ProfilePlan.Gamma(List.of(0.1), 0.25, 4, 1, 3L),
            new ProfilePlan.RateSeries(List.of(new RatePoint(0, 1.5), new RatePoint(1, 0)), null),
            new ProfilePlan.Trace(0.5, 4),
            new ProfilePlan.Users(15, 0.75, null),
            new ProfilePlan.Sweep(3, "poisson", 1, 9, false, 0),
            new ProfilePlan.Policies(
                    List.of("serial", "fifo+matrix"), new ProfilePlan.Constant(List.of(1.5), null, 2), false));
    private static final DatasetPlan.Files FILES = new DatasetPlan.Files(
            "d", List.of(), "json", "shuffle", 1, true, Map.of("prompt", "p"), null, "chars", false, 2);

    private static final LengthPlan SHAPES = new LengthPlan(
            100,
            50.5,
            1,
            900,
            new LengthPlan.Multimodal(List.of(
                    new LengthPlan.Peak(2, new LengthPlan(90, 10, 40, 140)),
                    new LengthPlan.Peak(1, new LengthPlan(500, 9, 1, 900, new LengthPlan.LogNormal(400.5, 0.25))),
                    new LengthPlan.Peak(
                            0,
                            new LengthPlan(
                                    7, 0, 7, 8, new LengthPlan.Empirical(List.of(new LengthPlan.Point(1.5, 7))))))));
    private static final List<DatasetPlan> DATASETS = List.of(
            new DatasetPlan.Synthetic(
                    "d",
                    new LengthPlan(5, 1.25, 1, 9),
                    null,
                    LengthPlan.fixed(3),
                    new DelayPlan(1.5, 0.25, 0.5, 2),
                    "chars",
                    false),
            new DatasetPlan.Synthetic(
                    "d",
                    SHAPES,
                    SHAPES,
                    LengthPlan.fixed(1),
                    DelayPlan.NONE,
                    "chars",
                    true,
                    new LengthPairs(List.of(new LengthPairs.Pair(SHAPES, LengthPlan.fixed(2), 100))),
                    List.of(new DatasetPlan.PrefixBucket(1.5, 3, 100)),
                    7,
                    DatasetPlan.CacheBust.SYSTEM_SUFFIX),
            new DatasetPlan.Trace(
                    "d",
                    List.of(Path.of("/data/t.csv")),
                    "csv",
                    TraceLayout.BURSTGPT,
                    Map.of("timestamp", "when"),
                    16,
                    "sequential",
                    9,
                    true,
                    2,
                    0.5,
                    1.5,
                    3,
                    8192,
                    512,
                    "cl100k",
                    true,
                    2),
            new DatasetPlan.Mix(
                    "d",
                    List.of(
                            new DatasetPlan.Part("short", 3, synthetic(LengthPlan.fixed(5))),
                            new DatasetPlan.Part("long", 0.5, synthetic(SHAPES))),
                    "chars"),
            new DatasetPlan.ByModel(
                    synthetic(SHAPES),
                    List.of(new DatasetPlan.ModelShare("chat", 3), new DatasetPlan.ModelShare("a/b:c", 0.5))),
            new DatasetPlan.Inline("d", List.of("\"a\"", "{\"prompt\":\"b\"}"), Path.of("/data"), FILES),
            new DatasetPlan.HuggingFace(
                    "d", "org/set", "main", "train", "v1", "https://huggingface.co", "HF_TOKEN", FILES),
            new DatasetPlan.Conversations(
                    "d",
                    List.of(Path.of("/data/c.jsonl")),
                    "random",
                    3,
                    true,
                    DatasetPlan.History.DATASET,
                    LengthPlan.fixed(4),
                    "o200k",
                    true,
                    6),
            new DatasetPlan.Files(
                    "d",
                    List.of(Path.of("/data/a b.jsonl")),
                    "jsonl",
                    "shuffle",
                    7,
                    true,
                    Map.of("prompt", "text"),
                    LengthPlan.fixed(3),
                    "o200k",
                    true,
                    1));
    private static final List<ConstraintPlan> CONSTRAINTS = List.of(
            new ConstraintPlan.MaxRequests("a", StoppingScope.ALL, List.of(1L, Long.MAX_VALUE)),
            new ConstraintPlan.MaxDuration("b", StoppingScope.CURRENT, List.of(0.5)),
            new ConstraintPlan.MaxErrors("c", StoppingScope.CURRENT, List.of(2L)),
            new ConstraintPlan.MaxErrorRate("d", StoppingScope.CURRENT, List.of(0.1), 30),
            new ConstraintPlan.MaxGlobalErrorRate("e", StoppingScope.CURRENT, List.of(0.1), 5),
            new ConstraintPlan.MaxTokens("f", StoppingScope.CURRENT, List.of(9L)),
            ConstraintPlan.OverSaturation.monitor("g"));

    private static DatasetPlan synthetic(LengthPlan prompt) {
        return new DatasetPlan.Synthetic("part", prompt, null, LengthPlan.fixed(1), DelayPlan.NONE, "chars", true);
    }

    static Stream<RunPlan> plans() {
        return PROFILES.stream().flatMap(p -> DATASETS.stream().map(d -> plan(p, d)));
    }

    private static RunPlan plan(ProfilePlan profile, DatasetPlan dataset) {
        boolean simulated = dataset instanceof DatasetPlan.Synthetic;
        TargetPlan target = new TargetPlan(
                "t",
                simulated ? null : URI.create("https://host:8443/x"),
                simulated ? SimulatorProfiles.of("small", 7) : null,
                dataset instanceof DatasetPlan.Inline ? new ModelsPlan(Path.of("/etc/router.yaml"), "serial") : null,
                simulated ? "rerank" : "template",
                simulated
                        ? EndpointOptions.USUAL
                        : new EndpointOptions("/p?a=b", "max_tokens", "nim", "{{ text }}", "a.b"),
                simulated ? null : "m",
                true,
                simulated ? null : "KEY",
                simulated ? Path.of("keys/k") : null,
                Map.of("x-a", "${env:B}"),
                "{\"a\":1.50}",
                false,
                simulated ? null : Path.of("keys/ca.pem"),
                simulated ? 1 : 2,
                new TargetPlan.Timeouts(1, 2, 0));
        return new RunPlan(
                "b",
                "B",
                target,
                dataset,
                profile,
                CONSTRAINTS,
                List.of(new SloPlan("ttft", null, 1.5, "s"), new SloPlan("tpot", 99.9, 20, "ms")),
                TransientPlan.shorthand(0.1),
                new TransientPlan(null, 3.0, TransientPlan.Mode.PREFER_REQUESTS),
                WindowRule.FULLY_IN,
                1.5,
                0,
                -42,
                null,
                true,
                0.25,
                0.1,
                0.5,
                true,
                10,
                "sample:3",
                "off",
                "io_uring",
                simulated ? null : Path.of("/data/prompts.jsonl"));
    }

    @ParameterizedTest
    @MethodSource("plans")
    void aPlanReadsBackAsWritten(RunPlan plan) {
        assertEquals(plan, PlanJson.read(PlanJson.write(plan)));
    }

    @Test
    void everyKindIsTriedHere() {
        assertEquals(kinds(ProfilePlan.class), types(PROFILES));
        assertEquals(kinds(DatasetPlan.class), types(DATASETS));
        assertEquals(kinds(ConstraintPlan.class), types(CONSTRAINTS));
    }

    @Test
    void aTargetFromBeforeThereWereOptionsIsAsUsual() {
        ObjectNode json = (ObjectNode) PlanJson.write(plans().findFirst().orElseThrow());
        ((ObjectNode) json.get("target")).remove("options");
        assertEquals(EndpointOptions.USUAL, PlanJson.read(json).target().options());
    }

    private static Set<Class<?>> kinds(Class<?> family) {
        return new HashSet<>(Arrays.asList(family.getPermittedSubclasses()));
    }

    private static Set<Class<?>> types(List<?> examples) {
        Set<Class<?>> types = new HashSet<>();
        examples.forEach(e -> types.add(e.getClass()));
        return types;
    }

    @Test
    void kindsHaveTheNamesOfTheFileAndAbsentValuesAreLeftOut() {
        JsonNode json = PlanJson.write(plans().findFirst().orElseThrow());
        assertEquals("synchronous", json.get("profile").get("kind").stringValue());
        assertEquals("keys/k", json.get("target").get("apiKeyFile").stringValue());
        for (int i = 0; i < CONSTRAINTS.size(); i++) {
            assertEquals(
                    CONSTRAINTS.get(i).kind(),
                    json.get("constraints").get(i).get("kind").stringValue());
        }
        assertFalse(json.toString().contains("null"), json.toString());
    }

    @Test
    void aFieldOfANewerVersionIsIgnoredAndAnUnknownKindIsTold() {
        RunPlan plan = plans().findFirst().orElseThrow();
        ObjectNode json = (ObjectNode) PlanJson.write(plan);
        json.put("mood", "calm");
        assertEquals(plan, PlanJson.read(json));
        json.set("profile", JsonNodeFactory.instance.objectNode().put("kind", "chaos"));
        assertThrows(PlimsollException.class, () -> PlanJson.read(json));
    }

    @Test
    void aPlanMadeBeforeThereWereSharedPrefixesAndOtherLengthsReadsAsOneWithoutThem() {
        RunPlan plan = plan(new ProfilePlan.Synchronous(0), synthetic(new LengthPlan(5, 1.25, 1, 9)));
        ObjectNode old = (ObjectNode) PlanJson.write(plan);
        ObjectNode dataset = (ObjectNode) old.get("dataset");
        List.of("lengths", "prefixBuckets", "userContextTokens", "cacheBust").forEach(dataset::remove);
        ((ObjectNode) dataset.get("promptTokens")).put("mean", 5);
        old.remove("savePrompts");
        assertEquals(plan, PlanJson.read(old));
    }
}
