package dev.plimsoll.app.results;

import dev.plimsoll.app.session.Failure;
import dev.plimsoll.app.session.Tasks;
import dev.plimsoll.engine.archive.RunCatalog;
import dev.plimsoll.engine.archive.RunEntry;
import dev.plimsoll.engine.archive.RunNotes;
import dev.plimsoll.engine.archive.RunSummary;
import dev.plimsoll.engine.archive.Trash;
import dev.plimsoll.engine.problem.PlimsollException;
import dev.plimsoll.engine.report.Numbers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.collections.transformation.FilteredList;
import org.jspecify.annotations.Nullable;

/** The runs of a workspace: listed, filtered, renamed, noted, sealed, thrown away. */
final class RunsModel {
    private final Tasks tasks;
    private final Trash trash;
    private final ZoneId zone;
    private final ObservableList<RunEntry> all = FXCollections.observableArrayList();
    private final FilteredList<RunEntry> shown = new FilteredList<>(all);
    private final StringProperty filter = new SimpleStringProperty("");
    private final ReadOnlyBooleanWrapper reading = new ReadOnlyBooleanWrapper();
    private final ReadOnlyObjectWrapper<@Nullable Failure> failure = new ReadOnlyObjectWrapper<>();
    private @Nullable RunCatalog catalog;
    private long asked;

    RunsModel(Tasks tasks, Trash trash, ZoneId zone) {
        this.tasks = tasks;
        this.trash = trash;
        this.zone = zone;
        filter.addListener((_, _, text) -> {
            List<String> words = List.of(text.strip().toLowerCase(Locale.ROOT).split("\\s+"));
            shown.setPredicate(e -> words.stream().allMatch(w -> text(e).contains(w)));
        });
    }

    /** The runs that meet the filter, the latest first. */
    ObservableList<RunEntry> shown() {
        return shown;
    }

    /** Words that all have to occur in a run's name, target, model, verdict, state, note or tags. */
    StringProperty filter() {
        return filter;
    }

    /** Whether the folder is being listed. */
    ReadOnlyBooleanProperty reading() {
        return reading.getReadOnlyProperty();
    }

    /** Why it could not be listed, or null. */
    ReadOnlyObjectProperty<@Nullable Failure> failure() {
        return failure.getReadOnlyProperty();
    }

    /** How many there are without the filter. */
    int size() {
        return all.size();
    }

    /** {@code 12 of 40 runs}. */
    String count() {
        String runs = Numbers.count(all.size(), "run", "runs");
        return shown.size() == all.size() ? runs : Numbers.count(shown.size()) + " of " + runs;
    }

    /** Lists a folder, or the same again. */
    void list(Path folder) {
        RunCatalog from = catalog;
        if (from == null || !from.runsFolder().equals(folder)) {
            from = new RunCatalog(folder);
            catalog = from;
            all.clear();
        }
        RunCatalog listed = from;
        long mine = ++asked;
        reading.set(true);
        tasks.run(
                "Listing runs",
                listed::list,
                entries -> {
                    if (mine == asked) {
                        reading.set(false);
                        failure.set(null);
                        if (!entries.equals(all)) {
                            all.setAll(entries);
                        }
                    }
                },
                why -> {
                    if (mine == asked) {
                        reading.set(false);
                        failure.set(why);
                    }
                });
    }

    /** Writes a person's words about a run. */
    void write(RunEntry entry, RunNotes notes, Consumer<Failure> onFailure) {
        RunCatalog from = catalog;
        if (from != null && !notes.equals(entry.notes())) {
            tasks.run("Writing notes", () -> from.write(entry.folder(), notes), this::replace, onFailure);
        }
    }

    /** Seals an interrupted run. */
    void seal(RunEntry entry, Consumer<RunEntry> onSealed, Consumer<Failure> onFailure) {
        RunCatalog from = catalog;
        if (from != null) {
            tasks.run(
                    "Sealing " + entry.name(),
                    () -> from.seal(entry.folder()),
                    entryNow -> {
                        replace(entryNow);
                        onSealed.accept(entryNow);
                    },
                    onFailure);
        }
    }

    /**
     * Moves a run to the trash.
     *
     * @param onDeleted is given the way back, empty where only the system's trash knows one
     */
    void delete(RunEntry entry, BiConsumer<RunEntry, Optional<Runnable>> onDeleted, Consumer<Failure> onFailure) {
        RunCatalog from = catalog;
        if (from != null) {
            tasks.run(
                    "Moving " + entry.name() + " to the trash",
                    () -> from.delete(entry.folder(), trash),
                    place -> {
                        all.removeIf(e -> e.folder().equals(entry.folder()));
                        onDeleted.accept(entry, place.map(at -> () -> restore(at, entry, from, onFailure)));
                    },
                    onFailure);
        }
    }

    private void restore(Path from, RunEntry entry, RunCatalog into, Consumer<Failure> onFailure) {
        tasks.run(
                "Restoring " + entry.name(),
                () -> {
                    try {
                        return Files.move(from, entry.folder());
                    } catch (IOException e) {
                        throw PlimsollException.failed(
                                "The run could not be moved back from " + from + " to " + entry.folder() + ".", e);
                    }
                },
                _ -> list(into.runsFolder()),
                onFailure);
    }

    /** When it began: {@code 21 Nov 2026 14:02}. */
    String started(RunEntry entry) {
        return entry.startedAt() == null ? Numbers.ABSENT : RunModel.when(entry.startedAt(), zone);
    }

    ZoneId zone() {
        return zone;
    }

    private void replace(RunEntry entry) {
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).folder().equals(entry.folder())) {
                all.set(i, entry);
            }
        }
    }

    /** {@code 41.2 req/s}, {@code > 41.7 req/s} where it was not reached; an em dash without one. */
    static String loadLine(RunEntry entry) {
        if (entry.summary() == null) {
            return Numbers.ABSENT;
        }
        LoadLineText text = LoadLineText.of(entry.summary());
        return text.number().equals(Numbers.ABSENT) ? Numbers.ABSENT : text.number() + " req/s";
    }

    /** The load line as a number to sort by. */
    static @Nullable Double loadLineNumber(RunEntry entry) {
        String text = loadLine(entry).replace("> ", "").replace("< ", "").replace(" req/s", "");
        return StageRows.number(text);
    }

    /** {@code 38 kB}, {@code 4.21 MB}. */
    static String size(long bytes) {
        String[] units = {"B", "kB", "MB", "GB", "TB"};
        double value = bytes;
        int unit = 0;
        while (value >= 999.5 && unit < units.length - 1) {
            value /= 1000;
            unit++;
        }
        return (unit == 0 ? Numbers.count(bytes) : Numbers.three(value)) + " " + units[unit];
    }

    private static String text(RunEntry entry) {
        RunSummary.Origin origin = Provenance.of(entry);
        return String.join(
                        " ",
                        entry.name(),
                        entry.target(),
                        entry.model() == null ? "" : entry.model(),
                        entry.verdict() == null || origin != null
                                ? ""
                                : entry.verdict().name(),
                        origin == null ? entry.state().name() : "imported from " + Provenance.program(origin),
                        entry.notes().note(),
                        String.join(" ", entry.notes().tags()))
                .toLowerCase(Locale.ROOT);
    }
}
