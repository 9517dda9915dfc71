package dev.plimsoll.engine.cli;

import dev.plimsoll.engine.archive.RunCatalog;
import dev.plimsoll.engine.archive.RunEntry;
import dev.plimsoll.engine.archive.RunReader;
import dev.plimsoll.engine.archive.Trash;
import dev.plimsoll.engine.file.FileTrouble;
import dev.plimsoll.engine.problem.PlimsollException;
import dev.plimsoll.engine.report.RunListing;
import dev.plimsoll.engine.run.RunRequest;
import dev.plimsoll.engine.workspace.WorkspaceFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import tools.jackson.databind.json.JsonMapper;

/** {@code plimsoll runs}: what ran, with its verdict and its size on disk; what is not wanted any more goes to the trash. */
@Command(name = "runs", mixinStandardHelpOptions = true, header = "List the runs of a workspace; delete or seal some.")
final class RunsCommand implements Callable<Integer> {
    @ParentCommand
    private @Nullable PlimsollCli root;

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "WORKSPACE",
            description = "Workspace file, or a folder of runs (default: all in the current folder).")
    private @Nullable Path what;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Option(names = "--delete", paramLabel = "RUN", description = "Move this run folder to the trash. Repeatable.")
    private List<Path> unwanted = List.of();

    @Option(names = "--seal", paramLabel = "RUN", description = "Seal this interrupted run as it is. Repeatable.")
    private List<Path> unsealed = List.of();

    @Override
    public Integer call() {
        Console console = Objects.requireNonNull(root).console();
        if (!unwanted.isEmpty() || !unsealed.isEmpty()) {
            unsealed.forEach(run -> {
                RunReader.sealInterrupted(run);
                console.err().println(run + " is sealed.");
            });
            unwanted.forEach(run -> delete(run, console));
            return 0;
        }
        List<Map<String, Object>> data = new ArrayList<>();
        boolean any = false;
        for (Path folder : folders()) {
            List<RunEntry> runs = new RunCatalog(folder).list();
            any |= !runs.isEmpty();
            if (json) {
                runs.forEach(run -> data.add(RunListing.data(run)));
            } else if (!runs.isEmpty()) {
                RunListing.print(folder, runs, console.out(), console.interactive());
            }
        }
        if (json) {
            console.out()
                    .println(
                            JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(data));
        } else if (!any) {
            console.err().println("No runs yet.");
        }
        return 0;
    }

    private static void delete(Path given, Console console) {
        Path run = RunReader.open(given).folder().toAbsolutePath().normalize();
        String now = new RunCatalog(Objects.requireNonNull(run.getParent()))
                .delete(run, Trash.system())
                .map(Path::toString)
                .orElse("the system's trash");
        console.err().println(given + " is now in " + now + ".");
    }

    private List<Path> folders() {
        if (what == null) {
            return here();
        }
        if (Files.isDirectory(what)) {
            return List.of(what);
        }
        if (!Files.exists(what)) {
            throw PlimsollException.usage("There is no workspace or folder " + what + ".");
        }
        return List.of(RunRequest.runsFolderOf(what));
    }

    private static List<Path> here() {
        List<Path> folders = new ArrayList<>();
        try (Stream<Path> all = Files.list(Path.of(""))) {
            all.filter(f -> f.toString().endsWith(WorkspaceFile.EXTENSION + ".runs"))
                    .filter(Files::isDirectory)
                    .sorted()
                    .forEach(folders::add);
        } catch (IOException e) {
            throw PlimsollException.usage("The current folder cannot be listed: " + FileTrouble.reason(e) + ".", e);
        }
        folders.add(RunRequest.runsFolderWithoutFile());
        return folders;
    }
}
