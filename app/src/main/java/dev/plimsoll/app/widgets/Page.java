package dev.plimsoll.app.widgets;

import dev.plimsoll.app.session.PageId;
import javafx.scene.Parent;
import org.jspecify.annotations.Nullable;

/**
 * One page of the window. Made once, at its first show, from a {@link dev.plimsoll.app.session.Workbench}; then shown and hidden.
 *
 * <p>A page whose view needs its own stylesheet adds it to {@code view().getStylesheets()}. JavaFX thread.
 */
public interface Page {
    /** Which page it is. */
    PageId id();

    /** What it looks like; always the same node. */
    Parent view();

    /**
     * It is in the window now.
     *
     * @param argument what to show: an item's id ({@code String}), a run folder ({@code Path}), or null for the page as it was left
     */
    void shown(@Nullable Object argument);

    /** It is not in the window any more: nothing is drawn and nothing polled until it is shown again. */
    void hidden();

    /** It will never be shown again. */
    default void dispose() {}
}
