package dev.plimsoll.engine.workspace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.plimsoll.engine.plan.PlanCompiler;
import dev.plimsoll.engine.problem.PlimsollException;
import dev.plimsoll.engine.problem.Problem;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Laws of the workspace file on seeded random documents. */
class WorkspaceLawsTest {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final Path FOLDER = Path.of("nowhere");
    private static final String[] NAMES = {
        "schemaVersion",
        "name",
        "targets",
        "datasets",
        "benchmarks",
        "id",
        "kind",
        "url",
        "endpoint",
        "profile",
        "constraints",
        "promptTokens",
        "rate",
        "streams",
        "count",
        "seconds",
        "slos",
        "metric",
        "max",
        "warmup",
        "extras",
        "headers",
        "a.b",
        ""
    };
    private static final String[] TEXTS = {
        "http",
        "simulator",
        "synthetic",
        "file",
        "sweep",
        "poisson",
        "max_requests",
        "over_saturation",
        "x",
        "",
        "\u00e9\n\"\\\u2028"
    };

    static LongStream seeds() {
        return LongStream.range(0, 300);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whatIsWrittenReadsBackTheSameAndNothingFails(long seed) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        JsonNode tree = object(random, 0);
        String text = JsonText.write(tree);
        WorkspaceFile file = WorkspaceFile.parse(text, "w", FOLDER);
        JsonValues.assertSame(tree, file.value("").orElseThrow(), "reading");
        assertEquals(text, file.text());
        for (Problem problem : file.problems()) {
            assertTrue(
                    problem.line() >= 1 && problem.line() <= text.lines().count(),
                    () -> problem + " has a line of the file");
        }
        assertEquals(file.problems(), WorkspaceFile.parse(text, "w", FOLDER).problems());
        compilesOrTells(file);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void anEditChangesThatPlaceAndNoOther(long seed) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        ObjectNode tree = object(random, 0);
        tree.putObject("deep").putArray("list").add(1).add(2);
        JsonNode value = value(random, 2);
        WorkspaceFile edited =
                WorkspaceFile.parse(JsonText.write(tree), "w", FOLDER).with("deep.list[1]", value);
        JsonValues.assertSame(value, edited.value("deep.list[1]").orElseThrow(), "the place");
        JsonNode others =
                edited.with("deep.list[1]", NODES.numberNode(2)).value("").orElseThrow();
        JsonValues.assertSame(tree, others, "the rest");
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aDamagedFileIsReadOrToldButNeverFails(long seed) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        StringBuilder text = new StringBuilder(SAMPLE);
        for (int i = 0; i < 3; i++) {
            int at = random.nextInt(text.length());
            switch (random.nextInt(3)) {
                case 0 -> text.deleteCharAt(at);
                case 1 -> text.setCharAt(at, "{}[]\",:0-e\\ ax".charAt(random.nextInt(14)));
                default -> text.setLength(Math.max(1, at));
            }
        }
        compilesOrTells(WorkspaceFile.parse(text.toString(), "w", FOLDER));
    }

    private static void compilesOrTells(WorkspaceFile file) {
        try {
            PlanCompiler.compile(file, null);
        } catch (PlimsollException e) {
            assertTrue(!e.problems().isEmpty(), "says what is wrong");
            assertTrue(
                    e.problems().stream()
                            .noneMatch(p -> p.what().isBlank() || p.what().endsWith(".")),
                    () -> "reads well: " + e.getMessage());
        }
        PlanCompiler.problems(file);
        PlanCompiler.warnings(file);
    }

    private static final String SAMPLE = """
        { "schemaVersion": 1, "name": "Demo",
          "targets":  [ { "id": "s", "kind": "simulator", "profile": "small", "slots": 8 } ],
          "datasets": [ { "id": "d", "kind": "synthetic", "promptTokens": { "mean": 128, "stddev": 32 }, "outputTokens": 64 } ],
          "benchmarks": [ { "id": "b", "target": "s", "dataset": "d", "profile": { "kind": "constant", "rate": [1, 2.5] },
                            "constraints": [ { "kind": "max_duration", "seconds": 5 } ],
                            "slos": [ { "metric": "ttft", "percentile": 99, "max": 500, "unit": "ms" } ],
                            "warmup": 0.1, "cooldown": { "value": 2, "mode": "requests" }, "seed": 42 } ] }
        """;

    private static ObjectNode object(RandomGenerator random, int depth) {
        ObjectNode node = NODES.objectNode();
        int size = random.nextInt(8);
        for (int i = 0; i < size; i++) {
            node.set(NAMES[random.nextInt(NAMES.length)], value(random, depth + 1));
        }
        return node;
    }

    private static JsonNode value(RandomGenerator random, int depth) {
        return switch (random.nextInt(depth > 4 ? 7 : 12)) {
            case 0 -> NODES.nullNode();
            case 1 -> NODES.booleanNode(random.nextBoolean());
            case 2 -> NODES.numberNode(random.nextInt(-5, 200));
            case 3 -> NODES.numberNode(random.nextLong());
            case 4 -> NODES.numberNode(new BigInteger(120, new java.util.Random(random.nextLong())));
            case 5 -> NODES.numberNode(new BigDecimal(BigInteger.valueOf(random.nextLong()), random.nextInt(-40, 40)));
            case 6 -> NODES.stringNode(TEXTS[random.nextInt(TEXTS.length)]);
            case 7, 8 -> array(random, depth);
            default -> object(random, depth);
        };
    }

    private static ArrayNode array(RandomGenerator random, int depth) {
        ArrayNode node = NODES.arrayNode();
        int size = random.nextInt(4);
        for (int i = 0; i < size; i++) {
            node.add(value(random, depth + 1));
        }
        return node;
    }
}
