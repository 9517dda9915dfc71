package dev.plimsoll.engine.run;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.plimsoll.engine.stats.FiniteJson;
import dev.plimsoll.engine.trust.CeilingFigures;
import dev.plimsoll.engine.trust.DispatchFigures;
import dev.plimsoll.engine.trust.PreflightReport;
import dev.plimsoll.engine.trust.Verdict;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the doctor found. Immutable.
 *
 * @param value the verdict on this machine as a load generator for what is planned
 * @param subject what is planned
 * @param workers worker processes it was judged for
 * @param checks every check
 * @param selfTest what the dispatcher did
 * @param ceiling what a worker carries
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DoctorReport(
        Verdict value,
        Subject subject,
        int workers,
        List<PreflightReport.Row> checks,
        DispatchFigures selfTest,
        CeilingFigures ceiling) {
    public DoctorReport {
        checks = List.copyOf(checks);
    }

    /**
     * What is planned.
     *
     * @param benchmark name of the benchmark, null for this machine alone
     * @param connections most connections at once
     * @param requestsPerSecond highest rate, 0 where it depends on the target
     * @param eventsPerSecond stream events at that rate, 0 where unknown
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Subject(
            @Nullable String benchmark, long connections, double requestsPerSecond, double eventsPerSecond) {}

    /** The report as indented JSON. */
    public String toJson() {
        return FiniteJson.builder().build().valueToTree(this).toPrettyString();
    }
}
