package dev.plimsoll.engine.dataset;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.plimsoll.engine.VectorFiles;
import dev.plimsoll.engine.VectorFiles.VectorFile;
import dev.plimsoll.engine.record.RequestTimings;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Shared prefixes of a trace against AIPerf's analysis. */
class TracePrefixesVectorTest {
    static Stream<Arguments> cases() {
        List<Arguments> all = new ArrayList<>();
        for (VectorFile file : VectorFiles.family("aiperf/trace_prefix_analysis")) {
            file.cases().forEach(c -> all.add(Arguments.of(c.get("input"), c.get("expected"))));
        }
        return all.stream();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theFiguresAreAiperfs(JsonNode input, JsonNode expected) {
        List<TraceRow> rows = new ArrayList<>();
        for (JsonNode row : input.get("rows")) {
            rows.add(new TraceRow(
                    RequestTimings.ABSENT,
                    row.path("input_length").intValue(0),
                    row.path("output_length").intValue(0),
                    row.path("hash_ids")
                            .valueStream()
                            .mapToLong(JsonNode::longValue)
                            .toArray(),
                    null));
        }
        TracePrefixes own = TracePrefixes.of(rows, input.get("block_size").intValue());
        equal(expected, "total_requests", own.requests());
        equal(expected, "unique_prefixes", own.uniquePrefixes());
        equal(expected, "num_prefix_groups", own.prefixGroups());
        equal(expected, "prefix_reuse_ratio", own.prefixReuse());
        equal(expected, "cache_hit_rate", own.hitRate());
        equal(expected, "min_isl", own.input().min());
        equal(expected, "max_isl", own.input().max());
        equal(expected, "avg_isl", own.input().mean());
        equal(expected, "min_osl", own.output().min());
        equal(expected, "max_osl", own.output().max());
        equal(expected, "avg_osl", own.output().mean());
        equal(expected.path("isl_stats"), own.input());
        equal(expected.path("osl_stats"), own.output());
        equal(expected.path("context_length_stats"), own.shared());
        equal(expected.path("unique_prompt_length_stats"), own.unique());
        equal(expected.path("hit_rate_stats"), own.hitRates());
    }

    private static void equal(JsonNode expected, TracePrefixes.Summary own) {
        if (own.count() == 0) {
            assertTrue(expected.isNull() || expected.isMissingNode());
            return;
        }
        equal(expected, "mean", own.mean());
        equal(expected, "std_dev", own.stddev());
        equal(expected, "min", own.min());
        equal(expected, "p25", own.p25());
        equal(expected, "median", own.median());
        equal(expected, "p75", own.p75());
        equal(expected, "max", own.max());
    }

    private static void equal(JsonNode expected, String name, double own) {
        double wanted = expected.get(name).doubleValue();
        assertEquals(wanted, own, 1e-9 * Math.max(1, Math.abs(wanted)), name);
    }
}
