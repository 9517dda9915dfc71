package dev.plimsoll.charts.viewer;

import dev.plimsoll.charts.run.HoverPoint;
import dev.plimsoll.charts.style.ChartStyle;
import dev.plimsoll.charts.style.Role;
import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.Optional;
import javafx.geometry.VPos;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.text.Font;
import javafx.scene.text.Text;
import org.jspecify.annotations.Nullable;

/** What changes with the pointer: drawn over the chart, so that a pointer that moves never draws the chart again. */
final class Overlay {
    private static final double RADIUS = 4;
    private static final double PADDING = 8;
    private static final double LINE = 16;
    private static final double OFFSET = 12;

    /**
     * What to draw.
     *
     * @param drawing the chart below
     * @param style its colours
     * @param crosshair abscissa of the crosshair, or null
     * @param hovered the point whose text is shown, or null
     * @param highlight range that stands out
     * @param stage stage that stands out, or {@link HoverPoint#NO_STAGE}
     * @param dragged range being dragged
     * @param focused whether the pane has the keyboard
     */
    record State(
            Drawing drawing,
            ChartStyle style,
            @Nullable Double crosshair,
            @Nullable HoverPoint hovered,
            Optional<XRange> highlight,
            int stage,
            Optional<XRange> dragged,
            boolean focused) {}

    private final Canvas canvas;
    private final Text measure = new Text();
    private boolean drawn;

    Overlay(Canvas canvas) {
        this.canvas = canvas;
    }

    void clear() {
        if (drawn) {
            canvas.getGraphicsContext2D().clearRect(0, 0, canvas.getWidth(), canvas.getHeight());
            drawn = false;
        }
    }

    void draw(State state) {
        clear();
        GraphicsContext gc = canvas.getGraphicsContext2D();
        Rectangle2D area = state.drawing.area();
        state.highlight.ifPresent(range -> band(gc, state, range));
        state.dragged.ifPresent(range -> band(gc, state, range));
        if (state.stage != HoverPoint.NO_STAGE) {
            stage(gc, state);
        }
        if (state.crosshair != null && state.drawing.shown().contains(state.crosshair)) {
            gc.setStroke(FxPaint.color(state.style.color(Role.MUTED)));
            gc.setLineWidth(1);
            double x = Math.floor(state.drawing.x(state.crosshair)) + 0.5;
            gc.strokeLine(x, area.getMinY(), x, area.getMaxY());
            drawn = true;
        }
        if (state.hovered != null) {
            // What is an area needs no dot to be seen.
            if (!Double.isNaN(state.hovered.y()) && state.drawing.view().finder() == null) {
                point(gc, state, state.hovered);
            }
            if (!state.hovered.lines().isEmpty()) {
                text(gc, state, state.hovered);
            }
        }
        if (state.focused) {
            gc.setStroke(FxPaint.color(state.style.color(Role.ACCENT)));
            gc.setLineWidth(2);
            gc.strokeRoundRect(1, 1, canvas.getWidth() - 2, canvas.getHeight() - 2, 12, 12);
            drawn = true;
        }
    }

    private void band(GraphicsContext gc, State state, XRange range) {
        XRange shown = state.drawing.shown();
        if (range.from() <= shown.from() && range.to() >= shown.to()) {
            // All that is shown stands out: nothing does.
            return;
        }
        Rectangle2D area = state.drawing.area();
        double from = Math.max(area.getMinX(), state.drawing.x(range.from()));
        double to = Math.min(area.getMaxX(), state.drawing.x(range.to()));
        if (to > from) {
            gc.setFill(FxPaint.color(state.style.color(Role.ACCENT, 0.12)));
            gc.fillRect(from, area.getMinY(), to - from, area.getHeight());
            gc.setFill(FxPaint.color(state.style.color(Role.ACCENT, 0.6)));
            gc.fillRect(Math.round(from), area.getMinY(), 1, area.getHeight());
            gc.fillRect(Math.round(to) - 1.0, area.getMinY(), 1, area.getHeight());
            drawn = true;
        }
    }

    private void stage(GraphicsContext gc, State state) {
        Optional<XRange> span = state.drawing.span(state.stage);
        if (span.isPresent()) {
            band(gc, state, span.get());
            return;
        }
        gc.setStroke(FxPaint.color(state.style.color(Role.ACCENT)));
        gc.setLineWidth(2);
        for (HoverPoint point : state.drawing.view().hover()) {
            if (point.stage() == state.stage && state.drawing.shown().contains(point.x())) {
                double r = RADIUS + 3;
                gc.strokeOval(state.drawing.x(point.x()) - r, state.drawing.y(point.y()) - r, 2 * r, 2 * r);
                drawn = true;
            }
        }
    }

    private void point(GraphicsContext gc, State state, HoverPoint point) {
        double x = state.drawing.x(point.x());
        double y = state.drawing.y(point.y());
        gc.setFill(FxPaint.color(state.style.color(Role.CARD)));
        gc.setStroke(FxPaint.color(state.style.color(Role.TEXT)));
        gc.setLineWidth(1.5);
        gc.fillOval(x - RADIUS, y - RADIUS, 2 * RADIUS, 2 * RADIUS);
        gc.strokeOval(x - RADIUS, y - RADIUS, 2 * RADIUS, 2 * RADIUS);
        drawn = true;
    }

    private void text(GraphicsContext gc, State state, HoverPoint point) {
        List<String> lines = point.lines();
        Font head = FxPaint.semibold(11);
        Font body = FxPaint.regular(11);
        double width = 0;
        for (int i = 0; i < lines.size(); i++) {
            measure.setFont(i == 0 ? head : body);
            measure.setText(lines.get(i));
            width = Math.max(width, measure.getLayoutBounds().getWidth());
        }
        double w = Math.ceil(width) + 2 * PADDING;
        double h = lines.size() * LINE + PADDING;
        double px = state.drawing.x(point.x());
        double right = px + OFFSET;
        double x = right + w <= canvas.getWidth() - 4 ? right : Math.max(4, px - OFFSET - w);
        boolean mark = Double.isNaN(point.y());
        double top = mark ? state.drawing.area().getMinY() : state.drawing.y(point.y()) - h / 2;
        double y = Math.clamp(top, 4, Math.max(4, canvas.getHeight() - h - 4));
        x = Math.round(x) + 0.5;
        y = Math.round(y) + 0.5;
        gc.setFill(FxPaint.color(state.style.color(Role.CARD)));
        gc.fillRoundRect(x, y, w, h, 8, 8);
        gc.setStroke(FxPaint.color(state.style.color(Role.BORDER)));
        gc.setLineWidth(1);
        gc.strokeRoundRect(x, y, w, h, 8, 8);
        gc.setFill(FxPaint.color(state.style.color(Role.TEXT)));
        gc.setTextBaseline(VPos.CENTER);
        for (int i = 0; i < lines.size(); i++) {
            gc.setFont(i == 0 ? head : body);
            gc.fillText(lines.get(i), x + PADDING, y + PADDING / 2 + LINE * (i + 0.5));
        }
        drawn = true;
    }
}
