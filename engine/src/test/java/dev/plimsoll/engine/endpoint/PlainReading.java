package dev.plimsoll.engine.endpoint;

import dev.plimsoll.engine.record.ErrorKind;
import dev.plimsoll.engine.record.RequestTimings;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseDecoder;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * An answer read the plain way, as the reference for {@link AnswerReplay} and {@link HttpBackend}: Netty's decoder, lines split by a
 * pattern, every event through Jackson. Slow, and short enough to be believed.
 */
final class PlainReading {
    private static final Pattern EVENT = Pattern.compile("(.*?)(?:\r?\n){2}", Pattern.DOTALL);
    private static final String COMPLETED = "completed";

    private final EmbeddedChannel channel = new EmbeddedChannel(new HttpResponseDecoder());
    private final StringBuilder body = new StringBuilder();
    private final List<String> texts = new ArrayList<>();
    private final StringBuilder output = new StringBuilder();
    private final List<Tokens> usages = new ArrayList<>();
    private final List<Long> textNs = new ArrayList<>();
    private int status;
    private boolean encoded;
    private boolean eventStream;
    private boolean last;
    private boolean cut;
    private boolean refused;
    private boolean anything;

    private int parsed;
    private int events;
    private boolean done;
    private boolean finished;
    private boolean error;
    private boolean notJson;

    /** What a server counted; -1 where it did not. */
    record Tokens(int prompt, int output) {}

    /** Takes what one socket read brought. */
    void read(byte[] bytes, int from, int to, long readNs) {
        anything |= to > from;
        if (!last && !refused) {
            channel.writeInbound(Unpooled.copiedBuffer(bytes, from, to - from));
            take();
            events(readNs);
        }
    }

    /** The connection closed. Returns how the request must end: {@code completed} or the name of an {@link ErrorKind}. */
    String end() {
        boolean framed = last;
        channel.finish();
        take();
        boolean whole = framed || last && !cut;
        if (refused && !done) { // a stream that said it is done is good however its connection ends
            return ErrorKind.PROTOCOL.text();
        }
        if (status != 0 && (status < 200 || status > 299)) {
            return ErrorKind.HTTP.text();
        }
        if (encoded) {
            return ErrorKind.PARSE.text();
        }
        return isStream() ? ofStream(whole) : ofDocument(whole);
    }

    private String ofStream(boolean whole) {
        if (whole && !done && !body.substring(parsed).isBlank()) {
            event(body.substring(parsed), textNs.isEmpty() ? 0 : textNs.getLast()); // its blank line is missing
        }
        if (error) {
            return ErrorKind.STREAM_ERROR.text();
        }
        if (notJson) {
            return ErrorKind.PARSE.text();
        }
        if (!done && !(whole && finished)) {
            return ErrorKind.RESET.text();
        }
        return texts.isEmpty() ? ErrorKind.NO_CONTENT.text() : COMPLETED;
    }

    private String ofDocument(boolean whole) {
        if (!anything || !whole) {
            return ErrorKind.RESET.text();
        }
        if (body.isEmpty()) {
            return ErrorKind.NO_CONTENT.text();
        }
        JsonNode document = json(body.toString());
        if (document == null) {
            return ErrorKind.PARSE.text();
        }
        texts(document, 0);
        textNs.clear(); // no stream, no token times
        return texts.isEmpty() ? ErrorKind.NO_CONTENT.text() : COMPLETED;
    }

    /** Whether any byte came. */
    boolean anything() {
        return anything;
    }

    /** HTTP status, 0 where none came. */
    int status() {
        return status;
    }

    /** Events of the stream, {@code [DONE]} included. */
    int events() {
        return events;
    }

    /** Events with text. */
    int eventsWithText() {
        return textNs.size();
    }

    /** The text of the first choice that is neither reasoning nor a tool call. */
    String output() {
        return output.toString();
    }

    /** What the server counted, where it told it exactly once. */
    Optional<Tokens> onlyUsage() {
        return usages.size() == 1 ? Optional.of(usages.getFirst()) : Optional.empty();
    }

    /** The read that brought the first event with text, or absent. */
    long firstTextNs() {
        return textNs.isEmpty() ? RequestTimings.ABSENT : textNs.getFirst();
    }

    /** The read that brought the last event with text, or absent. */
    long lastTextNs() {
        return textNs.isEmpty() ? RequestTimings.ABSENT : textNs.getLast();
    }

    private boolean isStream() {
        return eventStream
                || body.toString().startsWith("data:")
                || body.toString().startsWith(":");
    }

    // ---- HTTP

    private void take() {
        HttpObject message;
        while ((message = channel.readInbound()) != null) {
            if (!last) {
                take(message);
            }
            ReferenceCountUtil.release(message);
        }
    }

