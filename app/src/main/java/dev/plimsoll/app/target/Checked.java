package dev.plimsoll.app.target;

import dev.plimsoll.engine.run.TrialReport;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import tools.jackson.databind.JsonNode;

/**
 * A check that ended.
 *
 * @param at when
 * @param target the target as it was then
 */
record Checked(TrialReport report, LocalTime at, JsonNode target) {
    boolean passed() {
        return report.trouble() == null;
    }

    /** {@code 14:20:07}. */
    String time() {
        return at.truncatedTo(ChronoUnit.SECONDS).format(java.time.format.DateTimeFormatter.ISO_LOCAL_TIME);
    }
}
