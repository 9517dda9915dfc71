package dev.plimsoll.charts.viewer;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What panes with the same x axis share: the zoom with its history, the crosshair, the range picked by the user and what another view
 * asked to stand out. Scene-free; JavaFX application thread.
 */
public final class ChartGroup {
    private static final int MOST_STEPS = 20;

    private final List<Runnable> listeners = new ArrayList<>();
    private final Deque<Optional<XRange>> history = new ArrayDeque<>();
    private Optional<XRange> zoom = Optional.empty();
    private String lastGesture = "";
    private OptionalDouble crosshair = OptionalDouble.empty();
    private Optional<XRange> highlight = Optional.empty();

    /** The zoomed range, or empty where each chart shows all of its own. */
    public Optional<XRange> zoom() {
        return zoom;
    }

    /** Where the pointer is, or empty. */
    public OptionalDouble crosshair() {
        return crosshair;
    }

    /** The range that stands out, or empty. */
    public Optional<XRange> highlight() {
        return highlight;
    }

    /** Whether {@link #back} has anywhere to go. */
    public boolean canGoBack() {
        return !history.isEmpty();
    }

    /** Zooms; one step of the history. */
    public void zoomTo(XRange range) {
        zoom(Optional.of(range), "");
    }

    /** Zooms as part of a gesture: steps of the same gesture in a row are one step of the history. */
    void zoom(Optional<XRange> range, String gesture) {
        if (range.equals(zoom)) {
            return;
        }
        if (gesture.isEmpty() || !gesture.equals(lastGesture)) {
            history.push(zoom);
            if (history.size() > MOST_STEPS) {
                history.removeLast();
            }
        }
        lastGesture = gesture;
        zoom = range;
        changed();
    }

    /** Shows all again and forgets the history. */
    public void reset() {
        history.clear();
        lastGesture = "";
        zoom = Optional.empty();
        changed();
    }

    /** The zoom before the last one. */
    public void back() {
        if (!history.isEmpty()) {
            zoom = history.pop();
            lastGesture = "";
            changed();
        }
    }

    /** Shows the crosshair at a value in every pane, or nowhere. */
    public void point(OptionalDouble x) {
        if (!x.equals(crosshair)) {
            crosshair = x;
            changed();
        }
    }

    /** Lets a range stand out in every pane, or none. */
    public void highlightRange(Optional<XRange> range) {
        if (!range.equals(highlight)) {
            highlight = range;
            changed();
        }
    }

    void join(Runnable listener) {
        listeners.add(listener);
    }

    void leave(Runnable listener) {
        listeners.remove(listener);
    }

    private void changed() {
        List.copyOf(listeners).forEach(Runnable::run);
    }
}
