package dev.plimsoll.engine.constraint;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayDeque;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PointRingTest {
    @Test
    void itBehavesLikeAQueueHoweverItGrowsAndWraps() {
        Random random = new Random(1);
        for (int run = 0; run < 20; run++) {
            PointRing ring = new PointRing();
            ArrayDeque<Double> model = new ArrayDeque<>();
            double bias = random.nextDouble(0.4, 0.9);
            for (int i = 0; i < 5000; i++) {
                if (model.isEmpty() || random.nextDouble() < bias) {
                    ring.addLast(i, 2.0 * i);
                    model.addLast((double) i);
                } else {
                    assertEquals(model.removeFirst(), ring.firstSeconds());
                    ring.removeFirst();
                }
                assertEquals(model.size(), ring.size());
                if (!model.isEmpty()) {
                    assertEquals(model.getFirst(), ring.firstSeconds());
                    assertEquals(2 * model.getFirst(), ring.firstValue());
                    assertEquals(model.getLast(), ring.lastSeconds());
                }
            }
        }
    }
}
