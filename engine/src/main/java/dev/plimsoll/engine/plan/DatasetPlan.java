package dev.plimsoll.engine.plan;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where requests come from. */
public sealed interface DatasetPlan {
    /** The dataset's id in the workspace. */
    String id();

    /** Tokenizer for what names no count of its own. */
    String tokenizer();

    /** Whether a request may be sent with the answers to earlier ones. */
    boolean hasHistory();

    /** The same dataset with no model drawn for its requests. */
    default DatasetPlan withoutModels() {
        return this;
    }

    /**
     * Endless, seeded, generated text.
     *
     * @param id id in the workspace
     * @param promptTokens input length; with {@code lengths} that of all pairs together
     * @param outputTokens output length, or null to let the server decide; with {@code lengths} that of all pairs together
     * @param turns turns of each conversation
     * @param delay think time before each turn but the first
     * @param tokenizer {@code o200k}, {@code cl100k}, {@code chars} or {@code hf:} and an absolute path
     * @param ignoreEos ask the server to go on to the requested length
     * @param lengths input and output lengths that are drawn together, or null
     * @param prefixBuckets system prompts that conversations share; empty for none
     * @param userContextTokens by how many tokens the first prompt of each conversation is longer, 0 or more
     * @param cacheBust where a number that no other conversation has keeps a server's prefix cache from knowing it
     */
    record Synthetic(
            String id,
            LengthPlan promptTokens,
            @Nullable LengthPlan outputTokens,
            LengthPlan turns,
            DelayPlan delay,
            String tokenizer,
            boolean ignoreEos,
            @Nullable LengthPairs lengths,
            List<PrefixBucket> prefixBuckets,
            int userContextTokens,
            CacheBust cacheBust)
            implements DatasetPlan {
        public Synthetic {
            if (turns == null) { // the plan of a run made before there were turns
                turns = LengthPlan.fixed(1);
                delay = DelayPlan.NONE;
            }
            if (prefixBuckets == null) { // or before there were shared prefixes
                prefixBuckets = List.of();
                cacheBust = CacheBust.NONE;
            }
            prefixBuckets = List.copyOf(prefixBuckets);
        }

        /** One without shared prefixes. */
        public Synthetic(
                String id,
                LengthPlan promptTokens,
                @Nullable LengthPlan outputTokens,
                LengthPlan turns,
                DelayPlan delay,
                String tokenizer,
                boolean ignoreEos) {
            this(
                    id,
                    promptTokens,
                    outputTokens,
                    turns,
                    delay,
                    tokenizer,
                    ignoreEos,
                    null,
                    List.of(),
                    0,
                    CacheBust.NONE);
        }

        @Override
        public boolean hasHistory() {
            return turns.max() > 1;
        }
    }

    /**
     * System prompts of one length; each conversation has one of them.
     *
     * @param weight how often one of this bucket is used, relative to the other buckets, above 0
     * @param count how many different ones, each as likely as the others
     * @param tokens length of each, at least 1
     */
    record PrefixBucket(double weight, int count, int tokens) {}

    /** Where a number that no other conversation has stands. Its tokens are part of the length of what it stands in. */
    enum CacheBust {
        /** Nowhere but in the prompts, which begin with one anyway. */
        NONE,
        /** At the beginning of the system prompt: nothing is shared. */
        SYSTEM_PREFIX,
        /** At the end of the system prompt: what comes before it is shared. */
        SYSTEM_SUFFIX,
        /** At the beginning of the first prompt. */
        FIRST_TURN_PREFIX,
        /** At the end of the first prompt. */
        FIRST_TURN_SUFFIX
    }

    /**
     * Rows of files, read lazily.
     *
     * @param id id in the workspace
     * @param files the real paths, in reading order, at least one
     * @param format {@code jsonl}, {@code csv}, {@code parquet}, {@code json}, {@code text} or {@code payloads}
     * @param order {@code sequential}, {@code shuffle}, {@code random}, or for a trace {@link #BY_TIME} or {@link #BY_TIME_STRICTLY}
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
        /** Order of the rows' times; those that are not in it are sorted. */
        public static final String BY_TIME = "time";

