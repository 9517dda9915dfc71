package dev.plimsoll.engine.archive;

import dev.plimsoll.engine.file.FileTrouble;
import dev.plimsoll.engine.problem.PlimsollException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * The runs in a folder, such as {@code <workspace>.runs}: listed from the head of each run, without reading records. What does not
 * change is read once.
 *
 * <p>Any thread, but never one that draws: every method reads or writes files.
 */
public final class RunCatalog {
    private final Path runsFolder;
    private final Map<Path, Remembered> remembered = new ConcurrentHashMap<>();

    private record Remembered(EntryReader.Stamp stamp, RunEntry entry) {}

    /** The runs in this folder, which need not exist. */
    public RunCatalog(Path runsFolder) {
        this.runsFolder = runsFolder;
    }

    /** The folder. */
    public Path runsFolder() {
        return runsFolder;
    }

    /**
     * All of them, the latest first. A folder that is not a whole run is listed with what is wrong, never thrown for; empty where there
     * is no folder yet.
     *
     * @throws PlimsollException (usage) where the folder itself cannot be listed
     */
    public List<RunEntry> list() {
        if (!Files.isDirectory(runsFolder)) {
            return List.of();
        }
        try (Stream<Path> folders = Files.list(runsFolder)) {
            List<RunEntry> entries = folders.filter(Files::isDirectory)
                    .filter(f -> !String.valueOf(f.getFileName()).startsWith("."))
                    .map(this::entry)
                    .sorted(Comparator.comparing(RunCatalog::startOf)
                            .thenComparing(e -> e.folder().toString())
                            .reversed())
                    .toList();
            remembered.keySet().retainAll(entries.stream().map(RunEntry::folder).toList());
            return entries;
        } catch (IOException e) {
            throw PlimsollException.usage(runsFolder + " cannot be listed: " + FileTrouble.reason(e) + ".", e);
        }
    }

    /** The latest sealed run of a benchmark, for what depends on its figures; empty where there is none. */
    public Optional<RunEntry> latestOf(String benchmark) {
        return list().stream()
                .filter(e -> e.summary() != null && e.benchmark().equals(benchmark))
                .findFirst();
    }

    /** One of them, read anew where its files changed. */
    public RunEntry entry(Path folder) {
        EntryReader.Stamp stamp = EntryReader.stamp(folder);
        Remembered known = remembered.get(folder);
        if (known != null && known.stamp().equals(stamp) && !isChanging(known.entry())) {
            return known.entry();
        }
        RunEntry entry = EntryReader.read(folder, stamp);
        remembered.put(folder, new Remembered(stamp, entry));
        return entry;
    }

    /** A process that writes the run may end without a trace in any file. */
    private static boolean isChanging(RunEntry entry) {
        return entry.state() == RunEntry.State.RUNNING || entry.state() == RunEntry.State.INTERRUPTED;
    }

    /**
     * Writes a person's notes of a run, whole or not at all.
     *
     * @return the run with them
     * @throws PlimsollException where that is not possible
     */
    public RunEntry write(Path folder, RunNotes notes) {
        notes.write(folder);
        return entry(folder);
    }

    /**
     * Seals an interrupted run as it is.
     *
     * @return the sealed run
     * @throws PlimsollException where it cannot be written, or is still being written
     */
    public RunEntry seal(Path folder) {
        RunReader.sealInterrupted(folder);
        return entry(folder);
    }

    /**
     * Moves a run to the trash.
     *
     * @return where it is now, so that it can be moved back; empty where the system's trash took it
     * @throws PlimsollException where that is not possible, or the run still goes on; it is then where it was
     */
    public Optional<Path> delete(Path folder, Trash trash) {
        RunMarker.writer(folder).ifPresent(process -> {
            throw PlimsollException.usage(
                    "The run in " + folder + " still goes on, in process " + process.pid() + ". Stop it first.");
        });
        Optional<Path> now = trash.take(folder);
        remembered.remove(folder);
        return now;
    }

    /**
     * Takes a run out of the trash again.
     *
     * @param trashed what {@link #delete} told
     * @return the run, in the place it had
     * @throws PlimsollException where that is not possible
     */
    public RunEntry restore(Path trashed, Path folder) {
        try {
            return entry(Files.move(trashed, folder));
        } catch (IOException e) {
            throw PlimsollException.failed(
                    trashed + " could not be moved back to " + folder + ": " + FileTrouble.reason(e) + ".", e);
        }
    }

    private static Instant startOf(RunEntry entry) {
        return entry.startedAt() == null ? Instant.EPOCH : entry.startedAt();
    }
}
