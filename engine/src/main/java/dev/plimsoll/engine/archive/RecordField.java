package dev.plimsoll.engine.archive;

import java.util.ArrayList;
import java.util.List;

/**
 * The columns of a request record in {@code records.jsonl} and {@code records.parquet}, in order. A field that is absent is left out of
 * a line and NULL in Parquet; {@code docs/run-folder.md} says what each means. A file of an earlier version lacks some of them: see
 * {@link RecordTable}.
 *
 * @param name name in both files
 * @param sqlType DuckDB type
 */
record RecordField(String name, String sqlType) {
    private static final String LONG = "BIGINT";
    private static final String INT = "INTEGER";
    private static final String TEXT = "VARCHAR";

    /** The longest gap between content events, us: kept beside them, so that nothing unpacks all of them to sort by it. */
    static final String LONGEST_GAP = "longestGapUs";

    /** What {@link #LONGEST_GAP} is where an earlier version did not write it. */
    static final String LONGEST_GAP_SQL = "list_max(contentDeltasUs[2:])";

    /** All of them. */
    static final List<RecordField> ALL = all();

    private static List<RecordField> all() {
        List<RecordField> fields = new ArrayList<>();
        add(fields, LONG, "id");
        add(fields, INT, "stage");
        add(fields, LONG, "slot");
        add(fields, INT, "stream", "node", "worker");
        add(fields, LONG, "conversation");
        add(fields, INT, "turn");
        add(fields, "BIGINT[]", "parents");
        add(fields, TEXT, "label", "model", "status", "errorKind");
        add(fields, INT, "errorHttpStatus");
        add(fields, TEXT, "errorSample");
        add(fields, INT, "retryAfterSeconds");
        add(fields, TEXT, "cancelReason");
        add(fields, LONG, RecordJson.TIME_NAMES.toArray(String[]::new));
        add(fields, "INTEGER[]", "contentDeltasUs");
        add(
                fields,
                INT,
                LONGEST_GAP,
                "contentTimesBeyond",
                "promptTokens",
                "outputTokens",
                "cachedTokens",
                "reasoningTokens",
                "requestedOutputTokens",
                "tokensInFirstChunk");
        add(fields, TEXT, "tokenSource", "promptTokenSource");
        add(fields, INT, "clientPromptTokens", "clientOutputTokens");
        add(fields, INT, "httpStatus");
        add(fields, LONG, "bytesSent", "bytesReceived");
        add(fields, INT, "events", "contentEvents", "reads", "sharedReadEvents");
        add(fields, "BOOLEAN", "connectionReused");
        add(fields, INT, "retries");
        add(fields, TEXT, "serverRequestId");
        add(fields, INT, "images");
        add(fields, LONG, "imagePixels", "imageBytes");
        add(fields, INT, "audios");
        add(fields, LONG, "audioNs", "audioBytes");
        add(fields, INT, "toolCalls");
        add(fields, TEXT, "routerModel");
        add(
                fields,
                LONG,
                "routerQueuedUs",
                "routerEvictingUs",
                "routerSpawningUs",
                "routerHealthUs",
                "routerProxyingUs");
        return List.copyOf(fields);
    }

    private static void add(List<RecordField> fields, String type, String... names) {
        for (String name : names) {
            fields.add(new RecordField(name, type));
        }
    }
}
