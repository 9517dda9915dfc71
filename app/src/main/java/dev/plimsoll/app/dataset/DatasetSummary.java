package dev.plimsoll.app.dataset;

import dev.plimsoll.app.session.PartForm;
import dev.plimsoll.engine.report.Numbers;
import tools.jackson.databind.JsonNode;

/** What a dataset is, in a few words, from what is written of it. */
final class DatasetSummary {
    private DatasetSummary() {}

    /** {@code generated · 512 in, 128 out}. */
    static String of(String kind, JsonNode written) {
        if (kind.isEmpty()) {
            return "no kind";
        }
        if (!DatasetModel.knows(kind)) {
            return "unknown kind '" + kind + "'";
        }
        String facts = switch (kind) {
            case DatasetModel.SYNTHETIC -> lengths(written);
            case DatasetModel.HUGGING_FACE -> written.path("dataset").asString("");
            case DatasetModel.INLINE -> Numbers.count(written.path("rows").size()) + " in the workspace";
            case DatasetModel.MIX -> Numbers.count(written.path("parts").size(), "part", "parts");
            default -> firstFile(written.path("path"));
        };
        return noun(kind) + " · " + facts;
    }

    /** A word for a kind that this version knows. */
    static String noun(String kind) {
        return switch (kind) {
            case DatasetModel.SYNTHETIC -> "generated";
            case DatasetModel.HUGGING_FACE -> "hub";
            case DatasetModel.INLINE -> "rows";
            default -> kind;
        };
    }

    /** What a length is around, as written; {@code ifNone} where no one number says it. */
    static String center(JsonNode length, String ifNone) {
        JsonNode center =
                !length.isObject() ? length : length.hasNonNull("mean") ? length.path("mean") : length.path("value");
        return center.isNumber() ? PartForm.numberText(center) : ifNone;
    }

    private static String lengths(JsonNode written) {
        if (written.hasNonNull("lengths")) {
            return "lengths in pairs";
        }
        String in = center(written.path("promptTokens"), "varied");
        String out = center(written.path("outputTokens"), written.hasNonNull("outputTokens") ? "varied" : "");
        return out.isEmpty() ? in + " tok in" : in + " in, " + out + " out";
    }

    private static String firstFile(JsonNode path) {
        String first = path.isArray() ? path.path(0).asString("") : path.asString("");
        String name = first.substring(first.lastIndexOf('/') + 1);
        return path.isArray() && path.size() > 1 ? name + " and " + (path.size() - 1) + " more" : name;
    }
}
