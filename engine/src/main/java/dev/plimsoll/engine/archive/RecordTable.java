package dev.plimsoll.engine.archive;

import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.Set;

/**
 * The records of a sealed run as a table with every column of {@link RecordField}, those that an earlier version did not write computed or
 * NULL, and {@link #ROW}.
 */
final class RecordTable {
    /** The place of a row in the file: by it DuckDB passes over what it need not unpack, which it does not do by an id. */
    static final String ROW = "file_row_number";

    private RecordTable() {}

    /**
     * What to read from, as SQL.
     *
     * @throws SQLException where the file cannot be read
     */
    static String of(Duck duck, Path parquet) throws SQLException {
        String source = "read_parquet(" + Duck.quote(parquet.toString()) + ", " + ROW + "=true)";
        Set<String> present = columns(duck, source);
        StringBuilder select = new StringBuilder("(SELECT *");
        for (RecordField field : RecordField.ALL) {
            if (!present.contains(field.name())) {
                boolean computed = field.name().equals(RecordField.LONGEST_GAP);
                select.append(", ")
                        .append(computed ? RecordField.LONGEST_GAP_SQL : "NULL::" + field.sqlType())
                        .append(" AS ")
                        .append(field.name());
            }
        }
        return select.append(" FROM ").append(source).append(')').toString();
    }

    private static Set<String> columns(Duck duck, String source) throws SQLException {
        Set<String> names = new HashSet<>();
        try (Statement statement = duck.statement();
                ResultSet rows = statement.executeQuery("DESCRIBE SELECT * FROM " + source)) {
            while (rows.next()) {
                names.add(rows.getString(1));
            }
        }
        return names;
    }
}
