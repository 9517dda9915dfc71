package dev.plimsoll.engine.stats;

import static dev.plimsoll.engine.CompatibilityRules.rule;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.plimsoll.engine.VectorFiles;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

class StepCurveVectorTest {
    private static final double NS = 1e9;

    static Stream<JsonNode> cases() {
        return VectorFiles.family("aiperf/sweepline_concurrency_throughput").stream()
                .flatMap(f -> f.cases().stream());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void levelsAndTheirTimeWeightedStatisticsAgree(JsonNode vector) {
        Map<String, StepCurve> curves = curves(vector.get("input"));
        JsonNode expected = vector.get("expected");
        expected.get("curves").properties().forEach(c -> curve(c.getKey(), c.getValue(), curves.get(c.getKey())));
        JsonNode window = expected.get("window_ns");
        expected.get("stats").properties().forEach(s -> statistics(s.getKey(), s.getValue(), curves, window));
        for (JsonNode part : expected.path("sub_windows")) {
            part.properties().stream()
                    .filter(s -> !s.getKey().equals("window_ns"))
                    .forEach(s -> statistics(s.getKey(), s.getValue(), curves, part.get("window_ns")));
        }
    }

    private static Map<String, StepCurve> curves(JsonNode input) {
        StepCurve.Builder all = new StepCurve.Builder();
        StepCurve.Builder decoding = new StepCurve.Builder();
        StepCurve.Builder prefilling = new StepCurve.Builder();
        StepCurve.Builder decode = new StepCurve.Builder();
        StepCurve.Builder prefill = new StepCurve.Builder();
        for (int i = 0; i < input.get("start_ns").size(); i++) {
            long start = input.get("start_ns").get(i).asLong();
            JsonNode first = input.get("first_token_ns").get(i);
            JsonNode end = input.get("end_ns").get(i);
            if (end.isNull()) {
                continue;
            }
            all.add(start, end.asLong(), 1);
            if (first.isNull()) {
                continue;
            }
            prefilling.add(start, first.asLong(), 1);
            decoding.add(first.asLong(), end.asLong(), 1);
            double in = input.get("input_tokens").get(i).asDouble();
            prefill.add(start, first.asLong(), in * NS / (first.asLong() - start));
            JsonNode out = input.get("output_tokens").get(i);
            if (out.isNumber() && out.asDouble() > 1) {
                decode.add(first.asLong(), end.asLong(), (out.asDouble() - 1) * NS / (end.asLong() - first.asLong()));
            }
        }
        Map<String, StepCurve> curves = new TreeMap<>();
        curves.put("concurrency", all.build());
        curves.put("decode_concurrency", decoding.build());
        curves.put("prefill_concurrency", prefilling.build());
        curves.put("decode_throughput_tok_per_s", decode.build());
        curves.put("prefill_throughput_tok_per_s", prefill.build());
        curves.put("total_throughput_tok_per_s", decode.build().plus(prefill.build()));
        curves.put("decode_throughput_per_user", decode.build().over(decoding.build()));
        return curves;
    }

    /** The level behind the last of AIPerf's steps at one moment; before it there are levels that stood for no time. */
    private static void curve(String name, JsonNode expected, StepCurve got) {
        Map<Long, Double> levels = new TreeMap<>();
        for (int i = 0; i < expected.get("t_ns").size(); i++) {
            boolean again = levels.put(
                            expected.get("t_ns").get(i).asLong(),
                            expected.get("value").get(i).asDouble())
                    != null;
            rule("aiperf/sweepline_concurrency_throughput", "levels-of-no-time").applies(again);
        }
        levels.forEach((time, level) -> near(level, got.at(time), name + " at " + time));
        for (int i = 0; i < got.size(); i++) {
            assertTrue(levels.containsKey(got.time(i)), name + " has a step at " + got.time(i));
        }
    }

    private static void statistics(String name, JsonNode expected, Map<String, StepCurve> curves, JsonNode window) {
        long from = window.get(0).asLong();
        long to = window.get(1).asLong();
        String bare = name.replaceFirst("^(effective|active)_", "");
        StepCurve curve =
                curves.get(curves.containsKey(bare) ? bare : bare.replace("throughput", "throughput_tok_per_s"));
        WeightedDistribution d =
                name.startsWith("active_") ? curve.whileAbove0(phase(bare, curves), from, to) : curve.within(from, to);
        expected.properties().forEach(s -> {
            OptionalDouble got = switch (s.getKey()) {
                case "avg" -> d.mean();
                case "min" -> d.min();
                case "max" -> d.max();
                case "std" -> d.std();
                default -> d.quantile(Double.parseDouble(s.getKey().substring(1)) / 100);
            };
            if (s.getValue().isNull()) {
                assertTrue(got.isEmpty(), name + " " + s.getKey());
            } else {
                near(s.getValue().asDouble(), got.orElseThrow(), name + " " + s.getKey());
            }
        });
    }

    private static StepCurve phase(String bare, Map<String, StepCurve> curves) {
        return curves.get(
                bare.startsWith("decode")
                        ? "decode_concurrency"
                        : bare.startsWith("prefill") ? "prefill_concurrency" : "concurrency");
    }

    private static void near(double expected, double got, String what) {
        assertEquals(expected, got, 1e-9 * Math.max(1000, Math.abs(expected)), what);
    }
}
