package dev.plimsoll.engine.dataset;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.node.ObjectNode;

/** A line of plain text as a row with the one column {@value #COLUMN}. */
final class TextRow {
    /** What the column is called. */
    static final String COLUMN = "text";

    private TextRow() {}

    static Row parse(Row.Place place, byte[] bytes, int length) throws BadRow {
        int end = length > 0 && bytes[length - 1] == '\r' ? length - 1 : length;
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, 0, end))
                    .toString();
            return of(place, text);
        } catch (CharacterCodingException e) {
            throw new BadRow(place, "", "is not text in UTF-8");
        }
    }

    /** A text as a row. */
    static Row of(Row.Place place, String text) {
        ObjectNode fields = JsonRow.MAPPER.createObjectNode();
        return new Row(place, fields.put(COLUMN, text));
    }
}
