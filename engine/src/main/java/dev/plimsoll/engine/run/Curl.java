package dev.plimsoll.engine.run;

import dev.plimsoll.engine.endpoint.EndpointKind;
import dev.plimsoll.engine.endpoint.FormField;
import dev.plimsoll.engine.plan.SecretHeaders;
import dev.plimsoll.engine.plan.TargetPlan;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A request as a command for a shell; keys are named, never written. */
final class Curl {
    private static final String REFERENCE = "${env:";

    private Curl() {}

    /** A request whose body is JSON. */
    static String of(TargetPlan target, EndpointKind kind, String url, String body) {
        List<String> parts = start(target, url);
        parts.add("-H 'Content-Type: application/json'");
        headers(target, kind, url, parts);
        parts.add("-d " + quote(body));
        return String.join(" ", parts);
    }

    /** A request whose body is a form; its files are named as if they lay in the shell's folder. */
    static String of(TargetPlan target, EndpointKind kind, String url, List<FormField> form) {
        List<String> parts = start(target, url);
        headers(target, kind, url, parts);
        for (FormField field : form) {
            FormField.File file = field.file();
            parts.add(
                    file == null
                            ? "--form-string " + quote(field.name() + "=" + field.value())
                            : "-F " + quote(field.name() + "=@" + file.name() + ";type=" + file.contentType()));
        }
        return String.join(" ", parts);
    }

    private static List<String> start(TargetPlan target, String url) {
        List<String> parts = new ArrayList<>(List.of("curl", "-N", quote(url)));
        if (target.insecure()) {
            parts.add("-k");
        }
        if (target.caFile() != null) {
            parts.add("--cacert " + quote(target.caFile().toString()));
        }
        if (target.httpVersion() == 2) {
            parts.add(url.startsWith("https:") ? "--http2" : "--http2-prior-knowledge");
        }
        return parts;
    }

    private static void headers(TargetPlan target, EndpointKind kind, String url, List<String> parts) {
        kind.headers().forEach((name, value) -> parts.add("-H " + quote(name + ": " + value)));
        Path keyFile = target.apiKeyFile();
        String key = target.apiKeyEnv() != null
                ? "$" + target.apiKeyEnv()
                : keyFile != null ? "$(cat " + quote(keyFile.toString()) + ")" : null;
        if (key != null) {
            kind.authorization(key, String.valueOf(URI.create(url).getHost()))
                    .forEach((name, value) -> parts.add("-H \"" + name + ": " + value + "\""));
        }
        SecretHeaders.shown(target.headers()).forEach((name, value) -> parts.add("-H " + header(name, value)));
    }

    /** A header whose references are the shell's own; between double quotes, where only these few characters mean something. */
    private static String header(String name, String value) {
        if (!value.contains(REFERENCE)) {
            return quote(name + ": " + value);
        }
        String escaped = (name + ": " + value).replaceAll("[\\\\\"`]|\\$(?!\\{env:)", "\\\\$0");
        return "\"" + escaped.replace(REFERENCE, "${") + "\"";
    }

    private static String quote(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }
}
