package dev.plimsoll.engine.dataset;

import dev.plimsoll.engine.problem.Problem;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** Parquet files. A row's line is its number in the file, from 1. */
final class ParquetRows extends DuckRows {
    private List<String> columns = List.of();
    private long rowNumber;

    ParquetRows(List<Path> files) {
        super(files);
    }

    @Override
    String query(Path file, String name) {
        rowNumber = 0;
        return "SELECT * FROM read_parquet(" + name + ")";
    }

    @Override
    void opened(ResultSet result) throws SQLException {
        ResultSetMetaData meta = result.getMetaData();
        List<String> names = new ArrayList<>();
        for (int i = 1; i <= meta.getColumnCount(); i++) {
            names.add(meta.getColumnName(i));
        }
        columns = names;
    }

    @Override
    long line() {
        return ++rowNumber;
    }

    @Override
    ObjectNode fields(ResultSet row) throws SQLException {
        ObjectNode fields = JsonRow.MAPPER.createObjectNode();
        for (int i = 0; i < columns.size(); i++) {
            fields.set(columns.get(i), DuckValues.json(row.getObject(i + 1)));
        }
        return fields;
    }

    @Override
    Problem fault(Path file, String message) {
        String reason = message.lines().findFirst().orElse("").strip();
        return new Problem(file.toString(), 0, "", "is not valid Parquet: " + reason, List.of());
    }
}
