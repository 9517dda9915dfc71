package dev.plimsoll.engine.dataset;

import java.util.Locale;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A line of JSONL as a row. */
final class JsonRow {
    /** Images in base64 are longer than the texts that Jackson takes by itself. */
    static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxStringLength(LineReader.LONGEST_LINE)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private JsonRow() {}

    static Row parse(Row.Place place, byte[] bytes, int from, int length) throws BadRow {
        JsonNode root;
        try {
            root = MAPPER.readTree(bytes, from, length);
        } catch (JacksonException e) {
            String where =
                    e.getLocation() == null ? "" : " (column " + e.getLocation().getColumnNr() + ")";
            throw new BadRow(place, "", "is not valid JSON: " + e.getOriginalMessage() + where);
        }
        if (root instanceof ObjectNode fields) {
            return new Row(place, fields);
        }
        throw new BadRow(place, "", "must be a JSON object, but is " + kind(root));
    }

    /** What a value is, for a person: {@code a list}, {@code null}. */
    static String kind(JsonNode value) {
        return switch (value.getNodeType()) {
            case ARRAY -> "a list";
            case OBJECT -> "an object";
            case STRING -> "text";
            case NUMBER -> "a number";
            case BOOLEAN -> "true or false";
            case NULL -> "null";
            default -> value.getNodeType().toString().toLowerCase(Locale.ROOT);
        };
    }
}
