package dev.plimsoll.engine.run;

import dev.plimsoll.engine.archive.RunSummary;
import dev.plimsoll.engine.dataset.DatasetPreview;
import dev.plimsoll.engine.plan.RunPlan;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a benchmark will take, before it runs: time, requests, tokens, disk, and whether a stage is long enough for a p99 one may print.
 * A value that cannot be told is -1. Immutable, any thread.
 *
 * @param seconds length of the run at most, pauses between stages included, s
 * @param requests requests sent
 * @param promptTokens input tokens
 * @param outputTokens output tokens
 * @param journalBytes size of the journal while it runs; sealed it is several times smaller
 * @param fromLastRun whether rates or tokens of an earlier run went into it
 * @param stages stage by stage
 */
public record Estimate(
        double seconds,
        long requests,
        long promptTokens,
        long outputTokens,
        long journalBytes,
        boolean fromLastRun,
        List<Stage> stages) {
    public Estimate {
        stages = List.copyOf(stages);
    }

    /** Whether the percentile can be printed. */
    public enum Enough {
        YES,
        NO,
        /** The rate depends on the target. */
        UNKNOWN
    }

    /**
     * One stage.
     *
     * @param index 0-based
     * @param title name for a person: {@code Poisson 36.0}
     * @param seconds length at most, s, or -1
     * @param requestsPerSecond rate planned, or that of the same stage in the last run; -1
     * @param measured whether that rate was measured by the last run rather than planned
     * @param requests requests sent, or -1
     * @param p99 whether at least 5 of the requests in the measurement window lie beyond the 99th percentile
     * @param requestsForP99 requests in the window from which that is so: 500, or more where values of the same load in the last run were
     *     worth fewer independent ones
     * @param secondsForP99 length from which that is so, warm-up and cool-down included, s, or -1
     */
    public record Stage(
            int index,
            String title,
            double seconds,
            double requestsPerSecond,
            boolean measured,
            long requests,
            Enough p99,
            double requestsForP99,
            double secondsForP99) {}

    /** The stages in which a p99 would rest on too few requests. */
    public List<Stage> tooShortForP99() {
        return stages.stream().filter(s -> s.p99() == Enough.NO).toList();
    }

    /**
     * The estimate of a plan. Quick; where a strategy depends on the data, the dataset is read.
     *
     * @throws dev.plimsoll.engine.problem.PlimsollException where the dataset cannot be used so
     *
     * @param last what the same benchmark's last run came to, for rates that depend on the target, or null
     * @param dataset the dataset as looked at, for the tokens of files, or null
     */
    public static Estimate of(RunPlan plan, @Nullable RunSummary last, @Nullable DatasetPreview dataset) {
        return new Estimator(plan, last, dataset).estimate();
    }
}
