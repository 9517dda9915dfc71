package dev.plimsoll.engine.plan;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where requests come from. */
public sealed interface DatasetPlan {
    /** The dataset's id in the workspace. */
    String id();

    /**
     * Endless, seeded, generated text.
     *
     * @param id id in the workspace
     * @param promptTokens input length
     * @param outputTokens output length, or null to let the server decide
     * @param tokenizer {@code o200k}, {@code cl100k} or {@code chars}
     * @param ignoreEos ask the server to go on to the requested length
     */
    record Synthetic(
            String id, LengthPlan promptTokens, @Nullable LengthPlan outputTokens, String tokenizer, boolean ignoreEos)
            implements DatasetPlan {}

    /**
     * Rows of files, read lazily.
     *
     * @param id id in the workspace
     * @param files the real paths, in reading order, at least one
     * @param format {@code jsonl} or {@code csv}
     * @param order {@code sequential}, {@code shuffle} or {@code random}
     * @param limit most rows to use, 0 = all
     * @param cycle start again at the end instead of ending
     * @param columns target name to column name, for columns that are not found by name
     * @param outputTokens output length for rows that name none, or null
     * @param tokenizer tokenizer for rows that name no prompt token count
     * @param ignoreEos ask the server to go on to the requested length
     * @param maxBadRows broken rows tolerated (after the checked first 1000)
     */
    record Files(
            String id,
            List<Path> files,
            String format,
            String order,
            long limit,
            boolean cycle,
            Map<String, String> columns,
            @Nullable LengthPlan outputTokens,
            String tokenizer,
            boolean ignoreEos,
            long maxBadRows)
            implements DatasetPlan {
        public Files {
            files = List.copyOf(files);
            columns = Map.copyOf(columns);
        }
    }
}
