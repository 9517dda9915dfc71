package dev.plimsoll.engine.dataset;

import dev.plimsoll.engine.record.RequestSettings;
import dev.plimsoll.engine.record.RequestTimings;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes a conversation of a row in one of AIPerf's formats of single rows: {@code single_turn}, {@code random_pool}, the rows of a
 * {@code mooncake_trace} that hold their text, and whole bodies ({@code payload}, {@code payloads}). Times are in milliseconds. Belongs to one
 * thread.
 */
final class AiperfRow {
    /** Keys by which such a row is known: rows of other tools have none of them. */
    private static final Set<String> KEYS = Set.of(
            "session_id",
            "output_length",
            "text_input",
            "input_length",
            "payload",
            "payloads",
            "image_uuids",
            "hash_ids");

    /** Columns of other tools, which AIPerf does not have: with one of them a row is no row of AIPerf's, whatever else it holds. */
    private static final Pattern OTHERS = Pattern.compile(
            "(?:prompt|instruction|question|input|context|content|conversation)(?:es|s)?(?:[-_]\\d+)?",
            Pattern.CASE_INSENSITIVE);

    private static final Set<String> TYPES =
            Set.of(AiperfSchema.SINGLE_TURN, AiperfSchema.RANDOM_POOL, AiperfSchema.MOONCAKE_TRACE);

    private static final BigDecimal LONGEST_DELAY_MS = BigDecimal.valueOf(1_000_000_000L);

    private final Tokenizer tokenizer;
    private final @Nullable LengthSampler outputLengths;
    private final boolean ignoreEos;

    /**
     * A mapper.
     *
     * @param outputLengths output length of rows that name none, or null
     */
    AiperfRow(Tokenizer tokenizer, @Nullable LengthSampler outputLengths, boolean ignoreEos) {
        this.tokenizer = tokenizer;
        this.outputLengths = outputLengths;
        this.ignoreEos = ignoreEos;
    }

    /** Whether a row is written in AIPerf's way. */
    static boolean isOne(ObjectNode fields) {
        if (fields.propertyNames().stream()
                .anyMatch(name -> OTHERS.matcher(name).matches())) {
            return false;
        }
        if (fields.has("messages") && !fields.has("output_length") && !fields.has("message_mode")) {
            return TYPES.contains(fields.path("type").stringValue("")); // else a dialogue as any tool writes it
        }
        if (KEYS.stream().anyMatch(fields::has)) {
            return true;
        }
        return TYPES.contains(fields.path("type").stringValue(""));
    }

    Conversation map(Row row, long id) throws BadRow {
        ObjectNode fields = row.fields();
        if (fields.has("payloads")) {
            check(row, AiperfSchema.INPUTS_JSON);
            List<Turn> turns = new ArrayList<>();
            for (JsonNode payload : fields.path("payloads")) {
                turns.add(payload(turns.size(), payload, RequestSettings.NONE));
            }
            return new Conversation(id, null, turns);
        }
        if (fields.has("turns")) {
            throw new BadRow(
                    row.place(), "turns", "make a conversation; read this file as a dataset of kind conversations");
        }
        if (isMooncake(fields)) {
            return new Conversation(id, null, List.of(mooncake(row)));
        }
        String type = fields.path("type").stringValue("");
        check(row, type.equals(AiperfSchema.RANDOM_POOL) ? type : AiperfSchema.SINGLE_TURN);
        Content content = content(row.place(), "", fields);
        return new Conversation(id, null, List.of(turn(row, content, RowTexts.tokens(content, tokenizer))));
    }

    private static boolean isMooncake(ObjectNode fields) {
        return fields.has("text_input")
                || fields.has("input_length")
                || fields.has("hash_ids")
                || fields.has("payload")
                || fields.has("messages")
                || fields.path("type").stringValue("").equals(AiperfSchema.MOONCAKE_TRACE);
    }

