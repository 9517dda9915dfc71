package dev.plimsoll.charts.plot;

import java.util.List;
import org.jfree.data.Range;
import org.jfree.data.xy.AbstractXYDataset;

/**
 * Series for JFreeChart. The series never change; what JFreeChart sees of a long one is thinned to the columns on which it is drawn, which
 * the renderer says before it draws ({@link #fitLines}, {@link #fitBand}). Belongs to its chart's thread.
 */
@SuppressWarnings("serial") // JFreeChart's base class is serialisable, a chart here never is
public final class SeriesDataset extends AbstractXYDataset {
    private static final long serialVersionUID = 1L;
    /** Most points of one series that are drawn: two a column. */
    public static final int MOST_POINTS = 1000;

    private final transient List<Series> series;
    private transient List<Pyramid> pyramids;
    private int mostPoints = MOST_POINTS;
    private transient List<Series> shown;

    /** A dataset of these series, in this order. Long ones are read through once: not on a thread that draws. */
    public SeriesDataset(List<Series> series) {
        this.series = List.copyOf(series);
        this.pyramids = pyramids();
        this.shown = this.series;
    }

    private List<Pyramid> pyramids() {
        boolean all = series.stream().allMatch(s -> s.size() <= mostPoints);
        return all ? List.of() : series.stream().map(Pyramid::new).toList();
    }

    /** Draws fewer points of each series: at least 2, at most {@value #MOST_POINTS}. Before it is drawn. */
    public void drawAtMost(int points) {
        mostPoints = Math.clamp(points, 2, MOST_POINTS);
        pyramids = pyramids();
    }

    /** The series, whole. */
    public List<Series> series() {
        return series;
    }

    /** What is drawn of them. */
    public List<Series> shown() {
        return shown;
    }

    /** Thins each series to the extremes of each column. */
    void fitLines(Range range, double width) {
        if (!pyramids.isEmpty()) {
            int columns = columns(width);
            shown = pyramids.stream()
                    .map(p -> p.shown(range.getLowerBound(), range.getUpperBound(), columns))
                    .toList();
        }
    }

    /** Thins the two edges of a band: of the first series the smallest, of the second the largest value of each column. */
    void fitBand(Range range, double width) {
        if (!pyramids.isEmpty()) {
            int columns = columns(width);
            shown = List.of(
                    pyramids.getFirst().envelope(range.getLowerBound(), range.getUpperBound(), columns)[0],
                    pyramids.getLast().envelope(range.getLowerBound(), range.getUpperBound(), columns)[1]);
        }
    }

    private int columns(double width) {
        return Math.clamp((long) width, 1, mostPoints / 2);
    }

    @Override
    public int getSeriesCount() {
        return shown.size();
    }

    @Override
    public String getSeriesKey(int index) {
        return shown.get(index).name();
    }

    @Override
    public int getItemCount(int index) {
        return shown.get(index).size();
    }

    @Override
    public Number getX(int index, int item) {
        return getXValue(index, item);
    }

    @Override
    public Number getY(int index, int item) {
        return getYValue(index, item);
    }

    @Override
    public double getXValue(int index, int item) {
        return shown.get(index).x()[item];
    }

    @Override
    public double getYValue(int index, int item) {
        return shown.get(index).y()[item];
    }
}
