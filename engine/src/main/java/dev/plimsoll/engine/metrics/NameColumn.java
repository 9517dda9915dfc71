package dev.plimsoll.engine.metrics;

import dev.plimsoll.engine.file.Columns;
import dev.plimsoll.engine.file.IntColumn;
import dev.plimsoll.engine.file.ScratchFile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One of few names per request, kept as its number: empty up to the first request that has one. One thread. */
final class NameColumn extends Columns {
    private final IntColumn numbers = ints();
    private final List<String> names = new ArrayList<>(List.of(""));
    private final Map<String, Integer> numberOf = new HashMap<>(Map.of("", 0));

    NameColumn(@Nullable ScratchFile scratch) {
        super(scratch);
    }

    /** The name of request {@code row}, which is later than any before; null for none. */
    void put(long row, @Nullable String name) {
        if (name == null && numbers.size() == 0) {
            return;
        }
        while (numbers.size() < row) {
            numbers.add(0);
        }
        numbers.add(numberOf.computeIfAbsent(name == null ? "" : name, added -> {
            names.add(added);
            return names.size() - 1;
        }));
    }

    /** Every name by its number; that of number 0 is empty and stands for none. */
    List<String> names() {
        return names;
    }

    /** The number of a request's name. */
    int get(long row) {
        return numbers.size() == 0 ? 0 : numbers.get(row);
    }
}
