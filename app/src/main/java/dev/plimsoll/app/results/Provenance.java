package dev.plimsoll.app.results;

import dev.plimsoll.engine.archive.RunEntry;
import dev.plimsoll.engine.archive.RunSummary;
import org.jspecify.annotations.Nullable;

/** Which program measured a run, and by whose definition a metric is one, in words. */
final class Provenance {
    private Provenance() {}

    /** What people call a program: {@code GuideLLM}. */
    static String program(RunSummary.Origin origin) {
        return program(origin.tool());
    }

    /** The same of its name in files: {@code guidellm}. */
    static String program(String tool) {
        return switch (tool) {
            case "guidellm" -> "GuideLLM";
            case "aiperf" -> "AIPerf";
            case "vllm" -> "vLLM";
            default -> tool;
        };
    }

    /** The same with its version where the file tells it: {@code AIPerf 0.4.0}. */
    static String versioned(RunSummary.Origin origin) {
        String version = origin.toolVersion();
        return version == null ? program(origin) : program(origin) + " " + version;
    }

    /** A metric as another program defines it, under that program's name: {@code GuideLLM ITL}. */
    static String metric(String tool, String name) {
        return program(tool) + " "
                + switch (name) {
                    case "inter_token_latency_ms" -> "ITL";
                    case "time_per_output_token_ms" -> "TPOT";
                    case "request_latency" -> "latency";
                    case "output_token_throughput_per_user" -> "per user";
                    default -> name;
                };
    }

    /** Where a run in a list was imported from, or null for one of our own. */
    static RunSummary.@Nullable Origin of(RunEntry entry) {
        RunSummary summary = entry.summary();
        return summary == null ? null : summary.run().importedFrom();
    }
}
