package dev.plimsoll.engine.dataset;

import dev.plimsoll.engine.record.RequestSettings;
import dev.plimsoll.engine.record.RequestTimings;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Makes a conversation of a row. The mapping of columns is worked out again only where a row has other columns than the one before, so that a
 * column that appears late in a file is found. Belongs to one thread.
 */
final class RowMapper {
    private static final BigDecimal LONGEST_DELAY_SECONDS = BigDecimal.valueOf(1_000_000);

    private final Map<ColumnTarget, String> overrides;
    private final Tokenizer tokenizer;
    private final @Nullable LengthSampler outputLengths;
    private final boolean ignoreEos;
    private final AiperfRow aiperf;
    private List<String> columns = List.of();
    private ColumnMapping mapping = ColumnMapping.of(List.of(), Map.of());

    /**
     * A mapper.
     *
     * @param overrides column name by target, for columns not found by name
     * @param tokenizer counts prompts of rows that name no count
     * @param outputLengths output length of rows that name none, or null
     */
    RowMapper(
            Map<ColumnTarget, String> overrides,
            Tokenizer tokenizer,
            @Nullable LengthSampler outputLengths,
            boolean ignoreEos) {
        this.overrides = overrides;
        this.tokenizer = tokenizer;
        this.outputLengths = outputLengths;
        this.ignoreEos = ignoreEos;
        this.aiperf = new AiperfRow(tokenizer, outputLengths, ignoreEos);
    }

    Conversation map(Row row, long id) throws BadRow {
        if (overrides.isEmpty() && AiperfRow.isOne(row.fields())) {
            return aiperf.map(row, id);
        }
        List<String> names = List.copyOf(row.fields().propertyNames());
        if (!names.equals(columns)) {
            columns = names;
            mapping = ColumnMapping.of(names, overrides);
        }
        String messages = firstColumn(ColumnTarget.MESSAGES);
        boolean promptWasNamed =
                overrides.containsKey(ColumnTarget.PROMPT) && !overrides.containsKey(ColumnTarget.MESSAGES);
        if (messages != null && !promptWasNamed && !row.fields().path(messages).isNull()) {
            return new Conversation(id, null, List.of(chat(row, messages)));
        }
        refuseVideo(row);
        List<Turn> turns = new ArrayList<>();
        for (int number : turnNumbers()) {
            Turn turn = turn(row, turns.size(), number);
            if (turn == null) {
                break; // this row has fewer turns than others
            }
            turns.add(turn);
        }
        if (turns.isEmpty()) {
            throw new BadRow(
                    row.place(),
                    "",
                    "has no column for the prompt among " + String.join(", ", names) + "; name it in columns");
        }
        return new Conversation(id, null, turns);
    }

    /** The numbers of the turns for which there is something to say. */
    private SortedSet<Integer> turnNumbers() {
        SortedSet<Integer> numbers = new TreeSet<>();
        for (ColumnTarget target : List.of(ColumnTarget.PROMPT, ColumnTarget.IMAGE, ColumnTarget.AUDIO)) {
            numbers.addAll(mapping.turnsOf(target).keySet());
        }
        if (isRanking()) {
            numbers.add(0);
        }
        return numbers;
    }

    /** Whether the rows hold texts to be ranked by another. */
    private boolean isRanking() {
        return firstColumn(ColumnTarget.QUERY) != null && firstColumn(ColumnTarget.PASSAGES) != null;
    }

    private void refuseVideo(Row row) throws BadRow {
        String column = firstColumn(ColumnTarget.VIDEO);
        JsonNode value = column == null ? null : row.fields().path(column);
        boolean named = overrides.containsKey(ColumnTarget.VIDEO);
        if (value != null && !value.isNull() && (named || Media.looksLikeVideo(value))) {
            throw new Media(row.place(), Objects.requireNonNull(column)).video();
        }
    }

    private @Nullable String firstColumn(ColumnTarget target) {
        SortedMap<Integer, List<String>> turns = mapping.turnsOf(target);
        return turns.isEmpty() ? null : turns.sequencedValues().getFirst().getFirst();
    }

    /** The turn of this number; null where the row has no more to say. */
    private @Nullable Turn turn(Row row, int index, int number) throws BadRow {
        String column = mapping.column(ColumnTarget.PROMPT, number);
        JsonNode value = column == null ? null : row.fields().path(column);
        List<Content.Text> texts = List.of();
        if (column != null && value != null && !value.isNull()) {
            if (ChatRow.isDialogue(value)) {
                return chat(row, column);
            }
            texts = RowTexts.of(row.place(), column, value);
        }
        List<Content.Text> ranked = index == 0 && isRanking() ? ranked(row) : List.of();
        List<Content.Image> images = List.of();
        List<Content.Audio> audios = List.of();
        String image = mapping.column(ColumnTarget.IMAGE, number);
        if (image != null) {
            images = new Media(row.place(), image).images(row.fields().path(image));
        }
        String audio = mapping.column(ColumnTarget.AUDIO, number);
        if (audio != null) {
            audios = new Media(row.place(), audio).audios(row.fields().path(audio));
        }
        List<Content.Part> parts = ranked.isEmpty() ? Content.inTurn(texts, images, audios) : List.copyOf(ranked);
        if (parts.isEmpty()) {
            if (index == 0 && column != null) {
                throw new BadRow(row.place(), column, "must be text, but is null");
            }
            return null;
        }
        String system = system(row, number);
        Content content = Content.ofParts(system, parts).withTools(tools(row));
        int counted = number(row, mapping.column(ColumnTarget.PROMPT_TOKENS, number), 0);
        int promptTokens = counted >= 0 ? counted : RowTexts.tokens(content, tokenizer);
        return turn(row, index, number, content, promptTokens, null);
    }

