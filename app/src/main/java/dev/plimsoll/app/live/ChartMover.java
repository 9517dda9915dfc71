package dev.plimsoll.app.live;

import dev.plimsoll.charts.viewer.ChartPane;
import java.util.function.BiConsumer;
import java.util.function.Function;
import javafx.geometry.Point2D;
import javafx.scene.Cursor;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import org.jspecify.annotations.Nullable;

/** Arranges charts: by their title row with the mouse, by Ctrl+Shift and an arrow key with the keyboard. JavaFX thread. */
final class ChartMover {
    /** Height of the title row, px. */
    private static final double TITLE = 32;
    /** The menu at its right end, px. */
    private static final double MENU = 36;

    private static final double LEAST_DRAG = 8;
    private static final double FADED = 0.55;

    private final Function<Point2D, @Nullable ChartPane> at;
    private final BiConsumer<ChartPane, ChartPane> swap;
    private final BiConsumer<ChartPane, Integer> move;
    private @Nullable ChartPane held;
    private @Nullable ChartPane over;
    private double pressX;
    private double pressY;

    /**
     * For a grid.
     *
     * @param at the chart at a place of the scene, or null
     * @param swap two charts are to change places
     * @param move one is to change places with the next (1) or the one before (-1)
     */
    ChartMover(
            Function<Point2D, @Nullable ChartPane> at,
            BiConsumer<ChartPane, ChartPane> swap,
            BiConsumer<ChartPane, Integer> move) {
        this.at = at;
        this.swap = swap;
        this.move = move;
    }

    void install(ChartPane pane) {
        pane.setAccessibleHelp("Control, Shift and an arrow key move this chart.");
        pane.addEventFilter(MouseEvent.MOUSE_MOVED, e -> pane.setCursor(inTitle(pane, e) ? Cursor.OPEN_HAND : null));
        pane.addEventFilter(MouseEvent.MOUSE_PRESSED, e -> {
            held = e.getButton() == MouseButton.PRIMARY && inTitle(pane, e) ? pane : null;
            pressX = e.getSceneX();
            pressY = e.getSceneY();
        });
        pane.addEventFilter(MouseEvent.MOUSE_DRAGGED, e -> {
            if (held == pane && Math.hypot(e.getSceneX() - pressX, e.getSceneY() - pressY) >= LEAST_DRAG) {
                pane.setCursor(Cursor.CLOSED_HAND);
                over(at.apply(new Point2D(e.getSceneX(), e.getSceneY())));
                e.consume();
            }
        });
        pane.addEventFilter(MouseEvent.MOUSE_RELEASED, _ -> {
            ChartPane target = over;
            if (held == pane) {
                over(null);
                held = null;
                pane.setCursor(null);
                if (target != null) {
                    swap.accept(pane, target);
                }
            }
        });
        pane.addEventFilter(KeyEvent.KEY_PRESSED, e -> {
            boolean back = e.getCode() == KeyCode.LEFT || e.getCode() == KeyCode.UP;
            boolean forth = e.getCode() == KeyCode.RIGHT || e.getCode() == KeyCode.DOWN;
            if (e.isShortcutDown() && e.isShiftDown() && (back || forth)) {
                move.accept(pane, back ? -1 : 1);
                e.consume();
            }
        });
    }

    private void over(@Nullable ChartPane target) {
        ChartPane before = over;
        ChartPane now = target == held ? null : target;
        if (before != now) {
            if (before != null) {
                before.setOpacity(1);
            }
            if (now != null) {
                now.setOpacity(FADED);
            }
            over = now;
        }
    }

    private static boolean inTitle(ChartPane pane, MouseEvent e) {
        return e.getY() >= 0 && e.getY() < TITLE && e.getX() < pane.getWidth() - MENU;
    }
}
