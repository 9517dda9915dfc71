package dev.plimsoll.engine.endpoint;

import dev.plimsoll.engine.dataset.Content;
import dev.plimsoll.engine.dataset.Turn;
import dev.plimsoll.engine.problem.PlimsollException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/**
 * A conversation for an API that has the system prompt beside the messages: messages of the roles {@code system} and {@code developer}
 * are taken out of the lists that rows bring.
 *
 * @param system the latest system prompt, behind it the texts of the messages taken out; or null
 */
record LiftedSystem(@Nullable String system, Turn turn, List<Backend.Exchange> history) {
    static LiftedSystem of(Turn turn, List<Backend.Exchange> history) {
        String system = Latest.of(turn, history, Content::system);
        List<String> texts = new ArrayList<>();
        if (system != null) {
            texts.add(system);
        }
        List<Backend.Exchange> lifted = new ArrayList<>(history.size());
        for (Backend.Exchange past : history) {
            lifted.add(new Backend.Exchange(lift(past.turn(), texts), past.answer()));
        }
        Turn own = lift(turn, texts);
        return new LiftedSystem(texts.isEmpty() ? null : String.join("\n\n", texts), own, lifted);
    }

    private static Turn lift(Turn turn, List<String> texts) {
        String messages = turn.content().messagesJson();
        if (messages == null || !messages.contains("system") && !messages.contains("developer")) {
            return turn;
        }
        try {
            ArrayNode rest = Extras.JSON.createArrayNode();
            for (JsonNode message : Extras.JSON.readTree(messages)) {
                String role = message.path("role").asString("");
                if (role.equals("system") || role.equals("developer")) {
                    String text = text(message.path("content"));
                    if (!text.isEmpty()) {
                        texts.add(text);
                    }
                } else {
                    rest.add(message);
                }
            }
            Content content = turn.content();
            return turn.saying(
                    new Content(content.system(), content.parts(), rest.toString(), null, content.toolsJson()),
                    turn.promptTokens());
        } catch (JacksonException e) {
            throw PlimsollException.usage(
                    "A request cannot be sent: its messages are not JSON: " + e.getOriginalMessage(), e);
        }
    }

    private static String text(JsonNode content) {
        if (!content.isArray()) {
            return content.asString("");
        }
        StringBuilder text = new StringBuilder();
        content.forEach(part -> text.append(part.path("text").asString("")));
        return text.toString();
    }
}
