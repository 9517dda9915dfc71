package dev.plimsoll.app.results;

import dev.plimsoll.engine.archive.RunEntry;
import dev.plimsoll.engine.archive.RunSummary;
import dev.plimsoll.engine.interop.TheirMetrics;
import dev.plimsoll.engine.metrics.MetricDefinition;
import dev.plimsoll.engine.metrics.Metrics;
import org.jspecify.annotations.Nullable;

/** Which program measured a run, and by whose definition a metric is one, in words. */
final class Provenance {
    private Provenance() {}

    /** What people call a program: {@code GuideLLM}. */
    static String program(RunSummary.Origin origin) {
        return switch (origin.tool()) {
            case "guidellm" -> "GuideLLM";
            case "aiperf" -> "AIPerf";
            case "vllm" -> "vLLM";
            default -> origin.tool();
        };
    }

    /** The same with its version where the file tells it: {@code AIPerf 0.4.0}. */
    static String versioned(RunSummary.Origin origin) {
        String version = origin.toolVersion();
        return version == null ? program(origin) : program(origin) + " " + version;
    }

    /** What a metric is called; one that other programs define otherwise bears their name. */
    static String metric(String tag) {
        return switch (tag) {
            case TheirMetrics.GUIDELLM_ITL -> "GuideLLM ITL";
            case TheirMetrics.GUIDELLM_TPOT -> "GuideLLM TPOT";
            case TheirMetrics.LATENCY_TO_LAST_TOKEN -> "To last token";
            case TheirMetrics.AIPERF_PER_USER -> "AIPerf per user";
            default -> Metrics.byTag(tag).map(MetricDefinition::label).orElse(tag);
        };
    }

    /** Where a run in a list was imported from, or null for one of our own. */
    static RunSummary.@Nullable Origin of(RunEntry entry) {
        RunSummary summary = entry.summary();
        return summary == null ? null : summary.run().importedFrom();
    }
}
