package dev.plimsoll.app.session;

import java.util.Optional;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/** The registry of everything a person can do; menus, palette, shortcuts and their sheet are made from it. JavaFX thread. */
public final class Actions {
    private final ObservableList<Action> all = FXCollections.observableArrayList();
    /** Held: a view made at each call would take its listeners with it into the garbage. */
    private final ObservableList<Action> shownAll = FXCollections.unmodifiableObservableList(all);

    /** Adds an action, in place of one with the same id. */
    public void add(Action action) {
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).id().equals(action.id())) {
                all.set(i, action);
                return;
            }
        }
        all.add(action);
    }

    /** Takes an action away, for one that only exists while a page shows something. */
    public void remove(String id) {
        all.removeIf(a -> a.id().equals(id));
    }

    /** The action of a name. */
    public Optional<Action> find(String id) {
        return all.stream().filter(a -> a.id().equals(id)).findFirst();
    }

    /** All, in the order they were added. */
    public ObservableList<Action> all() {
        return shownAll;
    }
}
