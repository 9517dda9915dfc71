package dev.plimsoll.engine.simulator;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;

/**
 * The bytes of one answer in the shape of an OpenAI completion. The event of a token is laid out once per request; only five letters
 * change from token to token, so an event costs one copy.
 *
 * <p>Belongs to one thread.
 */
final class AnswerFormat {
    /** Each is one token with its space for {@link PromptTokens} and for the usual vocabularies; all are of one length. */
    private static final String[] WORDS = {
        " water", " ships", " tides", " ocean", " coast", " cargo", " winds", " north", " waves", " depth", " light",
        " sails"
    };

    private static final byte[][] WORD_BYTES = new byte[WORDS.length][];
    private static final String PLACE = "@@@@@@";

    static {
        for (int i = 0; i < WORDS.length; i++) {
            WORD_BYTES[i] = WORDS[i].getBytes(StandardCharsets.US_ASCII);
        }
    }

    private final String id;
    private final String common;
    private final boolean chat;
    private final byte[] tokenEvent;
    private final int wordAt;

    /**
     * The format of one answer.
     *
     * @param quotedModel model name as a JSON string literal
     * @param createdSeconds Unix time
     */
    AnswerFormat(boolean chat, boolean stream, String id, String quotedModel, long createdSeconds) {
        this.id = id;
        this.chat = chat;
        String object = chat ? (stream ? "chat.completion.chunk" : "chat.completion") : "text_completion";
        this.common = "{\"id\":\"" + id + "\",\"object\":\"" + object + "\",\"created\":" + createdSeconds
                + ",\"model\":" + quotedModel + ",\"choices\":[";
        String event = chunk(
                choice(chat ? "\"delta\":{\"content\":\"" + PLACE + "\"}" : "\"text\":\"" + PLACE + "\"", "null"));
        this.wordAt = event.substring(0, event.lastIndexOf(PLACE)).getBytes(StandardCharsets.UTF_8).length;
        this.tokenEvent = event.getBytes(StandardCharsets.UTF_8);
    }

    /** Status line and headers of a stream, and the chat role, which is an event of its own. */
    void streamHead(ByteBuf out, String connectionHeader) {
        put(
                out,
                "HTTP/1.1 200 OK\r\n"
                        + "content-type: text/event-stream; charset=utf-8\r\n"
                        + "cache-control: no-cache\r\n"
                        + "x-request-id: "
                        + id + "\r\n" + connectionHeader + "transfer-encoding: chunked\r\n\r\n");
        if (chat) {
            put(out, chunk(choice("\"delta\":{\"role\":\"assistant\",\"content\":\"\"}", "null")));
        }
    }

    /** The event of token {@code index}. */
    void token(ByteBuf out, int index) {
        byte[] word = WORD_BYTES[index % WORD_BYTES.length];
        System.arraycopy(word, 0, tokenEvent, wordAt, word.length);
        out.writeBytes(tokenEvent);
    }

    /** Finish reason, usage where asked for, {@code [DONE]} and the end of the chunked body. */
    void streamEnd(ByteBuf out, String finishReason, boolean withUsage, int promptTokens, int outputTokens) {
        put(out, chunk(choice(chat ? "\"delta\":{}" : "\"text\":\"\"", "\"" + finishReason + "\"")));
        if (withUsage) {
            put(out, chunk("]," + usage(promptTokens, outputTokens) + "}"));
        }
        put(out, rawChunk("data: [DONE]\n\n") + "0\r\n\r\n");
    }

    /** The body of an answer that is not streamed. */
    String whole(String finishReason, int promptTokens, int outputTokens) {
        StringBuilder text = new StringBuilder(outputTokens * PLACE.length());
        for (int i = 0; i < outputTokens; i++) {
            text.append(WORDS[i % WORDS.length]);
        }
        String content = chat
                ? "\"message\":{\"role\":\"assistant\",\"content\":\"" + text + "\"}"
                : "\"text\":\"" + text + "\"";
        return common + "{\"index\":0," + content + ",\"logprobs\":null,\"finish_reason\":\"" + finishReason + "\"}],"
                + usage(promptTokens, outputTokens) + "}";
    }

    private static String choice(String content, String finish) {
        return "{\"index\":0," + content + ",\"logprobs\":null,\"finish_reason\":" + finish + "}]}";
    }

    private static String usage(int promptTokens, int outputTokens) {
        return "\"usage\":{\"prompt_tokens\":" + promptTokens + ",\"completion_tokens\":" + outputTokens
                + ",\"total_tokens\":" + (promptTokens + outputTokens) + "}";
    }

    private String chunk(String rest) {
        return rawChunk("data: " + common + rest + "\n\n");
    }

    private static String rawChunk(String event) {
        return Integer.toHexString(event.getBytes(StandardCharsets.UTF_8).length) + "\r\n" + event + "\r\n";
    }

    private static void put(ByteBuf out, String text) {
        out.writeCharSequence(text, StandardCharsets.UTF_8);
    }
}
