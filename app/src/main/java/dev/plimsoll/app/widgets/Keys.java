package dev.plimsoll.app.widgets;

import java.util.Locale;
import java.util.stream.Stream;
import javafx.scene.control.Label;

/** Key combinations as people write them. */
public final class Keys {
    private static final boolean MAC =
            System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("mac");

    private Keys() {}

    /** {@code Shortcut+Shift+P} to the keys on this system's keyboard: {@code Ctrl}, {@code Shift}, {@code P}. */
    public static String[] parts(String shortcut) {
        return Stream.of(shortcut.split("\\+")).map(Keys::key).toArray(String[]::new);
    }

    /** {@code Ctrl Shift P}. */
    public static String shown(String shortcut) {
        return String.join(" ", parts(shortcut));
    }

    /** A small key cap with that text. */
    public static Label cap(String text) {
        Label cap = new Label(text);
        cap.getStyleClass().add("pl-key");
        cap.setMinWidth(Label.USE_PREF_SIZE);
        return cap;
    }

    private static String key(String part) {
        return switch (part) {
            case "Shortcut" -> MAC ? "⌘" : "Ctrl";
            case "Enter" -> "↵";
            case "Period" -> ".";
            case "Comma" -> ",";
            case "Slash" -> "/";
            case "Left" -> "←";
            case "Right" -> "→";
            default -> part;
        };
    }
}
