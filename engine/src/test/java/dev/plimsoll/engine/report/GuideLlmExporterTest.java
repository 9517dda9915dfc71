package dev.plimsoll.engine.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class GuideLlmExporterTest {
    @TempDir
    Path folder;

    private JsonNode report;

    @BeforeEach
    void export() throws IOException {
        Path file = new GuideLlmExporter()
                .export(SampleRun.typical(), ExportOptions.DEFAULT, folder)
                .getFirst();
        report = JsonMapper.shared().readTree(Files.readString(file));
    }

    @Test
    void everyStageIsABenchmarkWithItsStrategy() {
        JsonNode benchmarks = report.get("benchmarks");
        assertEquals(2, report.at("/metadata/version").asInt());
        assertEquals(4, benchmarks.size());
        assertEquals("synchronous", benchmarks.at("/0/config/strategy/type_").asString());
        assertEquals("poisson", benchmarks.at("/1/config/strategy/type_").asString());
        assertTrue(benchmarks.at("/1/config/strategy/rate").isNumber());
        for (JsonNode benchmark : benchmarks) {
            double seconds = benchmark.get("end_time").asDouble()
                    - benchmark.get("start_time").asDouble();
            assertEquals(benchmark.get("duration").asDouble(), seconds, 1e-6);
        }
    }

    @Test
    void aRequestIsInTheGroupInWhichItEnded() {
        JsonNode first = report.at("/benchmarks/0/requests");
        assertEquals(1, first.get("successful").size());
        assertEquals(0, first.get("errored").size());
        assertEquals(1, report.at("/benchmarks/1/requests/errored").size());
        JsonNode good = first.at("/successful/0");
        assertEquals(1.1, good.get("time_to_first_token_ms").asDouble(), 1e-3);
        assertEquals(2, good.get("inter_token_latency_ms").asDouble(), 1e-3);
        assertFalse(report.at("/benchmarks/1/requests/errored/0").has("time_to_first_token_ms"), "absent, not null");
    }

    @Test
    void everyDistributionHasEveryStatisticAlsoWhereNothingWasMeasured() {
        List<String> statistics = List.of(
                "mean", "median", "mode", "variance", "std_dev", "min", "max", "count", "total_sum", "percentiles");
        for (JsonNode benchmark : report.get("benchmarks")) {
            benchmark.get("metrics").properties().stream()
                    .filter(metric -> !metric.getKey().equals("request_totals"))
                    .flatMap(metric -> metric.getValue().properties().stream())
                    .forEach(group -> {
                        statistics.forEach(s -> assertTrue(group.getValue().has(s), group.getKey() + " " + s));
                        assertEquals(11, group.getValue().get("percentiles").size());
                    });
        }
    }
}
