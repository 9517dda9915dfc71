package dev.plimsoll.engine.endpoint;

import dev.plimsoll.engine.dataset.Content;
import dev.plimsoll.engine.dataset.Turn;
import dev.plimsoll.engine.http.GrowingBytes;
import dev.plimsoll.engine.problem.PlimsollException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Bodies by a template. What comes out must be JSON; the extras are merged into it, those of the turn last. The variables are AIPerf's,
 * besides {@code system}, {@code messages} (the conversation as chat has it) and {@code tools}; a text with a name of its own is a variable
 * of that name too.
 */
final class TemplateBody implements BodyEncoder {
    /** How much of a text that is no JSON is shown. */
    private static final int SHOWN_CHARS = 100;

    private final BackendSettings settings;
    private final PayloadTemplate template;
    private final boolean wantsMessages;
    private final Extras extras;

    /**
     * By the template of the settings.
     *
     * @throws PlimsollException where there is none, or it cannot be read
     */
    TemplateBody(BackendSettings settings) {
        String text = settings.options().payloadTemplate();
        if (text == null) {
            throw PlimsollException.usage("The endpoint template needs a payloadTemplate");
        }
        this.settings = settings;
        this.template = new PayloadTemplate(text);
        this.wantsMessages = text.contains("messages");
        this.extras = Extras.of(settings.extrasJson());
    }

    @Override
    public void encode(Turn turn, List<Backend.Exchange> history, GrowingBytes out) {
        String payload = turn.content().payloadJson();
        if (payload != null) {
            JsonText.raw(out, payload);
            return;
        }
        String filled = template.fill(variables(turn, history));
        JsonNode body = parse(filled);
        Extras merged = extras.with(turn.extraJson());
        if (merged.isNothing()) {
            JsonText.raw(out, filled);
        } else if (body instanceof ObjectNode object) {
            merged.forEach((name, value) -> {
                if (value.isNull()) {
                    object.remove(name);
                } else {
                    object.set(name, value);
                }
            });
            JsonText.raw(out, object.toString());
        } else {
            throw PlimsollException.usage(
                    "The payload template gives no JSON object, so the extras cannot be merged into it: "
                            + shown(filled));
        }
    }

    private static JsonNode parse(String filled) {
        try {
            JsonNode body = Extras.JSON.readTree(filled);
            if (body.isMissingNode()) {
                throw PlimsollException.usage("The payload template gives nothing at all");
            }
            return body;
        } catch (JacksonException e) {
            throw PlimsollException.usage(
                    "The payload template does not give JSON (" + e.getOriginalMessage() + "): " + shown(filled)
                            + ". Does a value lack its |tojson?",
                    e);
        }
    }

    private static String shown(String text) {
        String flat = text.replaceAll("\\s+", " ").strip();
        return flat.length() <= SHOWN_CHARS ? flat : flat.substring(0, SHOWN_CHARS) + "...";
    }

    private Map<String, @Nullable Object> variables(Turn turn, List<Backend.Exchange> history) {
        Content content = turn.content();
        List<String> texts = content.texts();
        List<String> images = content.images().stream().map(Content.Image::url).toList();
        List<String> audios = content.audios().stream()
                .map(audio -> audio.format() + "," + audio.base64())
                .toList();
        Map<String, List<String>> byName = byName(content);
        List<String> queries = byName.getOrDefault("query", List.of());
        List<String> passages = byName.getOrDefault("passages", byName.getOrDefault("passage", List.of()));

        Map<String, @Nullable Object> variables = new LinkedHashMap<>();
        byName.forEach((name, values) -> variables.put(name, values.size() == 1 ? values.getFirst() : values));
        variables.put("texts", texts);
        variables.put("images", images);
        variables.put("audios", audios);
        variables.put("videos", List.of());
        variables.put("text", first(texts));
        variables.put("image", first(images));
        variables.put("audio", first(audios));
        variables.put("video", null);
        variables.put("queries", queries);
        variables.put("passages", passages);
        variables.put("query", first(queries));
        variables.put("passage", first(passages));
        variables.put("texts_by_name", byName);
        variables.put("images_by_name", Map.of());
        variables.put("audios_by_name", Map.of());
        variables.put("videos_by_name", Map.of());
        variables.put("model", Latest.model(turn, settings));
        variables.put("max_tokens", turn.outputTokens() < 0 ? null : (Integer) turn.outputTokens());
        variables.put("role", "user");
        variables.put("stream", settings.stream());
        variables.put("system", Latest.of(turn, history, Content::system));
        variables.put("tools", json(Latest.of(turn, history, Content::toolsJson)));
        if (wantsMessages) {
            GrowingBytes messages = new GrowingBytes();
            MessageList.CHAT.append(turn, history, messages);
            variables.put("messages", new PayloadTemplate.Json(messages.text()));
        }
        return variables;
    }

    private static Map<String, List<String>> byName(Content content) {
        Map<String, List<String>> byName = new LinkedHashMap<>();
        for (Content.Part part : content.parts()) {
            if (part instanceof Content.Text(String name, String text) && name != null) {
                byName.computeIfAbsent(name, _ -> new ArrayList<>()).add(text);
            }
        }
        return byName;
    }

    private static PayloadTemplate.@Nullable Json json(@Nullable String text) {
        return text == null ? null : new PayloadTemplate.Json(text);
    }

    private static @Nullable String first(List<String> values) {
        return values.isEmpty() ? null : values.getFirst();
    }
}
