package dev.plimsoll.charts.plot;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.jfree.chart.axis.NumberTick;
import org.jfree.chart.ui.RectangleEdge;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TicksTest {
    @ParameterizedTest
    @CsvSource({"60,6,10", "54,6,10", "1,6,0.2", "47,6,10", "0.0034,5,0.001", "60,60,1", "700,6,200"})
    void aStepIsRoundAndLeavesFewEnoughParts(double range, int most, double step) {
        assertEquals(step, Ticks.step(range, most), step * 1e-9);
        assertTrue(range / Ticks.step(range, most) <= most + 1e-9);
    }

    @ParameterizedTest
    @CsvSource({"600,6,120", "60,6,10", "10,6,2", "3600,6,600", "0.9,6,0.2", "90,6,15", "864000,5,172800"})
    void aStepOfTimeIsWhatAClockShows(double seconds, int most, double step) {
        assertEquals(step, Ticks.timeStep(seconds, most), 1e-9);
    }

    @Test
    void anAxisEndsAtARoundValue() {
        assertEquals(50, Ticks.roundUp(48.8, 10), 1e-9);
        assertEquals(50, Ticks.roundUp(50, 10), 1e-9);
        assertEquals(1, Ticks.roundUp(0, 10));
    }

    @Test
    void aLogarithmicAxisHasOneTwoFive() {
        double[] values = Ticks.decades(20, 20_000).stream().mapToDouble(v -> v).toArray();
        assertArrayEquals(new double[] {20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 20_000}, values, 1e-6);
        assertEquals(20, Ticks.decadeBelow(36), 1e-9);
        assertEquals(0.05, Ticks.decadeBelow(0.0500001), 1e-9);
        assertEquals(5000, Ticks.decadeAbove(2826), 1e-6);
        assertEquals(10_000, Ticks.decadeAbove(9629), 1e-6);
        assertEquals(100, Ticks.decadeAbove(100), 1e-9);
    }

    @Test
    void aLogarithmicAxisOfOneValueStillHasALength() {
        DecadeAxis axis = new DecadeAxis(null, 100, 100);
        assertEquals(100, axis.getRange().getLowerBound(), 1e-9);
        assertEquals(200, axis.getRange().getUpperBound(), 1e-9);
    }

    @Test
    void whereRoomIsShortLabelsAreLeftOutEvenly() {
        DecadeAxis axis = new DecadeAxis(null, 20, 20_000);
        assertEquals(10, labels(axis, 300).size());
        assertEquals(List.of("20 ms", "100 ms", "500 ms", "2 s", "10 s"), labels(axis, 120));
        assertEquals(List.of("20 ms", "200 ms", "2 s", "20 s"), labels(axis, 80));
    }

    @Test
    void eachFurtherNineHasTheSameRoom() {
        assertEquals(0, NinesAxis.stretch(0));
        assertEquals(1, NinesAxis.stretch(0.9), 1e-9);
        assertEquals(2, NinesAxis.stretch(0.99), 1e-9);
        assertEquals(3, NinesAxis.stretch(0.999), 1e-9);
    }

    @SuppressWarnings("unchecked") // JFreeChart lists its ticks raw
    private static List<String> labels(DecadeAxis axis, double height) {
        var area = new java.awt.geom.Rectangle2D.Double(0, 0, 400, height);
        var image = new java.awt.image.BufferedImage(1, 1, java.awt.image.BufferedImage.TYPE_INT_ARGB);
        List<NumberTick> ticks = axis.refreshTicksVertical(image.createGraphics(), area, RectangleEdge.LEFT);
        return ticks.stream().map(NumberTick::getText).toList();
    }
}
