package dev.plimsoll.engine.dataset;

import static dev.plimsoll.engine.CompatibilityRules.rule;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import dev.plimsoll.engine.VectorFiles;
import dev.plimsoll.engine.VectorFiles.VectorFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Which rows AIPerf's formats take, against AIPerf's own models. */
class DatasetRowValidationVectorTest {
    private static final Map<String, String> FORMATS = Map.of(
            "single_turn", AiperfSchema.SINGLE_TURN,
            "multi_turn", AiperfSchema.MULTI_TURN,
            "random_pool", AiperfSchema.RANDOM_POOL,
            "mooncake_trace", AiperfSchema.MOONCAKE_TRACE,
            "bailian_trace", AiperfSchema.BAILIAN_TRACE,
            "burst_gpt_trace", AiperfSchema.BURST_GPT_TRACE,
            "raw_payload(model)", AiperfSchema.RAW_PAYLOAD,
            "inputs_json session", AiperfSchema.INPUTS_JSON,
            "dag_jsonl turn", AiperfSchema.DAG_TURN,
            "dag_jsonl conversation", AiperfSchema.DAG_CONVERSATION);

    /** Formats of AIPerf that Plimsoll does not read. */
    private static final Set<String> NOT_READ =
            Set.of("baseten_trace", "weka_trace", "sagemaker_data_capture", "sagemaker_data_capture(model)");

    private static final Pattern NOT_FINITE =
            Pattern.compile("\"\\s*[+-]?(?:inf|infinity|nan)\\s*\"", Pattern.CASE_INSENSITIVE);

    static Stream<Arguments> cases() {
        List<Arguments> all = new ArrayList<>();
        for (VectorFile file : VectorFiles.family("aiperf/dataset_row_validation")) {
            file.cases().forEach(c -> all.add(Arguments.of(c)));
        }
        return all.stream();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void aRowIsTakenOrRefusedAsByAiperf(JsonNode vector) {
        JsonNode input = vector.get("input");
        String name = input.get("format").stringValue();
        rule("aiperf/dataset_row_validation", "formats-not-read").skipIf(NOT_READ.contains(name));
        String format = FORMATS.get(name);
        assertNotNull(format, () -> "unknown format " + name);
        Map<String, String> faults = AiperfSchema.faults(format, (ObjectNode) input.get("row"));
        if (rule("aiperf/dataset_row_validation", "finite-row-numbers")
                .applies(!faults.isEmpty()
                        && NOT_FINITE.matcher(input.get("row").toString()).find())) {
            return;
        }
        assertEquals(
                vector.get("expected").stringValue(),
                faults.isEmpty() ? "valid" : "invalid",
                () -> input + " faults: " + faults);
    }
}
