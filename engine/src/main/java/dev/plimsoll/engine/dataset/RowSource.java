package dev.plimsoll.engine.dataset;

import org.jspecify.annotations.Nullable;

/**
 * Rows in the order in which they are to be used. Constant memory, or 8 bytes a row where the order is not that of the files. Belongs to
 * one thread.
 */
interface RowSource extends AutoCloseable {
    /**
     * The next row, or null at the end of the pass.
     *
     * @throws BadRow where this row is broken; the next call gives the next row
     * @throws dev.plimsoll.engine.problem.PlimsollException where the file cannot be read on
     */
    @Nullable
    Row next() throws BadRow;

    /** Starts a further pass; a shuffled one in a new order. */
    void rewind();

    @Override
    void close();
}
