package dev.plimsoll.engine.report;

import java.util.List;

/**
 * A table that is ready to be printed, on the console or in the page.
 *
 * @param title heading
 * @param columns at least one, each with as many cells
 */
public record Sheet(String title, List<Column> columns) {
    public Sheet {
        columns = List.copyOf(columns);
    }
}
