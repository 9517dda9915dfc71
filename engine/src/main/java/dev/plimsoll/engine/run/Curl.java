package dev.plimsoll.engine.run;

import dev.plimsoll.engine.plan.TargetPlan;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** A request as a command for a shell; keys are named, never written. */
final class Curl {
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
        new TreeMap<>(target.headers()).forEach((name, value) -> parts.add("-H " + quote(name + ": " + value)));
        parts.add("-d " + quote(body));
        return String.join(" ", parts);
    }

    private static String quote(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }
}
