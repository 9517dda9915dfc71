package dev.plimsoll.engine.run;

import dev.plimsoll.engine.plan.SecretHeaders;
import dev.plimsoll.engine.plan.TargetPlan;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A request as a command for a shell; keys are named, never written. */
final class Curl {
    private static final String REFERENCE = "${env:";

    private Curl() {}

    static String of(TargetPlan target, String url, String body) {
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
        parts.add("-H 'Content-Type: application/json'");
        Path keyFile = target.apiKeyFile();
        if (target.apiKeyEnv() != null) {
            parts.add("-H \"Authorization: Bearer $" + target.apiKeyEnv() + "\"");
        } else if (keyFile != null) {
            parts.add("-H \"Authorization: Bearer $(cat " + quote(keyFile.toString()) + ")\"");
        }
        SecretHeaders.shown(target.headers()).forEach((name, value) -> parts.add("-H " + header(name, value)));
        parts.add("-d " + quote(body));
        return String.join(" ", parts);
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
