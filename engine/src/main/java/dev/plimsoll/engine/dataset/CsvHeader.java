package dev.plimsoll.engine.dataset;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The first line of a CSV file. It is read here and not guessed by DuckDB, whose detection leaves out rows it does not understand.
 *
 * @param separator the one of comma, semicolon, tab and bar that the line has most of outside quotes
 * @param columns names in order; an empty one becomes {@code column1}, counted from 1
 */
record CsvHeader(char separator, List<String> columns) {
    private static final char[] SEPARATORS = {',', ';', '\t', '|'};

    static CsvHeader read(Path file) throws IOException {
        try (LineReader reader = new LineReader(file)) {
            boolean found = reader.next();
            String line = found ? new String(reader.bytes(), 0, reader.length(), StandardCharsets.UTF_8).strip() : "";
            char separator = separator(line);
            return new CsvHeader(separator, split(line, separator));
        }
    }

    private static char separator(String line) {
        int[] counts = new int[SEPARATORS.length];
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            quoted ^= line.charAt(i) == '"';
            for (int k = 0; k < SEPARATORS.length && !quoted; k++) {
                counts[k] += line.charAt(i) == SEPARATORS[k] ? 1 : 0;
            }
        }
        int best = 0;
        for (int k = 1; k < SEPARATORS.length; k++) {
            best = counts[k] > counts[best] ? k : best;
        }
        return SEPARATORS[best];
    }

    private static List<String> split(String line, char separator) {
        List<String> names = new ArrayList<>();
        StringBuilder name = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i <= line.length(); i++) {
            if (i == line.length() || line.charAt(i) == separator && !quoted) {
                names.add(
                        name.toString().isBlank()
                                ? "column" + (names.size() + 1)
                                : name.toString().strip());
                name.setLength(0);
            } else if (line.charAt(i) != '"') {
                name.append(line.charAt(i));
            } else if (quoted && i + 1 < line.length() && line.charAt(i + 1) == '"') {
                name.append('"');
                i++;
            } else {
                quoted = !quoted;
            }
        }
        return List.copyOf(names);
    }
}
