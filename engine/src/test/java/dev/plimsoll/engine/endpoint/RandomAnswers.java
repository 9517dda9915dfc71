package dev.plimsoll.engine.endpoint;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Seeded random chat and completions answers and events as JSON text, in any member order, spacing and escaping. */
final class RandomAnswers {
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

    private final Random random;

    RandomAnswers(long seed) {
        random = new Random(seed);
    }

    /** A whole event or answer. */
    String next() {
        List<String> members = new ArrayList<>();
        if (random.nextInt(10) > 0) {
            members.add(member("choices", choices()));
        }
        maybe(members, "id", string("chatcmpl-" + random.nextInt(3)));
        maybe(members, "object", string(random.nextInt(30) == 0 ? "error" : "chat.completion.chunk"));
        maybe(members, "created", Integer.toString(random.nextInt()));
        maybe(members, "model", string("m\"odel"));
        maybe(members, "timings", anything(3));
        if (random.nextInt(4) == 0) {
            members.add(member("usage", random.nextInt(4) == 0 ? "null" : usage()));
        }
        if (random.nextInt(20) == 0) {
            members.add(member(
                    "error", random.nextBoolean() ? "null" : object(List.of(member("message", string("no \"way\""))))));
        }
        return object(members);
    }

    /** One event of a stream whose events differ in their text only; now and then one that is not like the others. */
    String nextOfStream(String id) {
        if (random.nextInt(6) == 0) {
            return next();
        }
        return "{\"id\":\"" + id + "\",\"choices\":[{\"index\":0,\"delta\":{\"content\":" + string(text())
                + "},\"finish_reason\":null}],\"model\":\"m\"}";
    }

    private String choices() {
        if (random.nextInt(12) == 0) {
            return "null";
        }
        List<String> choices = new ArrayList<>();
        for (int i = random.nextInt(4) == 0 ? random.nextInt(4) : 1; i > 0; i--) {
            List<String> members = new ArrayList<>();
            maybe(members, "index", Integer.toString(random.nextInt(5)));
            maybe(members, "finish_reason", random.nextBoolean() ? "null" : string("stop"));
            maybe(members, "logprobs", random.nextBoolean() ? "null" : anything(4));
            if (random.nextBoolean()) {
                members.add(member(
                        random.nextBoolean() ? "delta" : "message", random.nextInt(9) == 0 ? "null" : message()));
            } else {
                members.add(member("text", textOrNull()));
            }
            choices.add(object(members));
        }
        return array(choices);
    }

    private String message() {
        List<String> members = new ArrayList<>();
        maybe(members, "role", string("assistant"));
        maybe(members, "content", textOrNull());
        maybe(members, random.nextBoolean() ? "reasoning" : "reasoning_content", textOrNull());
        if (random.nextInt(4) == 0) {
            List<String> function = new ArrayList<>();
            maybe(function, "name", string("get"));
            maybe(function, "arguments", string("{\"a\":1}"));
            List<String> call = new ArrayList<>();
            maybe(call, "index", "0");
            maybe(call, "id", string("call \\ 1"));
            call.add(member("function", object(function)));
            members.add(member("tool_calls", random.nextInt(5) == 0 ? "null" : array(List.of(object(call)))));
        }
        return object(members);
    }

    private String usage() {
        List<String> members = new ArrayList<>();
        maybe(members, "prompt_tokens", count());
        members.add(member("completion_tokens", count()));
        maybe(members, "total_tokens", count());
        maybe(members, "prompt_tokens_details", details("cached_tokens"));
        maybe(members, "completion_tokens_details", details("reasoning_tokens"));
        return object(members);
    }

    private String details(String name) {
        if (random.nextInt(4) == 0) {
            return "null";
        }
        List<String> members = new ArrayList<>();
        maybe(members, name, count());
        maybe(members, "audio_tokens", count());
        return object(members);
    }

    private String count() {
        return random.nextInt(8) == 0 ? "null" : Integer.toString(random.nextInt(100_000));
    }

    private String anything(int depth) {
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

    private String textOrNull() {
        return random.nextInt(4) == 0 ? "null" : string(text());
    }

    private String text() {
        return TEXTS[random.nextInt(TEXTS.length)];
    }

    private void maybe(List<String> members, String name, String value) {
        if (random.nextBoolean()) {
            members.add(member(name, value));
        }
    }

    private String member(String name, String value) {
        return "\"" + name + "\"" + space() + ":" + space() + value;
    }

    private String object(List<String> members) {
        List<String> shuffled = new ArrayList<>(members);
        Collections.shuffle(shuffled, random);
        return "{" + space() + String.join(space() + "," + space(), shuffled) + space() + "}";
    }

    private String array(List<String> values) {
        return "[" + space() + String.join(space() + "," + space(), values) + space() + "]";
    }

    private String space() {
        return random.nextInt(12) == 0 ? " \n".substring(random.nextInt(2)) : "";
    }

    /** A JSON string; half of what must not be escaped is nevertheless. */
    private String string(String text) {
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
