package dev.plimsoll.charts.viewer;

import dev.plimsoll.charts.run.HoverPoint;
import java.util.Optional;
import java.util.OptionalDouble;
import javafx.scene.Cursor;
import javafx.scene.Node;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.ContextMenuEvent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import org.jspecify.annotations.Nullable;

/** Mouse and keyboard of a pane. Buttons are remembered from the press, because not every platform tells them while dragging. */
final class ChartGestures {
    /** Less than this is a click with an unsteady hand, px. */
    private static final double LEAST_DRAG = 5;
    /** Zoom per unit of wheel, so that one notch of 40 units is about a quarter. */
    private static final double PER_UNIT = 0.007;
    /** A range is never zoomed below this share of the whole. */
    private static final double LEAST_SHARE = 1e-4;
    /** Zoom of one key press. */
    private static final double KEY_ZOOM = 0.7;

    private enum Drag {
        NONE,
        ZOOM,
        PAN
    }

    private final ChartPane pane;
    private Drag drag = Drag.NONE;
    private boolean moved;
    private boolean space;
    private double pressX;
    private @Nullable XRange pressRange;
    private int gesture;

    ChartGestures(ChartPane pane) {
        this.pane = pane;
    }

    void install() {
        pane.addEventHandler(MouseEvent.MOUSE_MOVED, e -> pane.pointer(e.getX(), e.getY()));
        pane.addEventHandler(MouseEvent.MOUSE_EXITED, e -> pane.pointer(Double.NaN, Double.NaN));
        pane.addEventHandler(MouseEvent.MOUSE_PRESSED, this::pressed);
        pane.addEventHandler(MouseEvent.MOUSE_DRAGGED, this::dragged);
        pane.addEventHandler(MouseEvent.MOUSE_RELEASED, this::released);
        pane.addEventHandler(MouseEvent.MOUSE_CLICKED, this::clicked);
        pane.addEventHandler(ScrollEvent.SCROLL, this::scrolled);
        pane.addEventHandler(KeyEvent.KEY_PRESSED, this::keyPressed);
        pane.addEventHandler(KeyEvent.KEY_RELEASED, this::keyReleased);
        pane.addEventHandler(ContextMenuEvent.CONTEXT_MENU_REQUESTED, this::menu);
    }

    private void pressed(MouseEvent e) {
        Optional<Drawing> drawing = pane.drawing().filter(d -> d.contains(e.getX(), e.getY()));
        if (drawing.isEmpty()) {
            return;
        }
        pane.requestFocus();
        boolean primary = e.getButton() == MouseButton.PRIMARY;
        boolean middle = e.getButton() == MouseButton.MIDDLE;
        drag = !drawing.get().zooms()
                ? Drag.NONE
                : middle || (primary && space) ? Drag.PAN : primary ? Drag.ZOOM : Drag.NONE;
        moved = false;
        pressX = e.getX();
        pressRange = drawing.get().shown();
        gesture++;
        e.consume();
    }

    private void dragged(MouseEvent e) {
        Drawing drawing = pane.drawing().orElse(null);
        XRange start = pressRange;
        XRange limits = pane.full().orElse(null);
        if (drag == Drag.NONE || drawing == null || start == null || limits == null) {
            return;
        }
        moved |= Math.abs(e.getX() - pressX) >= LEAST_DRAG;
        if (!moved) {
            return;
        }
        if (drag == Drag.PAN) {
            pane.setCursor(Cursor.CLOSED_HAND);
            double perPixel = start.length() / drawing.area().getWidth();
            show(start.moved((pressX - e.getX()) * perPixel, limits), "pan " + gesture);
        } else {
            pane.pointer(Double.NaN, Double.NaN);
            pane.dragging(between(drawing, pressX, e.getX()));
        }
        e.consume();
    }

    private void released(MouseEvent e) {
        Drag was = drag;
        drag = Drag.NONE;
        pane.setCursor(null);
        Drawing drawing = pane.drawing().orElse(null);
        if (was == Drag.ZOOM && moved && drawing != null) {
            pane.dragging(Optional.empty());
            between(drawing, pressX, e.getX()).ifPresent(pane::pick);
            e.consume();
        }
    }

    private void clicked(MouseEvent e) {
        if (e.getButton() != MouseButton.PRIMARY || moved) {
            return;
        }
        if (e.getClickCount() == 2) {
            pane.reset();
        } else if (e.getClickCount() == 1) {
            pane.click(e.getX(), e.getY());
        }
        e.consume();
    }

