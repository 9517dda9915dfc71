package dev.plimsoll.engine.cli;

import dev.plimsoll.engine.interop.ResultImporters;
import dev.plimsoll.engine.problem.ExitCode;
import dev.plimsoll.engine.problem.PlimsollException;
import dev.plimsoll.engine.run.RunRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code plimsoll import FILE...}: other programs' results among the runs of a workspace, to compare with. */
@Command(
        name = "import",
        mixinStandardHelpOptions = true,
        header = "Keep other programs' results as runs to compare with.",
        description =
                "Reads GuideLLM's benchmarks.json, AIPerf's profile_export_aiperf.json and profile_export.jsonl, and"
                        + " the JSON of vllm bench serve.",
        footer = {"", "Example:", "  plimsoll import benchmarks.json --into chat.plimsoll.json"})
final class ImportCommand implements Callable<Integer> {
    @ParentCommand
    private @Nullable PlimsollCli root;

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "Result files.")
    private List<Path> files = List.of();

    @Option(
            names = "--into",
            paramLabel = "WORKSPACE",
            description = "Workspace file, or a folder of runs (default: the runs without a workspace file).")
    private @Nullable Path into;

    @Override
    public Integer call() {
        Console console = Objects.requireNonNull(root).console();
        Path runs = runsFolder();
        ExitCode exit = ExitCode.DONE;
        for (Path file : files) {
            try {
                console.out().println(ResultImporters.importInto(runs, file));
            } catch (PlimsollException e) {
                console.err().println(e.getMessage());
                exit = e.exitCode();
            }
        }
        return exit.number();
    }

    private Path runsFolder() {
        if (into == null) {
            return RunRequest.runsFolderWithoutFile();
        }
        if (Files.isDirectory(into)) {
            return into;
        }
        if (!Files.exists(into)) {
            throw PlimsollException.usage("There is no workspace or folder " + into + ".");
        }
        return RunRequest.runsFolderOf(into);
    }
}
