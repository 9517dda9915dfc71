package dev.plimsoll.app.benchmark;

import dev.plimsoll.engine.archive.ArchivedRun;
import dev.plimsoll.engine.archive.RunReader;
import dev.plimsoll.engine.problem.PlimsollException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The last run of a benchmark that came to its end.
 *
 * @param folder its folder
 * @param startedAt when it started
 * @param rates requests/s that each stage completed, in order
 */
record LastRun(Path folder, Instant startedAt, List<Double> rates) {
    private static final JsonMapper JSON = JsonMapper.shared();
    /** How many folders are looked into, the newest first: a search must not take long in a folder of thousands. */
    private static final int MOST_FOLDERS = 200;

    LastRun {
        rates = List.copyOf(rates);
    }

    /** Looks for it in the folder of runs; reads files. */
    static Optional<LastRun> find(Path runsFolder, String benchmark) {
        if (!Files.isDirectory(runsFolder)) {
            return Optional.empty();
        }
        List<Path> newestFirst;
        try (Stream<Path> folders = Files.list(runsFolder)) {
            newestFirst = folders.sorted(Comparator.comparing((Path p) -> String.valueOf(p.getFileName()))
                            .reversed())
                    .limit(MOST_FOLDERS)
                    .toList();
        } catch (IOException e) {
            return Optional.empty(); // the page is worth as much without it
        }
        return newestFirst.stream().flatMap(f -> read(f, benchmark).stream()).findFirst();
    }

    private static Optional<LastRun> read(Path folder, String benchmark) {
        try {
            // an interrupted run would have to be read record by record
            if (!Files.isRegularFile(folder.resolve("summary.json"))) {
                return Optional.empty();
            }
            ArchivedRun run = RunReader.open(folder);
            JsonNode head = JSON.readTree(run.runJson());
            if (!head.path("benchmark").asString("").equals(benchmark)) {
                return Optional.empty();
            }
            return Optional.of(new LastRun(
                    folder,
                    Instant.parse(run.summary().run().startedAt()),
                    run.summary().stages().stream()
                            .map(s -> s.figures().rates().requests())
                            .toList()));
        } catch (PlimsollException | JacksonException | DateTimeParseException e) {
            return Optional.empty(); // not a run, or not a readable one: the results page tells
        }
    }

    /** {@code today 14:02}, {@code yesterday 9:15}, {@code 12 Mar 14:02}, {@code 12 Mar 2025}. */
    String when(ZonedDateTime now) {
        ZoneId zone = now.getZone();
        ZonedDateTime at = startedAt.atZone(zone);
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
