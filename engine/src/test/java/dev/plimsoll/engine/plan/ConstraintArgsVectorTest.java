package dev.plimsoll.engine.plan;

import static dev.plimsoll.engine.CompatibilityRules.rule;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.plimsoll.engine.VectorFiles;
import dev.plimsoll.engine.problem.PlimsollException;
import dev.plimsoll.engine.workspace.WorkspaceFile;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** GuideLLM's golden values for what a constraint may say, and what it then means. */
class ConstraintArgsVectorTest {
    private static final Pattern UNDERSCORE = Pattern.compile("_([a-z])");

    static Stream<JsonNode> cases() {
        return VectorFiles.family("guidellm/constraint_args_validation").stream()
                .flatMap(f -> f.cases().stream());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void aConstraintIsAcceptedAndMeansTheSame(JsonNode vector) {
        JsonNode expected = vector.get("expected");
        ObjectNode written = JsonNodeFactory.instance.objectNode();
        vector.get("input").properties().forEach(m -> written.set(camelCase(m.getKey()), m.getValue()));
        if (rule("guidellm/constraint_args_validation", "durations-in-text").applies(saysDurationInText(written))) {
            JsonNode seconds = written.get("seconds");
            boolean known = (seconds.isArray() ? seconds.valueStream() : Stream.of(seconds))
                    .allMatch(each -> each.isNumber()
                            || each.asString("").strip().matches("(?i)\\d+(\\.\\d+)?\\s*(s|sec|m|min|h|hr|hour)?"));
            if (known) {
                compile(written);
            } else {
                assertThrows(PlimsollException.class, () -> compile(written));
            }
            return;
        }
        if (!expected.get("valid").booleanValue()) {
            assertThrows(PlimsollException.class, () -> compile(written));
            return;
        }
        Map<String, Object> meaning = new LinkedHashMap<>();
        expected.get("value").properties().forEach(m -> meaning.put(camelCase(m.getKey()), value(m.getValue())));
        if (rule("guidellm/constraint_args_validation", "constraint-null-is-absent")
                .applies(meaning.containsKey("minimum") && meaning.get("minimum") == null)) {
            meaning.put("minimum", 30.0);
        }
        meaning.computeIfPresent(
                "count",
                (_, count) -> rule("guidellm/constraint_args_validation", "constraint-whole-counts")
                                .applies(!count.equals(roundedUp(count)))
                        ? roundedUp(count)
                        : count);
        assertEquals(meaning, meaning(compile(written)));
    }

    private static boolean saysDurationInText(ObjectNode constraint) {
        JsonNode seconds = constraint.path("seconds");
        return seconds.isString() || seconds.isArray() && seconds.valueStream().anyMatch(JsonNode::isString);
    }

    private static ConstraintPlan compile(ObjectNode constraint) {
        ObjectNode root = (ObjectNode)
                WorkspaceFile.create("vectors", Path.of("")).value("").orElseThrow();
        root.withArray("targets").addObject().put("id", "t").put("kind", "simulator");
        root.withArray("datasets")
                .addObject()
                .put("id", "d")
                .put("kind", "synthetic")
                .put("promptTokens", 1);
        ObjectNode benchmark = root.withArray("benchmarks").addObject();
        benchmark.put("id", "b").put("target", "t").put("dataset", "d");
        benchmark.putObject("profile").put("kind", "synchronous");
        benchmark.putArray("constraints").add(constraint);
        return PlanCompiler.compile(WorkspaceFile.parse(root.toString(), null, Path.of("")), null)
                .constraints()
                .getFirst();
    }

    private static Map<String, Object> meaning(ConstraintPlan plan) {
        Map<String, Object> meaning = new LinkedHashMap<>();
        meaning.put("kind", plan.kind());
        meaning.put("stoppingScope", plan.scope().name().toLowerCase(Locale.ROOT));
        switch (plan) {
            case ConstraintPlan.MaxRequests p -> meaning.put("count", unwrapped(p.counts()));
            case ConstraintPlan.MaxErrors p -> meaning.put("count", unwrapped(p.counts()));
            case ConstraintPlan.MaxTokens p -> meaning.put("count", unwrapped(p.counts()));
            case ConstraintPlan.MaxDuration p -> meaning.put("seconds", unwrapped(p.seconds()));
            case ConstraintPlan.MaxErrorRate p -> {
                meaning.put("rate", unwrapped(p.rates()));
                meaning.put("window", (double) p.window());
            }
            case ConstraintPlan.MaxGlobalErrorRate p -> {
                meaning.put("rate", unwrapped(p.rates()));
                meaning.put("minimum", (double) p.minimum());
            }
            case ConstraintPlan.OverSaturation p -> {
                meaning.put("mode", p.enforce() ? "enforce" : "monitor");
                meaning.put("minSeconds", p.minSeconds());
                meaning.put("maxWindowSeconds", p.maxWindowSeconds());
                meaning.put("moeThreshold", p.moeThreshold());
                meaning.put("minimumTtft", p.minimumTtftSeconds());
                meaning.put("maximumWindowRatio", p.maximumWindowRatio());
                meaning.put("minimumWindowSize", (double) p.minimumWindowSize());
                meaning.put("confidence", p.confidence());
            }
        }
        return meaning;
    }

    private static Object unwrapped(List<? extends Number> values) {
        List<Double> doubles = values.stream().map(Number::doubleValue).toList();
        return doubles.size() == 1 ? doubles.getFirst() : doubles;
    }

    private static @Nullable Object value(JsonNode node) {
        return switch (node) {
            case JsonNode n when n.isNull() -> null;
            case JsonNode n when n.isNumber() -> n.doubleValue();
            case ArrayNode list -> list.valueStream().map(JsonNode::doubleValue).toList();
            default -> node.stringValue();
        };
    }

    private static Object roundedUp(Object count) {
        return count instanceof List<?> list
                ? list.stream().map(ConstraintArgsVectorTest::roundedUp).toList()
                : (Object) StrictMath.ceil((Double) count);
    }

    private static String camelCase(String name) {
        return UNDERSCORE.matcher(name).replaceAll(m -> m.group(1).toUpperCase(Locale.ROOT));
    }
}
