package dev.plimsoll.engine.dataset;

import dev.plimsoll.engine.problem.PlimsollException;
import dev.plimsoll.engine.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.databind.node.ObjectNode;

/**
 * JSON files, read element by element in constant memory: a list of rows, or an object with one ({@code {"data": [...]}}; the first member
 * that is a list counts, the others are passed over). An element that is text is a prompt.
 *
 * <p>Where the JSON itself is broken nothing after that place can be read: that is no bad row, which might be allowed, but ends the reading.
 */
final class JsonRows implements RowSource {
    private final List<Path> files;
    private int nextFile;
    private @Nullable JsonParser parser;

    JsonRows(List<Path> files) {
        this.files = files;
    }

    @Override
    public @Nullable Row next() throws BadRow {
        while (true) {
            JsonParser open = parser;
            if (open == null) {
                if (nextFile == files.size()) {
                    return null;
                }
                open = open(files.get(nextFile++));
            }
            Path file = files.get(nextFile - 1);
            try {
                if (open.currentToken() == null) {
                    toFirstRow(open, file);
                }
                JsonToken token = open.nextToken();
                if (token != JsonToken.END_ARRAY) {
                    return row(open, file, token);
                }
                toEnd(open, file);
            } catch (JacksonIOException e) {
                throw ReadTrouble.of(file, Objects.requireNonNull(e.getCause()));
            } catch (JacksonException e) {
                int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
                throw unreadable(file, line, "is not valid JSON: " + e.getOriginalMessage());
            }
            close();
        }
    }

    private JsonParser open(Path file) {
        try {
            JsonParser opened = JsonRow.MAPPER.createParser(Files.newInputStream(file));
            parser = opened;
            return opened;
        } catch (IOException e) {
            throw ReadTrouble.of(file, e);
        }
    }

    /** Goes to the begin of the list. */
    private void toFirstRow(JsonParser open, Path file) {
        JsonToken token = open.nextToken();
        if (token == JsonToken.START_OBJECT) {
            token = open.nextToken();
            while (token == JsonToken.PROPERTY_NAME) {
                token = open.nextToken();
                if (token == JsonToken.START_ARRAY) {
                    return;
                }
                open.skipChildren();
                token = open.nextToken();
            }
        }
        if (token != JsonToken.START_ARRAY) {
            throw unreadable(file, 1, "must be a list of rows [ ... ], or an object with such a list, but is not");
        }
    }

    private Row row(JsonParser open, Path file, JsonToken token) throws BadRow {
        Row.At place = new Row.At(file, open.currentTokenLocation().getLineNr());
        if (token == JsonToken.START_OBJECT) {
            ObjectNode fields = open.readValueAsTree();
            return new Row(place, fields);
        }
        if (token == JsonToken.VALUE_STRING) {
            return TextRow.of(place, open.getString());
        }
        open.skipChildren();
        throw new BadRow(place, "", "must be an object { ... } or a text");
    }

    /** Passes over what follows the list, which must be the end of the one value of the file. */
    private void toEnd(JsonParser open, Path file) {
        while (open.nextToken() != null) {
            if (open.currentToken() == JsonToken.START_OBJECT
                    && open.streamReadContext().getNestingDepth() == 1) {
                throw unreadable(
                        file,
                        open.currentTokenLocation().getLineNr(),
                        "is a further object: with one object a line, the format is jsonl");
            }
        }
    }

    private PlimsollException unreadable(Path file, int line, String what) {
        close();
        return PlimsollException.ofProblems(
                "The data file cannot be read.", List.of(new Problem(file.toString(), line, "", what, List.of())));
    }

    @Override
    public void rewind() {
        close();
        nextFile = 0;
    }

    @Override
    public void close() {
        JsonParser open = parser;
        parser = null;
        if (open != null) {
            open.close();
        }
    }
}
