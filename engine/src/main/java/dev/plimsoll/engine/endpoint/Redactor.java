package dev.plimsoll.engine.endpoint;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Takes secrets out of texts: the key and every header value the user set, for any of them may hold one. */
final class Redactor {
    private static final int SHORTEST_SECRET = 6;

    private final List<String> secrets = new ArrayList<>();

    Redactor(BackendSettings settings) {
        String key = settings.apiKey();
        if (key != null) {
            add(key);
        }
        settings.headers().values().forEach(value -> {
            add(value);
            int blank = value.indexOf(' ');
            add(value.substring(blank + 1)); // "Bearer x" is as good as x
        });
        secrets.sort(Comparator.comparingInt(String::length).reversed());
    }

    String redact(String text) {
        String clean = text;
        for (String secret : secrets) {
            clean = clean.replace(secret, "***");
        }
        return clean;
    }

    private void add(String secret) {
        if (secret.length() >= SHORTEST_SECRET) {
            secrets.add(secret);
        }
    }
}
