package dev.plimsoll.engine.router.observe;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/** The events of a router in their order, gone through as often as asked; nothing is kept in between. */
@FunctionalInterface
public interface RouterLog {
    /** Tells every event. */
    void forEach(Consumer<RouterEvent> action);

    /** Events that are at hand. */
    static RouterLog of(List<RouterEvent> events) {
        return events::forEach;
    }

    /**
     * A file as {@link RouterEventJson} writes it, read anew each time, line by line; one that is torn or that this version does not know is
     * passed over. Going through it throws {@link dev.plimsoll.engine.problem.PlimsollException} where it cannot be read.
     */
    static RouterLog of(Path file) {
        return action -> RouterEventJson.readAll(file, action);
    }
}
