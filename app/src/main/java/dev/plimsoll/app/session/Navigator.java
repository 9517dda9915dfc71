package dev.plimsoll.app.session;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/** Goes from page to page. JavaFX thread. */
public final class Navigator {
    private final ReadOnlyObjectWrapper<Location> at = new ReadOnlyObjectWrapper<>(new Location(PageId.WELCOME, null));

    /** Where the person is. */
    public ReadOnlyObjectProperty<Location> at() {
        return at.getReadOnlyProperty();
    }

    /** Shows a page as it was left. */
    public void show(PageId page) {
        at.set(new Location(page, null));
    }

    /** Shows something on a page: an item by its id ({@code String}), or a run by its folder ({@code Path}). */
    public void show(PageId page, Object argument) {
        at.set(new Location(page, argument));
    }
}
