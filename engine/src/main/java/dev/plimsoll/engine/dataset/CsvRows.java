package dev.plimsoll.engine.dataset;

import dev.plimsoll.engine.problem.Problem;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ObjectNode;

/**
 * CSV files with a header line, read as text. Fields are quoted by {@code "}. An empty field is null.
 *
 * <p>The line of a row is counted from the line ends in the values before it; blank lines, which are passed over, are not seen.
 */
final class CsvRows extends DuckRows {
    private static final Pattern LINE = Pattern.compile("CSV Error on Line: (\\d+)");

    /** DuckDB keeps a buffer of 16 times this. */
    private static final int LONGEST_ROW = 8 << 20;

    private List<String> columns = List.of();
    private long nextLine;

    CsvRows(List<Path> files) {
        super(files);
    }

    @Override
    String query(Path file, String name) throws IOException {
        CsvHeader header = CsvHeader.read(file);
        columns = header.columns();
        nextLine = 2;
        String types = columns.stream()
                .map(column -> DuckDb.quote(column) + ": 'VARCHAR'")
                .collect(Collectors.joining(", "));
        return "SELECT * FROM read_csv(" + name + ", auto_detect=false, header=true, columns={" + types + "}, delim="
                + DuckDb.quote(String.valueOf(header.separator())) + ", quote='\"', escape='\"', max_line_size="
                + LONGEST_ROW + ")";
    }

    @Override
    long line() {
        return nextLine++;
    }

    @Override
    ObjectNode fields(ResultSet row) throws SQLException {
        ObjectNode fields = JsonRow.MAPPER.createObjectNode();
        for (int i = 0; i < columns.size(); i++) {
            String value = row.getString(i + 1);
            fields.put(columns.get(i), value);
            if (value != null) {
                nextLine += value.chars().filter(c -> c == '\n').count();
            }
        }
        return fields;
    }

    @Override
    Problem fault(Path file, String message) {
        Matcher located = LINE.matcher(message);
        int line = located.find() ? Integer.parseInt(located.group(1)) : 0;
        return new Problem(file.toString(), line, "", "is not valid CSV: " + reason(message), List.of());
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
}
