package dev.plimsoll.app.benchmark;

import dev.plimsoll.engine.metrics.SloPreset;
import dev.plimsoll.engine.report.MetricNames;
import dev.plimsoll.engine.report.Numbers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The engine's presets as a document has them and as the menu tells them. */
final class SloPresets {
    private SloPresets() {}

    /** Its limits in a line: {@code TTFT ≤ 200 ms, ITL ≤ 50 ms}. */
    static String summary(SloPreset preset) {
        List<String> words = new ArrayList<>();
        preset.limits()
                .forEach(l -> words.add(MetricNames.of(l.metric()) + " ≤ " + Numbers.count(l.max()) + " " + l.unit()));
        return String.join(", ", words);
    }

    /** Its objectives as a document has them. */
    static List<ObjectNode> slos(SloPreset preset) {
        return preset.limits().stream().map(SloPresets::slo).toList();
    }

    /** Whether objectives are exactly those of a preset. */
    static boolean are(List<JsonNode> slos, SloPreset preset) {
        return slos(preset).equals(slos);
    }

    /** The first preset that objectives are exactly those of. */
    static Optional<SloPreset> of(List<JsonNode> slos) {
        return SloPreset.ALL.stream().filter(p -> are(slos, p)).findFirst();
    }

    private static ObjectNode slo(SloPreset.Limit limit) {
        ObjectNode slo = JsonNodeFactory.instance.objectNode();
        slo.put("metric", limit.metric());
        slo.put("percentile", SloPreset.PERCENTILE);
        slo.put("max", limit.max());
        slo.put("unit", limit.unit());
        return slo;
    }
}
