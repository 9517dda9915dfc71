package dev.plimsoll.app.live;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class LiveChartOrderTest {
    private static final LiveChartOrder DEFAULT = LiveChartOrder.DEFAULT;

    @Test
    void anArrangementIsRememberedAsItIs() {
        LiveChartOrder changed = DEFAULT.swapped("ttft", "latency");
        assertEquals(List.of("latency", "tpot", "throughput", "in-flight", "ttft", "generator-lag"), changed.ids());
        assertEquals(changed, LiveChartOrder.parse(changed.text()));
    }

    @Test
    void whatAnotherVersionRememberedLosesNoChart() {
        assertEquals(
                List.of("latency", "ttft", "tpot", "throughput", "in-flight", "generator-lag"),
                LiveChartOrder.parse("latency,unknown,latency").ids());
        assertEquals(DEFAULT, LiveChartOrder.parse(""));
    }

    @Test
    void atEitherEndAChartStaysWhereItIs() {
        assertEquals(DEFAULT, DEFAULT.moved("ttft", -1));
        assertEquals(DEFAULT, DEFAULT.moved("generator-lag", 1));
        assertEquals("tpot", DEFAULT.moved("ttft", 1).ids().getFirst());
    }
}
