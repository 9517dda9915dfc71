package dev.plimsoll.app.shell;

import dev.plimsoll.app.session.PageId;
import dev.plimsoll.app.session.Workbench;
import dev.plimsoll.app.widgets.Icons;
import dev.plimsoll.app.widgets.Widths;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javafx.beans.binding.BooleanBinding;
import javafx.css.PseudoClass;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.VBox;

/** The column of pages at the left. Icons only in a compact window. */
final class Rail extends VBox {
    private static final PseudoClass COMPACT = PseudoClass.getPseudoClass("compact");

    private final Map<PageId, ToggleButton> items = new EnumMap<>(PageId.class);
    private final BooleanBinding compact = Widths.below(this, Widths.COMPACT);

    Rail(Workbench workbench, List<Pages.Entry> pages) {
        setId("rail");
        getStyleClass().add("rail");
        for (Pages.Entry entry : pages) {
            if (entry.inRail()) {
                ToggleButton item = new ToggleButton(entry.title(), Icons.of(entry.icon(), 20));
                item.setId("rail-" + entry.id().name().toLowerCase(Locale.ROOT));
                item.getStyleClass().setAll("rail-item");
                item.setContentDisplay(ContentDisplay.TOP);
                item.setAccessibleText(entry.title());
                item.setOnAction(_ -> {
                    workbench.navigator().show(entry.id());
                    mark(workbench.navigator().at().get().page());
                });
                items.put(entry.id(), item);
                getChildren().add(item);
            }
        }
        workbench.navigator().at().addListener((_, _, to) -> mark(to.page()));
        mark(workbench.navigator().at().get().page());
        compact.addListener(_ -> arrange());
        arrange();
    }

    private void mark(PageId at) {
        items.forEach((id, item) -> item.setSelected(id == at));
    }

    private void arrange() {
        boolean narrow = compact.get();
        pseudoClassStateChanged(COMPACT, narrow);
        items.values().forEach(item -> {
            item.setContentDisplay(narrow ? ContentDisplay.GRAPHIC_ONLY : ContentDisplay.TOP);
            item.setTooltip(narrow ? new Tooltip(item.getText()) : null);
        });
    }
}
