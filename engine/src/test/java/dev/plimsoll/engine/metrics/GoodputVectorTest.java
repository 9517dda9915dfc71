package dev.plimsoll.engine.metrics;

import static dev.plimsoll.engine.CompatibilityRules.rule;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.plimsoll.engine.VectorFiles;
import dev.plimsoll.engine.plan.SloPlan;
import dev.plimsoll.engine.record.ErrorKind;
import dev.plimsoll.engine.record.RequestError;
import dev.plimsoll.engine.record.RequestRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

class GoodputVectorTest {
    private static final int SECONDS = 4;
    private static final int ERRORS = 5;
    private static final String TOKENS_PER_SECOND = "output_token_throughput_per_user";
    private static final Map<String, String> TAGS = Map.of(
            "time_to_first_token", "ttft",
            "inter_token_latency", "itl",
            "request_latency", "latency");
    /** The member of a record that holds a metric, ms. */
    private static final Map<String, String> MEMBERS = Map.of("ttft", "ttft", "itl", "itl", "latency", "lat");

    static Stream<JsonNode> cases() {
        return VectorFiles.family("aiperf/goodput").stream().flatMap(f -> f.cases().stream());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void goodRequestsAreThoseThatMeetEveryObjective(JsonNode vector) {
        JsonNode input = vector.get("input");
        JsonNode expected = vector.get("expected");
        List<SloPlan> slos = new ArrayList<>();
        input.get("slos_display_units")
                .properties()
                .forEach(slo -> slos.add(objective(
                        slo.getKey(), Double.parseDouble(slo.getValue().asString()))));
        List<JsonNode> records = List.copyOf(input.get("records_ms_and_tps").values());
        if (expected.has("raises")) {
            assertThrows(IllegalArgumentException.class, () -> goodput(slos, records, 0));
            return;
        }
        int good = 0;
        boolean asTheirs = true;
        for (int i = 0; i < records.size(); i++) {
            boolean theirs = expected.get("good").get(i).asInt() == 1;
            boolean ours = theirs;
            if (lacksAnObjective(records.get(i), slos)) {
                ours = meetsTheOthers(records.get(i), slos);
                if (ours != theirs) {
                    rule("aiperf/goodput", "absent-is-no-miss").inForce();
                }
            }
            assertEquals(ours ? 1 : 0, goodput(slos, List.of(records.get(i)), 0).good(), "request " + i);
            good += ours ? 1 : 0;
            asTheirs &= ours == theirs;
        }
        StageSummary.Goodput alone = goodput(slos, records, 0);
        StageSummary.Goodput withErrors = goodput(slos, records, ERRORS);
        assertEquals(good, alone.good());
        assertEquals(records.size(), alone.ended());
        assertEquals(records.size() + ERRORS, withErrors.ended(), "errors are in the denominator");
        if (asTheirs) {
            assertEquals(expected.get("good_request_count").asInt(), alone.good());
            assertEquals(expected.get("goodput_req_per_s_over_4s").asDouble(), alone.good() / alone.seconds(), 1e-9);
            same(expected.get("good_request_fraction_with_0_errors"), alone.share());
            same(expected.get("good_request_fraction_with_5_errors"), withErrors.share());
        }
    }

    private static void same(JsonNode expected, Double got) {
        assertEquals(expected.asDouble(), got, 1e-9);
    }

    /** At least so many tokens per second is at most so long between them. */
    private static SloPlan objective(String name, double limit) {
        boolean speed = rule("aiperf/goodput", "slo-upper-bounds").applies(name.equals(TOKENS_PER_SECOND));
        return speed
                ? new SloPlan("itl", null, 1000 / limit, "ms")
                : new SloPlan(TAGS.getOrDefault(name, name), null, limit, "ms");
    }

    private static JsonNode value(JsonNode record, SloPlan slo) {
        return record.get(MEMBERS.get(slo.metric()));
    }

    private static boolean lacksAnObjective(JsonNode record, List<SloPlan> slos) {
        return slos.stream().anyMatch(slo -> value(record, slo).isNull());
    }

    private static boolean meetsTheOthers(JsonNode record, List<SloPlan> slos) {
        return slos.stream()
                .map(slo -> value(record, slo).isNull() || value(record, slo).asDouble() <= slo.maxMs())
                .reduce(true, Boolean::logicalAnd);
    }

    private static StageSummary.Goodput goodput(List<SloPlan> slos, List<JsonNode> records, int errors) {
        StageFiguresBuilder builder = new StageFiguresBuilder(Records.stage(SECONDS, slos.toArray(SloPlan[]::new)));
        int number = 0;
        for (JsonNode record : records) {
            builder.add(record(number++, record));
        }
        for (int i = 0; i < errors; i++) {
            builder.add(Records.failed(number++, RequestError.of(ErrorKind.CONNECT, "refused"), 0, 1));
        }
        StageSummary summary = builder.build().summary();
        StageSummary.Goodput goodput = summary.goodput();
        assertNotNull(goodput);
        assertEquals(summary.rates().goodput(), goodput.good() / goodput.seconds(), 1e-9);
        return goodput;
    }

    /** A request with this TTFT, ITL and latency: 101 tokens in two chunks, or one token. */
    private static RequestRecord record(int number, JsonNode r) {
        double ttft = r.get("ttft").asDouble();
        RequestRecord record = r.get("itl").isNull()
                ? Records.streamed(number, 0, 0, 1, ttft)
                : Records.streamed(
                        number, 0, 0, 101, ttft, ttft + 100 * r.get("itl").asDouble());
        return Records.endingAt(record, r.get("lat").asDouble());
    }
}
