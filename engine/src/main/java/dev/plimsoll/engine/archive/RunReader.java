package dev.plimsoll.engine.archive;

import dev.plimsoll.engine.file.FileTrouble;
import dev.plimsoll.engine.problem.PlimsollException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.core.JacksonException;

/** Opens run folders, wherever they are. */
public final class RunReader {
    private RunReader() {}

    /**
     * Opens a run: sealed, or interrupted in whatever state a crash left it.
     *
     * @param run the folder, or a file in it
     * @throws PlimsollException (usage) where it is not a run folder
     */
    public static ArchivedRun open(Path run) {
        Path folder = Files.isRegularFile(run) && run.toAbsolutePath().getParent() != null
                ? run.toAbsolutePath().getParent()
                : run;
        if (!Files.isDirectory(folder)) {
            throw PlimsollException.usage("There is no run folder " + run + ".");
        }
        if (!Files.isRegularFile(folder.resolve(RunFolder.RUN))) {
            throw PlimsollException.usage(folder + " is not a run folder: it has no " + RunFolder.RUN + ".");
        }
        Path summary = folder.resolve(RunFolder.SUMMARY);
        try {
            String runJson = Files.readString(folder.resolve(RunFolder.RUN));
            if (Files.isRegularFile(summary)) {
                RunSummary read = SummaryJson.read(Files.readString(summary));
                if (read.run().importedFrom() != null) {
                    return new ImportedRun(folder, runJson, read);
                }
                return new OpenedRun(folder, runJson, new RecordFiles(folder), _ -> read);
            }
            return new OpenedRun(folder, runJson, new RecordFiles(folder), Interrupted::summaryOf);
        } catch (IOException e) {
            throw PlimsollException.usage(folder + " cannot be read: " + FileTrouble.reason(e) + ".", e);
        } catch (JacksonException e) {
            throw PlimsollException.usage(
                    summary + " is not a summary of this program: " + e.getOriginalMessage()
                            + ". Move it away to open the run from its records.",
                    e);
        }
    }

    /**
     * Seals an interrupted run as it is; a sealed one is left alone.
     *
     * @throws PlimsollException where it cannot be written, or is still being written by a living process
     */
    public static ArchivedRun sealInterrupted(Path run) {
        ArchivedRun opened = open(run);
        RunMarker.writer(opened.folder()).ifPresent(process -> {
            throw PlimsollException.usage("The run in " + opened.folder() + " still goes on, in process "
                    + process.pid() + ". Stop it first.");
        });
        if (!Files.isRegularFile(opened.folder().resolve(RunFolder.SUMMARY))) {
            Sealer.seal(opened.folder(), opened.summary(), opened.figures(), false);
        } else {
            Sealer.removeJournal(opened.folder()); // of a sealing that was cut short after it had all but ended
        }
        RunMarker.remove(opened.folder());
        return open(run);
    }
}
