package dev.plimsoll.engine.dataset;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/**
 * A dialogue in one column, reduced to the one request it is used for. Two shapes are known.
 *
 * <ul>
 *   <li>OpenAI {@code messages} ({@code role}, {@code content}): sent as they are up to the last one that is not the assistant's.
 *   <li>ShareGPT {@code conversations} ({@code from}, {@code value}): the first message of the human, with the system prompt before it.
 * </ul>
 *
 * @param system system prompt (ShareGPT), or null
 * @param prompt prompt (ShareGPT), or null
 * @param messages messages to send (OpenAI), or null
 * @param text all text that is sent, for counting
 * @param reply the answer that follows in the data, whose length a real answer would have; or null
 */
record ChatRow(
        @Nullable String system,
        @Nullable String prompt,
        @Nullable ArrayNode messages,
        String text,
        @Nullable String reply) {
    /** Reads a list of messages of either shape. */
    static ChatRow parse(Row.Place place, String field, JsonNode list) throws BadRow {
        if (!(list instanceof ArrayNode messages) || messages.isEmpty()) {
            throw new BadRow(place, field, "must be a list of at least one message, but is " + describe(list));
        }
        for (JsonNode message : messages) {
            if (!message.isObject()) {
                throw new BadRow(place, field, "holds " + JsonRow.kind(message) + " where a message is expected");
            }
        }
        JsonNode first = messages.get(0);
        if (first.has("role")) {
            return openAi(place, field, messages);
        }
        if (first.has("from")) {
            return shareGpt(place, field, messages);
        }
        throw new BadRow(place, field, "holds messages without role and content, or from and value");
    }

    /** Whether a value is a list of messages, of either shape, rather than of texts. */
    static boolean isDialogue(JsonNode value) {
        return value.isArray()
                && (value.isEmpty() || value.get(0).isObject() && !value.get(0).has("contents"));
    }

    private static String describe(JsonNode list) {
        return list.isArray() ? "empty" : JsonRow.kind(list);
    }

    private static ChatRow openAi(Row.Place place, String field, ArrayNode messages) throws BadRow {
        int end = messages.size();
        while (end > 0 && messages.get(end - 1).path("role").stringValue("").equals("assistant")) {
            end--;
        }
        if (end == 0) {
            throw new BadRow(place, field, "holds no message of a user");
        }
        ArrayNode sent = JsonRow.MAPPER.createArrayNode();
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < end; i++) {
            sent.add(messages.get(i));
            text.append(i == 0 ? "" : "\n").append(content(messages.get(i)));
        }
        return new ChatRow(
                null, null, sent, text.toString(), end < messages.size() ? content(messages.get(end)) : null);
    }

    /** All text of a list of messages. */
    static String text(JsonNode messages) {
        StringBuilder text = new StringBuilder();
        messages.forEach(message -> text.append(text.isEmpty() ? "" : "\n").append(content(message)));
        return text.toString();
    }

    /** The text of a message: a string, or the text parts of a list. */
    private static String content(JsonNode message) {
        JsonNode content = message.path("content");
        if (content.isArray()) {
            StringBuilder text = new StringBuilder();
            content.forEach(part -> text.append(part.path("text").stringValue("")));
            return text.toString();
        }
        return content.stringValue("");
    }

    private static ChatRow shareGpt(Row.Place place, String field, ArrayNode messages) throws BadRow {
        String system = null;
        for (int i = 0; i < messages.size(); i++) {
            JsonNode message = messages.get(i);
            String from = message.path("from").stringValue("").toLowerCase(Locale.ROOT);
            String value = message.path("value").stringValue("");
            if (from.equals("system")) {
                system = value;
            } else if (from.equals("human") || from.equals("user")) {
                if (value.isEmpty()) {
                    throw new BadRow(place, field, "holds a message of the human without text");
                }
                String reply = messages.path(i + 1).path("value").stringValue(null);
                return new ChatRow(system, value, null, system == null ? value : system + "\n" + value, reply);
            }
        }
        throw new BadRow(place, field, "holds no message of a human");
    }
}
