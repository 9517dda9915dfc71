package dev.plimsoll.engine.cli;

import dev.plimsoll.engine.archive.ArchivedRun;
import dev.plimsoll.engine.archive.RunReader;
import dev.plimsoll.engine.interop.ResultImporters;
import dev.plimsoll.engine.metrics.WindowChoice;
import dev.plimsoll.engine.report.ExportOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code plimsoll report RUN}: the tables and files of a run that ended, even of one that was killed. */
@Command(name = "report", mixinStandardHelpOptions = true, header = "Print or export a run from its folder.")
final class ReportCommand implements Callable<Integer> {
    @ParentCommand
    private @Nullable PlimsollCli root;

    @Parameters(
            index = "0",
            paramLabel = "RUN",
            description = "Run folder (or a file in it), or another program's result file (see plimsoll import).")
    private Path run = Path.of(".");

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Write files here; without it only the tables are printed.")
    private @Nullable Path out;

    @Option(
            names = "--format",
            split = ",",
            paramLabel = "FORMAT",
            description =
                    "Formats to write (default: the usual ones): json, csv, markdown, junit, html, png, svg; jsonl,"
                            + " parquet, guidellm, aiperf.")
    private List<String> formats = List.of();

    @Option(
            names = "--theme",
            defaultValue = "light",
            description = "light or dark pictures (default: ${DEFAULT-VALUE}).")
    private String theme = "light";

    @Option(names = "--json", description = "Print summary.json instead of tables.")
    private boolean json;

    @ArgGroup(
            validate = false,
            heading = "%nAnother measurement window (the run's own without it; nothing in the run changes)%n")
    private WindowOptions window = new WindowOptions();

    @Override
    public Integer call() {
        Console console = Objects.requireNonNull(root).console();
        WindowChoice choice = window.choice();
        ArchivedRun opened = isResultFile(run) ? ResultImporters.open(run) : RunReader.open(run);
        ArchivedRun archived = choice == null ? opened : opened.recut(choice);
        ExportOptions pictures = ExportOptions.of(Output.theme(theme), List.of());
        new Output(console, json).tell(archived, out, formats, pictures);
        return 0;
    }

    /** A file that lies in no run folder can only be another program's. */
    private static boolean isResultFile(Path given) {
        return Files.isRegularFile(given) && Files.notExists(given.resolveSibling("run.json"));
    }
}
