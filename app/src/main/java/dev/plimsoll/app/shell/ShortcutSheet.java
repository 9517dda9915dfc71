package dev.plimsoll.app.shell;

import dev.plimsoll.app.services.Texts;
import dev.plimsoll.app.session.Action;
import dev.plimsoll.app.session.Actions;
import dev.plimsoll.app.widgets.Keys;
import java.util.LinkedHashMap;
import java.util.Map;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** Every action that has a key, by group. Made from the registry. */
final class ShortcutSheet extends VBox {
    ShortcutSheet(Actions actions) {
        setId("shortcuts");
        getStyleClass().addAll("palette", "sheet");
        setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
        Label title = new Label(Texts.of("help.shortcuts"));
        title.getStyleClass().add("pl-page-title");
        Map<String, VBox> groups = new LinkedHashMap<>();
        for (Action action : actions.all()) {
            String shortcut = action.shortcut();
            if (shortcut != null) {
                groups.computeIfAbsent(action.group(), ShortcutSheet::group)
                        .getChildren()
                        .add(row(action.text(), shortcut));
            }
        }
        VBox left = new VBox();
        VBox right = new VBox();
        int rows =
                groups.values().stream().mapToInt(g -> g.getChildren().size()).sum();
        int placed = 0;
        for (VBox group : groups.values()) {
            (2 * placed < rows ? left : right).getChildren().add(group);
            placed += group.getChildren().size();
        }
        left.getStyleClass().add("sheet-groups");
        right.getStyleClass().add("sheet-groups");
        getChildren().addAll(title, new HBox(32, left, right));
    }

    private static VBox group(String name) {
        Label head = new Label(name);
        head.getStyleClass().add("pl-card-title");
        VBox group = new VBox(head);
        group.getStyleClass().add("sheet-group");
        return group;
    }

    private static HBox row(String text, String shortcut) {
        Label label = new Label(text);
        label.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(label, Priority.ALWAYS);
        HBox row = new HBox(4, label);
        row.setAlignment(Pos.CENTER_LEFT);
        for (String part : Keys.parts(shortcut)) {
            row.getChildren().add(Keys.cap(part));
        }
        return row;
    }
}
