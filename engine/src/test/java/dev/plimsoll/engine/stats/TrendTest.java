package dev.plimsoll.engine.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TrendTest {
    @Test
    void theExactProbabilityIsTheShareOfOrders() {
        assertEquals(1.0 / 6, MannKendall.risingP(1, 2, 3), 1e-12);
        assertEquals(3.0 / 6, MannKendall.risingP(1, 3, 2), 1e-12);
        assertEquals(1, MannKendall.risingP(3, 2, 1), 1e-12);
        assertEquals(1.0 / 720, MannKendall.risingP(1, 2, 3, 4, 5, 6), 1e-12);
    }

    @Test
    void exactAndNormalProbabilitiesMeetWhereOneTakesOver() {
        double[] forty =
                IntStream.range(0, 40).mapToDouble(i -> i % 4 == 0 ? 40 - i : i).toArray();
        double[] more = IntStream.range(0, 41)
                .mapToDouble(i -> i % 4 == 0 ? 40 - i + 0.5 : i)
                .toArray();
        assertEquals(MannKendall.risingP(forty), MannKendall.risingP(more), 0.05);
    }

    @Test
    void equalValuesDoNotRise() {
        assertEquals(1, MannKendall.risingP(5, 5, 5, 5));
        assertTrue(MannKendall.risingP(1, 1, 2, 2, 3, 3, 4, 4) < 0.01);
        assertEquals(1, MannKendall.risingP(7));
    }

    @Test
    void theFalseAlarmRateIsTheOnePromised() {
        SplittableRandom random = new SplittableRandom(1);
        long alarms = IntStream.range(0, 10_000)
                .filter(_ -> MannKendall.risingP(random.doubles(10).toArray()) < 0.05)
                .count();
        assertTrue(alarms > 300 && alarms < 520, alarms + " of 10000");
    }

    @Test
    void theLineIgnoresWildPointsAndCoversTheTruth() {
        SplittableRandom random = new SplittableRandom(2);
        int covered = 0;
        for (int run = 0; run < 500; run++) {
            double[] x = IntStream.range(0, 12).mapToDouble(i -> i).toArray();
            double[] y = IntStream.range(0, 12)
                    .mapToDouble(i -> 3 + 2 * i + random.nextDouble(-3, 3))
                    .toArray();
            y[5] = 1000;
            TheilSen line = TheilSen.of(x, y);
            assertEquals(2, line.slope(), 1.5);
            covered += line.low() <= 2 && 2 <= line.high() ? 1 : 0;
        }
        assertTrue(covered >= 425, covered + " of 500 intervals hold the slope");
        assertThrows(IllegalArgumentException.class, () -> TheilSen.of(new double[] {1}, new double[] {1}));
    }
}
