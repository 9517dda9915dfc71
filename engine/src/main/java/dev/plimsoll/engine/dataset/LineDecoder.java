package dev.plimsoll.engine.dataset;

/** Makes a row of a line. */
interface LineDecoder {
    /** A line of JSON: an object. */
    LineDecoder JSON = (place, bytes, length) -> JsonRow.parse(place, bytes, 0, length);

    /** A line of JSON that is a whole body: a row with the one column {@code payload}. */
    LineDecoder PAYLOAD = (place, bytes, length) -> {
        Row body = JsonRow.parse(place, bytes, 0, length);
        return new Row(place, JsonRow.MAPPER.createObjectNode().set("payload", body.fields()));
    };

    /** A line of plain text: a prompt. */
    LineDecoder TEXT = TextRow::parse;

    /**
     * The row of a line.
     *
     * @param bytes the line from 0 to {@code length}, without its end; changed by the next line
     * @throws BadRow where it is none
     */
    Row decode(Row.Place place, byte[] bytes, int length) throws BadRow;
}
