package dev.plimsoll.charts.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.plimsoll.charts.FabricatedRun;
import dev.plimsoll.charts.plot.Series;
import dev.plimsoll.engine.metrics.StageFigures;
import dev.plimsoll.engine.metrics.StageSeries;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TimelineTest {
    @Test
    void anAbsentSecondIsAGap() {
        Timeline timeline = new Timeline(List.of(stage(0, 1, 2, StageSeries.ABSENT, 4)));
        Series series = timeline.percentile("p99", s -> s.series().ttftP99Ms());
        assertArrayEquals(new double[] {0.5, 1.5, 2.5, 3.5}, series.x());
        assertArrayEquals(new double[] {1, 2, Double.NaN, 4}, series.y());
    }

    @Test
    void aPauseBetweenStagesIsAGap() {
        Timeline timeline = new Timeline(List.of(stage(0, 1, 1), stage(10, 2, 2)));
        Series series = timeline.rate("achieved", s -> s.series().completed());
        assertArrayEquals(new double[] {0.5, 1.5, 6, 10.5, 11.5}, series.x());
        assertTrue(Double.isNaN(series.y()[2]));
        Series adjoining = new Timeline(List.of(stage(0, 1, 1), stage(2, 2, 2)))
                .rate("x", s -> s.series().completed());
        assertEquals(4, adjoining.size(), "stages that follow at once are one line");
    }

    @Test
    void aPercentileKeepsEveryStepOfALongRun() {
        double[] values =
                IntStream.range(0, 5000).mapToDouble(i -> i == 3333 ? 9000 : 50).toArray();
        Series tail = new Timeline(List.of(stage(0, values)))
                .percentile("p99", s -> s.series().ttftP99Ms());
        assertEquals(5000, tail.size());
        assertEquals(9000, tail.max());
    }

    @Test
    void ratesAreMeansSoThatTheirSumStays() {
        double[] values =
                IntStream.range(0, 240).mapToDouble(i -> i % 2 == 0 ? 0 : 20).toArray();
        Timeline timeline = new Timeline(List.of(stage(0, values)));
        Series rate = timeline.rate("achieved", s -> s.series().completed());
        assertEquals(2, timeline.rateSeconds());
        assertEquals(120, rate.size());
        assertEquals(10, rate.min());
        assertEquals(10, rate.max());
    }

    @Test
    void zeroCannotBeOnALogarithmicAxisAndIsAGapThere() {
        Timeline timeline = new Timeline(List.of(stage(0, 0, 5)));
        assertTrue(Double.isNaN(
                timeline.percentile("p50", s -> s.series().ttftP50Ms()).y()[0]));
        assertEquals(0, timeline.rate("achieved", s -> s.series().completed()).y()[0]);
    }

    @Test
    void withoutAStageThereIsStillAnAxis() {
        assertEquals(60, new Timeline(List.of()).range().getLength());
    }

    private static StageFigures stage(double start, double... values) {
        StageFigures any = FabricatedRun.single().figures().getFirst();
        StageSeries series = new StageSeries(
                0, start, 1, values, values, values, values, values, values, values, values, values, values, values,
                values, values);
        return new StageFigures(any.summary(), series, List.of());
    }
}
