package dev.plimsoll.engine.endpoint;

import dev.plimsoll.engine.plan.SecretHeaders;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Takes secrets out of texts that a server chose the words of: the key, and the value of every header the user set, for any of them
 * may hold one. Immutable; any thread.
 *
 * <p>A key is found whatever became of it on the way: as it is, escaped in JSON, encoded for a URL, or in base64 (the alignment of which
 * depends on what stood before it). It is also found in pieces of {@value #PIECE} characters, because messages are cut to a length and a
 * cut key is still most of a key. Headers whose name says nothing of a key are only taken out whole: their values are often plain words.
 */
public final class Redactor {
    private static final String MASK = "***";
    /** Length of the pieces by which a key is found. */
    private static final int PIECE = 8;
    /** A shorter key is no secret but a word that somebody wrote because one was asked for. */
    private static final int SHORTEST_KEY = 4;

    private static final int SHORTEST_VALUE = 6;
    private static final int BUCKETS = 1 << 16;

    /** Replaced as wholes, longest first. */
    private final List<String> whole = new ArrayList<>();

    private final List<String> keys = new ArrayList<>();
    private final Set<String> pieces = new HashSet<>();
    /** Which pieces there can be, by the low bits of their hash. */
    private final BitSet buckets = new BitSet(BUCKETS);

    private Redactor() {}

    /**
     * For these secrets.
     *
     * @param key the bearer key, or null
     * @param headers headers with every reference put in
     */
    public static Redactor of(@Nullable String key, Map<String, String> headers) {
        Redactor redactor = new Redactor();
        if (key != null && key.length() >= SHORTEST_KEY) {
            redactor.addKey(key);
        }
        headers.forEach((name, value) -> {
            String behindScheme = value.substring(value.indexOf(' ') + 1); // "Bearer x" is as good as x
            for (String secret : List.of(value, behindScheme)) {
                if (secret.length() >= SHORTEST_VALUE) {
                    redactor.whole.add(secret);
                }
            }
            if (SecretHeaders.isSecret(name) && behindScheme.length() >= SHORTEST_VALUE) {
                redactor.addKey(behindScheme);
            }
        });
        redactor.whole.sort(Comparator.comparingInt(String::length).reversed());
        return redactor;
    }

    /** The text without secrets; the text itself where there is none in it. */
    public String redact(String text) {
        String clean = text;
        for (String secret : whole) {
            clean = clean.replace(secret, MASK);
        }
        return withoutPieces(clean);
    }

    /** Whether the text holds a secret. */
    public boolean finds(String text) {
        return !redact(text).equals(text);
    }

    /** Whether the text holds a whole key, unchanged, or is a header's value. */
    public boolean holds(String text) {
        return whole.contains(text) || keys.stream().anyMatch(text::contains);
    }

    // ---- what to look for

    private void addKey(String key) {
        whole.add(key);
        keys.add(key);
        Set<String> forms = new HashSet<>(Set.of(key));
        String url = URLEncoder.encode(key, StandardCharsets.UTF_8);
        forms.add(url);
        forms.add(url.replace("+", "%20"));
        forms.add(url.toLowerCase(Locale.ROOT));
        forms.add(key.replace("\\", "\\\\").replace("\"", "\\\"").replace("/", "\\/"));
        forms.add(key.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"));
        for (int before = 0; before < 3; before++) {
            String base64 = base64(key, before);
            forms.add(base64);
            forms.add(base64.replace('+', '-').replace('/', '_'));
        }
        forms.forEach(this::addPieces);
    }

    /** The characters of the base64 of anything that holds the key behind so many bytes, as far as the key alone decides them. */
    private static String base64(String key, int before) {
        byte[] bytes = (" ".repeat(before) + key).getBytes(StandardCharsets.UTF_8);
        String encoded = Base64.getEncoder().withoutPadding().encodeToString(bytes);
        int first = (before * 8 + 5) / 6;
        int last = bytes.length * 8 / 6;
        return encoded.substring(first, Math.max(first, last));
    }

    private void addPieces(String form) {
        for (int i = 0; i + PIECE <= form.length(); i++) {
            String piece = form.substring(i, i + PIECE);
            pieces.add(piece);
            buckets.set(piece.hashCode() & (BUCKETS - 1));
        }
    }

    // ---- looking

    /** One pass with a rolling hash, that of {@link String#hashCode}: the set is only asked where the hash is that of a piece. */
    private String withoutPieces(String text) {
        if (pieces.isEmpty() || text.length() < PIECE) {
            return text;
        }
        int leaving = 1;
        for (int i = 1; i < PIECE; i++) {
            leaving *= 31;
        }
        StringBuilder clean = null;
        int hash = 0;
        int copied = 0; // everything before it is in the clean text, masked or as it was
        for (int end = 1; end <= text.length(); end++) {
            int start = end - PIECE;
            hash = (start > 0 ? hash - leaving * text.charAt(start - 1) : hash) * 31 + text.charAt(end - 1);
            if (start < 0 || !buckets.get(hash & (BUCKETS - 1)) || !pieces.contains(text.substring(start, end))) {
                continue;
            }
            if (clean == null) {
                clean = new StringBuilder(text.length());
            }
            if (clean.isEmpty() || start > copied) {
                clean.append(text, copied, start).append(MASK);
            }
            copied = end;
        }
        return clean == null ? text : clean.append(text, copied, text.length()).toString();
    }
}
