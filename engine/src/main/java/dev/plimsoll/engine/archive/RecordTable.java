package dev.plimsoll.engine.archive;

import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.Set;

/** The records of a sealed run as a table with every column of {@link RecordField}, those that an earlier version did not write as NULL. */
final class RecordTable {
    private RecordTable() {}

    /**
     * What to read from, as SQL.
     *
     * @throws SQLException where the file cannot be read
     */
    static String of(Duck duck, Path parquet) throws SQLException {
        String source = "read_parquet(" + Duck.quote(parquet.toString()) + ")";
        Set<String> present = columns(duck, source);
        StringBuilder select = new StringBuilder("(SELECT *");
        for (RecordField field : RecordField.ALL) {
            if (!present.contains(field.name())) {
                select.append(", NULL::").append(field.sqlType()).append(" AS ").append(field.name());
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
