package dev.plimsoll.engine.report;

import static dev.plimsoll.engine.CompatibilityRules.rule;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.plimsoll.engine.VectorFiles;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

class UncertaintyVectorTest {
    private static final BenchmarkPoint POINT = new BenchmarkPoint("", 1, 1, 1, 1, 1, 1, OptionalDouble.empty(), 1);

    static Stream<JsonNode> cases() {
        return VectorFiles.family("aiperf/uncertainty_point_validation").stream()
                .flatMap(f -> f.cases().stream());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void whatIsDrawnIsValidByConstruction(JsonNode vector) {
        JsonNode input = vector.get("input");
        JsonNode expected = vector.get("expected");
        switch (input.get("kind").asString()) {
            case "BenchmarkPoint" -> {
                boolean finite = Stream.of("x_ci_low", "x_ci_high", "y_ci_low", "y_ci_high", "cov_xy")
                        .allMatch(name -> Double.isFinite(number(input, name, 0)));
                boolean valid = expected.asString().equals("valid")
                        && !rule("aiperf/uncertainty_point_validation", "bounds-are-finite")
                                .applies(!finite);
                assertEquals(valid, isValid(() -> point(input)));
            }
            case "LatencyThroughputUncertaintyData" ->
                assertEquals(
                        expected.asString().equals("valid"),
                        isValid(() ->
                                new Uncertainty(input.get("confidence_level").asDouble(), List.of(POINT), List.of())));
            case "get_series" -> {
                List<Uncertainty.Series> series = new ArrayList<>();
                for (int i = 0; i < input.get("series").asInt(); i++) {
                    series.add(new Uncertainty.Series("series " + i, List.of(POINT)));
                }
                List<BenchmarkPoint> points =
                        Collections.nCopies(input.get("points").asInt(), POINT);
                List<Uncertainty.Series> drawn = new Uncertainty(0.95, points, series).drawn();
                assertEquals(expected.get("series_names").size(), drawn.size());
                if (series.isEmpty()) {
                    for (int i = 0; i < drawn.size(); i++) {
                        assertEquals(
                                expected.get("series_names").get(i).asString(),
                                drawn.get(i).name());
                    }
                }
            }
            default -> throw new AssertionError("unknown kind of case " + input.get("kind"));
        }
    }

    private static BenchmarkPoint point(JsonNode input) {
        return new BenchmarkPoint(
                "",
                number(input, "x_mean", 0),
                number(input, "y_mean", 0),
                number(input, "x_ci_low", 0),
                number(input, "x_ci_high", 0),
                number(input, "y_ci_low", 0),
                number(input, "y_ci_high", 0),
                input.path("cov_xy").isNumber() || input.path("cov_xy").has("$float")
                        ? OptionalDouble.of(number(input, "cov_xy", 0))
                        : OptionalDouble.empty(),
                input.path("n_runs").asInt(1));
    }

    private static double number(JsonNode input, String name, double absent) {
        JsonNode value = input.path(name);
        return value.has("$float") ? Double.parseDouble(value.get("$float").asString()) : value.asDouble(absent);
    }

    private static boolean isValid(Runnable make) {
        try {
            make.run();
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
