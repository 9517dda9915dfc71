package dev.plimsoll.engine.cli;

import dev.plimsoll.engine.archive.ArchivedRun;
import dev.plimsoll.engine.archive.RunReader;
import dev.plimsoll.engine.interop.ResultImporters;
import dev.plimsoll.engine.metrics.WindowChoice;
import dev.plimsoll.engine.problem.PlimsollException;
import dev.plimsoll.engine.report.EstimateTable;
import dev.plimsoll.engine.report.ExportOptions;
import dev.plimsoll.engine.report.ReportSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
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
            arity = "1..*",
            paramLabel = "RUN",
            description =
                    "Run folder (or a file in it), or another program's result file (see plimsoll import). Several are"
                            + " laid beside each other, in the charts that the report settings of the first name for"
                            + " that.")
    private List<Path> runs = List.of();

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
            paramLabel = "THEME",
            description = "light or dark pictures (default: by the run's report settings, else light).")
    private @Nullable String theme;

    @Option(names = "--json", description = "Print summary.json instead of tables.")
    private boolean json;

    @ArgGroup(
            validate = false,
            heading = "%nAnother measurement window (the run's own without it; nothing in the run changes)%n")
    private WindowOptions window = new WindowOptions();

    @Override
    public Integer call() {
        Console console = Objects.requireNonNull(root).console();
        if (window.isQuick()) {
            return estimate(console);
        }
        WindowChoice choice = window.choice();
        List<ArchivedRun> opened = runs.stream()
                .map(ReportCommand::open)
                .map(run -> choice == null ? run : run.recut(choice))
                .toList();
        ExportOptions options =
                new ExportOptions(Output.inTheme(settings(console, opened.getFirst()), theme), List.of());
        Output output = new Output(console, json);
        if (opened.size() == 1) {
            output.tell(opened.getFirst(), out, formats, options);
        } else {
            output.tellSeveral(opened, out, formats, options);
        }
        return 0;
    }

    private int estimate(Console console) {
        if (json || out != null || !formats.isEmpty()) {
            throw PlimsollException.usage("--quick prints a table only; leave --json, --out and --format away.");
        }
        for (Path run : runs) {
            EstimateTable.print(window.estimates(open(run)), console.out(), console.interactive());
        }
        return 0;
    }

    private static ArchivedRun open(Path run) {
        return isResultFile(run) ? ResultImporters.open(run) : RunReader.open(run);
    }

    private ReportSettings settings(Console console, ArchivedRun first) {
        Optional<ReportSettings> own =
                isResultFile(runs.getFirst()) ? Optional.empty() : ReportSettings.ofRun(first.folder());
        return own.orElseGet(() -> ReportSettings.ofUser(Output.userFolder(console)));
    }

    /** A file that lies in no run folder can only be another program's. */
    private static boolean isResultFile(Path given) {
        return Files.isRegularFile(given) && Files.notExists(given.resolveSibling("run.json"));
    }
}