    private Turn mooncake(Row row) throws BadRow {
        ObjectNode fields = row.fields();
        check(row, AiperfSchema.MOONCAKE_TRACE);
        if (fields.hasNonNull("input_length")) {
            throw new BadRow(
                    row.place(),
                    "input_length",
                    "is a length without a text; read this file as a dataset of kind trace");
        }
        if (fields.hasNonNull("payload")) {
            return payload(0, fields.path("payload"), settings(row));
        }
        if (fields.hasNonNull("messages")) {
            JsonNode messages = fields.path("messages");
            Content content = Content.ofMessages(null, messages.toString());
            if (fields.hasNonNull("tools")) {
                content = content.withTools(fields.path("tools").toString());
            }
            return turn(row, content, tokenizer.count(ChatRow.text(messages)));
        }
        Content content = Content.ofParts(null, RowTexts.of(row.place(), "text_input", fields.path("text_input")));
        return turn(row, content, RowTexts.tokens(content, tokenizer));
    }

    /**
     * What a row of {@code text|texts}, {@code image|images}, {@code audio|audios} says. Videos are refused.
     *
     * @param path where the row is, before the names of its columns: empty, or {@code turns[2].}
     */
    static Content content(Row.Place place, String path, ObjectNode fields) throws BadRow {
        for (String video : List.of("video", "videos")) {
            if (fields.hasNonNull(video) && !fields.path(video).stringValue("-").isEmpty()) {
                throw new Media(place, path + video).video();
            }
        }
        List<Content.Text> texts = List.of();
        for (String text : List.of("text", "texts")) {
            JsonNode value = fields.path(text);
            if (!value.isNull()
                    && !value.isMissingNode()
                    && !value.stringValue("-").isEmpty()
                    && !isEmptyList(value)) {
                texts = RowTexts.of(place, path + text, value);
            }
        }
        List<Content.Image> images = new ArrayList<>(new Media(place, path + "image").images(fields.path("image")));
        images.addAll(new Media(place, path + "images").images(fields.path("images")));
        if (images.isEmpty() && !fields.path("image_uuids").isEmpty()) {
            throw new BadRow(place, path + "image_uuids", "name images of the server's cache, which are not sent");
        }
        List<Content.Audio> audios = new ArrayList<>(new Media(place, path + "audio").audios(fields.path("audio")));
        audios.addAll(new Media(place, path + "audios").audios(fields.path("audios")));
        List<Content.Part> parts = Content.inTurn(texts, images, audios);
        if (parts.isEmpty()) {
            throw new BadRow(place, path + "text", "is missing, and there is no image or recording either");
        }
        return Content.ofParts(null, parts);
    }

    private static boolean isEmptyList(JsonNode value) {
        return value.isArray() && value.isEmpty();
    }

    private static void check(Row row, String format) throws BadRow {
        for (Map.Entry<String, String> fault :
                AiperfSchema.faults(format, row.fields()).entrySet()) {
            throw new BadRow(row.place(), fault.getKey(), fault.getValue());
        }
    }

    private Turn turn(Row row, Content content, int promptTokens) throws BadRow {
        ObjectNode fields = row.fields();
        int outputTokens = RowShape.whole(fields.path("output_length"), -1);
        if (outputTokens < 1) {
            outputTokens = outputLengths == null ? -1 : outputLengths.next();
        }
        JsonNode extra = fields.path("extra");
        return new Turn(
                0,
                Turn.NO_PARENTS,
                content,
                promptTokens,
                outputTokens,
                ignoreEos && outputTokens > 0,
                null,
                extra.isObject() && !extra.isEmpty() ? extra.toString() : null,
                settings(row),
                null);
    }

    /** A whole body, sent as it is and told nothing of those before it. */
    private static Turn payload(int index, JsonNode payload, RequestSettings settings) {
        List<Turn.Parent> parents =
                index == 0 ? Turn.NO_PARENTS : List.of(new Turn.Parent(index - 1, HistoryContext.NEW));
        Content content = Content.ofPayload(payload.toString());
        return new Turn(index, parents, content, -1, -1, false, null, null, settings, null);
    }

    private static RequestSettings settings(Row row) throws BadRow {
        BigDecimal delay = RowShape.number(row.fields().path("delay"));
        if (delay == null || delay.signum() == 0) {
            return RequestSettings.NONE;
        }
        if (delay.signum() < 0 || delay.compareTo(LONGEST_DELAY_MS) > 0) {
            throw new BadRow(
                    row.place(),
                    "delay",
                    "must be a number of milliseconds, 0 or more, but is "
                            + row.fields().path("delay"));
        }
        return new RequestSettings(
                RequestTimings.ABSENT,
                delay.movePointRight(6).setScale(0, RoundingMode.HALF_EVEN).longValueExact());
    }
}
