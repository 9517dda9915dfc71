package dev.plimsoll.engine.simulator;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * One API of the {@link NullTarget}: how its path is told, and its two answers. Each streamed answer has the same number of content
 * events, in the form that servers of this API send.
 *
 * @param path part of the path that no other API has, ASCII
 * @param stream the answer to whoever asks for a stream
 * @param whole the answer to everybody else
 */
record NullApi(ByteBuf path, NullAnswer stream, NullAnswer whole) {
    private static final ByteBuf STREAM = NullAnswer.ascii("\"stream\"");
    private static final ByteBuf GENERATE_STREAM = NullAnswer.ascii("/generate_stream");
    private static final String WORDS = " tide".repeat(NullTarget.CONTENT_EVENTS);
    private static final String OPENAI_USAGE = "\"usage\":{\"prompt_tokens\":8,\"completion_tokens\":"
            + NullTarget.CONTENT_EVENTS + ",\"total_tokens\":" + (8 + NullTarget.CONTENT_EVENTS) + "}";
    private static final String ITEM_USAGE =
            "\"usage\":{\"input_tokens\":8,\"output_tokens\":" + NullTarget.CONTENT_EVENTS + "}";

    private static final NullAnswer MODELS =
            NullAnswer.json("{\"object\":\"list\",\"data\":[{\"id\":\"null\",\"object\":\"model\"}]}");

    /** What a path that names none of the others is: text completions. */
    private static final NullApi TEXT = api(
            "/completions",
            choices("cmpl", "text_completion", "\"text\":\" tide\"", "\"text\":\"\""),
            "{\"id\":\"cmpl-null\",\"object\":\"text_completion\",\"created\":1,\"model\":\"null\",\"choices\":["
                    + "{\"index\":0,\"text\":\"" + WORDS + "\",\"finish_reason\":\"length\"}]," + OPENAI_USAGE + "}");

    /** The most usual first: each request looks for one after the other. */
    private static final List<NullApi> ALL = List.of(
            api(
                    "/chat/completions",
                    choices("chatcmpl", "chat.completion.chunk", "\"delta\":{\"content\":\" tide\"}", "\"delta\":{}"),
                    "{\"id\":\"chatcmpl-null\",\"object\":\"chat.completion\",\"created\":1,\"model\":\"null\",\"choices\":["
                        + "{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":\"" + WORDS
                            + "\"},\"finish_reason\":\"length\"}]," + OPENAI_USAGE + "}"),
            api(
                    "/responses",
                    responses(),
                    "{\"id\":\"resp-null\",\"object\":\"response\",\"status\":\"completed\",\"output\":[{\"type\":\"message\","
                        + "\"role\":\"assistant\",\"content\":[{\"type\":\"output_text\",\"text\":\"" + WORDS
                            + "\"}]}],"
                            + ITEM_USAGE + "}"),
            api(
                    "/messages",
                    messages(),
                    "{\"id\":\"msg-null\",\"type\":\"message\",\"role\":\"assistant\",\"content\":[{\"type\":\"text\",\"text\":\""
                            + WORDS + "\"}],\"stop_reason\":\"max_tokens\"," + ITEM_USAGE + "}"),
            api("/generate", tgi(), "{\"generated_text\":\"" + WORDS + "\"," + details() + "}"),
            api("/embeddings", List.of(), embedding()),
            api("/pooling", List.of(), embedding()));

    /** The answer to a request: the list of models where nothing is posted. */
    static NullAnswer answer(boolean post, ByteBuf path, ByteBuf body) {
        if (!post) {
            return MODELS;
        }
        NullApi api = of(path);
        // TGI asks for a stream by the path, everybody else in the body.
        boolean stream = asksForStream(body) || ByteBufUtil.indexOf(GENERATE_STREAM, path) >= 0;
        return stream ? api.stream : api.whole;
    }

    private static NullApi of(ByteBuf path) {
        for (NullApi api : ALL) {
            if (ByteBufUtil.indexOf(api.path, path) >= 0) {
                return api;
            }
        }
        return TEXT;
    }

