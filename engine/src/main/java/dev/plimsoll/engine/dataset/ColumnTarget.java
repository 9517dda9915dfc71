package dev.plimsoll.engine.dataset;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a column can be used for. */
enum ColumnTarget {
    PROMPT_TOKENS("promptTokens", "prompt_tokens_count_column", "prompt_tokens_count", "input_tokens_count"),
    OUTPUT_TOKENS("outputTokens", "output_tokens_count_column", "output_tokens_count", "completion_tokens_count"),
    SYSTEM("system", "prefix_column", "system_prompt", "system", "prefix"),
    PROMPT(
            "prompt",
            "text_column",
            "prompt",
            "instruction",
            "question",
            "input",
            "context",
            "content",
            "conversation",
            "turn",
            "text"),
    MESSAGES("messages", "raw_messages_column", "messages", "chat_messages"),
    IMAGE("image", "image_column", "image", "picture", "photo", "img"),
    AUDIO("audio", "audio_column", "audio", "sound", "voice", "speech", "wav", "mp3"),
    /** Found so that it can be refused. */
    VIDEO("video", "video_column", "video", "clip", "movie", "footage", "mp4", "mov", "avi"),
    /** What texts are ranked by. Used only together with the texts. */
    QUERY("query", "", "query"),
    /** Texts to be ranked. */
    PASSAGES("passages", "", "passage", "document"),
    TOOLS("tools", "tools_column", "tools", "functions", "tool_definitions"),
    /** Think time before the turn after this one, s. */
    DELAY("delay", "requeue_delay_column", "requeue_delay"),
    /** When a row starts, s after the trace's start; used by traces only. */
    RELATIVE_TIMESTAMP("relativeTimestamp", "relative_timestamp_column", "relative_timestamp"),
    /** When a row started, s from any origin; used by traces only. */
    TIMESTAMP("timestamp", "timestamp_column", "timestamp"),
    /** Never found by name: in most public data sets such a column names the model that wrote the answers. */
    MODEL("model", "model_column");

    private final String key;
    private final String guidellmName;
    private final List<String> columnNames;

    ColumnTarget(String key, String guidellmName, String... columnNames) {
        this.key = key;
        this.guidellmName = guidellmName;
        this.columnNames = List.of(columnNames);
    }

    /** Its name in {@code columns} of a workspace. */
    String key() {
        return key;
    }

    /** Its name in GuideLLM's {@code column_mappings}, which is understood too; empty where GuideLLM has no such thing. */
    String guidellmName() {
        return guidellmName;
    }

    /** Names by which a column is found. */
    List<String> columnNames() {
        return columnNames;
    }

    /** By either name, or null. */
    static @Nullable ColumnTarget of(String name) {
        return Arrays.stream(values())
                .filter(t -> t.key.equals(name) || !name.isEmpty() && t.guidellmName.equals(name))
                .findFirst()
                .orElse(null);
    }

    /** Every key. */
    static String[] keys() {
        return Arrays.stream(values()).map(ColumnTarget::key).toArray(String[]::new);
    }
}
