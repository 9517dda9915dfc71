package dev.plimsoll.app.shell;

import dev.plimsoll.app.session.Location;
import dev.plimsoll.app.session.PageId;
import dev.plimsoll.app.session.Workbench;
import dev.plimsoll.app.widgets.Page;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;

/** Shows the page that the navigator is at; makes each page when it is first needed. */
final class PageHost extends StackPane {
    private final Workbench workbench;
    private final Map<PageId, Pages.Entry> entries = new EnumMap<>(PageId.class);
    private final Map<PageId, Page> made = new EnumMap<>(PageId.class);
    private @Nullable Page current;

    PageHost(Workbench workbench, List<Pages.Entry> pages) {
        this.workbench = workbench;
        pages.forEach(e -> entries.put(e.id(), e));
        setId("page");
        getStyleClass().add("page-host");
        workbench.navigator().at().addListener((_, _, to) -> show(to));
        show(workbench.navigator().at().get());
    }

    boolean has(PageId id) {
        return entries.containsKey(id);
    }

    void dispose() {
        made.values().forEach(Page::dispose);
    }

    private void show(Location to) {
        Pages.Entry entry = entries.get(to.page());
        if (entry == null) {
            return;
        }
        Page page = made.computeIfAbsent(to.page(), _ -> entry.make().apply(workbench));
        if (current != page) {
            if (current != null) {
                current.hidden();
            }
            current = page;
            getChildren().setAll(page.view());
        }
        page.shown(to.argument());
    }
}
