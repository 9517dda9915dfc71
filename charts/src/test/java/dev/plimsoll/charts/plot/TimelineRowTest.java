package dev.plimsoll.charts.plot;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.plimsoll.charts.plot.TimelineRow.Counts;
import dev.plimsoll.charts.plot.TimelineRow.End;
import dev.plimsoll.charts.plot.TimelineRow.Lane;
import dev.plimsoll.charts.plot.TimelineRows.Found;
import dev.plimsoll.charts.style.ChartStyle;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.jfree.chart.plot.XYPlot;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimelineRowTest {
    /** From, served from, to. */
    private static Lane lane(double[]... spans) {
        int n = spans.length;
        double[][] columns = new double[3][n];
        End[] ends = new End[n];
        int[] index = new int[n];
        for (int i = 0; i < n; i++) {
            for (int c = 0; c < 3; c++) {
                columns[c][i] = spans[i][c];
            }
            ends[i] = End.WELL;
            index[i] = i;
        }
        return new Lane(columns[0], columns[1], columns[2], ends, index);
    }

    @Test
    void countsTellHowManyWaitAndHowManyAreServed() {
        Counts counts = TimelineRow.of(List.of(), List.of(lane(new double[] {0, 2, 5}), lane(new double[] {1, 3, 3.5})))
                .counts();
        assertArrayEquals(new double[] {0, 1, 2, 3, 3.5, 5}, counts.at());
        assertArrayEquals(new int[] {1, 2, 1, 0, 0, 0}, counts.waiting());
        assertArrayEquals(new int[] {0, 0, 1, 2, 1, 0}, counts.served());
        assertEquals(2, counts.most());
    }

    @Test
    void whoTakesOverFromAnotherIsNotThereTwice() {
        Counts counts = TimelineRow.of(List.of(), List.of(lane(new double[] {0, 0, 1}, new double[] {1, 1, 2})))
                .counts();
        assertEquals(1, counts.most());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void countsAgreeWithCountingAtAnyMoment(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Lane> lanes = new ArrayList<>();
        List<double[]> all = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            double from = random.nextInt(20);
            double begun = from + random.nextInt(5);
            double[] span = {from, begun, begun + 1 + random.nextInt(6)};
            all.add(span);
            lanes.add(lane(span));
        }
        Counts counts = TimelineRow.of(List.of(), lanes).counts();
        for (double moment = 0.5; moment < 35; moment++) {
            double at = moment;
            int step = counts.stepAt(moment);
            long waiting = all.stream().filter(s -> s[0] <= at && at < s[1]).count();
            long served = all.stream().filter(s -> s[1] <= at && at < s[2]).count();
            assertEquals(waiting, step < 0 ? 0 : counts.waiting()[step], "waiting at " + at);
            assertEquals(served, step < 0 ? 0 : counts.served()[step], "served at " + at);
        }
    }

    @Test
    void aPointerFindsTheRequestInItsLaneAndTheStateBelow() {
        TimelineRow row = TimelineRow.of(
                List.of(new TimelineRow.State(TimelineRow.Kind.READY, 0, 100, "", false)),
                List.of(lane(new double[] {10, 20, 30}), lane(new double[] {12, 20, 40})));
        XYPlot plot = plot();
        TimelineRows rows = new TimelineRows(List.of(row), List.of(), ChartStyle.LIGHT);
        Rectangle2D area = new Rectangle2D.Double(0, 0, 1000, 100);
        RowRoom room = RowRoom.of(new Pixels(plot, area, plot.getDomainAxis(), plot.getRangeAxis()), 0, 2);
        assertEquals(
                Optional.of(new Found.Span(0, 1, 0)), rows.at(150, room.barTop(1) + 1, plot, area), "the upper lane");
        assertEquals(Optional.of(new Found.Span(0, 0, 0)), rows.at(150, room.barTop(0) + 1, plot, area));
        assertEquals(Optional.empty(), rows.at(600, room.barTop(0) + 1, plot, area));
        assertEquals(Optional.of(new Found.State(0, 0)), rows.at(600, room.stateTop() + 2, plot, area));
    }

    @Test
    void whereLanesHaveNoRoomAPointerFindsHowManyThereAre() {
        List<Lane> lanes = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            lanes.add(lane(new double[] {10, 20, 30}));
        }
        TimelineRows rows = new TimelineRows(List.of(TimelineRow.of(List.of(), lanes)), List.of(), ChartStyle.LIGHT);
        Optional<Found> found = rows.at(250, 40, plot(), new Rectangle2D.Double(0, 0, 1000, 100));
        assertTrue(found.isPresent() && found.get() instanceof Found.Count c && c.served() == 60, found.toString());
    }

    private static XYPlot plot() {
        RoundAxis time = RoundAxis.ofTime();
        time.setRange(0, 100);
        return Plots.create(
                ChartStyle.LIGHT, time, new NamesAxis(List.of(new NamesAxis.Row("chat", "")), ChartStyle.LIGHT));
    }
}
