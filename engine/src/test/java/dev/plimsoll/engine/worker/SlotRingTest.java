package dev.plimsoll.engine.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SlotRingTest {
    @Test
    void itGivesSlotsInOrderOfTimeWhateverTheOrderTheyCameIn() {
        Random random = new Random(7);
        SlotRing ring = new SlotRing();
        TreeMap<Long, Long> expected = new TreeMap<>(); // time to slot; times are unique
        long time = 0;
        for (int i = 0; i < 5000; i++) {
            time += 1 + random.nextInt(5);
            long at = random.nextInt(10) == 0 && !expected.isEmpty() ? expected.firstKey() - 1 - i * 100_000L : time;
            if (expected.putIfAbsent(at, (long) i) == null) {
                ring.add(i, at);
            }
            while (random.nextInt(5) < 2 && !expected.isEmpty()) {
                Map.Entry<Long, Long> first = expected.pollFirstEntry();
                assertEquals(first.getKey(), ring.firstIntendedNs());
                assertEquals(first.getValue(), ring.firstSlot());
                ring.removeFirst();
            }
            assertEquals(expected.size(), ring.size());
            long limit = time - 10;
            assertEquals(expected.headMap(limit, true).size(), ring.dueBy(limit));
        }
    }

    @Test
    void slotsOfOneTimeKeepTheirOrder() {
        SlotRing ring = new SlotRing();
        ring.add(1, 50);
        ring.add(2, 50);
        ring.add(0, 40);
        assertEquals(0, ring.firstSlot());
        ring.removeFirst();
        assertEquals(1, ring.firstSlot());
        ring.clear();
        assertTrue(ring.isEmpty());
    }
}
