package dev.plimsoll.engine.archive;

import dev.plimsoll.engine.problem.PlimsollException;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The current row of a result, by column name. */
final class DuckRow implements RecordSource {
    private static final long[] NO_NUMBERS = {};

    private final ResultSet rows;
    private final Map<String, Integer> columns = new HashMap<>();

    DuckRow(ResultSet rows) {
        this.rows = rows;
        for (int i = 0; i < RecordField.ALL.size(); i++) {
            columns.put(RecordField.ALL.get(i).name(), i + 1);
        }
    }

    @Override
    public @Nullable String text(String name) {
        try {
            return rows.getString(column(name));
        } catch (SQLException e) {
            throw unreadable(name, e);
        }
    }

    @Override
    public long number(String name, long absent) {
        try {
            long value = rows.getLong(column(name));
            return rows.wasNull() ? absent : value;
        } catch (SQLException e) {
            throw unreadable(name, e);
        }
    }

    @Override
    public boolean flag(String name) {
        try {
            return rows.getBoolean(column(name));
        } catch (SQLException e) {
            throw unreadable(name, e);
        }
    }

    @Override
    public long[] longs(String name) {
        try {
            Array array = rows.getArray(column(name));
            if (array == null) {
                return NO_NUMBERS;
            }
            Object[] values = (Object[]) array.getArray();
            long[] longs = new long[values.length];
            for (int i = 0; i < values.length; i++) {
                longs[i] = ((Number) values[i]).longValue();
            }
            return longs;
        } catch (SQLException e) {
            throw unreadable(name, e);
        }
    }

    private int column(String name) {
        Integer at = columns.get(name);
        if (at == null) {
            throw new IllegalArgumentException("no column " + name);
        }
        return at;
    }

    private static PlimsollException unreadable(String name, SQLException e) {
        return PlimsollException.failed("Column " + name + " of the records could not be read: " + e.getMessage(), e);
    }
}
