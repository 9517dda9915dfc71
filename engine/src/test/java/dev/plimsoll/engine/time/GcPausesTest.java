package dev.plimsoll.engine.time;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class GcPausesTest {
    @Test
    void concurrentCyclesAreNoPauses() {
        List<GarbageCollectorMXBean> beans = Stream.of(
                        "ZGC Minor Cycles",
                        "ZGC Minor Pauses",
                        "ZGC Major Cycles",
                        "ZGC Major Pauses",
                        "G1 Young Generation")
                .map(GcPausesTest::bean)
                .toList();
        assertEquals(
                List.of("ZGC Minor Pauses", "ZGC Major Pauses", "G1 Young Generation"),
                GcPauses.pausing(beans).stream()
                        .map(GarbageCollectorMXBean::getName)
                        .toList());
    }

    @Test
    void aReadingHoldsSumAndLongestAndBeginsAnew() {
        GcPauses pauses = new GcPauses();
        pauses.paused(3);
        pauses.paused(5);
        assertEquals(new GcPauses.Reading(8, 5), pauses.read());
        assertEquals(new GcPauses.Reading(0, 0), pauses.read());
    }

    private static GarbageCollectorMXBean bean(String name) {
        return (GarbageCollectorMXBean) Proxy.newProxyInstance(
                GcPausesTest.class.getClassLoader(),
                new Class<?>[] {GarbageCollectorMXBean.class},
                (proxy, method, args) -> name);
    }
}
