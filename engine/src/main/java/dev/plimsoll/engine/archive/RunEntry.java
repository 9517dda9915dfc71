package dev.plimsoll.engine.archive;

import dev.plimsoll.engine.trust.Verdict;
import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One line in a list of runs: what is known without reading a record. Immutable, any thread.
 *
 * @param folder the run's folder
 * @param state sealed, interrupted, ...
 * @param name name for a person: that of the notes, else the run's own, else the folder's
 * @param benchmark id of the benchmark it ran, empty where unknown
 * @param startedAt when it began, null where unknown
 * @param durationSeconds how long it took, s; -1 where unknown; for an interrupted run until its last line
 * @param requests requests created; -1 where unknown
 * @param target shown target, empty where unknown
 * @param model model name, or null
 * @param summary what came out; null unless it was sealed
 * @param sizeBytes size of all its files
 * @param notes what a person wrote about it
 * @param trouble what is wrong with the folder, a sentence, or null
 */
public record RunEntry(
        Path folder,
        State state,
        String name,
        String benchmark,
        @Nullable Instant startedAt,
        double durationSeconds,
        long requests,
        String target,
        @Nullable String model,
        @Nullable RunSummary summary,
        long sizeBytes,
        RunNotes notes,
        @Nullable String trouble) {

    /** What has become of a run. */
    public enum State {
        /** A living process writes it. */
        RUNNING,
        /** Ended as planned, or stopped by the user. */
        SEALED,
        /** Ended by a failure, and sealed. */
        ABORTED,
        /** The program ended before the run did: it opens, and can be sealed. */
        INTERRUPTED,
        /** It cannot be opened; {@link RunEntry#trouble} says why. */
        BROKEN
    }

    /** Whether another program measured it: read-only, to compare with. */
    public boolean isImported() {
        return summary != null && summary.run().importedFrom() != null;
    }

    /** The verdict, null where there is none yet. */
    public @Nullable Verdict verdict() {
        return summary == null ? null : summary.verdict().value();
    }
}
