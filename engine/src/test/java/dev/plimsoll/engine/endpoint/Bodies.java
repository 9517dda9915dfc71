package dev.plimsoll.engine.endpoint;

import dev.plimsoll.engine.dataset.Turn;
import dev.plimsoll.engine.http.HttpOptions;
import dev.plimsoll.engine.http.HttpTimeouts;
import dev.plimsoll.engine.plan.EndpointOptions;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Bodies for tests. */
final class Bodies {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Pattern FIELD = Pattern.compile(
            "Content-Disposition: form-data; name=\"([^\"]*)\"(?:; filename=\"([^\"]*)\"\r\nContent-Type: (\\S+))?");

    private Bodies() {}

    static BackendSettings settings(String endpoint, String model, boolean stream, String extrasJson) {
        return settings(endpoint, EndpointOptions.USUAL, model, stream, extrasJson);
    }

    static BackendSettings settings(
            String endpoint, EndpointOptions options, String model, boolean stream, String extrasJson) {
        return new BackendSettings(
                "http://h",
                endpoint,
                options,
                model,
                stream,
                null,
                Map.of(),
                extrasJson,
                HttpOptions.of(new HttpTimeouts(0, 0, 0)),
                0,
                "none",
                false);
    }

    /** The body as JSON; a form as an object of its fields, a file as {@code b64_data, filename, content_type}. */
    static JsonNode json(Turn turn, List<Backend.Exchange> history, BackendSettings settings) {
        EndpointKind kind = EndpointKinds.of(settings.endpoint());
        byte[] body = kind.body(turn, history, settings);
        String type = kind.encoder(settings).contentType();
        return type.startsWith("multipart/form-data; boundary=")
                ? form(body, type.substring(type.indexOf('=') + 1))
                : JSON.readTree(body);
    }

    private static ObjectNode form(byte[] body, String boundary) {
        String text = new String(body, StandardCharsets.ISO_8859_1);
        ObjectNode form = JSON.createObjectNode();
        if (!text.endsWith("--" + boundary + "--\r\n")) {
            throw new AssertionError("a form without its end");
        }
        for (String part : text.split(Pattern.quote("--" + boundary) + "(--)?\r\n")) {
            if (part.isEmpty()) {
                continue;
            }
            int headEnd = part.indexOf("\r\n\r\n");
            Matcher head = FIELD.matcher(part.substring(0, headEnd));
            if (!head.matches() || !part.endsWith("\r\n")) {
                throw new AssertionError("not a field: " + part);
            }
            byte[] value = part.substring(headEnd + 4, part.length() - 2).getBytes(StandardCharsets.ISO_8859_1);
            if (head.group(2) == null && head.group(1).endsWith("[]")) {
                form.withArray("/" + head.group(1).replace("[]", "")).add(new String(value, StandardCharsets.UTF_8));
            } else if (head.group(2) == null) {
                form.put(head.group(1), new String(value, StandardCharsets.UTF_8));
            } else {
                form.putObject(head.group(1))
                        .put("b64_data", Base64.getEncoder().encodeToString(value))
                        .put("filename", head.group(2))
                        .put("content_type", head.group(3));
            }
        }
        return form;
    }
}
