package dev.plimsoll.engine.endpoint;

import dev.plimsoll.engine.dataset.Turn;
import dev.plimsoll.engine.http.GrowingBytes;
import dev.plimsoll.engine.problem.PlimsollException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/**
 * Bodies that are a form with files ({@code multipart/form-data}, RFC 7578). The extras become fields: a text as it is, a list as one
 * field {@code name[]} for each element, anything else as JSON. They replace ours of the same name, save those that the endpoint keeps
 * to itself.
 */
final class FormBody implements BodyEncoder {
    // fixed, so that the same turn gives the same bytes; no file holds this line by chance
    private static final String BOUNDARY = "plimsoll-form-8f4a1c6e2b9d4703a5c1";
    private static final byte[] DELIMITER = ("--" + BOUNDARY).getBytes(StandardCharsets.US_ASCII);
    private static final byte[] LINE_END = {'\r', '\n'};

    private final EndpointKind kind;
    private final Extras extras;
    private final Set<String> reserved;
    private final Function<Turn, List<FormField>> fields;

    /**
     * Forms with these fields.
     *
     * @param reserved names that extras cannot set
     * @param fields the endpoint's own fields for a turn
     */
    FormBody(
            EndpointKind kind, BackendSettings settings, Set<String> reserved, Function<Turn, List<FormField>> fields) {
        this.kind = kind;
        this.extras = Extras.of(settings.extrasJson());
        this.reserved = reserved;
        this.fields = fields;
    }

    @Override
    public String contentType() {
        return "multipart/form-data; boundary=" + BOUNDARY;
    }

    @Override
    public List<FormField> form(Turn turn) {
        Refusal.check(kind, turn.content());
        Extras merged = extras.with(turn.extraJson());
        List<FormField> all = new ArrayList<>();
        for (FormField field : fields.apply(turn)) {
            if (reserved.contains(field.name()) || !merged.has(field.name())) {
                all.add(field);
            }
        }
        merged.forEach((name, value) -> {
            if (!reserved.contains(name)) {
                add(all, name, value);
            }
        });
        return all;
    }

    @Override
    public void encode(Turn turn, List<Backend.Exchange> history, GrowingBytes out) {
        for (FormField field : form(turn)) {
            append(out, DELIMITER);
            append(out, head(field).getBytes(StandardCharsets.UTF_8));
            append(out, field.file() == null ? field.value().getBytes(StandardCharsets.UTF_8) : bytes(field));
            append(out, LINE_END);
        }
        append(out, DELIMITER);
        out.append((byte) '-');
        out.append((byte) '-');
        append(out, LINE_END);
    }

    private static void add(List<FormField> fields, String name, JsonNode value) {
        if (value.isArray()) {
            value.forEach(element -> fields.add(FormField.text(name + "[]", text(element))));
        } else if (!value.isNull()) {
            fields.add(FormField.text(name, text(value)));
        }
    }

    private static String text(JsonNode value) {
        return value.isString() ? value.stringValue() : value.toString();
    }

    private static String head(FormField field) {
        StringBuilder head = new StringBuilder("\r\nContent-Disposition: form-data; name=\"")
                .append(quoted(field.name()))
                .append('"');
        FormField.File file = field.file();
        if (file != null) {
            head.append("; filename=\"")
                    .append(quoted(file.name()))
                    .append("\"\r\nContent-Type: ")
                    .append(file.contentType());
        }
        return head.append("\r\n\r\n").toString();
    }

    /** As browsers write names (WHATWG, HTML, "multipart form data"). */
    private static String quoted(String name) {
        return name.replace("\"", "%22").replace("\r", "%0D").replace("\n", "%0A");
    }

    private static byte[] bytes(FormField field) {
        try {
            return Base64.getMimeDecoder().decode(field.value());
        } catch (IllegalArgumentException e) {
            throw PlimsollException.usage(
                    "A request cannot be sent: its " + field.name() + " is not base64: " + e.getMessage());
        }
    }

    private static void append(GrowingBytes out, byte[] bytes) {
        out.append(bytes, 0, bytes.length);
    }
}
