package dev.plimsoll.engine.report;

import dev.plimsoll.engine.archive.ArchivedRun;
import java.nio.file.Path;
import java.util.List;

/** Writes one format. Stateless; any thread. */
public interface Exporter {
    /** Name on the command line: {@code csv}, {@code png}, {@code html}. */
    String format();

    /** One line for {@code --help}. */
    String description();

    /** Whether it is written where no format is asked for. */
    default boolean usual() {
        return true;
    }

    /**
     * Writes its files into a folder that exists, each atomically.
     *
     * @return the files written, most important first
     * @throws dev.plimsoll.engine.problem.PlimsollException where a file cannot be written, naming it
     */
    List<Path> export(ArchivedRun run, ExportOptions options, Path folder);

    /** Whether it can write several runs beside each other. */
    default boolean ofSeveral() {
        return false;
    }

    /**
     * Writes several runs beside each other: the charts that the settings name for that.
     *
     * @return the files written; none where the settings name no chart, or the format has none ({@link #ofSeveral})
     * @throws dev.plimsoll.engine.problem.PlimsollException where a file cannot be written, naming it
     */
    default List<Path> export(List<ArchivedRun> runs, ExportOptions options, Path folder) {
        return List.of();
    }
}
