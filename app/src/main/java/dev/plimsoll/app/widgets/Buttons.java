package dev.plimsoll.app.widgets;

import javafx.geometry.Side;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.Tooltip;

/** Buttons as the house has them. The one primary button of a window is Run or Stop in the header; pages use {@link #plain}. */
public final class Buttons {
    private Buttons() {}

    /** Text alone. */
    public static Button plain(String id, String text, Runnable run) {
        Button button = new Button(text);
        button.setId(id);
        button.setMinWidth(Button.USE_PREF_SIZE);
        button.setOnAction(_ -> run.run());
        return button;
    }

    /** Icon and text. */
    public static Button plain(String id, String text, String icon, Runnable run) {
        Button button = plain(id, text, run);
        button.setGraphic(Icons.of(icon, 14));
        return button;
    }

    /** Filled with the accent, for the one action of an empty state. */
    public static Button primary(String id, String text, String icon, Runnable run) {
        Button button = plain(id, text, icon, run);
        button.getStyleClass().add("accent");
        return button;
    }

    /** Text in the accent without a frame, for what is rarely pressed: {@code Revert}, {@code Copy}. */
    public static Button link(String id, String text, Runnable run) {
        Button button = plain(id, text, run);
        button.getStyleClass().addAll("flat", "accent", "pl-link");
        return button;
    }

    /** A square with an icon; its name is its tooltip and is read out. */
    public static Button icon(String id, String icon, String name, Runnable run) {
        Button button = new Button("", Icons.of(icon, 16));
        button.setId(id);
        button.getStyleClass().addAll("button-icon", "pl-icon-button");
        button.setTooltip(new Tooltip(name));
        button.setAccessibleText(name);
        button.setOnAction(_ -> run.run());
        return button;
    }

    /** A square with an icon that opens a menu, at a press, a key or a right click. */
    public static Button menu(String id, String icon, String name, MenuItem... items) {
        ContextMenu menu = new ContextMenu(items);
        Button button = icon(id, icon, name, () -> {});
        button.setContextMenu(menu);
        button.setOnAction(_ -> menu.show(button, Side.BOTTOM, 0, 4));
        return button;
    }

    /** An entry of a {@link #menu}. */
    public static MenuItem item(String id, String text, Runnable run) {
        MenuItem item = new MenuItem(text);
        item.setId(id);
        item.setOnAction(_ -> run.run());
        return item;
    }
}
