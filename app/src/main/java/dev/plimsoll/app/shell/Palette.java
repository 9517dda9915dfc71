package dev.plimsoll.app.shell;

import dev.plimsoll.app.services.Texts;
import dev.plimsoll.app.widgets.Icons;
import dev.plimsoll.app.widgets.Keys;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;

/** Search for a command, an item, a run: type, choose with the arrows, Enter. */
final class Palette extends VBox {
    private static final PseudoClass CHOSEN = PseudoClass.getPseudoClass("chosen");
    private static final PseudoClass OFF = PseudoClass.getPseudoClass("off");

    private final TextField field = new TextField();
    private final Label count = new Label();
    private final VBox list = new VBox();
    private final ScrollPane scroll = new ScrollPane(list);
    private final List<Row> rows = new ArrayList<>();
    private final Runnable close;
    private PaletteModel model = new PaletteModel(List.of());
    private int chosen;

    private record Row(Region node, PaletteItem item) {}

    /** Closed by {@code close}, which is called before an item runs. */
    Palette(Runnable close) {
        this.close = close;
        setId("palette");
        getStyleClass().add("palette");
        setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
        field.setId("palette-field");
        field.getStyleClass().addAll("palette-field", "pl-own-undo");
        field.setPromptText(Texts.of("palette.prompt"));
        field.setAccessibleText(Texts.of("palette.prompt"));
        HBox.setHgrow(field, Priority.ALWAYS);
        count.getStyleClass().add("pl-muted");
        count.setMinWidth(USE_PREF_SIZE);
        HBox top = new HBox(Icons.of("bi-search", 16), field, count);
        top.getStyleClass().add("palette-top");
        top.setAlignment(Pos.CENTER_LEFT);
        list.getStyleClass().add("palette-list");
        scroll.getStyleClass().add("palette-scroll");
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.setFocusTraversable(false);
        getChildren().addAll(top, scroll, footer());
        field.textProperty().addListener(_ -> find());
        field.addEventFilter(KeyEvent.KEY_PRESSED, this::key);
    }

    /** Begins anew with what there is to choose now. */
    void begin(List<PaletteItem> items) {
        model = new PaletteModel(items);
        field.clear();
        find();
        field.requestFocus();
    }

    private HBox footer() {
        Region room = new Region();
        HBox.setHgrow(room, Priority.ALWAYS);
        HBox footer = new HBox(
                Keys.cap("↑"),
                Keys.cap("↓"),
                new Label(Texts.of("palette.choose")),
                Keys.cap("↵"),
                new Label(Texts.of("palette.do")),
                room,
                Keys.cap("Esc"),
                new Label(Texts.of("palette.close")));
        footer.getStyleClass().add("palette-footer");
        footer.setAlignment(Pos.CENTER_LEFT);
        return footer;
    }

    private void find() {
        Map<String, List<PaletteModel.Hit>> groups = model.find(field.getText());
        list.getChildren().clear();
        rows.clear();
        groups.forEach((group, hits) -> {
            Label head = new Label(group);
            head.getStyleClass().add("palette-group");
            list.getChildren().add(head);
            for (PaletteModel.Hit hit : hits) {
                Region row = row(hit);
                int index = rows.size();
                row.setOnMouseMoved(_ -> choose(index));
                row.setOnMouseClicked(_ -> run(index));
                rows.add(new Row(row, hit.item()));
                list.getChildren().add(row);
            }
        });
        if (rows.isEmpty()) {
            Label none = new Label(Texts.of("palette.none"));
            none.getStyleClass().add("palette-none");
            list.getChildren().add(none);
        }
        count.setText(Texts.of("palette.count", rows.size(), model.size()));
        scroll.setVvalue(0);
        choose(0);
    }

    private static Region row(PaletteModel.Hit hit) {
        PaletteItem item = hit.item();
        TextFlow title = new TextFlow();
        title.getStyleClass().add("palette-title");
        String text = item.title();
        for (int i = 0; i < text.length(); ) {
            boolean marked = hit.marked().contains(i);
            int end = i;
            while (end < text.length() && hit.marked().contains(end) == marked) {
                end++;
            }
            Text piece = new Text(text.substring(i, end));
            piece.getStyleClass().add(marked ? "palette-marked" : "palette-plain");
            title.getChildren().add(piece);
            i = end;
        }
        title.setMinWidth(USE_PREF_SIZE);
        Label hint = new Label(item.hint());
        hint.getStyleClass().add("palette-hint");
        hint.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(hint, Priority.ALWAYS);
        HBox row = new HBox(Icons.of(item.icon(), 16), title, hint);
        row.getStyleClass().add("palette-row");
        row.setAlignment(Pos.CENTER_LEFT);
        row.setFillHeight(false);
        String shortcut = item.shortcut();
        if (shortcut != null) {
            for (String part : Keys.parts(shortcut)) {
                row.getChildren().add(Keys.cap(part));
            }
        }
        row.pseudoClassStateChanged(OFF, !item.enabled());
        row.setAccessibleText(item.title() + (item.enabled() ? "" : ", cannot be done now"));
        return row;
    }

    private void key(KeyEvent event) {
        switch (event.getCode()) {
            case DOWN -> choose(chosen + 1);
            case UP -> choose(chosen - 1);
            case PAGE_DOWN -> choose(Math.min(rows.size() - 1, chosen + 8));
            case PAGE_UP -> choose(Math.max(0, chosen - 8));
            case ENTER -> run(chosen);
            default -> {
                return;
            }
        }
        event.consume();
    }

    private void choose(int index) {
        if (rows.isEmpty()) {
            chosen = 0;
            return;
        }
        if (chosen < rows.size()) {
            rows.get(chosen).node().pseudoClassStateChanged(CHOSEN, false);
        }
        chosen = Math.floorMod(index, rows.size());
        Region row = rows.get(chosen).node();
        row.pseudoClassStateChanged(CHOSEN, true);
        field.setAccessibleHelp(rows.get(chosen).item().title());
        reveal(row);
    }

    private void reveal(Region row) {
        double hidden = list.getHeight() - scroll.getViewportBounds().getHeight();
        if (hidden <= 0) {
            return;
        }
        double top = scroll.getVvalue() * hidden;
        double bottom = top + scroll.getViewportBounds().getHeight();
        double y = row.getBoundsInParent().getMinY();
        double end = row.getBoundsInParent().getMaxY();
        if (y < top) {
            scroll.setVvalue(Math.max(0, y - 28) / hidden);
        } else if (end > bottom) {
            scroll.setVvalue((end - scroll.getViewportBounds().getHeight()) / hidden);
        }
    }

    private void run(int index) {
        if (index < rows.size() && rows.get(index).item().enabled()) {
            PaletteItem item = rows.get(index).item();
            close.run();
            item.run().run();
        }
    }
}