    private void take(HttpObject message) {
        Throwable failure = message.decoderResult().cause();
        if (failure != null) {
            boolean early = failure.getClass().getSimpleName().startsWith("PrematureChannel");
            cut |= early;
            refused |= !early;
        }
        if (message instanceof HttpResponse response && !refused && !cut) {
            status = response.status().code();
            encoded = response.headers().contains("Content-Encoding");
            eventStream = response.headers().get("Content-Type", "").startsWith("text/event-stream");
        }
        if (message instanceof HttpContent content && status >= 200) {
            body.append(content.content().toString(StandardCharsets.ISO_8859_1));
            last = message instanceof LastHttpContent;
        }
    }

    // ---- events

    private void events(long readNs) {
        Matcher event = EVENT.matcher(body);
        while (status < 300 && !encoded && isStream() && event.find(parsed)) {
            parsed = event.end();
            event(event.group(1), readNs);
        }
    }

    private void event(String lines, long readNs) {
        String data = null;
        boolean named = false;
        for (String line : lines.split("\r?\n")) {
            if (line.startsWith("data:")) {
                String value = line.substring(5);
                value = value.startsWith(" ") ? value.substring(1) : value;
                data = data == null ? value : data + "\n" + value;
            }
            named |= line.equals("event: error");
        }
        if (data == null) {
            return;
        }
        events++;
        if (data.equals("[DONE]")) {
            done = true;
            return;
        }
        if (done) {
            return;
        }
        JsonNode json = json(data);
        error |= named;
        notJson |= json == null;
        if (json != null) {
            texts(json, readNs);
        }
    }

    private static @Nullable JsonNode json(String latin1) {
        try {
            return JsonMapper.shared().readTree(latin1.getBytes(StandardCharsets.ISO_8859_1));
        } catch (JacksonException e) {
            return null;
        }
    }

    private void texts(JsonNode json, long readNs) {
        String type = json.path("type").asString("");
        error |= json.hasNonNull("error") || type.equals("error") || type.equals("response.failed");
        int before = texts.size();
        choices(json.path("choices"));
        responses(json, type);
        messages(json, type);
        for (JsonNode vector : json.path("data")) {
            if (vector.has("embedding")) {
                texts.add("a vector");
            }
        }
        if (texts.size() > before) {
            textNs.add(readNs);
        }
        usage(json.path("usage"));
        usage(json.at("/response/usage"));
        usage(json.at("/message/usage"));
    }

    private void choices(JsonNode choices) {
        for (JsonNode choice : choices) {
            boolean first = choice.path("index").asInt(0) == 0;
            finished |= choice.hasNonNull("finish_reason");
            JsonNode said = choice.has("delta") ? choice.get("delta") : choice.path("message");
            text(said.path("reasoning_content"), false);
            text(said.path("reasoning"), false);
            text(said.path("content"), first);
            text(choice.path("text"), first);
            for (JsonNode call : said.path("tool_calls")) {
                text(call.at("/function/name"), false);
                text(call.at("/function/arguments"), false);
            }
        }
    }

    /** OpenAI's responses. */
    private void responses(JsonNode json, String type) {
        if (type.startsWith("response.") && type.endsWith(".delta")) {
            text(json.path("delta"), type.equals("response.output_text.delta"));
        }
        if (type.equals("response.output_item.added")) {
            text(json.at("/item/name"), false); // of a function; it is a part of the call
        }
        finished |= type.equals("response.completed") || type.equals("response.incomplete");
        for (JsonNode item : json.path("output")) {
            item.path("content")
                    .forEach(part ->
                            text(part.path("text"), item.path("type").asString().equals("message")));
            text(item.path("arguments"), false);
        }
    }

    /** Anthropic's messages. */
    private void messages(JsonNode json, String type) {
        text(json.at("/content_block/name"), false);
        if (type.equals("content_block_delta")) {
            text(json.at("/delta/text"), true);
            text(json.at("/delta/thinking"), false);
            text(json.at("/delta/partial_json"), false);
        }
        done |= type.equals("message_stop");
        if (type.equals("message")) {
            for (JsonNode block : json.path("content")) {
                text(block.path("text"), true);
                text(block.path("thinking"), false);
            }
        }
    }

    private void usage(JsonNode usage) {
        if (usage.isObject()) {
            int cachedApart =
                    usage.path("cache_read_input_tokens").asInt(0) // Anthropic counts them apart from the others
                            + usage.path("cache_creation_input_tokens").asInt(0);
            int input =
                    usage.path("prompt_tokens").asInt(usage.path("input_tokens").asInt(-1));
            usages.add(new Tokens(
                    input < 0 ? -1 : input + cachedApart,
                    usage.path("completion_tokens")
                            .asInt(usage.path("output_tokens").asInt(-1))));
        }
    }

    private void text(JsonNode text, boolean isOutput) {
        if (text.isString() && !text.stringValue().isEmpty()) {
            texts.add(text.stringValue());
            output.append(isOutput ? text.stringValue() : "");
        }
    }
}
