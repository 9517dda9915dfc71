package dev.plimsoll.engine.run;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.plimsoll.engine.stats.FiniteJson;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * When constraints would have stopped a run.
 *
 * @param schemaVersion 1
 * @param run id of the run
 * @param stages in order
 */
public record WhatIfReport(int schemaVersion, String run, List<Stage> stages) {
    static final int SCHEMA_VERSION = 1;

    public WhatIfReport {
        stages = List.copyOf(stages);
    }

    /**
     * One stage.
     *
     * @param index 0-based
     * @param name such as {@code constant@10.00}
     * @param seconds its length
     * @param requests created in it
     * @param constraints one answer for each constraint
     */
    public record Stage(int index, String name, double seconds, long requests, List<Answer> constraints) {
        public Stage {
            constraints = List.copyOf(constraints);
        }
    }

    /**
     * What one constraint would have done.
     *
     * @param id its id
     * @param kind its kind
     * @param values kind and resolved values
     * @param queuing when it would have stopped the creating of requests, null for never
     * @param processing when it would have stopped what was in flight, null for never
     * @param warning when it would first have warned of over-saturation, null for never
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Answer(
            String id,
            String kind,
            Map<String, Object> values,
            @Nullable Moment queuing,
            @Nullable Moment processing,
            @Nullable Moment warning) {
        /** Whether it would have stopped anything. */
        public boolean stops() {
            return queuing != null || processing != null;
        }
    }

    /**
     * One moment of a stage, as the constraint saw it.
     *
     * @param atSeconds after the stage's start
     * @param action {@code stop} for the creating of requests, {@code stop_local} or {@code stop_all} for their processing, {@code warn}
     * @param created requests created by then
     * @param pending of these, waiting
     * @param inFlight of these, in flight
     * @param successful of these, ended well
     * @param errored of these, ended with an error
     * @param cancelled of these, cancelled
     * @param dropped of these, never sent
     * @param metadata why, in the words of the constraint
     */
    public record Moment(
            double atSeconds,
            String action,
            long created,
            long pending,
            long inFlight,
            long successful,
            long errored,
            long cancelled,
            long dropped,
            Map<String, Object> metadata) {}

    /** As JSON, indented. */
    public String toJson() {
        return FiniteJson.builder().build().writerWithDefaultPrettyPrinter().writeValueAsString(this);
    }
}
