package dev.plimsoll.engine.router.config;

import dev.plimsoll.engine.plan.SecretHeaders;
import dev.plimsoll.engine.router.process.CommandLine;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/**
 * The text of a configuration as it may be kept beside results: as its writer wrote it, but with {@code REDACTED} in the place of keys. Keys
 * are the {@code apiKeys}, and values whose names tell that they hold one, as {@link SecretHeaders} judges names: of mappings, of
 * {@code NAME=value} in an environment or a command, of a command's options. What refers to the environment is no key.
 */
public final class RedactedConfig {
    private static final String HIDDEN = "REDACTED";
    private static final String REFERENCE = "${";
    private static final String NOT_KEPT =
            "# The configuration is not kept here, because a key in it could not be told from the rest.\n";

    private final Set<String> keys = new TreeSet<>();

    private RedactedConfig() {}

    /** The text without keys; a comment that says so where they cannot be taken out safely. */
    public static String of(String text) {
        String redacted = text;
        // the longest first: one key may be a part of another
        List<String> keys = keys(text).stream()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
        for (String key : keys) {
            redacted = redacted.replace(key, HIDDEN);
        }
        YamlDocument again = YamlDocument.parse(redacted);
        boolean readable =
                again.faults().isEmpty() || !YamlDocument.parse(text).faults().isEmpty();
        return readable && keys(redacted).isEmpty() && keys.stream().noneMatch(redacted::contains)
                ? redacted
                : NOT_KEPT;
    }

    private static Set<String> keys(String text) {
        RedactedConfig found = new RedactedConfig();
        JsonNode root = YamlDocument.parse(text).root();
        for (JsonNode key : root.path("apiKeys")) {
            found.add(key.asString(""));
        }
        found.below(root);
        return found.keys;
    }

    private void below(JsonNode value) {
        if (value.isObject()) {
            value.properties().forEach(member -> {
                if (SecretHeaders.isSecret(member.getKey())
                        && !member.getValue().isContainer()) {
                    add(member.getValue().asString(""));
                }
                below(member.getValue());
            });
        } else if (value.isArray()) {
            value.forEach(this::below);
        } else if (value.isString()) {
            words(value.asString());
        }
    }

    /** {@code NAME=value} and {@code --name value}, in a text that may be a command. */
    private void words(String text) {
        List<String> words;
        try {
            words = CommandLine.split(text);
        } catch (RuntimeException e) {
            words = List.of(text.split("\\s+"));
        }
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            int equals = word.indexOf('=');
            if (equals > 0 && namesKey(word.substring(0, equals))) {
                add(word.substring(equals + 1));
            } else if (word.startsWith("-") && namesKey(word) && i + 1 < words.size()) {
                add(words.get(i + 1));
            }
        }
    }

    /** A file with a key is none. */
    private static boolean namesKey(String name) {
        return SecretHeaders.isSecret(name) && !name.endsWith("-file") && !name.endsWith("_FILE");
    }

    private void add(String key) {
        if (!key.isBlank() && !key.contains(REFERENCE) && !key.equals(HIDDEN)) {
            keys.add(key);
        }
    }
}
