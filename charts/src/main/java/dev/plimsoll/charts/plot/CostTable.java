package dev.plimsoll.charts.plot;

import dev.plimsoll.charts.style.ChartStyle;
import dev.plimsoll.charts.style.Fonts;
import dev.plimsoll.charts.style.Role;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A table whose cells are the warmer the larger their value: column heads in the first row of the plot's {@link NamesAxis}, cells in the
 * others. Columns are as wide as each other.
 */
@SuppressWarnings("serial") // JFreeChart's annotations are serialisable, a chart here never is
public final class CostTable extends Mark {
    private static final long serialVersionUID = 1L;
    private static final Font FONT = Fonts.regular(12);
    private static final Font HEAD = Fonts.medium(11);
    private static final double PADDING = 8;
    private static final double LEAST = 0.08;
    private static final double MOST = 0.5;

    /**
     * A cell.
     *
     * @param text what stands in it
     * @param value how warm it is; null for not at all
     */
    public record Cell(String text, @Nullable Double value) {}

    private final transient List<String> columns;
    private final transient List<List<Cell>> rows;
    private final double most;
    private final transient ChartStyle style;

    /** As many cells in each row as there are columns. */
    public CostTable(List<String> columns, List<List<Cell>> rows, ChartStyle style) {
        this.columns = List.copyOf(columns);
        this.rows = rows.stream().map(List::copyOf).toList();
        this.most = rows.stream()
                .flatMap(List::stream)
                .mapToDouble(c -> c.value() == null ? 0 : c.value())
                .max()
                .orElse(0);
        this.style = style;
    }

    /** The column heads. */
    public List<String> columns() {
        return columns;
    }

    /** The rows below the head. */
    public List<List<Cell>> rows() {
        return rows;
    }

    @Override
    void draw(Graphics2D g2, Pixels at) {
        if (columns.isEmpty()) {
            return;
        }
        double width = at.area().getWidth() / columns.size();
        NamesAxis names = RowRoom.names(at);
        double low = at.y(names.top(1));
        Font font = fitting(g2, width);
        ShortNames heads = new ShortNames(columns, text -> width(g2, HEAD, text), width - PADDING);
        for (int column = 0; column < columns.size(); column++) {
            double right = at.area().getMinX() + (column + 1) * width;
            String head = heads.fitting(columns.get(column));
            double x = right - PADDING - width(g2, HEAD, head);
            text(g2, HEAD, style.color(Role.MUTED), head, x, (at.y(0) + low) / 2 + HEAD.getSize2D() * 0.35);
            for (int row = 0; row < rows.size(); row++) {
                double top = at.y(names.top(row + 1));
                Rectangle2D box = new Rectangle2D.Double(right - width, top, width, at.y(names.top(row + 2)) - top);
                cell(g2, font, rows.get(row).get(column), box);
            }
        }
        g2.setPaint(style.color(Role.LINE));
        g2.setStroke(ChartStyle.HAIR);
        for (int row = 1; row <= rows.size(); row++) {
            double y = at.y(names.top(row));
            g2.draw(new Line2D.Double(at.area().getMinX(), y, at.area().getMaxX(), y));
        }
    }

    /** The font in which the widest cell fits a column. */
    private Font fitting(Graphics2D g2, double column) {
        double widest = rows.stream()
                .flatMap(List::stream)
                .mapToDouble(c -> width(g2, FONT, c.text))
                .max()
                .orElse(0);
        double room = 0.8 * column;
        return widest <= room ? FONT : FONT.deriveFont((float) (FONT.getSize2D() * room / widest));
    }

    private void cell(Graphics2D g2, Font font, Cell cell, Rectangle2D box) {
        if (cell.value != null && most > 0) {
            g2.setPaint(style.color(Role.S4, LEAST + (MOST - LEAST) * Math.sqrt(cell.value / most)));
            double left = Math.round(box.getMinX());
            double top = Math.round(box.getMinY());
            g2.fill(new Rectangle2D.Double(
                    left, top, Math.round(box.getMaxX()) - left, Math.round(box.getMaxY()) - top));
        }
        double x = box.getMaxX() - Math.min(PADDING, box.getWidth() * 0.1) - width(g2, font, cell.text);
        text(g2, font, style.color(Role.TEXT), cell.text, x, box.getCenterY() + font.getSize2D() * 0.35);
    }
}
