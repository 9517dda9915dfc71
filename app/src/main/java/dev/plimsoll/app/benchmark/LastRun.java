package dev.plimsoll.app.benchmark;

import dev.plimsoll.engine.archive.RunCatalog;
import dev.plimsoll.engine.archive.RunSummary;
import dev.plimsoll.engine.problem.PlimsollException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/**
 * The last sealed run of a benchmark.
 *
 * @param folder its folder
 * @param startedAt when it started
 * @param summary what came out
 */
record LastRun(Path folder, Instant startedAt, RunSummary summary) {
    /** Looks for it; reads files. */
    static Optional<LastRun> find(RunCatalog runs, String benchmark) {
        try {
            return runs.latestOf(benchmark).flatMap(entry -> {
                Instant start = entry.startedAt();
                RunSummary summary = entry.summary();
                return start == null || summary == null
                        ? Optional.empty()
                        : Optional.of(new LastRun(entry.folder(), start, summary));
            });
        } catch (PlimsollException e) {
            return Optional
                    .empty(); // the folder cannot be listed: the results page tells, this one is worth as much without
        }
    }

    /** {@code today 14:02}, {@code yesterday 9:15}, {@code 12 Mar 14:02}, {@code 12 Mar 2025}. */
    String when(ZonedDateTime now) {
        ZonedDateTime at = startedAt.atZone(now.getZone());
        LocalDate day = at.toLocalDate();
        LocalDate today = now.toLocalDate();
        String time = at.format(DateTimeFormatter.ofPattern("H:mm", Locale.ENGLISH));
        if (day.equals(today)) {
            return "today " + time;
        }
        if (day.equals(today.minusDays(1))) {
            return "yesterday " + time;
        }
        String date = at.format(DateTimeFormatter.ofPattern("d MMM", Locale.ENGLISH));
        return day.getYear() == today.getYear() ? date + " " + time : date + " " + day.getYear();
    }
}
