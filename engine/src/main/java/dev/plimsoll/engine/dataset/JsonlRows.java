package dev.plimsoll.engine.dataset;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** JSONL files from the first line of the first to the last of the last. */
final class JsonlRows implements RowSource {
    private final List<Path> files;
    private int nextFile;
    private @Nullable LineReader reader;

    JsonlRows(List<Path> files) {
        this.files = files;
    }

    @Override
    public @Nullable Row next() throws BadRow {
        while (true) {
            LineReader open = reader;
            if (open == null) {
                if (nextFile == files.size()) {
                    return null;
                }
                open = open(files.get(nextFile++));
                reader = open;
            }
            Path file = files.get(nextFile - 1);
            try {
                if (open.next()) {
                    return JsonRow.parse(new Row.At(file, open.lineNumber()), open.bytes(), 0, open.length());
                }
            } catch (IOException e) {
                throw ReadTrouble.of(file, e);
            }
            close();
        }
    }

    private static LineReader open(Path file) {
        try {
            return new LineReader(file);
        } catch (IOException e) {
            throw ReadTrouble.of(file, e);
        }
    }

    @Override
    public void rewind() {
        close();
        nextFile = 0;
    }

    @Override
    public void close() {
        LineReader open = reader;
        reader = null;
        if (open != null) {
            try {
                open.close();
            } catch (IOException e) {
                throw ReadTrouble.of(files.get(nextFile - 1), e);
            }
        }
    }
}
