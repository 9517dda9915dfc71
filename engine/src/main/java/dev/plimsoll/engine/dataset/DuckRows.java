package dev.plimsoll.engine.dataset;

import dev.plimsoll.engine.problem.PlimsollException;
import dev.plimsoll.engine.problem.Problem;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Files that DuckDB reads, one after the other, as a streaming result: constant memory. */
abstract class DuckRows implements RowSource {
    private final List<Path> files;
    private int nextFile;
    private @Nullable Connection connection;
    private @Nullable ResultSet rows;

    DuckRows(List<Path> files) {
        this.files = files;
    }

    /**
     * The query for a file's rows; called when it is opened.
     *
     * @param name the file for a query, quoted
     */
    abstract String query(Path file, String name) throws IOException;

    /** Told of a file's result before its first row. */
    void opened(ResultSet result) throws SQLException {}

    /** The line of the row that the result stands on, told before its fields. */
    abstract long line();

    /** The fields of the row that the result stands on. */
    abstract ObjectNode fields(ResultSet row) throws SQLException;

    /** What is wrong with a file that DuckDB cannot read. */
    abstract Problem fault(Path file, String message);

    @Override
    public final @Nullable Row next() {
        while (true) {
            if (rows == null) {
                if (nextFile == files.size()) {
                    return null;
                }
                open(files.get(nextFile++));
            }
            Path file = files.get(nextFile - 1);
            try {
                ResultSet open = rows;
                if (open != null && open.next()) {
                    return new Row(new Row.At(file, line()), fields(open));
                }
            } catch (SQLException e) {
                throw broken(file, e);
            }
            close();
        }
    }

    private void open(Path file) {
        String name = DuckDb.quote(DuckDb.name(file));
        try {
            String query = query(file, name);
            Connection opened = DuckDb.open();
            connection = opened;
            ResultSet result = opened.createStatement().executeQuery(query);
            opened(result);
            rows = result;
        } catch (IOException e) {
            throw ReadTrouble.of(file, e);
        } catch (SQLException e) {
            throw broken(file, e);
        }
    }

    private PlimsollException broken(Path file, SQLException e) {
        close();
        return PlimsollException.failed(
                fault(file, String.valueOf(e.getMessage())).tell(), e);
    }

    @Override
    public final void rewind() {
        close();
        nextFile = 0;
    }

    @Override
    public final void close() {
        rows = null;
        Connection open = connection;
        connection = null;
        if (open != null) {
            try {
                open.close();
            } catch (SQLException e) {
                throw PlimsollException.failed("Could not close a data file: " + e.getMessage(), e);
            }
        }
    }
}
