package dev.plimsoll.charts.viewer;

import javafx.beans.InvalidationListener;
import javafx.beans.Observable;
import javafx.beans.WeakInvalidationListener;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether a node can be seen: in a scene, no ancestor hidden, the window neither closed nor minimised. Where it cannot, asks to be
 * told once what stands in the way has changed, so that nobody has to poll.
 */
final class Showing {
    private final Node node;
    private final Runnable retry;
    private final InvalidationListener changed = this::changed;
    /** The node's ancestors outlive it; they must not hold it. */
    private final WeakInvalidationListener weak = new WeakInvalidationListener(changed);

    private @Nullable Observable obstacle;

    Showing(Node node, Runnable retry) {
        this.node = node;
        this.retry = retry;
    }

    /** Whether it can be seen now; where not, {@code retry} runs at the next change that may matter. */
    boolean now() {
        Observable found = find();
        if (found != obstacle) {
            if (obstacle != null) {
                obstacle.removeListener(weak);
            }
            obstacle = found;
            if (found != null) {
                found.addListener(weak);
            }
        }
        return found == null;
    }

    private @Nullable Observable find() {
        for (Node at = node; at != null; at = at.getParent()) {
            if (!at.isVisible()) {
                return at.visibleProperty();
            }
        }
        Scene scene = node.getScene();
        if (scene == null) {
            return node.sceneProperty();
        }
        Window window = scene.getWindow();
        if (window == null) {
            // A picture is being taken of a scene without a window.
            return null;
        }
        if (!window.isShowing()) {
            return window.showingProperty();
        }
        return window instanceof Stage stage && stage.isIconified() ? stage.iconifiedProperty() : null;
    }

    private void changed(Observable what) {
        retry.run();
    }
}
