package dev.plimsoll.engine.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TimeHeapTest {
    private record Item(long atNs, int number) {}

    @Test
    void itGivesTheEarliestFirstAndEqualTimesInTheOrderTheyWereAdded() {
        Random random = new Random(11);
        TimeHeap<Item> heap = new TimeHeap<>();
        List<Item> expected = new ArrayList<>();
        Comparator<Item> order = Comparator.comparingLong(Item::atNs).thenComparingInt(Item::number);
        for (int i = 0; i < 3000; i++) {
            Item item = new Item(random.nextInt(100), i);
            heap.add(item.atNs(), item);
            expected.add(item);
            if (random.nextInt(3) == 0) {
                expected.sort(order);
                Item first = expected.removeFirst();
                assertEquals(first.atNs(), heap.firstNs());
                assertEquals(first, heap.removeFirst());
            }
            if (random.nextInt(100) == 0) {
                int digit = random.nextInt(10);
                heap.removeIf(x -> x.number() % 10 == digit);
                expected.removeIf(x -> x.number() % 10 == digit);
            }
            assertEquals(expected.size(), heap.size());
        }
        expected.sort(order);
        for (Item item : expected) {
            assertEquals(item, heap.removeFirst());
        }
        assertTrue(heap.isEmpty());
        assertEquals(Long.MAX_VALUE, heap.firstNs());
    }
}