        /** Order of the rows' times, which must be that of the files. */
        public static final String BY_TIME_STRICTLY = "strictTime";

        public Files {
            files = List.copyOf(files);
            columns = Map.copyOf(columns);
        }

        /** Whether the rows are used in the order of their times. */
        public boolean orderedByTime() {
            return order.equals(BY_TIME) || order.equals(BY_TIME_STRICTLY);
        }

        /** The same use of the rows of other files. */
        public Files of(List<Path> others) {
            return new Files(
                    id, others, format, order, limit, cycle, columns, outputTokens, tokenizer, ignoreEos, maxBadRows);
        }

        /** The same rows in the order of their times. */
        Files byTime(boolean strictly) {
            return new Files(
                    id,
                    files,
                    format,
                    strictly ? BY_TIME_STRICTLY : BY_TIME,
                    limit,
                    cycle,
                    columns,
                    outputTokens,
                    tokenizer,
                    ignoreEos,
                    maxBadRows);
        }

        @Override
        public boolean hasHistory() {
            return true; // a row may have several prompts
        }
    }

    /**
     * Conversations of several turns, one a line of JSONL, all checked before anything is sent.
     *
     * @param id id in the workspace
     * @param files the real paths, in reading order, at least one
     * @param order {@code sequential}, {@code shuffle} or {@code random}
     * @param limit most conversations to use, 0 = all
     * @param cycle start again at the end instead of ending
     * @param history what later turns are sent of earlier ones
     * @param outputTokens output length for turns that name none, or null
     * @param tokenizer tokenizer for turns that name no prompt token count
     * @param ignoreEos ask the server to go on to the requested length
     * @param maxBadRows broken conversations that are passed over
     */
    record Conversations(
            String id,
            List<Path> files,
            String order,
            long limit,
            boolean cycle,
            History history,
            @Nullable LengthPlan outputTokens,
            String tokenizer,
            boolean ignoreEos,
            long maxBadRows)
            implements DatasetPlan {
        public Conversations {
            files = List.copyOf(files);
        }

        @Override
        public boolean hasHistory() {
            return history != History.NONE;
        }
    }

    /**
     * Requests of a real service as a trace tells their lengths, shared prefixes and times, with generated text.
     *
     * @param id id in the workspace
     * @param files the real paths, in reading order, at least one
     * @param format of the files, as in {@link Files}
     * @param layout what the columns mean
     * @param columns target name to column name, for columns that are not found by name
     * @param blockTokens tokens of a block of shared text
     * @param order as in {@link Files}
     * @param limit most requests to use, 0 = all
     * @param cycle start again at the end instead of ending
     * @param speedup how many times faster its times pass, above 0
     * @param promptMultiplier prompts and their blocks are so many times longer, above 0
     * @param outputMultiplier outputs are so many times longer, above 0
     * @param prefixCopies among how many independent copies of each shared text the requests are divided, at least 1
     * @param maxInputTokens requests with longer prompts are left out, 0 = none
     * @param maxOutputTokens longer outputs are cut to this, 0 = none
     * @param tokenizer what counts
     * @param ignoreEos ask the server to go on to the requested length
     * @param maxBadRows broken rows tolerated (after the checked first 1000)
     */
    record Trace(
            String id,
            List<Path> files,
            String format,
            TraceLayout layout,
            Map<String, String> columns,
            int blockTokens,
            String order,
            long limit,
            boolean cycle,
            double speedup,
            double promptMultiplier,
            double outputMultiplier,
            int prefixCopies,
            int maxInputTokens,
            int maxOutputTokens,
            String tokenizer,
            boolean ignoreEos,
            long maxBadRows)
            implements DatasetPlan {
        public Trace {
            files = List.copyOf(files);
            columns = Map.copyOf(columns);
        }

        /** Whether the requests are used in the order of their times. */
        public boolean orderedByTime() {
            return order.equals(Files.BY_TIME) || order.equals(Files.BY_TIME_STRICTLY);
        }

        /** The same requests in the order of their times. */
        Trace byTime(boolean strictly) {
            return new Trace(
                    id,
                    files,
                    format,
                    layout,
                    columns,
                    blockTokens,
                    strictly ? Files.BY_TIME_STRICTLY : Files.BY_TIME,
                    limit,
                    cycle,
                    speedup,
                    promptMultiplier,
                    outputMultiplier,
                    prefixCopies,
                    maxInputTokens,
                    maxOutputTokens,
                    tokenizer,
                    ignoreEos,
                    maxBadRows);
        }

        @Override
        public boolean hasHistory() {
            return false;
        }
    }

    /**
     * Several datasets, one of which gives each conversation.
     *
     * @param id id in the workspace
     * @param parts at least one
     * @param tokenizer that of the first part
     */
    record Mix(String id, List<Part> parts, String tokenizer) implements DatasetPlan {
        public Mix {
            parts = List.copyOf(parts);
        }

        @Override
        public boolean hasHistory() {
            return parts.stream().anyMatch(part -> part.dataset().hasHistory());
        }
    }

    /**
     * One of several datasets.
     *
     * @param label class of its conversations
     * @param weight how often it is used, relative to the others, above 0
     */
    record Part(String label, double weight, DatasetPlan dataset) {}

    /**
     * Rows of a dataset on the Hugging Face hub, in Parquet, fetched once and kept in the user's cache.
     *
     * @param id id in the workspace
     * @param dataset its name there: {@code org/name}
     * @param config its configuration (subset), or null for the only one
     * @param split its split, or null for the only one
     * @param revision branch, tag or commit, or null for the hub's own conversion to Parquet
     * @param hub base URL of the hub
     * @param tokenEnv environment variable that holds the key; it may be absent there
     * @param rows how its rows are used; without files
     */
    record HuggingFace(
            String id,
            String dataset,
            @Nullable String config,
            @Nullable String split,
            @Nullable String revision,
            String hub,
            String tokenEnv,
            Files rows)
            implements DatasetPlan {
        @Override
        public String tokenizer() {
            return rows.tokenizer();
        }

        @Override
        public boolean hasHistory() {
            return rows.hasHistory();
        }
    }

    /**
     * Rows written in the workspace.
     *
     * @param id id in the workspace
     * @param elements the rows in JSON, objects or texts, at least one
     * @param folder where paths in the rows begin
     * @param rows how they are used; without files
     */
    record Inline(String id, List<String> elements, Path folder, Files rows) implements DatasetPlan {
        public Inline {
            elements = List.copyOf(elements);
        }

        @Override
        public String tokenizer() {
            return rows.tokenizer();
        }

        @Override
        public boolean hasHistory() {
            return rows.hasHistory();
        }
    }

    /**
     * A dataset of any other kind, for each of whose conversations one of several models is drawn.
     *
     * @param rows the dataset, whose rows name no model
     * @param models at least one
     */
    record ByModel(DatasetPlan rows, List<ModelShare> models) implements DatasetPlan {
        /** Most models of one dataset. */
        public static final int MOST_MODELS = 256;

        public ByModel {
            models = List.copyOf(models);
        }

        @Override
        public String id() {
            return rows.id();
        }

        @Override
        public String tokenizer() {
            return rows.tokenizer();
        }

        @Override
        public boolean hasHistory() {
            return rows.hasHistory();
        }

        @Override
        public DatasetPlan withoutModels() {
            return rows;
        }
    }

    /**
     * One of several models.
     *
     * @param model its name, as requests ask for it
     * @param weight how often it is asked for, relative to the others, above 0
     */
    record ModelShare(String model, double weight) {}

    /** Where the answers come from that a later turn is sent. */
    enum History {
        /** The answers that came. */
        LIVE,
        /** The answers in the data; a turn without one leaves a question without answer. */
        DATASET,
        /** Nothing is added: each turn's messages are whole as they stand. */
        NONE
    }
}
