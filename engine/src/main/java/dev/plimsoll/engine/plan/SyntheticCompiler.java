package dev.plimsoll.engine.plan;

import dev.plimsoll.engine.problem.PlimsollException;
import dev.plimsoll.engine.workspace.DatasetSpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Compiles datasets of generated text. */
final class SyntheticCompiler {
    private static final int LONGEST_TOKENS = 10_000_000;
    private static final int MOST_PREFIXES = 1_000_000;

    private final Ranges ranges;
    private final DatasetValues values;

    SyntheticCompiler(Ranges ranges, Path baseFolder) {
        this.ranges = ranges;
        this.values = new DatasetValues(ranges, baseFolder);
    }

    DatasetPlan compile(DatasetSpec.Synthetic spec) {
        String path = spec.path();
        LengthPairs pairs = pairs(spec);
        LengthPlan prompt = pairs == null
                ? values.length(spec.promptTokens())
                : together(pairs, LengthPairs.Pair::prompt, pairs.expectedPrompt());
        LengthPlan output = pairs == null
                ? values.length(spec.outputTokens())
                : together(pairs, LengthPairs.Pair::output, pairs.expectedOutput());
        List<DatasetPlan.PrefixBucket> prefixes = prefixes(spec);
        return new DatasetPlan.Synthetic(
                String.valueOf(spec.id()),
                prompt == null ? LengthPlan.fixed(1) : prompt,
                output,
                values.turns(spec.turns()),
                values.delay(spec.delay()),
                values.tokenizer(path, spec.tokenizer()),
                spec.ignoreEos() == null || spec.ignoreEos(),
                pairs,
                prefixes,
                (int) ranges.whole(path + ".userContextTokens", spec.userContextTokens(), 0, 0, LONGEST_TOKENS),
                cacheBust(path + ".cacheBust", spec.cacheBust(), !prefixes.isEmpty()));
    }

    private @Nullable LengthPairs pairs(DatasetSpec.Synthetic spec) {
        if (spec.lengths() == null) {
            return null;
        }
        if (spec.promptTokens() != null || spec.outputTokens() != null) {
            ranges.wrong(
                    spec.path() + ".lengths",
                    "says prompt and output lengths together; leave out promptTokens and outputTokens");
        }
        try {
            return LengthPairsParser.parse(spec.lengths());
        } catch (PlimsollException e) {
            ranges.wrong(spec.path() + ".lengths", String.valueOf(e.getMessage()));
            return null;
        }
    }

    /** One side of the pairs by itself. */
    private static LengthPlan together(LengthPairs pairs, Function<LengthPairs.Pair, LengthPlan> side, double mean) {
        List<LengthPlan.Peak> peaks = pairs.pairs().stream()
                .map(pair -> new LengthPlan.Peak(pair.percent(), side.apply(pair)))
                .toList();
        double square = pairs.pairs().stream()
                .mapToDouble(pair -> {
                    LengthPlan own = side.apply(pair);
                    return pair.percent() / 100 * (own.expected() * own.expected() + own.stddev() * own.stddev());
                })
                .sum();
        return new LengthPlan(
                mean,
                StrictMath.sqrt(StrictMath.max(0, square - mean * mean)),
                peaks.stream().mapToInt(p -> p.length().min()).min().orElse(1),
                peaks.stream().mapToInt(p -> p.length().max()).max().orElse(1),
                new LengthPlan.Multimodal(peaks));
    }

    /** A shared system prompt is a bucket with one prefix. */
    private List<DatasetPlan.PrefixBucket> prefixes(DatasetSpec.Synthetic spec) {
        List<DatasetPlan.PrefixBucket> buckets = new ArrayList<>();
        for (DatasetSpec.PrefixBucket bucket : spec.prefixBuckets()) {
            double weight = ranges.positive(bucket.path() + ".weight", bucket.weight(), 1);
            int count = (int) ranges.whole(bucket.path() + ".count", bucket.count(), 1, 1, MOST_PREFIXES);
            int tokens = (int) ranges.whole(bucket.path() + ".tokens", bucket.tokens(), 1, 1, LONGEST_TOKENS);
            buckets.add(new DatasetPlan.PrefixBucket(weight, count, tokens));
        }
        int system = (int) ranges.whole(spec.path() + ".systemTokens", spec.systemTokens(), 0, 0, LONGEST_TOKENS);
        if (system > 0) {
            if (!buckets.isEmpty()) {
                ranges.wrong(spec.path() + ".systemTokens", "is one prefix for all; it does not go with prefixBuckets");
            }
            buckets.add(new DatasetPlan.PrefixBucket(1, 1, system));
        }
        return buckets;
    }

    private DatasetPlan.CacheBust cacheBust(String path, @Nullable String written, boolean hasSystem) {
        String word = ranges.word(
                path, written, "none", "none", "systemPrefix", "systemSuffix", "firstTurnPrefix", "firstTurnSuffix");
        if (word.startsWith("system") && !hasSystem) {
            ranges.wrong(path, "there is no system prompt to put it in; add systemTokens or prefixBuckets");
        }
        return switch (word) {
            case "systemPrefix" -> DatasetPlan.CacheBust.SYSTEM_PREFIX;
            case "systemSuffix" -> DatasetPlan.CacheBust.SYSTEM_SUFFIX;
            case "firstTurnPrefix" -> DatasetPlan.CacheBust.FIRST_TURN_PREFIX;
            case "firstTurnSuffix" -> DatasetPlan.CacheBust.FIRST_TURN_SUFFIX;
            default -> DatasetPlan.CacheBust.NONE;
        };
    }
}
