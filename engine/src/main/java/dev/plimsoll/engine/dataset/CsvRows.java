package dev.plimsoll.engine.dataset;

import dev.plimsoll.engine.problem.PlimsollException;
import dev.plimsoll.engine.problem.Problem;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * CSV files with a header line, read by DuckDB as text with a streaming result. Fields are quoted by {@code "}. An empty field is null.
 *
 * <p>The line of a row is counted from the line ends in the values before it; blank lines, which are passed over, are not seen.
 */
final class CsvRows implements RowSource {
    private static final Pattern LINE = Pattern.compile("CSV Error on Line: (\\d+)");

    /** DuckDB keeps a buffer of 16 times this. */
    private static final int LONGEST_ROW = 8 << 20;

    private final List<Path> files;
    private int nextFile;
    private @Nullable Connection connection;
    private @Nullable ResultSet rows;
    private List<String> columns = List.of();
    private long nextLine;

    CsvRows(List<Path> files) {
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
                    return read(file, open);
                }
            } catch (SQLException e) {
                throw broken(file, e);
            }
            close();
        }
    }

    private Row read(Path file, ResultSet open) throws SQLException {
        ObjectNode fields = JsonRow.MAPPER.createObjectNode();
        long line = nextLine++;
        for (int i = 0; i < columns.size(); i++) {
            String value = open.getString(i + 1);
            fields.put(columns.get(i), value);
            if (value != null) {
                nextLine += value.chars().filter(c -> c == '\n').count();
            }
        }
        return new Row(new Row.At(file, line), fields);
    }

    private void open(Path file) {
        String name = DuckDb.name(file);
        try {
            CsvHeader header = CsvHeader.read(file);
            columns = header.columns();
            nextLine = 2;
            Connection opened = DuckDb.open();
            connection = opened;
            rows = opened.createStatement().executeQuery(query(name, header));
        } catch (IOException e) {
            throw ReadTrouble.of(file, e);
        } catch (SQLException e) {
            throw broken(file, e);
        }
    }

    private static String query(String name, CsvHeader header) {
        String types = header.columns().stream()
                .map(column -> DuckDb.quote(column) + ": 'VARCHAR'")
                .collect(Collectors.joining(", "));
        return "SELECT * FROM read_csv(" + DuckDb.quote(name) + ", auto_detect=false, header=true, columns={" + types
                + "}, delim=" + DuckDb.quote(String.valueOf(header.separator()))
                + ", quote='\"', escape='\"', max_line_size="
                + LONGEST_ROW + ")";
    }

    private PlimsollException broken(Path file, SQLException e) {
        close();
        String message = String.valueOf(e.getMessage());
        Matcher located = LINE.matcher(message);
        int line = located.find() ? Integer.parseInt(located.group(1)) : 0;
        Problem problem = new Problem(file.toString(), line, "", "is not valid CSV: " + reason(message), List.of());
        return PlimsollException.failed(problem.tell(), e);
    }

    /** What DuckDB found: the line before its advice on its own options. */
    private static String reason(String message) {
        String reason = "";
        for (String line : message.lines().toList()) {
            if (line.startsWith("Possible")) {
                break;
            }
            reason = line.isBlank() ? reason : line;
        }
        return reason.strip();
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
