package dev.plimsoll.engine.plan;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Which request headers hold a key, judged by their names, and how they are shown to people and files that must not know it. Stateless;
 * any thread.
 */
public final class SecretHeaders {
    /** Parts of a name between its dashes: {@code Authorization}, {@code X-Api-Key}, {@code Ocp-Apim-Subscription-Key}. */
    private static final Set<String> WORDS = Set.of(
            "authorization",
            "auth",
            "key",
            "apikey",
            "token",
            "secret",
            "password",
            "credential",
            "credentials",
            "cookie");

    private static final Set<String> HARMLESS = Set.of("idempotency-key");

    private static final String REFERENCE = "${env:";

    private SecretHeaders() {}

    /** Whether a header of this name holds a key or a part of one. */
    public static boolean isSecret(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (HARMLESS.contains(lower)) {
            return false;
        }
        for (String word : lower.split("[-_.]", -1)) {
            if (WORDS.contains(word)) {
                return true;
            }
        }
        return false;
    }

    /** Whether a key stands in the value itself instead of in a variable that the value names. */
    public static boolean isLiteral(String name, String value) {
        return isSecret(name) && !value.isBlank() && !value.contains(REFERENCE);
    }

    /** The variable that stands for a literal value where it must not be shown: {@code X_API_KEY}. */
    public static String variable(String name) {
        return name.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
    }

    /** The value as it may be shown: as written, or a reference to {@link #variable} where the key stands in it. */
    public static String shown(String name, String value) {
        return isLiteral(name, value) ? REFERENCE + variable(name) + "}" : value;
    }

    /** The headers as they may be shown, in the order of their names. */
    public static Map<String, String> shown(Map<String, String> headers) {
        Map<String, String> shown = new TreeMap<>();
        headers.forEach((name, value) -> shown.put(name, shown(name, value)));
        return shown;
    }
}
