package dev.plimsoll.engine.interop;

import dev.plimsoll.engine.archive.ArchivedRun;
import dev.plimsoll.engine.archive.ImportedRun;
import dev.plimsoll.engine.archive.RunSummary;
import dev.plimsoll.engine.problem.PlimsollException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;

/** The importers there are: those of the engine and those that other modules bring as a service. Any thread; every method reads files. */
public final class ResultImporters {
    private ResultImporters() {}

    /** Every importer, by the program whose files it reads. */
    public static List<ResultImporter> all() {
        return ServiceLoader.load(ResultImporter.class).stream()
                .map(ServiceLoader.Provider::get)
                .sorted(Comparator.comparing(ResultImporter::tool).thenComparing(ResultImporter::description))
                .toList();
    }

    /**
     * What came out of another program's run.
     *
     * @throws PlimsollException (usage) where the file cannot be read, no importer knows it, or it is wrong; every fault located
     */
    public static RunSummary summary(Path file) {
        ResultFile result = ResultFile.read(file);
        return all().stream()
                .filter(importer -> importer.knows(result))
                .findFirst()
                .orElseThrow(() -> unknown(result))
                .read(result);
    }

    /** The same as a run that is nowhere kept, to be shown, exported or compared with. */
    public static ArchivedRun open(Path file) {
        return ImportedRun.of(file, summary(file));
    }

    /**
     * Keeps it as a run folder, with a copy of the file.
     *
     * @param runsFolder the folder that gets it; made where missing
     * @return the run folder
     * @throws PlimsollException as {@link #summary}, or where the folder cannot be written; nothing is left behind
     */
    public static Path importInto(Path runsFolder, Path file) {
        return ImportedRun.keep(runsFolder, file, summary(file));
    }

    private static PlimsollException unknown(ResultFile file) {
        String known = all().stream()
                .map(ResultImporter::description)
                .reduce((a, b) -> a + "; " + b)
                .orElse("");
        return PlimsollException.usage(file.path()
                + " is JSON, but no result file that is known here. There are importers for: " + known + ".");
    }
}
