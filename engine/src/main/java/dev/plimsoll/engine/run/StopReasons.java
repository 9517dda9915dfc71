package dev.plimsoll.engine.run;

import dev.plimsoll.engine.archive.RunSummary;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Why a stage ended, in plain words. Any thread. */
public final class StopReasons {
    private static final Map<String, String> WORDS = Map.of(
            "max_duration", "its time was over",
            "max_requests", "its requests were done",
            "max_tokens", "its tokens were used up",
            "max_errors", "too many requests failed",
            "max_error_rate", "too large a share of the latest requests failed",
            "max_global_error_rate", "too large a share of all requests failed",
            "over_saturation", "the server was saturated",
            "requests_exhausted", "the dataset or the schedule ended");

    private StopReasons() {}

    /** One constraint that fired: {@code its time was over}; the kind itself where it is unknown. */
    public static String of(String kind) {
        return WORDS.getOrDefault(kind, kind);
    }

    /** Everything that ended a stage: {@code its time was over}; empty where no constraint did. */
    public static String of(List<RunSummary.StoppedBy> stoppedBy) {
        return stoppedBy.stream().map(s -> of(s.kind())).distinct().collect(Collectors.joining(" and "));
    }
}
