package dev.plimsoll.app.shell;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;

/** What lies above the window: one or more layers, each over a scrim. Escape, or a click beside it, closes the topmost. */
final class Layers extends StackPane {
    private final Deque<Layer> open = new ArrayDeque<>();

    /** One layer, and where the keyboard was before it opened. */
    private record Layer(
            Node node,
            Region scrim,
            Runnable onClose,
            @Nullable Node focusBefore) {}

    Layers() {
        setPickOnBounds(false);
        setId("layers");
        addEventFilter(KeyEvent.KEY_PRESSED, e -> {
            if (e.getCode() == KeyCode.ESCAPE && !open.isEmpty()) {
                e.consume();
                closeTop();
            }
        });
    }

    boolean isOpen() {
        return !open.isEmpty();
    }

    boolean shows(Node node) {
        return open.stream().anyMatch(l -> l.node() == node);
    }

    /**
     * Opens a layer.
     *
     * @param dim whether the window behind it is darkened; otherwise it only takes the clicks
     * @param onClose called however it closes
     */
    void open(Node node, Pos position, boolean dim, Runnable onClose) {
        Scene scene = getScene();
        Region scrim = new Region();
        scrim.getStyleClass().add(dim ? "scrim" : "clear-scrim");
        scrim.setOnMousePressed(_ -> close(node));
        StackPane.setAlignment(node, position);
        open.push(new Layer(node, scrim, onClose, scene == null ? null : scene.getFocusOwner()));
        getChildren().addAll(scrim, node);
    }

    void close(Node node) {
        open.stream().filter(l -> l.node() == node).findFirst().ifPresent(this::close);
    }

    private void closeTop() {
        close(Objects.requireNonNull(open.peek()));
    }

    private void close(Layer layer) {
        open.remove(layer);
        getChildren().removeAll(layer.scrim(), layer.node());
        if (layer.focusBefore() != null) {
            layer.focusBefore().requestFocus();
        }
        layer.onClose().run();
    }
}
