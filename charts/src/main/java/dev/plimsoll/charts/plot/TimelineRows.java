package dev.plimsoll.charts.plot;

import dev.plimsoll.charts.plot.TimelineRow.Lane;
import dev.plimsoll.charts.style.ChartStyle;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.Optional;
import org.jfree.chart.plot.XYPlot;

/**
 * Rows of a timeline: states as bars below, requests in lanes above, waiting as a line and served as a bar. What is narrower than a pixel
 * is drawn as one; what shares its pixels is drawn once. Where lanes would be too thin, a row shows how many overlap instead.
 */
@SuppressWarnings("serial") // JFreeChart's annotations are serialisable, a chart here never is
public final class TimelineRows extends Mark {
    private static final long serialVersionUID = 1L;

    private final transient List<TimelineRow> rows;
    private final transient List<Swap> swaps;
    private final transient ChartStyle style;

    /**
     * One row made room for another.
     *
     * @param at when, s of run time
     * @param from index of the row that had to go
     * @param to index of the row it went for
     */
    public record Swap(double at, int from, int to) {}

    /** What lies at a place. */
    public sealed interface Found {
        /** A span of a row. */
        record Span(int row, int lane, int item) implements Found {}

        /** A state of a row. */
        record State(int row, int state) implements Found {}

        /** A moment of a row that shows how many overlap. */
        record Count(int row, double at, int waiting, int served) implements Found {}
    }

    /** Rows from top to bottom, as those of the plot's {@link NamesAxis}. */
    public TimelineRows(List<TimelineRow> rows, List<Swap> swaps, ChartStyle style) {
        this.rows = List.copyOf(rows);
        this.swaps = List.copyOf(swaps);
        this.style = style;
    }

    /** The rows. */
    public List<TimelineRow> rows() {
        return rows;
    }

    /** Which row made room for which. */
    public List<Swap> swaps() {
        return swaps;
    }

    @Override
    void draw(Graphics2D g2, Pixels at) {
        TimeScale time = new TimeScale(at);
        SwapLines.draw(g2, swaps, rows.size(), at, time, style);
        for (int i = 0; i < rows.size(); i++) {
            TimelineRow row = rows.get(i);
            RowRoom room = room(at, i);
            StateBars.draw(g2, row.states(), room, time, style);
            if (room.inLanes()) {
                RequestBars bars = new RequestBars(g2, room, time, style);
                row.lanes().forEach(bars::add);
                bars.draw();
            } else {
                RequestCounts.draw(g2, row.counts(), room, time, style);
            }
        }
    }

    private RowRoom room(Pixels at, int row) {
        return RowRoom.of(at, row, rows.get(row).lanes().size());
    }

    /** What is drawn at a place of a plot that was drawn into an area, or nothing. */
    public Optional<Found> at(double px, double py, XYPlot plot, Rectangle2D area) {
        Pixels at = new Pixels(plot, area, plot.getDomainAxis(), plot.getRangeAxis());
        TimeScale time = new TimeScale(at);
        int row = RowRoom.names(at).rowAt(plot.getRangeAxis().java2DToValue(py, area, plot.getRangeAxisEdge()));
        if (row < 0) {
            return Optional.empty();
        }
        RowRoom room = room(at, row);
        TimelineRow drawn = rows.get(row);
        if (py >= room.stateTop() - 1) {
            return state(row, drawn, time, px);
        }
        if (!room.inLanes()) {
            double moment = time.moment(px);
            int step = drawn.counts().stepAt(moment);
            return step < 0
                    ? Optional.empty()
                    : Optional.of(new Found.Count(
                            row,
                            moment,
                            drawn.counts().waiting()[step],
                            drawn.counts().served()[step]));
        }
        int lane = room.lane(py);
        return lane < 0 || lane >= drawn.lanes().size()
                ? Optional.empty()
                : span(drawn.lanes().get(lane), time, px).map(item -> new Found.Span(row, lane, item));
    }

    private static Optional<Found> state(int row, TimelineRow drawn, TimeScale time, double px) {
        for (int i = 0; i < drawn.states().size(); i++) {
            TimelineRow.State state = drawn.states().get(i);
            if (time.x(state.from()) <= px + 1 && time.x(state.to()) >= px - 1) {
                return Optional.of(new Found.State(row, i));
            }
        }
        return Optional.empty();
    }

    /** The nearest span of a lane within a few pixels. */
    private static Optional<Integer> span(Lane lane, TimeScale time, double px) {
        double reach = 3;
        int best = -1;
        double least = reach;
        for (int i = lane.firstAfter(time.moment(px - reach));
                i < lane.size() && time.x(lane.from()[i]) <= px + reach;
                i++) {
            double far = Math.max(0, Math.max(time.x(lane.from()[i]) - px, px - time.x(lane.to()[i])));
            if (far < least) {
                least = far;
                best = i;
            }
        }
        return best < 0 ? Optional.empty() : Optional.of(best);
    }
}
