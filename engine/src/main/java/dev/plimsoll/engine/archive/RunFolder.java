package dev.plimsoll.engine.archive;

import dev.plimsoll.engine.file.AtomicFile;
import dev.plimsoll.engine.file.FileTrouble;
import dev.plimsoll.engine.metrics.StageFigures;
import dev.plimsoll.engine.problem.PlimsollException;
import dev.plimsoll.engine.record.IntervalSample;
import dev.plimsoll.engine.record.RequestRecord;
import dev.plimsoll.engine.record.SelfSample;
import dev.plimsoll.engine.stats.FiniteJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * The folder of a run while it runs: records, events and samples are appended, then it is sealed. Confined to the coordinator's thread
 * except for {@link #failure}, {@link #overflows}, {@link #queueDepth} and {@link #readQueueFullest}, which any thread may ask.
 */
public final class RunFolder implements AutoCloseable {
    /** What happened in the model router of the run, a line an event; a run without a router has none. */
    public static final String ROUTER_EVENTS = "router.jsonl";

    /** What the model router of the run was configured with, without secrets. */
    public static final String ROUTER_CONFIG = "router.yaml";

    static final String RUN = "run.json";
    static final String SUMMARY = "summary.json";
    static final String FIGURES = "figures.json";
    static final String EVENTS = "events.jsonl";
    static final String RECORDS = "records.jsonl";
    static final String SERIES = "series.jsonl";
    static final String OUTPUTS = "outputs.jsonl";
    static final String RECORDS_SEALED = "records.parquet";
    static final String SERIES_SEALED = "series.parquet";

    private static final int RECORD_TRACK = 0;
    private static final int EVENT_TRACK = 1;
    private static final int SERIES_TRACK = 2;
    private static final int OUTPUT_TRACK = 3;
    private static final JsonMapper JSON = FiniteJson.builder().build();

    private final Path folder;
    private final RecordJournal journal;
    private final GrowingTable table;
    private final BodyKeeper bodies;

    private RunFolder(Path folder, RecordJournal journal, GrowingTable table, BodyKeeper bodies) {
        this.folder = folder;
        this.journal = journal;
        this.table = table;
        this.bodies = bodies;
    }

    /**
     * Makes the folder and opens its files.
     *
     * @param runsFolder made where missing
     * @param id name of the new folder; made unique by a number where it exists
     * @param runJson text of {@code run.json}
     * @param keepBodies the plan's rule
     * @throws PlimsollException (usage) where it cannot be made; nothing is left behind
     */
    public static RunFolder create(Path runsFolder, String id, String runJson, String keepBodies, long seed) {
        Path folder = runsFolder.resolve(id);
        List<Path> made = new ArrayList<>();
        try {
            for (Path missing = runsFolder;
                    missing != null && Files.notExists(missing);
                    missing = missing.getParent()) {
                made.add(missing);
            }
            Files.createDirectories(runsFolder);
            for (int n = 2; Files.exists(folder); n++) {
                folder = runsFolder.resolve(id + "-" + n);
            }
            // A folder is never seen without its head, whatever happens meanwhile.
            Path making = runsFolder.resolve("." + folder.getFileName() + ".making");
            made.addFirst(making);
            made.addFirst(making.resolve(RUN));
            Files.createDirectories(making);
            AtomicFile.writeText(making.resolve(RUN), runJson);
            Files.move(making, folder, StandardCopyOption.ATOMIC_MOVE);
            made.addFirst(folder);
            made.addFirst(folder.resolve(RUN));
            List<Path> files = new ArrayList<>();
            for (String name : List.of(RECORDS, EVENTS, SERIES, OUTPUTS)) {
                files.add(folder.resolve(name));
            }
            made.addAll(0, files);
            made.addFirst(folder.resolve(RunMarker.NAME));
            RunMarker.set(folder);
            RecordJournal journal = RecordJournal.open(RecordJournal.QUEUE_LINES, files.toArray(Path[]::new));
            return new RunFolder(folder, journal, GrowingTable.in(folder), BodyKeeper.of(keepBodies, seed));
        } catch (IOException e) {
            remove(made);
            throw PlimsollException.usage(
                    "The run cannot be kept in " + folder + ": " + FileTrouble.reason(e) + ". Nothing was started.", e);
        } catch (PlimsollException e) {
            remove(made);
            throw PlimsollException.usage(e.getMessage() + ". Nothing was started.", e);
        }
    }

    private static void remove(List<Path> made) {
        for (Path each : made) {
            try {
                Files.deleteIfExists(each);
            } catch (IOException e) {
                return; // not empty or not ours: leave it
            }
        }
    }

    /** Where it is. */
    public Path path() {
        return folder;
    }

    /** Appends a finished request, and its answer where the rule keeps it. Never blocks. */
    public void append(RequestRecord record, @Nullable String text) {
        journal.append(RECORD_TRACK, out -> {
            RecordJson.write(out, record);
            table.add(record);
        });
        if (text != null) {
            bodies.offer(record, text, this::output);
        }
    }

    /** Appends an event: {@code atNs} run time, {@code type}, further fields that Jackson can write. */
    public void event(long atNs, String type, Map<String, ?> fields) {
        journal.append(EVENT_TRACK, out -> {
            out.writeStartObject();
            out.writeNumberProperty("atNs", atNs);
            out.writeStringProperty("type", type);
            fields.forEach((name, value) -> {
                out.writeName(name);
                JSON.writeValue(out, value);
            });
            out.writeEndObject();
        });
    }

    /** Appends one worker's second. */
    public void append(IntervalSample sample) {
        journal.append(SERIES_TRACK, out -> SampleJson.write(out, sample));
    }

    /** Appends one process's second. */
    public void append(SelfSample sample) {
        journal.append(SERIES_TRACK, out -> SampleJson.write(out, sample));
    }

    /** Lines lost so far; any makes the verdict INVALID. */
    public long overflows() {
        return journal.overflows();
    }

    /** Lines waiting to be written. */
    public int queueDepth() {
        return journal.queueDepth();
    }

    /** How full the queue of waiting lines was at most since the last reading, [0,1]; at 1 lines are lost. */
    public double readQueueFullest() {
        return journal.readFullest();
    }

    /** Why nothing more can be written (the disk is full), or null. */
    public @Nullable String failure() {
        return journal.failure();
    }

    /**
     * Ends the journal, without sealing; for a run that goes wrong. The folder then opens as interrupted. May be called again.
     */
    @Override
    public void close() {
        endJournal();
        table.giveUp();
        RunMarker.remove(folder);
    }

    private void endJournal() {
        bodies.drain(this::output);
        journal.close();
    }

    /** Seals it without keeping figures: they are computed from the records whenever they are asked for. */
    public void seal(RunSummary summary) {
        seal(summary, List.of());
    }

    /**
     * Seals it: Parquet, figures, {@code summary.json}, then the journal's records and samples are removed.
     *
     * @param figures those of the summary's stages, with their series and curves
     * @throws PlimsollException where that fails; the journal is then intact
     */
    public void seal(RunSummary summary, List<StageFigures> figures) {
        endJournal();
        try {
            if (journal.failure() != null) {
                throw PlimsollException.failed(
                        "The run could not be written whole: " + journal.failure() + ". What was written is in "
                                + folder + ".",
                        null);
            }
            Sealer.seal(folder, summary, figures, table.finish());
        } finally {
            RunMarker.remove(folder);
        }
    }

    private void output(RequestRecord record, String text) {
        journal.append(OUTPUT_TRACK, out -> {
            out.writeStartObject();
            out.writeNumberProperty("id", record.info().requestId());
            out.writeNumberProperty("stage", record.info().stage());
            out.writeStringProperty("status", record.status().text());
            out.writeStringProperty("text", text);
            out.writeEndObject();
        });
    }
}
