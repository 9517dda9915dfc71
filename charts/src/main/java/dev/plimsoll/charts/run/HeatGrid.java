package dev.plimsoll.charts.run;

import dev.plimsoll.charts.plot.DecadeAxis;
import dev.plimsoll.charts.plot.HeatCells;
import dev.plimsoll.charts.style.ChartStyle;
import dev.plimsoll.engine.metrics.LiveCells;
import java.util.ArrayList;
import java.util.List;

/** Distributions side by side in time, as the cells of a heat map. One thread while it is filled. */
public final class HeatGrid {
    private final List<HeatCells.Cell> cells = new ArrayList<>();
    private int first = LiveCells.CELLS;
    private int last = -1;

    /** A column of cells: what came between two instants. */
    public void column(double from, double to, List<LiveCells> distributions) {
        long[] counts = new long[LiveCells.CELLS];
        for (LiveCells distribution : distributions) {
            for (int i = 0; i < distribution.counts().length; i++) {
                counts[distribution.first() + i] += distribution.counts()[i];
            }
        }
        for (int cell = 0; cell < counts.length; cell++) {
            if (counts[cell] > 0) {
                first = Math.min(first, cell);
                last = Math.max(last, cell);
                cells.add(
                        new HeatCells.Cell(from, to, LiveCells.edgeMs(cell), LiveCells.edgeMs(cell + 1), counts[cell]));
            }
        }
    }

    /** Whether nothing lies in it. */
    public boolean isEmpty() {
        return cells.isEmpty();
    }

    /** What to draw. */
    public HeatCells mark(ChartStyle style) {
        return new HeatCells(cells, style);
    }

    /** An axis that holds every cell; a usual one where there is none. */
    public DecadeAxis axis() {
        return last < 0
                ? new DecadeAxis(null, 100, 10_000)
                : new DecadeAxis(null, LiveCells.edgeMs(first), LiveCells.edgeMs(last + 1));
    }
}
