package dev.plimsoll.engine.run;

import dev.plimsoll.engine.dataset.Turn;
import dev.plimsoll.engine.endpoint.BackendSettings;
import dev.plimsoll.engine.endpoint.BodyEncoder;
import dev.plimsoll.engine.endpoint.EndpointKind;
import dev.plimsoll.engine.endpoint.EndpointKinds;
import dev.plimsoll.engine.endpoint.FormField;
import dev.plimsoll.engine.plan.TargetPlan;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/**
 * One request as it is sent and as it is shown.
 *
 * @param path below the target's base URL
 * @param url the whole of it
 * @param contentType type of the body
 * @param body what is sent
 * @param shown the body for people: without secrets, the files of a form by their names
 * @param curl the same request for a shell
 */
record RequestText(String path, String url, String contentType, byte[] body, String shown, String curl) {
    /**
     * The request for a turn.
     *
     * @throws dev.plimsoll.engine.problem.PlimsollException where the endpoint cannot send it
     */
    static RequestText of(TargetPlan target, BackendSettings settings, Turn turn, Secrets secrets) {
        EndpointKind kind = EndpointKinds.of(settings.endpoint());
        BodyEncoder encoder = kind.encoder(settings);
        byte[] body = kind.body(turn, List.of(), settings);
        String path = kind.path(settings.options(), settings.stream());
        String url = settings.url() + path;
        List<FormField> form = encoder.form(turn);
        String shown = secrets.redact(
                form.isEmpty()
                        ? new String(body, StandardCharsets.UTF_8)
                        : form.stream().map(RequestText::shown).collect(Collectors.joining("\n")));
        String curl = form.isEmpty()
                ? Curl.of(target, kind, url, shown)
                : Curl.of(
                        target,
                        kind,
                        url,
                        form.stream()
                                .map(field -> new FormField(field.name(), secrets.redact(field.value()), field.file()))
                                .toList());
        return new RequestText(path, url, encoder.contentType(), body, shown, curl);
    }

    private static String shown(FormField field) {
        FormField.File file = field.file();
        return field.name() + "="
                + (file == null
                        ? field.value()
                        : "@" + file.name() + " (" + file.contentType() + ", about "
                                + field.value().length() / 4 * 3 + " bytes)");
    }
}
