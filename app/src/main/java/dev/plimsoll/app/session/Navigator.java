package dev.plimsoll.app.session;

import java.util.EnumSet;
import java.util.Set;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/** Goes from page to page; a page that does not exist is never gone to. JavaFX thread. */
public final class Navigator {
    private final ReadOnlyObjectWrapper<Location> at = new ReadOnlyObjectWrapper<>(new Location(PageId.WELCOME, null));

    private Set<PageId> pages = EnumSet.allOf(PageId.class);

    /** Says which pages exist; all of them, until then. */
    public void offer(Set<PageId> existing) {
        pages = Set.copyOf(existing);
    }

    /** Whether a page exists. */
    public boolean has(PageId page) {
        return pages.contains(page);
    }

    /** Where the person is. */
    public ReadOnlyObjectProperty<Location> at() {
        return at.getReadOnlyProperty();
    }

    /** Shows a page as it was left. */
    public void show(PageId page) {
        go(new Location(page, null));
    }

    /**
     * Shows something on a page: an item by its id ({@code String}), a run by its folder ({@code Path}), several runs in the list of all
     * ({@code List} of folders).
     */
    public void show(PageId page, Object argument) {
        go(new Location(page, argument));
    }

    /** Shows a page with what a location says. */
    public void show(Location to) {
        go(to);
    }

    private void go(Location to) {
        if (has(to.page())) {
            at.set(to);
        }
    }
}
