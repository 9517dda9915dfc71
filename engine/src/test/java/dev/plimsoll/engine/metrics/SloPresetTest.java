package dev.plimsoll.engine.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class SloPresetTest {
    @Test
    void everyLimitIsOfADuration() {
        for (SloPreset preset : SloPreset.ALL) {
            for (SloPreset.Limit limit : preset.limits()) {
                MetricDefinition metric = Metrics.byTag(limit.metric()).orElseThrow();
                assertTrue(metric.toMs() > 0 && !metric.biggerIsBetter(), preset.fullName());
                assertTrue(List.of("ms", "s").contains(limit.unit()) && limit.max() > 0, preset.fullName());
            }
        }
    }

    @Test
    void namesTellThemApart() {
        List<String> names = SloPreset.ALL.stream().map(SloPreset::fullName).toList();
        assertEquals(names.stream().distinct().toList(), names);
    }

    @Test
    void mlperfAsksMoreOfAnInteractiveServer() {
        for (SloPreset server : SloPreset.ALL) {
            SloPreset.ALL.stream()
                    .filter(p ->
                            p.group().endsWith("interactive") && server.group().endsWith("server"))
                    .filter(p -> p.name().equals(server.name()))
                    .forEach(p -> {
                        assertTrue(
                                p.limits().getFirst().max()
                                        < server.limits().getFirst().max(),
                                p.name());
                        assertTrue(
                                p.limits().getLast().max()
                                        < server.limits().getLast().max(),
                                p.name());
                    });
        }
    }
}
