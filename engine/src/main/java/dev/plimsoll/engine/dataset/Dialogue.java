package dev.plimsoll.engine.dataset;

import dev.plimsoll.engine.dataset.ConversationRow.After;
import dev.plimsoll.engine.dataset.ConversationRow.RowFaults;
import dev.plimsoll.engine.dataset.ConversationRow.WrittenTurn;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A dialogue of a public data set as a conversation: each message of the human is a turn, the message of the model after it its answer in the
 * data. Two shapes are known: ShareGPT's {@code conversations} ({@code from}, {@code value}) and OpenAI's {@code messages} ({@code role},
 * {@code content}). Other columns are ignored.
 */
final class Dialogue {
    private static final List<String> COLUMNS = List.of("conversations", "conversation", "messages");

    /** A message in either shape. */
    private record Message(String role, JsonNode content) {}

    private Dialogue() {}

    /** Whether a row holds one. */
    static boolean isOne(ObjectNode fields) {
        return !fields.has("turns") && !column(fields).isEmpty();
    }

    private static String column(ObjectNode fields) {
        return COLUMNS.stream()
                .filter(name -> fields.path(name).isArray())
                .findFirst()
                .orElse("");
    }

    /** Reads a row; null where it cannot be used, which is told. */
    static @Nullable ConversationRow read(Row row, RowFaults faults) {
        ObjectNode fields = row.fields();
        String column = column(fields);
        String name = fields.path("id").asString("");
        faults.conversation(name);
        String system = null;
        List<WrittenTurn> turns = new ArrayList<>();
        for (JsonNode element : fields.path(column)) {
            Message message = message(element);
            switch (message.role()) {
                case "system" -> system = message.content().stringValue(system);
                case "human", "user" -> turns.add(turn(turns, message.content()));
                case "gpt", "assistant", "chatgpt", "bing", "bard", "model" -> {
                    String answer = message.content().stringValue("");
                    if (!turns.isEmpty() && !answer.isEmpty()) {
                        turns.getLast().fields().put("answer", answer);
                    }
                }
                default -> {
                    faults.add(column + " holds a message of '" + message.role()
                            + "'; such a dialogue can be sent as it is, by a dataset of kind file");
                    return null;
                }
            }
        }
        if (turns.isEmpty()) {
            faults.add(column + " holds no message of a human");
            return null;
        }
        return new ConversationRow(name, system, null, turns);
    }

    private static Message message(JsonNode element) {
        boolean shareGpt = element.has("from");
        String role = element.path(shareGpt ? "from" : "role").stringValue("").toLowerCase(Locale.ROOT);
        return new Message(role, element.path(shareGpt ? "value" : "content"));
    }

    private static WrittenTurn turn(List<WrittenTurn> before, JsonNode content) {
        ObjectNode fields = JsonRow.MAPPER.createObjectNode();
        if (content.isArray()) {
            ObjectNode message = JsonRow.MAPPER.createObjectNode().put("role", "user");
            fields.putArray("messages").add(message.set("content", content));
        } else {
            fields.set("text", content);
        }
        List<After> after = before.isEmpty()
                ? List.of()
                : List.of(new After(before.getLast().name(), HistoryContext.FULL));
        return new WrittenTurn(Integer.toString(before.size()), after, fields);
    }
}
