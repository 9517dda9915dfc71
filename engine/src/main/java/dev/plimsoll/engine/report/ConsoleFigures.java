package dev.plimsoll.engine.report;

import dev.plimsoll.engine.metrics.MetricDefinition.Flag;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a table may choose from: columns that name each row, and figures by flags and group. Confined to one thread. */
final class ConsoleFigures {
    private final List<Column> keys;
    private final List<Figure> all = new ArrayList<>();

    /**
     * One column to choose.
     *
     * @param flags who should not see it by default
     * @param group what it belongs to, null for nothing
     */
    record Figure(Column column, Set<Flag> flags, @Nullable ConsoleGroup group) {}

    /** No figure yet; {@code keys} begin each table. */
    ConsoleFigures(Column... keys) {
        this.keys = List.of(keys);
    }

    ConsoleFigures add(Column column) {
        return add(column, Set.of(), null);
    }

    ConsoleFigures add(Column column, Flag flag) {
        return add(column, Set.of(flag), null);
    }

    ConsoleFigures add(Column column, ConsoleGroup group) {
        return add(column, Set.of(), group);
    }

    ConsoleFigures add(Column column, Set<Flag> flags, @Nullable ConsoleGroup group) {
        all.add(new Figure(column, flags, group));
        return this;
    }

    List<Column> keys() {
        return keys;
    }

    List<Figure> all() {
        return all;
    }
}
