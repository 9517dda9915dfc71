package dev.plimsoll.engine.endpoint;

import java.util.ArrayList;
import java.util.List;

/** Seeded random answers and events of chat and completions. */
final class RandomAnswers extends RandomJson {
    RandomAnswers(long seed) {
        super(seed);
    }

    @Override
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

    @Override
    String nextOfStream(String id) {
        if (random.nextInt(6) == 0) {
            return next();
        }
        String delta = string(text());
        String twice = random.nextInt(5) == 0 ? "\"reasoning\":" + delta + ",\"reasoning_content\":" : "\"content\":";
        return "{\"id\":\"" + id + "\",\"choices\":[{\"index\":0,\"delta\":{" + twice + delta
                + "},\"finish_reason\":null}],\"model\":\"m\",\"obfuscation\":" + string(text()) + "}";
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
        if (random.nextInt(8) == 0) {
            maybe(members, "refusal", textOrNull());
            maybe(
                    members,
                    "audio",
                    random.nextBoolean() ? "null" : object(List.of(member("transcript", textOrNull()))));
        }
        if (random.nextInt(8) == 0) {
            members.add(member("reasoning", textOrNull()));
            members.add(member("reasoning_content", textOrNull()));
        } else {
            maybe(members, random.nextBoolean() ? "reasoning" : "reasoning_content", textOrNull());
        }
        if (random.nextInt(4) == 0) {
            List<String> function = new ArrayList<>();
            maybe(function, "name", string("get"));
            maybe(function, "arguments", string("{\"a\":1}"));
            maybe(members, "function_call", random.nextBoolean() ? "null" : object(function));
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
}
