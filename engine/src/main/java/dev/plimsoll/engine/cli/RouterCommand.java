package dev.plimsoll.engine.cli;

import dev.plimsoll.engine.problem.PlimsollException;
import dev.plimsoll.engine.problem.Problem;
import dev.plimsoll.engine.router.config.LoadOptions;
import dev.plimsoll.engine.router.config.RouterConfig;
import dev.plimsoll.engine.router.config.RouterConfigReader;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** {@code plimsoll router}: local models, their order and their room. */
@Command(
        name = "router",
        mixinStandardHelpOptions = true,
        header = "Local models that take turns: serve them, check a configuration, try policies on a trace.",
        subcommands = {
            RouterRunCommand.class,
            RouterCheckCommand.class,
            RouterSimulateCommand.class,
            RouterExplainCommand.class
        })
final class RouterCommand implements Callable<Integer> {
    @ParentCommand
    private @Nullable PlimsollCli root;

    Console console() {
        return Objects.requireNonNull(root).console();
    }

    /** A configuration without errors; its warnings go to standard error. */
    RouterConfig read(Path file, LoadOptions options) {
        RouterConfigReader.Result result = RouterConfigReader.read(file, options);
        for (Problem warning : result.warnings()) {
            console().err().println("warning: " + warning.tell());
        }
        return result.orThrow();
    }

    @Override
    public Integer call() {
        throw PlimsollException.usage("Say what to do: plimsoll router run, check, simulate, or explain.");
    }
}
