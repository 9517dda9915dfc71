package dev.plimsoll.engine.interop;

import dev.plimsoll.engine.archive.RunSummary;
import dev.plimsoll.engine.trust.Finding;
import dev.plimsoll.engine.trust.Severity;
import dev.plimsoll.engine.trust.TrustReport;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The summary of an imported run. */
final class ImportedSummary {
    private ImportedSummary() {}

    /**
     * A summary. The generator that measured it left nothing by which it could be judged, and that is what its verdict says.
     *
     * @param startedAt ISO 8601, empty where unknown
     * @param endedAt the same, null where unknown
     */
    static RunSummary of(
            ResultFile file,
            String tool,
            String toolName,
            @Nullable String toolVersion,
            @Nullable String name,
            String startedAt,
            @Nullable String endedAt,
            @Nullable String target,
            @Nullable String model,
            List<RunSummary.Stage> stages) {
        String version = toolVersion == null ? "unknown" : toolVersion;
        Finding finding = new Finding(
                "imported",
                Severity.SUSPECT,
                null,
                "measured by " + toolName + ", whose load generator left nothing to judge it by",
                "",
                "Compare it with care: what is defined otherwise stands under a name of its own.");
        return new RunSummary(
                1,
                new RunSummary.RunHead(
                        tool + "-" + file.sha256().substring(0, 12),
                        name == null || name.isBlank() ? file.name() : name,
                        startedAt,
                        endedAt,
                        "sealed",
                        version,
                        target == null || target.isBlank() ? toolName : target,
                        model,
                        null,
                        new RunSummary.Origin(tool, toolVersion, file.name(), file.sha256())),
                TrustReport.of(List.of(finding), 0),
                List.of(),
                stages);
    }
}
