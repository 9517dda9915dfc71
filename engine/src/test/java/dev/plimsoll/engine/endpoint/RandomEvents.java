package dev.plimsoll.engine.endpoint;

import java.util.ArrayList;
import java.util.List;

/** Seeded random events and answers of responses, messages and TGI. */
final class RandomEvents extends RandomJson {
    private static final String[] RESPONSES_DELTAS =
            ResponsesTree.PIECES.keySet().toArray(String[]::new);
    private static final String[][] MESSAGES_DELTAS = {
        {"text_delta", "text"}, {"thinking_delta", "thinking"}, {"input_json_delta", "partial_json"}
    };

    private final AnswerShape shape;

    RandomEvents(AnswerShape shape, long seed) {
        super(seed);
        this.shape = shape;
    }

    @Override
    String next() {
        return random.nextInt(3) > 0 ? delta() : other();
    }

    /** An event that brings text, or could. */
    String delta() {
        return switch (shape) {
            case RESPONSES -> responsesDelta();
            case MESSAGES -> messagesDelta();
            case TGI -> tgiToken();
            default -> throw new AssertionError("no events of " + shape);
        };
    }

    private String other() {
        return switch (shape) {
            case RESPONSES -> responsesOther();
            case MESSAGES -> messagesOther();
            case TGI -> tgiOther();
            default -> throw new AssertionError("no events of " + shape);
        };
    }

    @Override
    String nextOfStream(String id) {
        if (random.nextInt(6) == 0) {
            return next();
        }
        String text = string(text());
        int number = random.nextInt(200);
        return switch (shape) {
            case RESPONSES ->
                "{\"type\":\"response.output_text.delta\",\"sequence_number\":" + number + ",\"item_id\":\"" + id
                        + "\",\"output_index\":0,\"content_index\":0,\"delta\":" + text
                        + ",\"logprobs\":[],\"obfuscation\":"
                        + string(text()) + "}";
            case MESSAGES ->
                "{\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"type\":\"text_delta\",\"text\":" + text
                        + "}}";
            default ->
                "{\"index\":" + number + ",\"token\":{\"id\":" + number * 7 + ",\"text\":" + text + ",\"logprob\":"
                        + (random.nextBoolean() ? -number : -number / 16.0)
                        + ",\"special\":false},\"generated_text\":null,\"details\":null}";
        };
    }

    // ---- responses

    private String responsesDelta() {
        List<String> members = new ArrayList<>();
        members.add(member("type", string(RESPONSES_DELTAS[random.nextInt(RESPONSES_DELTAS.length)] + ".delta")));
        members.add(member("delta", string(text())));
        maybe(members, "sequence_number", Integer.toString(random.nextInt(3000)));
        maybe(members, "item_id", string("item"));
        maybe(members, "output_index", Integer.toString(random.nextInt(3)));
        maybe(members, random.nextBoolean() ? "content_index" : "summary_index", Integer.toString(random.nextInt(3)));
        maybe(members, "logprobs", anything(3));
        maybe(members, "obfuscation", string(text()));
        return object(members);
    }

    private String responsesOther() {
        List<String> members = new ArrayList<>();
        String kind = RESPONSES_DELTAS[random.nextInt(RESPONSES_DELTAS.length)];
        String[] types = {
            kind + ".done",
            "response.audio.delta",
            "response.created",
            "response.completed",
            "response.incomplete",
            "response.failed",
            "response.output_item.added",
            "error"
        };
        maybe(members, "type", string(types[random.nextInt(types.length)]));
        maybe(members, "text", textOrNull());
        maybe(members, "delta", anything(1));
        maybe(members, "arguments", textOrNull());
        maybe(members, "output_index", count());
        maybe(members, "item", object(List.of(member("type", string("function_call")), member("name", textOrNull()))));
        List<String> response = new ArrayList<>();
        maybe(response, "id", string("resp_1"));
        maybe(response, "usage", object(List.of(member("input_tokens", count()), member("output_tokens", count()))));
        maybe(response, "error", random.nextBoolean() ? "null" : object(List.of(member("message", string("no")))));
        maybe(members, "response", object(response));
        maybe(members, "output", anything(3));
        return object(members);
    }

    // ---- messages

    private String messagesDelta() {
        String[] kind = MESSAGES_DELTAS[random.nextInt(MESSAGES_DELTAS.length)];
        List<String> delta = new ArrayList<>();
        maybe(delta, "type", string(random.nextInt(9) == 0 ? "signature_delta" : kind[0]));
        maybe(delta, kind[1], string(text()));
        maybe(delta, "signature", string(text()));
        List<String> members = new ArrayList<>();
        members.add(member("type", string("content_block_delta")));
        members.add(member("delta", object(delta)));
        maybe(members, "index", Integer.toString(random.nextInt(3)));
        return object(members);
    }

    private String messagesOther() {
        List<String> members = new ArrayList<>();
        String[] types = {
            "ping", "message_stop", "message_delta", "message_start", "content_block_start", "message", "error", "x"
        };
        maybe(members, "type", string(types[random.nextInt(types.length)]));
        List<String> block = new ArrayList<>();
        maybe(block, "type", string(new String[] {"text", "thinking", "tool_use"}[random.nextInt(3)]));
        maybe(block, "text", textOrNull());
        maybe(block, "thinking", textOrNull());
        maybe(block, "name", textOrNull());
        maybe(block, "input", anything(2));
        maybe(members, "content_block", object(block));
        String usage = object(List.of(
                member("input_tokens", count()),
                member("cache_read_input_tokens", count()),
                member("output_tokens", count())));
        maybe(members, "usage", usage);
        maybe(members, "delta", object(List.of(member("stop_reason", textOrNull()))));
        maybe(members, "message", object(List.of(member("usage", usage), member("content", array(List.of())))));
        return object(members);
    }

    // ---- text generation inference

    private String tgiToken() {
        List<String> token = new ArrayList<>();
        maybe(token, "id", Integer.toString(random.nextInt(100_000)));
        maybe(token, "text", string(text()));
        maybe(token, "logprob", random.nextInt(4) == 0 ? "null" : Double.toString(-random.nextDouble()));
        maybe(token, "special", Boolean.toString(random.nextInt(4) == 0));
        List<String> members = new ArrayList<>();
        members.add(member("token", object(token)));
        maybe(members, "index", Integer.toString(random.nextInt(300)));
        maybe(members, "generated_text", "null");
        maybe(members, "details", "null");
        maybe(members, "top_tokens", anything(2));
        return object(members);
    }

    private String tgiOther() {
        List<String> members = new ArrayList<>();
        maybe(members, "token", random.nextBoolean() ? "null" : object(List.of(member("text", textOrNull()))));
        maybe(members, "generated_text", textOrNull());
        maybe(members, "details", object(List.of(member("generated_tokens", count()))));
        maybe(members, "error", random.nextBoolean() ? "null" : string("overloaded"));
        return random.nextInt(4) == 0 ? array(List.of(object(members))) : object(members);
    }
}
