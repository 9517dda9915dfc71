package dev.plimsoll.app.widgets;

import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/** A small surface that floats over a page below what opened it; Escape, or a press elsewhere, closes it. */
public final class Popover extends Pane {
    private static final double GAP = 4;

    private final Pane over;
    private final Node anchor;
    private final Region content;
    private final @Nullable Node focusBefore;

    private Popover(Pane over, Node anchor, Region content) {
        this.over = over;
        this.anchor = anchor;
        this.content = content;
        Scene scene = anchor.getScene();
        focusBefore = scene == null ? null : scene.getFocusOwner();
        content.getStyleClass().add("pl-popover");
        getChildren().add(content);
        setPickOnBounds(true);
        setOnMousePressed(e -> {
            if (e.getTarget() == this) {
                close();
            }
        });
        addEventFilter(KeyEvent.KEY_PRESSED, e -> {
            if (e.getCode() == KeyCode.ESCAPE) {
                e.consume();
                close();
            }
        });
    }

    /**
     * Opens one, in place of any other over the same pane.
     *
     * @param over lets its children fill it, as a {@code StackPane} does
     * @param anchor below which it appears, kept within {@code over}
     */
    public static Popover open(Pane over, Node anchor, Region content) {
        over.getChildren().removeIf(Popover.class::isInstance);
        Popover popover = new Popover(over, anchor, content);
        over.getChildren().add(popover);
        content.requestFocus();
        return popover;
    }

    /** Takes it away; the keyboard goes back to where it was. */
    public void close() {
        over.getChildren().remove(this);
        if (focusBefore != null) {
            focusBefore.requestFocus();
        }
    }

    @Override
    protected void layoutChildren() {
        double width = Math.min(content.prefWidth(-1), getWidth());
        double height = Math.min(content.prefHeight(width), getHeight());
        Bounds at = sceneToLocal(anchor.localToScene(anchor.getLayoutBounds()));
        double x = Math.clamp(at.getMinX(), 0, Math.max(0, getWidth() - width));
        double y = Math.clamp(at.getMaxY() + GAP, 0, Math.max(0, getHeight() - height));
        content.resizeRelocate(snapPositionX(x), snapPositionY(y), width, height);
    }
}
