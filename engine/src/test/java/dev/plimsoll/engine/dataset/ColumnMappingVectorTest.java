package dev.plimsoll.engine.dataset;

import static dev.plimsoll.engine.CompatibilityRules.rule;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.plimsoll.engine.VectorFiles;
import dev.plimsoll.engine.VectorFiles.VectorFile;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Which columns become what, against GuideLLM's column mapper. */
class ColumnMappingVectorTest {
    /** Targets of GuideLLM that Plimsoll does not have. */
    private static final Set<String> NOT_BUILT = Set.of(
            "tool_response_column", "tool_choice_column", "request_duration_column", "conversation_turns_column");

    /** Targets of Plimsoll that GuideLLM does not have. */
    private static final Set<ColumnTarget> OURS =
            EnumSet.of(ColumnTarget.TIMESTAMP, ColumnTarget.QUERY, ColumnTarget.PASSAGES);

    static Stream<Arguments> cases() {
        List<Arguments> all = new ArrayList<>();
        for (VectorFile file : VectorFiles.family("guidellm/column_mapping")) {
            file.cases().forEach(c -> all.add(Arguments.of(c)));
        }
        return all.stream();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void columnsAreFoundByGuidellmsRule(JsonNode vector) {
        JsonNode input = vector.get("input");
        JsonNode expected = vector.get("expected");
        JsonNode row = input.get("rows").get(0).get(0);
        rule("guidellm/column_mapping", "one-dataset").skipIf(input.get("rows").size() != 1);
        JsonNode mappings = input.get("column_mappings");
        rule("guidellm/column_mapping", "one-column-a-target")
                .skipIf(mappings.valueStream().anyMatch(named -> named.isArray() && named.size() != 1));
        Map<ColumnTarget, String> overrides = overrides(mappings);
        List<String> columns = List.copyOf(row.propertyNames());
        ColumnMapping mapping = ColumnMapping.of(columns, overrides);
        if (expected.has("error")) {
            assertTrue(
                    expected.get("error").stringValue().contains("found no matching columns"), "unknown kind of error");
            compared(overrides)
                    .forEach(target -> assertTrue(mapping.turnsOf(target).isEmpty(), target::key));
            return;
        }
        assertEquals(Set.of("mapping", "first_row"), Set.copyOf(expected.propertyNames()), "unknown kind of case");
        assertEquals(expectedMapping(expected.get("mapping"), overrides), actualMapping(mapping, overrides));
        assertEquals(expectedRow(expected.get("first_row"), overrides), actualRow(mapping, overrides, row));
    }

    private static Map<ColumnTarget, String> overrides(JsonNode mappings) {
        Map<ColumnTarget, String> overrides = new EnumMap<>(ColumnTarget.class);
        mappings.propertyStream().forEach(e -> {
            ColumnTarget target = ColumnTarget.of(e.getKey());
            if (target == ColumnTarget.MODEL || isBuilt(e.getKey())) {
                overrides.put(
                        target,
                        (e.getValue().isArray() ? e.getValue().get(0) : e.getValue())
                                .stringValue()
                                .replaceFirst("^0\\.", ""));
            }
        });
        return overrides;
    }

    private static Map<String, List<String>> expectedMapping(JsonNode mapping, Map<ColumnTarget, String> overrides) {
        Map<String, List<String>> expected = new TreeMap<>();
        for (JsonNode entry : mapping) {
            String type = entry.get("type").stringValue();
            if (isCompared(type, overrides)) {
                List<String> sources = new ArrayList<>();
                entry.get("sources").forEach(s -> sources.add(s.get(1).stringValue()));
                expected.put(type + "@" + entry.get("turn").intValue(), sources);
            }
        }
        return expected;
    }

    private static Map<String, List<String>> actualMapping(ColumnMapping mapping, Map<ColumnTarget, String> overrides) {
        Map<String, List<String>> actual = new TreeMap<>();
        for (ColumnTarget target : compared(overrides)) {
            mapping.turnsOf(target).forEach((turn, sources) -> actual.put(target.guidellmName() + "@" + turn, sources));
        }
        return actual;
    }

    /** The turns of which anything is compared. */
    private static Map<String, List<JsonNode>> expectedRow(JsonNode turns, Map<ColumnTarget, String> overrides) {
        Map<String, List<JsonNode>> expected = new TreeMap<>();
        int turn = 0;
        for (JsonNode columns : turns) {
            boolean any = false;
            for (var entry : columns.properties()) {
                if (isCompared(entry.getKey(), overrides)) {
                    List<JsonNode> values = new ArrayList<>();
                    entry.getValue().forEach(values::add);
                    expected.put(entry.getKey() + "#" + turn, values);
                    any = true;
                }
            }
            turn += any ? 1 : 0;
        }
        return expected;
    }

    /** GuideLLM leaves out turns that nothing maps to. */
    private static Map<String, List<JsonNode>> actualRow(
            ColumnMapping mapping, Map<ColumnTarget, String> overrides, JsonNode row) {
        TreeMap<Integer, Map<String, List<JsonNode>>> byTurn = new TreeMap<>();
        for (ColumnTarget target : compared(overrides)) {
            mapping.turnsOf(target)
                    .forEach((turn, sources) -> byTurn.computeIfAbsent(turn, _ -> new TreeMap<>())
                            .put(
                                    target.guidellmName(),
                                    sources.stream().map(row::get).toList()));
        }
        Map<String, List<JsonNode>> actual = new TreeMap<>();
        int turn = 0;
        for (Map<String, List<JsonNode>> columns : byTurn.values()) {
            for (var entry : columns.entrySet()) {
                actual.put(entry.getKey() + "#" + turn, entry.getValue());
            }
            turn++;
        }
        return actual;
    }

    private static Set<ColumnTarget> compared(Map<ColumnTarget, String> overrides) {
        return rule("guidellm/column_mapping", "overrides-keep-defaults").applies(!overrides.isEmpty())
                ? overrides.keySet()
                : EnumSet.complementOf(EnumSet.copyOf(OURS));
    }

    private static boolean isCompared(String type, Map<ColumnTarget, String> overrides) {
        return overrides.containsKey(ColumnTarget.MODEL) && type.equals("model_column") || isBuilt(type);
    }

    private static boolean isBuilt(String type) {
        if (rule("guidellm/column_mapping", "model-not-by-name").applies(type.equals("model_column"))) {
            return false;
        }
        if (ColumnTarget.of(type) != null) {
            return true;
        }
        assertTrue(
                rule("guidellm/column_mapping", "columns-not-built").applies(NOT_BUILT.contains(type)),
                "unknown target " + type);
        return false;
    }
}
