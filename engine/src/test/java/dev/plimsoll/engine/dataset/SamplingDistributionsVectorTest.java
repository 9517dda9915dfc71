package dev.plimsoll.engine.dataset;

import static dev.plimsoll.engine.CompatibilityRules.rule;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.plimsoll.engine.VectorFiles;
import dev.plimsoll.engine.VectorFiles.VectorFile;
import dev.plimsoll.engine.plan.DatasetPlan;
import dev.plimsoll.engine.plan.LengthPlan;
import dev.plimsoll.engine.plan.PlanCompiler;
import dev.plimsoll.engine.problem.PlimsollException;
import dev.plimsoll.engine.workspace.WorkspaceFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Length distributions against AIPerf's: what is accepted, what is meant, and what is drawn on average. */
class SamplingDistributionsVectorTest {
    private static final int DRAWS = 20_000;
    private static final int LONGEST = 10_000_000;
    private static final Set<String> NUMBERS = Set.of("mean", "stddev", "median", "value", "min", "max", "weight");

    static Stream<Arguments> cases() {
        List<Arguments> all = new ArrayList<>();
        for (VectorFile file : VectorFiles.family("aiperf/sampling_distributions")) {
            file.cases().forEach(c -> all.add(Arguments.of(c.get("input").get("spec"), c.get("expected"))));
        }
        return all.stream();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void lengthsAreAiperfs(JsonNode spec, JsonNode expected) {
        LengthPlan plan = plan(spec);
        if (rule("aiperf/sampling_distributions", "more-distributions")
                .applies(anyPart(spec, SamplingDistributionsVectorTest::isOurs))) {
            assertTrue(plan != null || hasOddNumber(spec) || !isWithinBounds(spec));
            return;
        }
        if (expected.path("rejected").asBoolean(false)) {
            assertNull(plan);
            return;
        }
        boolean rejected = rule("aiperf/sampling_distributions", "tokens-are-whole")
                        .applies(hasOddNumber(spec))
                || rule("aiperf/sampling_distributions", "types-as-written").applies(hasOddType(spec))
                || rule("aiperf/sampling_distributions", "percentile-not-built")
                        .applies(anyPart(spec, p -> isKind(p, "percentile")))
                || rule("aiperf/sampling_distributions", "mean-within-bounds")
                        .applies(anyPart(spec, p -> !isWithinBounds(p)));
        if (rejected) {
            assertNull(plan);
            return;
        }
        assertFalse(plan == null, () -> spec + " is rejected: " + faults(spec));
        Class<?> shape = switch (expected.get("kind").stringValue()) {
            case "LogNormalDistribution" -> LengthPlan.LogNormal.class;
            case "MultimodalDistribution" -> LengthPlan.Multimodal.class;
            case "EmpiricalDistribution" -> LengthPlan.Empirical.class;
            default -> null;
        };
        assertEquals(shape, plan.shape() == null ? null : plan.shape().getClass());
        if (rule("aiperf/sampling_distributions", "uniform-by-bounds")
                .applies(anyPart(spec, SamplingDistributionsVectorTest::isUniform))) {
            return;
        }
        double mean = expected.get("expected_value").doubleValue();
        assertEquals(mean, plan.expected(), 1e-9 * mean);
        if (!rule("aiperf/sampling_distributions", "short-normals-clipped")
                .applies(anyPart(spec, SamplingDistributionsVectorTest::isShort))) {
            compareDraws(plan, expected.get("observed"));
        }
    }

    /** Draws are rounded, AIPerf's observed values are not: one token of tolerance beside the chance of two samples. */
    private static void compareDraws(LengthPlan plan, JsonNode observed) {
        LengthSampler sampler = new LengthSampler(plan, Randoms.promptLengths(11));
        int[] drawn = new int[DRAWS];
        Arrays.setAll(drawn, i -> sampler.next());
        for (int value : drawn) {
            assertTrue(value >= plan.min() && value <= plan.max());
        }
        double own = Arrays.stream(drawn).average().orElseThrow();
        double chance = 6 * Math.max(plan.stddev(), observed.get("std").doubleValue()) / Math.sqrt(DRAWS);
        assertEquals(observed.get("mean").doubleValue(), own, 1 + 1.5 * chance);
        double median = observed.get("p50").doubleValue();
        assertEquals(0.5, Math.max(0.5, share(drawn, v -> v < median - 1)), 0.03);
        assertEquals(0.5, Math.min(0.5, share(drawn, v -> v <= median + 1)), 0.03);
    }

    private static double share(int[] drawn, java.util.function.IntPredicate of) {
        return Arrays.stream(drawn).filter(of).count() / (double) drawn.length;
    }

    // What the rules speak of, in AIPerf's own terms.

    private static boolean anyPart(JsonNode spec, Predicate<JsonNode> rule) {
        if (rule.test(spec)) {
            return true;
        }
        for (JsonNode peak : spec.path("peaks")) {
            JsonNode inner = peak.path("distribution").isMissingNode() ? peak : peak.get("distribution");
            if (anyPart(inner, rule)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isKind(JsonNode spec, String kind) {
        if (spec.path("type").isString()) {
            return spec.get("type").stringValue().equals(kind);
        }
        String found = spec.has("peaks")
                ? "multimodal"
                : spec.has("points")
                        ? "empirical"
                        : spec.has("p50") || spec.has("p99")
                                ? "percentile"
                                : spec.has("median")
                                        ? "lognormal"
                                        : spec.has("stddev")
                                                ? "normal"
                                                : spec.has("value") || spec.isNumber() ? "fixed" : "normal";
        return found.equals(kind);
    }

    private static boolean isOurs(JsonNode spec) {
        return isKind(spec, "uniform") || isKind(spec, "lognormal") && spec.has("stddev") && !spec.has("median");
    }

    private static boolean hasOddNumber(JsonNode spec) {
        return anyPart(spec, part -> {
            boolean fixed = isKind(part, "fixed")
                    || isKind(part, "normal") && !(part.path("stddev").asDouble(0) > 0);
            boolean odd = part.isNumber() && isOdd(part, true);
            for (String name : List.of("min", "max", "value")) {
                odd |= isOdd(part.path(name), true);
            }
            odd |= isOdd(part.path("mean"), fixed) || isOdd(part.path("median"), false);
            for (JsonNode point : part.path("points")) {
                odd |= isOdd(point.path("value"), true);
            }
            return odd;
        });
    }

    private static boolean isOdd(JsonNode number, boolean whole) {
        return number.isNumber()
                && (number.doubleValue() < 1
                        || number.doubleValue() > LONGEST
                        || whole && number.doubleValue() != Math.rint(number.doubleValue()));
    }

    private static boolean hasOddType(JsonNode spec) {
        boolean odd = spec.isBoolean()
                || spec.isObject() && spec.has("type") && !spec.get("type").isString();
        for (String name : NUMBERS) {
            odd |= spec.path(name).isString() || spec.path(name).isBoolean();
        }
        for (JsonNode each : spec.path("points")) {
            odd |= hasOddType(each);
        }
        for (JsonNode each : spec.path("peaks")) {
            odd |= hasOddType(each) || hasOddType(each.path("distribution"));
        }
        return odd;
    }

    private static boolean isWithinBounds(JsonNode spec) {
        JsonNode middle = spec.has("value") ? spec.path("value") : spec.path("mean");
        if (!middle.isNumber()) {
            return true;
        }
        double rounded = Math.rint(middle.doubleValue());
        return !(spec.path("min").isNumber() && rounded < spec.get("min").doubleValue())
                && !(spec.path("max").isNumber() && rounded > spec.get("max").doubleValue());
    }

    private static boolean isUniform(JsonNode spec) {
        return isKind(spec, "normal")
                && !spec.has("type")
                && !(spec.path("stddev").asDouble(0) > 0)
                && (spec.path("min").isNumber() || spec.path("max").isNumber());
    }

    private static boolean isShort(JsonNode spec) {
        return isKind(spec, "normal")
                && spec.path("mean").asDouble(0) < 4 * spec.path("stddev").asDouble(0);
    }

    // The same distribution in a workspace file: "type" is "distribution" there, and a peak's fields stand beside its
    // weight.

    private static @Nullable LengthPlan plan(JsonNode spec) {
        try {
            return assertInstanceOf(
                            DatasetPlan.Synthetic.class,
                            PlanCompiler.compile(workspace(spec), null).dataset())
                    .promptTokens();
        } catch (PlimsollException e) {
            return null;
        }
    }

    private static String faults(JsonNode spec) {
        try {
            PlanCompiler.compile(workspace(spec), null);
            return "";
        } catch (PlimsollException e) {
            return String.valueOf(e.getMessage());
        }
    }

    private static WorkspaceFile workspace(JsonNode spec) {
        return WorkspaceFile.parse("""
            { "schemaVersion": 1,
              "targets": [ { "id": "t", "kind": "simulator" } ],
              "datasets": [ { "id": "d", "kind": "synthetic", "promptTokens": 1 } ],
              "benchmarks": [ { "id": "b", "target": "t", "dataset": "d", "profile": { "kind": "synchronous" } } ] }
            """, null, Path.of("")).with("datasets[0].promptTokens", ours(spec));
    }

    private static JsonNode ours(JsonNode spec) {
        if (!(spec instanceof ObjectNode object)) {
            return spec;
        }
        ObjectNode ours = JsonNodeFactory.instance.objectNode();
        object.properties().forEach(member -> {
            String name = member.getKey().equals("type") ? "distribution" : member.getKey();
            JsonNode value = member.getValue();
            if (name.equals("peaks") && value.isArray()) {
                ArrayNode peaks = ours.putArray("peaks");
                value.forEach(peak -> peaks.add(peak(peak)));
            } else {
                ours.set(name, value);
            }
        });
        return ours;
    }

    private static JsonNode peak(JsonNode peak) {
        JsonNode nested = peak.path("distribution");
        if (nested.isMissingNode()) {
            return ours(peak);
        }
        ObjectNode flat = JsonNodeFactory.instance.objectNode();
        if (ours(nested) instanceof ObjectNode fields) {
            flat.setAll(fields);
        } else {
            flat.set("value", nested);
        }
        if (peak.has("weight")) {
            flat.set("weight", peak.get("weight"));
        }
        return flat;
    }
}
