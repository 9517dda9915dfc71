package dev.plimsoll.engine.dataset;

import dev.plimsoll.engine.record.RequestSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Makes a conversation of a row. The mapping of columns is worked out again only where a row has other columns than the one before, so that a
 * column that appears late in a file is found. Belongs to one thread.
 */
final class RowMapper {
    private final Map<ColumnTarget, String> overrides;
    private final Tokenizer tokenizer;
    private final @Nullable LengthSampler outputLengths;
    private final boolean ignoreEos;
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
    }

    Conversation map(Row row, long id) throws BadRow {
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
        SortedMap<Integer, List<String>> prompts = mapping.turnsOf(ColumnTarget.PROMPT);
        if (prompts.isEmpty()) {
            throw new BadRow(
                    row.place(),
                    "",
                    "has no column for the prompt among " + String.join(", ", names) + "; name it in columns");
        }
        String first = prompts.sequencedValues().getFirst().getFirst();
        if (row.fields().path(first).isArray()) {
            return new Conversation(id, null, List.of(chat(row, first)));
        }
        List<Turn> turns = new ArrayList<>();
        for (var entry : prompts.entrySet()) {
            String column = entry.getValue().getFirst();
            JsonNode value = row.fields().path(column);
            if (value.isNull() && !turns.isEmpty()) {
                break; // this row has fewer turns than others
            }
            turns.add(text(row, turns.size(), entry.getKey(), column, value));
        }
        return new Conversation(id, null, turns);
    }

    private @Nullable String firstColumn(ColumnTarget target) {
        SortedMap<Integer, List<String>> turns = mapping.turnsOf(target);
        return turns.isEmpty() ? null : turns.sequencedValues().getFirst().getFirst();
    }

    private Turn text(Row row, int index, int turn, String column, JsonNode value) throws BadRow {
        if (!value.isString() && !value.isNumber()) {
            throw new BadRow(row.place(), column, "must be text, but is " + JsonRow.kind(value));
        }
        String prompt = value.asString();
        if (prompt.isEmpty()) {
            throw new BadRow(row.place(), column, "is empty");
        }
        String system = system(row, turn);
        int counted = number(row, mapping.column(ColumnTarget.PROMPT_TOKENS, turn), 0);
        int promptTokens =
                counted >= 0 ? counted : tokenizer.count(prompt) + (system == null ? 0 : tokenizer.count(system));
        return turn(row, index, turn, Content.ofText(system, prompt), promptTokens, null);
    }

    private Turn chat(Row row, String column) throws BadRow {
        ChatRow chat = ChatRow.parse(row.place(), column, unwrapped(row, column));
        String system = chat.system() != null ? chat.system() : system(row, 0);
        int counted = number(row, mapping.column(ColumnTarget.PROMPT_TOKENS, 0), 0);
        int promptTokens = counted >= 0 ? counted : tokenizer.count(chat.text());
        Content content = chat.messages() != null
                ? Content.ofMessages(system, chat.messages().toString())
                : Content.ofText(system, Objects.requireNonNull(chat.prompt()));
        return turn(row, 0, 0, content, promptTokens, chat.reply());
    }

    /** A list in JSON, or in text that holds JSON (as in CSV). */
    private static JsonNode unwrapped(Row row, String column) throws BadRow {
        JsonNode value = row.fields().path(column);
        if (!value.isString()) {
            return value;
        }
        try {
            return JsonRow.MAPPER.readTree(value.stringValue());
        } catch (JacksonException e) {
            throw new BadRow(row.place(), column, "must be a list of messages, but is text that is not JSON");
        }
    }

    private Turn turn(Row row, int index, int turn, Content content, int promptTokens, @Nullable String reply)
            throws BadRow {
        int outputTokens = number(row, mapping.column(ColumnTarget.OUTPUT_TOKENS, turn), 1);
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
                RequestSettings.NONE,
                null);
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
