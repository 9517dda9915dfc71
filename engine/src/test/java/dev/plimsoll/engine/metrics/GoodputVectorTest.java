package dev.plimsoll.engine.metrics;

import static dev.plimsoll.engine.CompatibilityRules.rule;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.plimsoll.engine.VectorFiles;
import dev.plimsoll.engine.plan.SloPlan;
import dev.plimsoll.engine.record.RequestRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

class GoodputVectorTest {
    private static final int SECONDS = 4;
    private static final Map<String, String> TAGS = Map.of(
            "time_to_first_token", "ttft",
            "inter_token_latency", "itl",
            "request_latency", "latency",
            "output_token_throughput_per_user", "outputTokensPerSecondPerUser");

    static Stream<JsonNode> cases() {
        return VectorFiles.family("aiperf/goodput").stream().flatMap(f -> f.cases().stream());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void goodRequestsAreThoseThatMeetEveryObjective(JsonNode vector) {
        JsonNode input = vector.get("input");
        JsonNode expected = vector.get("expected");
        List<SloPlan> slos = new ArrayList<>();
        boolean lowerBound = false;
        boolean canBeAbsent = false;
        for (var slo : input.get("slos_display_units").properties()) {
            String tag = TAGS.getOrDefault(slo.getKey(), slo.getKey());
            lowerBound |=
                    Metrics.byTag(tag).map(MetricDefinition::biggerIsBetter).orElse(false);
            canBeAbsent |= tag.equals("itl");
            slos.add(new SloPlan(tag, null, Double.parseDouble(slo.getValue().asString()), "ms"));
        }
        rule("aiperf/goodput", "slo-upper-bounds").skipIf(lowerBound);
        StageFiguresBuilder builder = new StageFiguresBuilder(Records.stage(SECONDS, slos.toArray(SloPlan[]::new)));
        int absent = 0;
        int number = 0;
        for (JsonNode record : input.get("records_ms_and_tps")) {
            absent += record.get("itl").isNull() ? 1 : 0;
            builder.add(record(number++, record));
        }
        if (expected.has("raises")) {
            assertThrows(IllegalArgumentException.class, builder::build);
            return;
        }
        double goodput =
                Objects.requireNonNull(builder.build().summary().rates().goodput());
        int spared = rule("aiperf/goodput", "absent-is-no-miss").applies(canBeAbsent) ? absent : 0;
        assertEquals(expected.get("good_request_count").asInt() + spared, goodput * SECONDS, 1e-9);
        if (spared == 0) {
            assertEquals(expected.get("goodput_req_per_s_over_4s").asDouble(), goodput, 1e-9);
            assertEquals(
                    expected.get("good_request_fraction_with_0_errors").asDouble(), goodput * SECONDS / number, 1e-9);
        }
        assertTrue(number > 0);
    }

    /** A request with this TTFT, ITL and latency: 101 tokens in two chunks, or one token. */
    private static RequestRecord record(int number, JsonNode r) {
        double ttft = r.get("ttft").asDouble();
        if (r.get("itl").isNull()) {
            return Records.streamed(number, 0, 0, 1, ttft);
        }
        RequestRecord record = Records.streamed(
                number, 0, 0, 101, ttft, ttft + 100 * r.get("itl").asDouble());
        return Records.endingAt(record, r.get("lat").asDouble());
    }
}
