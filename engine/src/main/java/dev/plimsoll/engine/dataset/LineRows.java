package dev.plimsoll.engine.dataset;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Files of a row a line, from the first line of the first to the last of the last. */
final class LineRows implements RowSource {
    private final List<Path> files;
    private final LineDecoder decoder;
    private int nextFile;
    private @Nullable LineReader reader;

    LineRows(List<Path> files, LineDecoder decoder) {
        this.files = files;
        this.decoder = decoder;
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
                    return decoder.decode(new Row.At(file, open.lineNumber()), open.bytes(), open.length());
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