    private void scrolled(ScrollEvent e) {
        Drawing drawing =
                pane.drawing().filter(d -> d.contains(e.getX(), e.getY())).orElse(null);
        XRange limits = pane.full().orElse(null);
        if (drawing == null || limits == null || e.isInertia() || !drawing.zooms()) {
            return;
        }
        if (!pane.isFocused() && !e.isShortcutDown() && pageScrolls()) {
            // A wheel that turns a page must not get stuck in the chart that comes under the pointer; a click takes it
            // in.
            return;
        }
        boolean all = pane.group().zoom().isEmpty();
        if (all && (e.getDeltaY() < 0 || e.getDeltaY() == 0)) {
            // Nothing to zoom out of: the page may scroll.
            return;
        }
        XRange now = drawing.shown();
        if (e.getDeltaY() != 0) {
            zoom(drawing.valueAt(e.getX()), Math.exp(-e.getDeltaY() * PER_UNIT), now, limits);
        } else {
            double perPixel = now.length() / drawing.area().getWidth();
            show(now.moved(-e.getDeltaX() * perPixel, limits), "wheel");
        }
        e.consume();
    }

    /** Whether the pane lies in a page that is longer than its window. */
    private boolean pageScrolls() {
        for (Node at = pane.getParent(); at != null; at = at.getParent()) {
            if (at instanceof ScrollPane scroll
                    && scroll.getContent() != null
                    && scroll.getContent().getLayoutBounds().getHeight()
                            > scroll.getViewportBounds().getHeight() + 1) {
                return true;
            }
        }
        return false;
    }

    private boolean zoom(Drawing drawing, double around, double factor, XRange now, XRange limits) {
        if (drawing.zooms()) {
            zoom(around, factor, now, limits);
        }
        return drawing.zooms();
    }

    private void zoom(double around, double factor, XRange now, XRange limits) {
        if (now.length() * factor >= limits.length()) {
            pane.group().zoom(Optional.empty(), "wheel");
        } else if (now.length() * factor >= limits.length() * LEAST_SHARE) {
            show(now.scaled(around, factor, limits), "wheel");
        }
    }

    private void show(XRange range, String what) {
        pane.group().zoom(Optional.of(range), what);
    }

    private void keyPressed(KeyEvent e) {
        Drawing drawing = pane.drawing().orElse(null);
        XRange limits = pane.full().orElse(null);
        if (drawing == null || limits == null || e.isShortcutDown() || e.isAltDown()) {
            return;
        }
        XRange now = drawing.shown();
        double middle = pane.group().crosshair().orElse((now.from() + now.to()) / 2);
        boolean used = true;
        switch (e.getCode()) {
            case SPACE -> space = true;
            case BACK_SPACE -> pane.group().back();
            case ESCAPE, DIGIT0, NUMPAD0 -> used = escape(e.getCode());
            case PLUS, ADD, EQUALS -> used = zoom(drawing, middle, KEY_ZOOM, now, limits);
            case MINUS, SUBTRACT -> used = zoom(drawing, middle, 1 / KEY_ZOOM, now, limits);
            case LEFT -> step(drawing, -1, now.to());
            case RIGHT -> step(drawing, 1, now.from());
            case CONTEXT_MENU -> pane.openMenu();
            default -> used = false;
        }
        if (used) {
            e.consume();
        }
    }

    /** Escape with nothing to undo is left to whoever else wants it. */
    private boolean escape(KeyCode code) {
        boolean something =
                pane.group().zoom().isPresent() || pane.group().highlight().isPresent();
        pane.reset();
        return something || code != KeyCode.ESCAPE;
    }

    private void step(Drawing drawing, int direction, double start) {
        double from = pane.group().crosshair().orElse(start - direction * 1e-6);
        Optional<HoverPoint> next = drawing.next(from, direction);
        next.ifPresent(p -> pane.group().point(OptionalDouble.of(p.x())));
    }

    private void keyReleased(KeyEvent e) {
        if (e.getCode() == KeyCode.SPACE) {
            space = false;
        }
    }

    private void menu(ContextMenuEvent e) {
        ContextMenu menu = pane.contextMenu();
        menu.show(pane, e.getScreenX(), e.getScreenY());
        e.consume();
    }

    private static Optional<XRange> between(Drawing drawing, double a, double b) {
        double from = drawing.valueAt(Math.min(a, b));
        double to = drawing.valueAt(Math.max(a, b));
        return from < to ? Optional.of(new XRange(from, to)) : Optional.empty();
    }
}
