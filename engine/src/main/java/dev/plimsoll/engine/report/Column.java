package dev.plimsoll.engine.report;

import java.util.List;

/**
 * One column of a table for people: what every output of a table (console, Markdown, HTML, picture) agrees on.
 *
 * @param name head, without the unit
 * @param unit the one unit of every cell, or empty
 * @param number whether it is set flush right
 * @param cells one per row
 */
public record Column(String name, String unit, boolean number, List<Cell> cells) {
    public Column {
        cells = List.copyOf(cells);
    }

    /** Name and unit in one line: {@code TTFT p99, ms}. */
    public String head() {
        return unit.isEmpty() ? name : name + ", " + unit;
    }

    /** What a cell says beyond its text. */
    public enum Mark {
        NONE,
        /** Too few requests for this percentile. */
        FEW,
        /** Misses its objective. */
        OUT_OF_SLO,
        /** Without end: so many requests failed. */
        INFINITE
    }

    /**
     * One cell.
     *
     * @param text as shown; {@link Numbers#ABSENT} where there is no value
     * @param mark what else to tell
     */
    public record Cell(String text, Mark mark) {
        /** A cell without a mark. */
        public static Cell of(String text) {
            return new Cell(text, Mark.NONE);
        }
    }

    /** A column of texts. */
    static Column text(String name, List<String> cells) {
        return new Column(name, "", false, cells.stream().map(Cell::of).toList());
    }

    /** A column of numbers already written. */
    static Column number(String name, String unit, List<String> cells) {
        return new Column(name, unit, true, cells.stream().map(Cell::of).toList());
    }
}
