package dev.plimsoll.app.widgets;

import java.util.Objects;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.scene.shape.Circle;
import org.jspecify.annotations.Nullable;

/**
 * A page of items: a column of 208 px with the items at the left, one of them at the right. In a compact window the column becomes a
 * drop-down above the content.
 */
public final class ListColumn extends BorderPane {
    private final String idPrefix;
    private final ObservableList<Item> items = FXCollections.observableArrayList();
    private final ObjectProperty<@Nullable String> selected = new SimpleObjectProperty<>();
    private final ListView<Item> list = new ListView<>(items);
    private final ComboBox<Item> drop = new ComboBox<>(items);
    private final VBox column;
    private final HBox strip;
    private final HBox columnHead;
    private final BooleanBinding compact = Widths.below(this, Widths.COMPACT);
    private final @Nullable Node add;
    private final Label stripTitle;
    private boolean selecting;

    /**
     * One item.
     *
     * @param id what {@link #selected} says
     * @param title its name
     * @param note the line below: {@code http · Llama-3.1-8B}
     * @param dot a small disc before it, hollow for MUTED, or null for none
     */
    public record Item(
            String id, String title, String note, @Nullable Tone dot) {}

    /**
     * A column.
     *
     * @param idPrefix the ids of its parts begin with it: {@code targets} makes {@code targets-list}, {@code targets-drop}
     * @param add the button that adds an item, or null
     */
    public ListColumn(String idPrefix, String title, @Nullable Node add) {
        this.idPrefix = idPrefix;
        this.add = add;
        list.setId(idPrefix + "-list");
        list.getStyleClass().add("pl-list");
        list.setCellFactory(_ -> new Cell());
        list.setFixedCellSize(52);
        list.setAccessibleText(title);
        VBox.setVgrow(list, Priority.ALWAYS);
        Label head = new Label(title);
        head.getStyleClass().add("pl-page-title");
        HBox.setHgrow(head, Priority.ALWAYS);
        head.setMaxWidth(Double.MAX_VALUE);
        columnHead = new HBox(head);
        columnHead.setAlignment(Pos.CENTER_LEFT);
        columnHead.getStyleClass().add("pl-list-head");
        column = new VBox(columnHead, list);
        column.getStyleClass().add("pl-list-column");
        drop.setId(idPrefix + "-drop");
        drop.setAccessibleText(title);
        drop.setButtonCell(new NameCell());
        drop.setCellFactory(_ -> new NameCell());
        drop.setMaxWidth(320);
        HBox.setHgrow(drop, Priority.ALWAYS);
        stripTitle = new Label(title);
        stripTitle.getStyleClass().add("pl-page-title");
        stripTitle.setMinWidth(Region.USE_PREF_SIZE);
        strip = new HBox(12, stripTitle, drop);
        strip.setAlignment(Pos.CENTER_LEFT);
        strip.getStyleClass().add("pl-list-strip");
        list.getSelectionModel().selectedItemProperty().addListener((_, _, item) -> chosen(item));
        drop.getSelectionModel().selectedItemProperty().addListener((_, _, item) -> chosen(item));
        selected.addListener(_ -> follow());
        items.addListener((javafx.collections.ListChangeListener<Item>) _ -> follow());
        compact.addListener(_ -> arrange());
        arrange();
    }

    /** The items; replace them with {@code setAll}, the selection stays with its id. */
    public ObservableList<Item> items() {
        return items;
    }

    /** Id of the selected item, or null; may be set. */
    public ObjectProperty<@Nullable String> selected() {
        return selected;
    }

    /** What is shown beside the column. */
    public void content(Node node) {
        setCenter(node);
    }

    /** The list, for keys and context menus. */
    public ListView<Item> list() {
        return list;
    }

    private void arrange() {
        columnHead.getChildren().remove(add);
        strip.getChildren().remove(add);
        boolean narrow = compact.get();
        if (add != null) {
            (narrow ? strip : columnHead).getChildren().add(add);
        }
        setLeft(narrow ? null : column);
        setTop(narrow ? strip : null);
    }

    private void chosen(@Nullable Item item) {
        if (!selecting && item != null) {
            selected.set(item.id());
        }
    }

    private void follow() {
        selecting = true;
        try {
            Item item = items.stream()
                    .filter(i -> Objects.equals(i.id(), selected.get()))
                    .findFirst()
                    .orElse(null);
            if (item == null) {
                list.getSelectionModel().clearSelection();
                drop.getSelectionModel().clearSelection();
            } else {
                list.getSelectionModel().select(item);
                drop.getSelectionModel().select(item);
            }
        } finally {
            selecting = false;
        }
    }

    private final class Cell extends ListCell<Item> {
        private final Label title = new Label();
        private final Label note = new Label();
        private final Circle dot = new Circle(4);
        private final HBox row;

        Cell() {
            title.getStyleClass().add("pl-list-title");
            note.getStyleClass().add("pl-list-note");
            dot.getStyleClass().add("pl-dot");
            StackPane place = new StackPane(dot);
            place.setAlignment(Pos.TOP_CENTER); // beside the name, not between the lines
            place.getStyleClass().add("pl-list-dot");
            VBox words = new VBox(title, note);
            words.setAlignment(Pos.CENTER_LEFT);
            words.setMinWidth(0);
            HBox.setHgrow(words, Priority.ALWAYS);
            row = new HBox(place, words);
            row.setAlignment(Pos.TOP_LEFT);
            row.getStyleClass().add("pl-list-row");
            row.setMinWidth(0);
            row.setPrefWidth(0);
            setContentDisplay(javafx.scene.control.ContentDisplay.GRAPHIC_ONLY);
        }

        @Override
        protected void updateItem(@Nullable Item item, boolean empty) {
            super.updateItem(item, empty);
            if (empty || item == null) {
                setGraphic(null);
                setId(null);
                return;
            }
            title.setText(item.title());
            note.setText(item.note());
            Tone tone = item.dot();
            dot.setVisible(tone != null);
            dot.getParent().setManaged(tone != null);
            if (tone != null) {
                tone.on(dot);
            }
            setId(idPrefix + "-item-" + item.id());
            setAccessibleText(item.title() + ", " + item.note());
            setGraphic(row);
        }
    }

    private static final class NameCell extends ListCell<Item> {
        @Override
        protected void updateItem(@Nullable Item item, boolean empty) {
            super.updateItem(item, empty);
            setText(empty || item == null ? "" : item.title());
        }
    }
}
