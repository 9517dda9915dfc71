package dev.plimsoll.engine.workspace;

import dev.plimsoll.engine.problem.Problem;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads datasets of generated text. */
final class SyntheticReader {
    private SyntheticReader() {}

    static DatasetSpec read(ObjectView view, @Nullable String id, List<Problem> problems) {
        DatasetFields fields = new DatasetFields(view, problems);
        LengthSpec prompt = fields.length("promptTokens");
        String lengths = lengths(view, problems);
        if (prompt == null
                && !view.node().hasNonNull("promptTokens")
                && !view.node().hasNonNull("lengths")) {
            problems.add(Problem.at(view.at("promptTokens"), "is missing"));
        }
        DatasetSpec.Synthetic spec = new DatasetSpec.Synthetic(
                view.path(),
                id,
                prompt,
                fields.length("outputTokens"),
                fields.distribution("turns", "a number of turns"),
                fields.distribution("delay", "a number of seconds"),
                view.text("tokenizer"),
                view.flag("ignoreEos"),
                lengths,
                prefixBuckets(view, problems),
                view.whole("systemTokens"),
                view.whole("userContextTokens"),
                view.text("cacheBust"));
        return spec;
    }

    /** Pairs of lengths: text, or the object that the text may hold. */
    private static @Nullable String lengths(ObjectView view, List<Problem> problems) {
        JsonNode value = view.any("lengths");
        if (value == null || value.isString()) {
            return value == null ? null : value.stringValue();
        }
        if (value.isObject()) {
            return value.toString();
        }
        problems.add(Problem.at(
                view.at("lengths"),
                "must be pairs of lengths such as \"256,128:40;512,256:60\", but is " + ObjectView.describe(value)));
        return null;
    }

    private static List<DatasetSpec.PrefixBucket> prefixBuckets(ObjectView view, List<Problem> problems) {
        List<DatasetSpec.PrefixBucket> buckets = new ArrayList<>();
        List<JsonNode> nodes = view.elements("prefixBuckets");
        for (int i = 0; i < nodes.size(); i++) {
            ObjectView bucket = ObjectView.of(nodes.get(i), JsonPath.element(view.at("prefixBuckets"), i), problems);
            Long tokens = bucket.whole("tokens");
            if (tokens == null && !bucket.node().hasNonNull("tokens") && !bucket.isStandIn()) {
                problems.add(Problem.at(bucket.at("tokens"), "is missing"));
            }
            buckets.add(new DatasetSpec.PrefixBucket(
                    bucket.path(), bucket.number("weight"), bucket.whole("count"), tokens));
            bucket.done();
        }
        return buckets;
    }
}
