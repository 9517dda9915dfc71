package dev.plimsoll.engine.endpoint;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Seeded random JSON text, in any member order, spacing and escaping. */
abstract class RandomJson {
    private static final String[] TEXTS = {
        "",
        " an",
        "word",
        "é世😀",
        "\"quoted\"",
        "back\\slash",
        "line\nend",
        "}]},{[",
        "\",\"finish_reason\":\"stop",
        "\u0001",
        "\\\""
    };

    final Random random;

    RandomJson(long seed) {
        random = new Random(seed);
    }

    /** Any event or answer of the protocol. */
    abstract String next();

    /** One event of a stream whose events differ in their text only; now and then one that is not like the others. */
    abstract String nextOfStream(String id);

    final String anything(int depth) {
        return switch (random.nextInt(depth > 0 ? 8 : 6)) {
            case 0 -> "null";
            case 1 -> "true";
            case 2 -> "-1.25e-3";
            case 3 -> "17";
            case 4, 5 -> string(text());
            case 6 -> array(List.of(anything(depth - 1), anything(depth - 1)));
            default -> object(List.of(member("content", anything(depth - 1)), member("usage", anything(depth - 1))));
        };
    }

    /** A count, or null. */
    final String count() {
        return random.nextInt(8) == 0 ? "null" : Integer.toString(random.nextInt(100_000));
    }

    final String textOrNull() {
        return random.nextInt(4) == 0 ? "null" : string(text());
    }

    final String text() {
        return TEXTS[random.nextInt(TEXTS.length)];
    }

    final void maybe(List<String> members, String name, String value) {
        if (random.nextBoolean()) {
            members.add(member(name, value));
        }
    }

    final String member(String name, String value) {
        return "\"" + name + "\"" + space() + ":" + space() + value;
    }

    final String object(List<String> members) {
        List<String> shuffled = new ArrayList<>(members);
        Collections.shuffle(shuffled, random);
        return "{" + space() + String.join(space() + "," + space(), shuffled) + space() + "}";
    }

    final String array(List<String> values) {
        return "[" + space() + String.join(space() + "," + space(), values) + space() + "]";
    }

    final String space() {
        return random.nextInt(12) == 0 ? " \n".substring(random.nextInt(2)) : "";
    }

    /** A JSON string; half of what must not be escaped is nevertheless. */
    final String string(String text) {
        StringBuilder json = new StringBuilder("\"");
        for (char c : text.toCharArray()) {
            if (c == '"' || c == '\\') {
                json.append('\\').append(c);
            } else if (c < ' ' || (c > 0x7F && random.nextBoolean())) {
                json.append(String.format("\\u%04x", (int) c));
            } else {
                json.append(c);
            }
        }
        return json.append('"').toString();
    }
}
