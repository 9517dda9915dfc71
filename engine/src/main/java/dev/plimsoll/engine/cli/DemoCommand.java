package dev.plimsoll.engine.cli;

import dev.plimsoll.engine.plan.PlanCompiler;
import dev.plimsoll.engine.report.ExportOptions;
import dev.plimsoll.engine.run.DemoWorkspace;
import dev.plimsoll.engine.run.RunHandle;
import dev.plimsoll.engine.run.RunRequest;
import dev.plimsoll.engine.run.Runner;
import dev.plimsoll.engine.run.UserFolders;
import dev.plimsoll.engine.workspace.WorkspaceFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code plimsoll demo}: the main job on the built-in simulator. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        header = "Run a sweep on the built-in simulator until it saturates, and report it.")
final class DemoCommand implements Callable<Integer> {
    @ParentCommand
    private @Nullable PlimsollCli root;

    @Option(names = "--headless", description = "Run in the terminal even where there is a display.")
    private boolean headless;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Write the report files here (default: beside the demo's runs).")
    private @Nullable Path out;

    @Override
    public Integer call() throws InterruptedException {
        Console console = Objects.requireNonNull(root).console();
        WindowOpener window = Objects.requireNonNull(root).window();
        if (window != null && !headless) {
            return window.open(true);
        }
        Path folder = UserFolders.data(
                        console.environment(), System.getProperty("os.name"), Path.of(System.getProperty("user.home")))
                .resolve("demo");
        if (out != null) {
            Output.prepare(out);
        }
        Path workspace = DemoWorkspace.copyTo(folder);
        console.err().println("Demo workspace: " + workspace);
        RunRequest request = new RunRequest(
                PlanCompiler.compile(WorkspaceFile.read(workspace), null),
                RunRequest.runsFolderOf(workspace),
                console.environment());
        RunHandle.Outcome outcome = RunCommand.follow(console, Runner.start(request));
        Path reports = out == null ? outcome.run().folder().resolve("report") : out;
        new Output(console, false).tell(outcome.run(), reports, List.of(), ExportOptions.DEFAULT);
        return RunCommand.exitCode(console, outcome, List.of(), false).number();
    }
}
