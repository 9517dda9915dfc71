package dev.plimsoll.engine.schema;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The tables of fields in the documentation: what a field means, its default, its range. */
final class DocRows {
    private static final Pattern ROW = Pattern.compile("\\| `([A-Za-z0-9]+)` \\| ([^|]*) \\| ([^|]*) \\| (.*) \\|");

    /**
     * One row.
     *
     * @param section headings above it, outermost first
     * @param name field
     * @param usual default as written
     * @param meaning range and meaning
     */
    record Row(String section, String name, String usual, String meaning) {}

    private final List<Row> rows = new ArrayList<>();

    DocRows(Path... pages) throws IOException {
        for (Path page : pages) {
            String chapter = "";
            String part = "";
            for (String line : Files.readAllLines(page)) {
                if (line.startsWith("## ")) {
                    chapter = line;
                    part = "";
                } else if (line.startsWith("### ")) {
                    part = line;
                }
                Matcher row = ROW.matcher(line);
                if (row.matches()) {
                    rows.add(new Row(
                            chapter + " " + part,
                            row.group(1),
                            row.group(3).strip(),
                            row.group(4).strip()));
                }
            }
        }
    }

    /** The row of a field in the section that tells most of some words, the first of equals. */
    Optional<Row> find(String name, List<String> words) {
        Row best = null;
        int most = -1;
        for (Row row : rows) {
            if (row.name().equals(name)) {
                int found = 0;
                for (int i = 0; i < words.size(); i++) {
                    // a kind counts for more than the list that holds it
                    found += row.section().contains(words.get(i)) ? 1 << i : 0;
                }
                if (found > most) {
                    most = found;
                    best = row;
                }
            }
        }
        return Optional.ofNullable(best);
    }
}
