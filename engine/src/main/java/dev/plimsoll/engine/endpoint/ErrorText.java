package dev.plimsoll.engine.endpoint;

import dev.plimsoll.engine.record.RequestError;
import java.nio.charset.StandardCharsets;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The one line that tells a person what a server complained about. */
final class ErrorText {
    private static final JsonMapper JSON = new JsonMapper();
    /** Bytes looked at; more than ever fits a sample. */
    private static final int MAX_BYTES = 64 << 10;

    private ErrorText() {}

    /** The message of a JSON error in any of the usual shapes, the text of a web page, or the bytes as they are; may be empty. */
    static String ofBody(byte[] bytes, int from, int to) {
        int end = Math.min(to, from + MAX_BYTES);
        String text = new String(bytes, from, end - from, StandardCharsets.UTF_8).strip();
        if (text.startsWith("{") || text.startsWith("\"") || text.startsWith("[")) {
            try {
                String message = message(JSON.readTree(text));
                if (!message.isEmpty()) {
                    return oneLine(message);
                }
            } catch (JacksonException e) {
                return oneLine(text); // not JSON after all
            }
        } else if (text.startsWith("<")) {
            return oneLine(text.replaceAll("(?s)<(script|style).*?</\\1>", " ").replaceAll("(?s)<[^>]*>", " "));
        }
        return oneLine(text);
    }

    /** A short piece of bytes that should have been something else. */
    static String sample(byte[] bytes, int from, int to) {
        int end = Math.min(to, from + 200);
        return oneLine(new String(bytes, from, end - from, StandardCharsets.UTF_8)) + (end < to ? "..." : "");
    }

    private static String message(JsonNode node) {
        if (node.isString()) {
            return node.asString();
        }
        if (node.isArray()) {
            return node.isEmpty() ? "" : message(node.get(0));
        }
        for (String name : new String[] {"error", "message", "detail", "msg", "error_msg", "reason"}) {
            JsonNode value = node.get(name);
            if (value != null && !value.isNull()) {
                String message = message(value);
                if (!message.isEmpty()) {
                    return message;
                }
            }
        }
        return "";
    }

    private static String oneLine(String text) {
        String line = text.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
        return line.length() > RequestError.MAX_SAMPLE_CHARS ? line.substring(0, RequestError.MAX_SAMPLE_CHARS) : line;
    }
}
