package dev.plimsoll.engine.dataset;

import dev.plimsoll.engine.problem.PlimsollException;
import dev.plimsoll.engine.problem.Problem;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Parquet files, read by DuckDB with a streaming result. A row's line is its number in the file, from 1. */
final class ParquetRows implements RowSource {
    private final List<Path> files;
    private int nextFile;
    private @Nullable Connection connection;
    private @Nullable ResultSet rows;
    private List<String> columns = List.of();
    private long rowNumber;

    ParquetRows(List<Path> files) {
        this.files = files;
    }

    @Override
    public @Nullable Row next() {
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
                    rowNumber++;
                    return new Row(new Row.At(file, rowNumber), fields(open));
                }
            } catch (SQLException e) {
                throw broken(file, e);
            }
            close();
        }
    }

    private ObjectNode fields(ResultSet open) throws SQLException {
        ObjectNode fields = JsonRow.MAPPER.createObjectNode();
        for (int i = 0; i < columns.size(); i++) {
            fields.set(columns.get(i), DuckValues.json(open.getObject(i + 1)));
        }
        return fields;
    }

    private void open(Path file) {
        String name = DuckDb.name(file);
        rowNumber = 0;
        try {
            Connection opened = DuckDb.open();
            connection = opened;
            ResultSet result =
                    opened.createStatement().executeQuery("SELECT * FROM read_parquet(" + DuckDb.quote(name) + ")");
            ResultSetMetaData meta = result.getMetaData();
            List<String> names = new ArrayList<>();
            for (int i = 1; i <= meta.getColumnCount(); i++) {
                names.add(meta.getColumnName(i));
            }
            columns = names;
            rows = result;
        } catch (SQLException e) {
            throw broken(file, e);
        }
    }

    private PlimsollException broken(Path file, SQLException e) {
        close();
        String reason =
                String.valueOf(e.getMessage()).lines().findFirst().orElse("").strip();
        Problem problem = new Problem(file.toString(), 0, "", "is not valid Parquet: " + reason, List.of());
        return PlimsollException.failed(problem.tell(), e);
    }

    @Override
    public void rewind() {
        close();
        nextFile = 0;
    }

    @Override
    public void close() {
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
