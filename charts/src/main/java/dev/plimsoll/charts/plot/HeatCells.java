package dev.plimsoll.charts.plot;

import dev.plimsoll.charts.style.ChartStyle;
import dev.plimsoll.charts.style.Role;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;

/**
 * A heat map: one hue in {@value #LEVELS} steps that grow like a square root, cells on whole pixels. Every cell of one step is filled
 * under one paint.
 */
@SuppressWarnings("serial") // JFreeChart's annotations are serialisable, a chart here never is
public final class HeatCells extends Mark {
    private static final long serialVersionUID = 1L;
    /** Steps of colour. */
    public static final int LEVELS = 7;

    private static final double LEAST = 0.10;

    /**
     * One cell, in data coordinates.
     *
     * @param x0 left
     * @param x1 right
     * @param y0 lower end
     * @param y1 upper end
     * @param count what lies in it, above 0
     */
    public record Cell(double x0, double x1, double y0, double y1, long count) {}

    private final transient List<Cell> cells;
    private final long most;
    private final transient ChartStyle style;

    /** Cells in any order. */
    public HeatCells(List<Cell> cells, ChartStyle style) {
        this.cells = List.copyOf(cells);
        this.most = cells.stream().mapToLong(Cell::count).max().orElse(1);
        this.style = style;
    }

    /** The cells. */
    public List<Cell> cells() {
        return cells;
    }

    /** The fullest cell. */
    public long most() {
        return most;
    }

    /** Opacity of a step, 0 to {@code LEVELS - 1}. */
    public static double opacity(int level) {
        return LEAST + (1 - LEAST) * level / (LEVELS - 1);
    }

    @Override
    void draw(Graphics2D g2, Pixels at) {
        List<List<Rectangle2D>> byLevel = new ArrayList<>();
        for (int i = 0; i < LEVELS; i++) {
            byLevel.add(new ArrayList<>());
        }
        Rectangle2D area = at.area();
        for (Cell cell : cells) {
            double left = Math.round(Math.max(area.getMinX(), at.x(cell.x0)));
            double right = Math.round(Math.min(area.getMaxX(), at.x(cell.x1)));
            double top = Math.round(Math.max(area.getMinY(), at.y(cell.y1)));
            double bottom = Math.round(Math.min(area.getMaxY(), at.y(cell.y0)));
            if (right > left && bottom > top) {
                // A pixel of the ground between rows keeps them apart.
                double height = bottom - top > 3 ? bottom - top - 1 : bottom - top;
                byLevel.get(level(cell.count)).add(new Rectangle2D.Double(left, top, right - left, height));
            }
        }
        for (int level = 0; level < LEVELS; level++) {
            g2.setPaint(style.color(Role.S1, opacity(level)));
            byLevel.get(level).forEach(g2::fill);
        }
    }

    private int level(long count) {
        return (int) Math.min(LEVELS - 1, Math.floor(Math.sqrt((double) count / most) * LEVELS));
    }
}
