package dev.plimsoll.engine.workspace;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A source of requests as written; null = not written. */
public sealed interface DatasetSpec
        permits DatasetSpec.Synthetic,
                DatasetSpec.Files,
                DatasetSpec.Conversations,
                DatasetSpec.Trace,
                DatasetSpec.Mix,
                DatasetSpec.HuggingFace,
                DatasetSpec.Inline,
                DatasetSpec.ByModel,
                PluginSpec {
    /** Where it is written: {@code datasets[0]}. */
    String path();

    /** Its name in the workspace. */
    @Nullable
    String id();

    /** The kind as written. */
    String kind();

    /** Generated text; {@code lengths} are pairs in one of their three forms. */
    record Synthetic(
            String path,
            @Nullable String id,
            @Nullable LengthSpec promptTokens,
            @Nullable LengthSpec outputTokens,
            @Nullable LengthSpec turns,
            @Nullable LengthSpec delay,
            @Nullable String tokenizer,
            @Nullable Boolean ignoreEos,
            @Nullable String lengths,
            List<PrefixBucket> prefixBuckets,
            @Nullable Long systemTokens,
            @Nullable Long userContextTokens,
            @Nullable String cacheBust)
            implements DatasetSpec {
        public Synthetic {
            prefixBuckets = List.copyOf(prefixBuckets);
        }

        @Override
        public String kind() {
            return "synthetic";
        }
    }

    /** Shared system prompts, at a path. */
    record PrefixBucket(
            String path,
            @Nullable Double weight,
            @Nullable Long count,
            @Nullable Long tokens) {}

    /** Rows of files; {@code paths} are relative to the workspace file and may be globs. */
    record Files(
            String path,
            @Nullable String id,
            @Nullable List<String> paths,
            @Nullable String format,
            @Nullable String order,
            @Nullable Long limit,
            @Nullable Boolean cycle,
            Map<String, String> columns,
            @Nullable LengthSpec outputTokens,
            @Nullable String tokenizer,
            @Nullable Boolean ignoreEos,
            @Nullable Long maxBadRows)
            implements DatasetSpec {
        public Files {
            paths = paths == null ? null : List.copyOf(paths);
            columns = Map.copyOf(columns);
        }

        @Override
        public String kind() {
            return "file";
        }
    }

    /** Conversations of several turns, one a line of JSONL; {@code paths} as in {@link Files}. */
    record Conversations(
            String path,
            @Nullable String id,
            @Nullable List<String> paths,
            @Nullable String order,
            @Nullable Long limit,
            @Nullable Boolean cycle,
            @Nullable String history,
            @Nullable LengthSpec outputTokens,
            @Nullable String tokenizer,
            @Nullable Boolean ignoreEos,
            @Nullable Long maxBadRows)
            implements DatasetSpec {
        public Conversations {
            paths = paths == null ? null : List.copyOf(paths);
        }

        @Override
        public String kind() {
            return "conversations";
        }
    }

    /** Requests of a trace, with generated text; {@code paths} as in {@link Files}. */
    record Trace(
            String path,
            @Nullable String id,
            @Nullable List<String> paths,
            @Nullable String format,
            Map<String, String> columns,
            @Nullable Long blockTokens,
            @Nullable String order,
            @Nullable Long limit,
            @Nullable Boolean cycle,
            @Nullable Double speedup,
            @Nullable Double promptMultiplier,
            @Nullable Double outputMultiplier,
            @Nullable Long prefixCopies,
            @Nullable Long maxInputTokens,
            @Nullable Long maxOutputTokens,
            @Nullable String tokenizer,
            @Nullable Boolean ignoreEos,
            @Nullable Long maxBadRows)
            implements DatasetSpec {
        public Trace {
            paths = paths == null ? null : List.copyOf(paths);
            columns = Map.copyOf(columns);
        }

        @Override
        public String kind() {
            return "trace";
        }
    }

    /** Several other datasets of the workspace; each conversation comes from one of them. */
    record Mix(String path, @Nullable String id, List<Part> parts) implements DatasetSpec {
        public Mix {
            parts = List.copyOf(parts);
        }

        @Override
        public String kind() {
            return "mix";
        }
    }

    /** One dataset of a mix, at a path; {@code models} as in {@link ByModel}, null where none are written. */
    record Part(
            String path,
            @Nullable String dataset,
            @Nullable Double weight,
            @Nullable String label,
            @Nullable List<ModelWeight> models) {
        public Part {
            models = models == null ? null : List.copyOf(models);
        }
    }

    /**
     * A dataset of any other kind whose requests ask for one of several models.
     *
     * @param rows the dataset
     * @param models in the order written
     */
    record ByModel(DatasetSpec rows, List<ModelWeight> models) implements DatasetSpec {
        public ByModel {
            models = List.copyOf(models);
        }

        @Override
        public String path() {
            return rows.path();
        }

        @Override
        public @Nullable String id() {
            return rows.id();
        }

        @Override
        public String kind() {
            return rows.kind();
        }
    }

    /** How often a model is asked for relative to the others, at a path. */
    record ModelWeight(String path, String model, @Nullable Double weight) {}

    /**
     * Rows of a dataset on the Hugging Face hub.
     *
     * @param rows how its rows are used; it names no files
     */
    record HuggingFace(
            String path,
            @Nullable String id,
            @Nullable String dataset,
            @Nullable String config,
            @Nullable String split,
            @Nullable String revision,
            @Nullable String hub,
            @Nullable String tokenEnv,
            Files rows)
            implements DatasetSpec {
        @Override
        public String kind() {
            return "huggingface";
        }
    }

    /**
     * Rows written in the workspace itself.
     *
     * @param elements the rows in JSON, objects or texts; null where none are written
     * @param rows how they are used; it names no files
     */
    record Inline(
            String path, @Nullable String id, @Nullable List<String> elements, Files rows) implements DatasetSpec {
        public Inline {
            elements = elements == null ? null : List.copyOf(elements);
        }

        @Override
        public String kind() {
            return "inline";
        }
    }
}
