package dev.plimsoll.engine.run;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came of trying a target.
 *
 * @param steps what was tried, in this order, and what was not for the trouble before it
 * @param trouble what failed, or null where the target can be used
 * @param model the model that requests would name, or null where it is not known
 * @param models all it lists; may be empty where it does not list any
 * @param pingMs time to open a connection, ms, or null where none was opened
 * @param answer the start of the last answer, head included, for a person to read; secrets left out; empty where none came
 * @param request the one request, or null where it was not sent
 */
public record TrialReport(
        List<Step> steps,
        @Nullable Trouble trouble,
        @Nullable String model,
        List<String> models,
        @Nullable Double pingMs,
        String answer,
        @Nullable OneAnswer request) {
    public TrialReport {
        steps = List.copyOf(steps);
        models = List.copyOf(models);
    }

    /** How a step ended. */
    public enum Outcome {
        DONE,
        FAILED,
        NOT_TRIED
    }

    /**
     * One step.
     *
     * @param what {@code Name resolved}
     * @param note what came of it, in a few words: {@code 10.20.0.14}
     * @param ms how long it took, ms, or null
     */
    public record Step(
            String what,
            String note,
            Outcome outcome,
            @Nullable Double ms) {}

    /**
     * What failed.
     *
     * @param what a sentence: {@code The server refused the API key.}
     * @param why where and why, or empty
     * @param toDo what to do, or empty
     */
    public record Trouble(String what, String why, String toDo) {}
}
