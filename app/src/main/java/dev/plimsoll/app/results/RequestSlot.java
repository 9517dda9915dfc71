package dev.plimsoll.app.results;

import dev.plimsoll.engine.record.RequestRecord;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/** A row of a table of requests; its request arrives later. JavaFX thread. */
final class RequestSlot {
    private final int index;
    private final ReadOnlyObjectWrapper<@Nullable RequestRecord> request = new ReadOnlyObjectWrapper<>();

    RequestSlot(int index) {
        this.index = index;
    }

    /** Its place in the table, 0-based. */
    int index() {
        return index;
    }

    /** The request, null until it was read. */
    ReadOnlyObjectProperty<@Nullable RequestRecord> request() {
        return request.getReadOnlyProperty();
    }

    void arrived(RequestRecord record) {
        request.set(record);
    }
}
