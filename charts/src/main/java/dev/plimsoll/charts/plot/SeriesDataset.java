package dev.plimsoll.charts.plot;

import java.util.List;
import org.jfree.data.xy.AbstractXYDataset;

/** Series for JFreeChart. Never changes; a new state of the world is a new dataset. */
@SuppressWarnings("serial") // JFreeChart's base class is serialisable, a chart here never is
public final class SeriesDataset extends AbstractXYDataset {
    private static final long serialVersionUID = 1L;

    private final transient List<Series> series;

    /** A dataset of these series, in this order. */
    public SeriesDataset(List<Series> series) {
        this.series = List.copyOf(series);
    }

    /** The series. */
    public List<Series> series() {
        return series;
    }

    @Override
    public int getSeriesCount() {
        return series.size();
    }

    @Override
    public String getSeriesKey(int index) {
        return series.get(index).name();
    }

    @Override
    public int getItemCount(int index) {
        return series.get(index).size();
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
        return series.get(index).x()[item];
    }

    @Override
    public double getYValue(int index, int item) {
        return series.get(index).y()[item];
    }
}