    private List<Content.Text> ranked(Row row) throws BadRow {
        String query = Objects.requireNonNull(firstColumn(ColumnTarget.QUERY));
        String passages = Objects.requireNonNull(firstColumn(ColumnTarget.PASSAGES));
        List<Content.Text> texts = new ArrayList<>(
                RowTexts.named(RowTexts.QUERY, row.place(), query, row.fields().path(query)));
        texts.addAll(RowTexts.named(
                RowTexts.PASSAGES, row.place(), passages, row.fields().path(passages)));
        return texts;
    }

    private Turn chat(Row row, String column) throws BadRow {
        ChatRow chat = ChatRow.parse(row.place(), column, RowTexts.unwrapped(row.place(), column, row.fields()));
        String system = chat.system() != null ? chat.system() : system(row, 0);
        int counted = number(row, mapping.column(ColumnTarget.PROMPT_TOKENS, 0), 0);
        int promptTokens = counted >= 0 ? counted : tokenizer.count(chat.text());
        Content content = chat.messages() != null
                ? Content.ofMessages(system, chat.messages().toString())
                : Content.ofText(system, Objects.requireNonNull(chat.prompt()));
        return turn(row, 0, 0, content.withTools(tools(row)), promptTokens, chat.reply());
    }

    /** The tools that the row offers, as JSON; null where it has none. */
    private @Nullable String tools(Row row) throws BadRow {
        String column = firstColumn(ColumnTarget.TOOLS);
        if (column == null || !row.fields().hasNonNull(column)) {
            return null;
        }
        boolean named = overrides.containsKey(ColumnTarget.TOOLS);
        JsonNode value = named
                ? RowTexts.unwrapped(row.place(), column, row.fields())
                : RowTexts.listOrSelf(row.fields().path(column));
        if (RowShape.isListOf(value, JsonNode::isObject)) {
            return value.isEmpty() ? null : value.toString();
        }
        if (named) {
            throw new BadRow(row.place(), column, "must be a list of tools, but is " + JsonRow.kind(value));
        }
        return null;
    }

    private Turn turn(Row row, int index, int number, Content content, int promptTokens, @Nullable String reply)
            throws BadRow {
        int outputTokens = number(row, mapping.column(ColumnTarget.OUTPUT_TOKENS, number), 1);
        if (outputTokens < 0 && outputLengths != null) {
            outputTokens = outputLengths.next();
        }
        if (outputTokens < 0 && reply != null) {
            outputTokens = Math.max(1, tokenizer.count(reply));
        }
        String modelColumn = firstColumn(ColumnTarget.MODEL);
        return new Turn(
                index,
                Turn.after(index),
                content,
                promptTokens,
                outputTokens,
                ignoreEos && outputTokens > 0,
                modelColumn == null ? null : row.fields().path(modelColumn).stringValue(null),
                null,
                delay(row, number - 1),
                null);
    }

    /** The think time that the turn before asks for; none before the first. */
    private RequestSettings delay(Row row, int before) throws BadRow {
        String column = mapping.column(ColumnTarget.DELAY, before);
        JsonNode value = column == null ? null : row.fields().path(column);
        if (column == null
                || value == null
                || value.isNull()
                || value.stringValue("-").isBlank()) {
            return RequestSettings.NONE;
        }
        BigDecimal seconds = RowShape.number(value);
        if (seconds == null || seconds.signum() < 0 || seconds.compareTo(LONGEST_DELAY_SECONDS) > 0) {
            throw new BadRow(row.place(), column, "must be a number of seconds, 0 or more, but is " + value);
        }
        return seconds.signum() == 0
                ? RequestSettings.NONE
                : new RequestSettings(
                        RequestTimings.ABSENT,
                        seconds.movePointRight(9)
                                .setScale(0, RoundingMode.HALF_EVEN)
                                .longValueExact());
    }

    private @Nullable String system(Row row, int turn) throws BadRow {
        String column = mapping.column(ColumnTarget.SYSTEM, turn);
        JsonNode value = column == null ? null : row.fields().path(column);
        if (value == null || value.isNull()) {
            return null;
        }
        if (!value.isString()) {
            throw new BadRow(
                    row.place(), Objects.requireNonNull(column), "must be text, but is " + JsonRow.kind(value));
        }
        return value.stringValue().isEmpty() ? null : value.stringValue();
    }

    /** A whole number of tokens, or -1 where there is no column or no value. */
    private static int number(Row row, @Nullable String column, int atLeast) throws BadRow {
        JsonNode value = column == null ? null : row.fields().path(column);
        if (column == null
                || value == null
                || value.isNull()
                || value.isMissingNode()
                || value.isString() && value.stringValue().isBlank()) {
            return -1;
        }
        int number = -1;
        if (value.isIntegralNumber() && value.canConvertToInt()) {
            number = value.intValue();
        } else if (value.isString() || value.isNumber()) {
            number = parsed(value.asString());
        }
        if (number < atLeast) {
            throw new BadRow(
                    row.place(), column, "must be a whole number of at least " + atLeast + ", but is " + value);
        }
        return number;
    }

    /** A whole number in text, also written as {@code 12.0}; -1 for anything else. */
    private static int parsed(String text) {
        try {
            double value = Double.parseDouble(text.strip());
            return value == Math.rint(value) && Math.abs(value) <= Integer.MAX_VALUE ? (int) value : -1;
        } catch (NumberFormatException e) {
            return -1;
        }
    }
}
