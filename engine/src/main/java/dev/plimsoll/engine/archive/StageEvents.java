package dev.plimsoll.engine.archive;

import dev.plimsoll.engine.metrics.StageFacts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the lines of {@code events.jsonl} tell of the stages. Pure; any thread. */
final class StageEvents {
    private static final JsonMapper JSON = JsonMapper.shared();

    private StageEvents() {}

    /** What is known of each stage: the facts told at its end, else those told at its start. */
    static Map<Integer, StageFacts> facts(List<String> events) {
        Map<Integer, StageFacts> facts = new LinkedHashMap<>();
        for (JsonNode event : of(events, "stage_begin", "stage_end")) {
            StageFacts told = JSON.treeToValue(event.get("facts"), StageFacts.class);
            facts.put(told.index(), told);
        }
        return facts;
    }

    /** Events of some types, in order. */
    static List<JsonNode> of(List<String> events, String... types) {
        List<String> wanted = List.of(types);
        List<JsonNode> found = new ArrayList<>();
        for (String line : events) {
            JsonNode event = JSON.readTree(line);
            if (wanted.contains(event.path("type").stringValue(""))) {
                found.add(event);
            }
        }
        return found;
    }
}
