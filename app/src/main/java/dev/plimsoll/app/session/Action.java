package dev.plimsoll.app.session;

import javafx.beans.value.ObservableBooleanValue;
import org.jspecify.annotations.Nullable;

/**
 * One thing a person can do.
 *
 * @param id stable name: {@code workspace.save}
 * @param text imperative: {@code Save}; ends with {@code …} where a question follows
 * @param icon name of an icon, or null
 * @param shortcut as JavaFX writes key combinations, {@code Shortcut+S}, or null
 * @param group heading it stands under in the palette and the shortcut sheet: {@code File}
 * @param enabled whether it can be done now
 * @param run does it
 */
public record Action(
        String id,
        String text,
        @Nullable String icon,
        @Nullable String shortcut,
        String group,
        ObservableBooleanValue enabled,
        Runnable run) {
    /** Does it, if it can be done now. */
    public void fire() {
        if (enabled.get()) {
            run.run();
        }
    }
}