    private static boolean asksForStream(ByteBuf body) {
        int at = ByteBufUtil.indexOf(STREAM, body);
        if (at < 0) {
            return false;
        }
        for (int i = at + STREAM.readableBytes(); i < body.writerIndex(); i++) {
            byte b = body.getByte(i);
            if (b != ' ' && b != ':') {
                return b == 't';
            }
        }
        return false;
    }

    /** Without events it never streams. */
    private static NullApi api(String path, List<String> events, String whole) {
        NullAnswer json = NullAnswer.json(whole);
        return new NullApi(NullAnswer.ascii(path), events.isEmpty() ? json : NullAnswer.stream(events), json);
    }

    private static List<String> choices(String id, String object, String content, String finish) {
        String prefix = "data: {\"id\":\"" + id + "-null\",\"object\":\"" + object
                + "\",\"created\":1,\"model\":\"null\",\"choices\":[";
        List<String> events =
                new ArrayList<>(repeated(prefix + "{\"index\":0," + content + ",\"finish_reason\":null}]}\n\n"));
        events.add(prefix + "{\"index\":0," + finish + ",\"finish_reason\":\"length\"}]}\n\n");
        events.add(prefix + "]," + OPENAI_USAGE + "}\n\n");
        events.add("data: [DONE]\n\n");
        return events;
    }

    private static List<String> responses() {
        List<String> events = new ArrayList<>();
        events.add(event("response.created", "\"response\":{\"id\":\"resp-null\",\"status\":\"in_progress\"}"));
        events.addAll(repeated(event(
                "response.output_text.delta",
                "\"item_id\":\"msg-null\",\"output_index\":0,\"content_index\":0,\"delta\":\" tide\"")));
        events.add(event(
                "response.completed",
                "\"response\":{\"id\":\"resp-null\",\"object\":\"response\",\"status\":\"completed\"," + ITEM_USAGE
                        + "}"));
        return events;
    }

    private static List<String> messages() {
        List<String> events = new ArrayList<>();
        events.add(event(
                "message_start",
                "\"message\":{\"id\":\"msg-null\",\"role\":\"assistant\",\"content\":[],"
                        + "\"usage\":{\"input_tokens\":8,\"output_tokens\":0}}"));
        events.add(event("content_block_start", "\"index\":0,\"content_block\":{\"type\":\"text\",\"text\":\"\"}"));
        events.addAll(repeated(
                event("content_block_delta", "\"index\":0,\"delta\":{\"type\":\"text_delta\",\"text\":\" tide\"}")));
        events.add(event("content_block_stop", "\"index\":0"));
        events.add(event(
                "message_delta",
                "\"delta\":{\"stop_reason\":\"max_tokens\"},\"usage\":{\"output_tokens\":" + NullTarget.CONTENT_EVENTS
                        + "}"));
        events.add("event: message_stop\ndata: {\"type\":\"message_stop\"}\n\n");
        return events;
    }

    private static List<String> tgi() {
        String token = "data:{\"index\":1,\"token\":{\"id\":1,\"text\":\""
                + " tide\",\"logprob\":-1,\"special\":false},\"generated_text\":";
        List<String> events = new ArrayList<>(
                Collections.nCopies(NullTarget.CONTENT_EVENTS - 1, token + "null,\"details\":null}\n\n"));
        events.add(token + "\"" + WORDS + "\"," + details() + "}\n\n");
        return events;
    }

    private static String details() {
        return "\"details\":{\"finish_reason\":\"length\",\"generated_tokens\":" + NullTarget.CONTENT_EVENTS + "}";
    }

    private static String embedding() {
        return "{\"object\":\"list\",\"model\":\"null\",\"data\":[{\"object\":\"embedding\",\"index\":0,\"embedding\":["
                + String.join(",", Collections.nCopies(256, "0.0123456")) + "]}],"
                + "\"usage\":{\"prompt_tokens\":8,\"total_tokens\":8}}";
    }

    private static List<String> repeated(String event) {
        return Collections.nCopies(NullTarget.CONTENT_EVENTS, event);
    }

    private static String event(String type, String members) {
        return "event: " + type + "\ndata: {\"type\":\"" + type + "\"," + members + "}\n\n";
    }
}
