package dev.plimsoll.engine.dataset;

import dev.plimsoll.engine.dataset.ConversationRow.RowFaults;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What a turn of a conversation in a file says. */
final class TurnContent {
    private static final List<String> PARTS = List.of("text", "images", "audio");
    private static final List<String> AIPERF_PARTS =
            List.of("text", "texts", "image", "images", "audio", "audios", "video", "videos");

    private TurnContent() {}

    /**
     * Reads it.
     *
     * @param turn the turn's place as written
     * @param aiperf whether it is spelled in AIPerf's way
     * @return null where anything is wrong, which is told
     */
    static @Nullable Content of(ObjectNode fields, int turn, boolean aiperf, RowFaults faults) {
        boolean hasParts = (aiperf ? AIPERF_PARTS : PARTS).stream().anyMatch(fields::hasNonNull);
        String system = fields.path("system").stringValue(null);
        JsonNode messages = fields.path("messages");
        JsonNode tools = fields.path("tools");
        if (fields.hasNonNull("messages") == hasParts) {
            faults.add(turn, "needs text or messages, one of them");
            return null;
        }
        if (fields.hasNonNull("tools") && !RowShape.isListOf(tools, JsonNode::isObject)) {
            faults.add(turn, "tools must be a list of objects, but is " + JsonRow.kind(tools));
            return null;
        }
        Content content;
        if (fields.hasNonNull("messages")) {
            if (!areMessages(messages)) {
                faults.add(turn, "messages must be a list of at least one object with role and content");
                return null;
            }
            content = Content.ofMessages(system, messages.toString());
        } else {
            try {
                content = (aiperf ? AiperfRow.content(faults.place(), "", fields) : parts(fields, faults.place()))
                        .withSystem(system);
            } catch (BadRow e) {
                faults.add(turn, (e.problem().path() + " " + e.problem().what()).strip());
                return null;
            }
        }
        return tools.isEmpty() ? content : content.withTools(tools.toString());
    }

    private static Content parts(ObjectNode fields, Row.Place place) throws BadRow {
        List<Content.Text> texts =
                fields.hasNonNull("text") ? RowTexts.of(place, "text", fields.path("text")) : List.of();
        List<Content.Image> images = new Media(place, "images").images(fields.path("images"));
        List<Content.Audio> audios = new Media(place, "audio").audios(fields.path("audio"));
        return Content.ofParts(
                null, Stream.of(texts, images, audios).flatMap(List::stream).toList());
    }

    private static boolean areMessages(JsonNode messages) {
        return !messages.isEmpty()
                && RowShape.isListOf(
                        messages,
                        message -> message.isObject()
                                && !message.path("role").asString("").isEmpty());
    }
}
