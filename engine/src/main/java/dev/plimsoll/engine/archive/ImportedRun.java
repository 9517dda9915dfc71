package dev.plimsoll.engine.archive;

import dev.plimsoll.engine.file.AtomicFile;
import dev.plimsoll.engine.file.FileTrouble;
import dev.plimsoll.engine.file.SafePath;
import dev.plimsoll.engine.metrics.StageFigures;
import dev.plimsoll.engine.metrics.StageSeries;
import dev.plimsoll.engine.metrics.WindowChoice;
import dev.plimsoll.engine.problem.PlimsollException;
import dev.plimsoll.engine.record.RequestRecord;
import dev.plimsoll.engine.stats.FiniteJson;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A run that another program measured: its summary is all there is. There are no requests, no events and no series; it is there to be
 * read and compared with. Immutable, any thread.
 */
public final class ImportedRun implements ArchivedRun {
    private static final String COPY = "imported.json";
    private static final JsonMapper JSON =
            FiniteJson.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private final Path folder;
    private final String runJson;
    private final RunSummary summary;

    ImportedRun(Path folder, String runJson, RunSummary summary) {
        this.folder = folder;
        this.runJson = runJson;
        this.summary = summary;
    }

    /** A run that is nowhere kept; its folder is the one that holds the file. */
    public static ImportedRun of(Path file, RunSummary summary) {
        Path parent = file.toAbsolutePath().getParent();
        return new ImportedRun(parent == null ? file.toAbsolutePath() : parent, head(summary), summary);
    }

    /**
     * Keeps it as a run folder: {@code run.json}, {@code summary.json} and a copy of the file.
     *
     * @param runsFolder the folder that gets it; made where missing
     * @param file what was imported
     * @return the run folder
     * @throws PlimsollException (usage) where it cannot be written; nothing of it is left
     */
    public static Path keep(Path runsFolder, Path file, RunSummary summary) {
        String tool = Objects.requireNonNull(summary.run().importedFrom()).tool();
        Path folder = runsFolder.resolve(summary.run().id());
        for (int n = 2; Files.exists(folder); n++) {
            folder = runsFolder.resolve(summary.run().id() + "-" + n);
        }
        List<Path> made = new ArrayList<>();
        try {
            Files.createDirectories(runsFolder);
            Files.createDirectory(folder);
            made.add(folder);
            Path copy = folder.resolve(COPY + (file.toString().endsWith("l") ? "l" : ""));
            made.addFirst(copy);
            AtomicFile.write(copy, out -> {
                try (var in = Channels.newInputStream(SafePath.openData(file))) {
                    in.transferTo(out);
                }
            });
            made.addFirst(folder.resolve(RunFolder.RUN));
            AtomicFile.writeText(folder.resolve(RunFolder.RUN), head(summary));
            made.addFirst(folder.resolve(RunFolder.SUMMARY));
            AtomicFile.writeText(folder.resolve(RunFolder.SUMMARY), SummaryJson.write(summary));
            return folder;
        } catch (IOException e) {
            remove(made);
            throw PlimsollException.usage(
                    "The " + tool + " run cannot be kept in " + folder + ": " + FileTrouble.reason(e) + ".", e);
        } catch (PlimsollException e) {
            remove(made);
            throw e;
        }
    }

    private static void remove(List<Path> made) {
        for (Path each : made) {
            try {
                Files.deleteIfExists(each);
            } catch (IOException e) {
                return; // the folder shows that something went wrong, which is told
            }
        }
    }

    /** {@code run.json}: who measured it, and from which file; what was asked is in that file. */
    private static String head(RunSummary summary) {
        RunSummary.RunHead run = summary.run();
        ObjectNode root = JSON.createObjectNode();
        root.put("schemaVersion", 1);
        root.put("id", run.id());
        root.put("name", run.name());
        root.put("startedAt", run.startedAt());
        root.put("version", run.version());
        root.put("target", run.target());
        if (run.model() != null) {
            root.put("model", run.model());
        }
        root.set("importedFrom", JSON.valueToTree(run.importedFrom()));
        return JSON.writeValueAsString(root);
    }

    @Override
    public Path folder() {
        return folder;
    }

    @Override
    public RunSummary summary() {
        return summary;
    }

    @Override
    public String runJson() {
        return runJson;
    }

    /** The figures of its stages, with no point in any series and no curve. */
    @Override
    public List<StageFigures> figures() {
        return summary.stages().stream()
                .map(RunSummary.Stage::figures)
                .map(stage -> new StageFigures(stage, StageSeries.none(stage.index(), stage.startSeconds()), List.of()))
                .toList();
    }

    /** There are none. */
    @Override
    public void forEachRecord(Consumer<RequestRecord> action) {}

    /** Throws {@link PlimsollException} (usage): without requests nothing can be measured again. */
    @Override
    public ArchivedRun recut(WindowChoice choice) {
        throw PlimsollException.usage("The window of an imported run cannot be cut again: it has no requests.");
    }

    @Override
    public List<String> events() {
        return List.of();
    }
}
