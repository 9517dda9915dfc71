package dev.plimsoll.engine.cli;

import dev.plimsoll.engine.problem.PlimsollException;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** {@code plimsoll dataset}: datasets without a run. */
@Command(
        name = "dataset",
        mixinStandardHelpOptions = true,
        header = "Look at a dataset, or make one.",
        subcommands = {DatasetShowCommand.class, DatasetPrepareCommand.class})
final class DatasetCommand implements Callable<Integer> {
    @ParentCommand
    private @Nullable PlimsollCli root;

    Console console() {
        return Objects.requireNonNull(root).console();
    }

    @Override
    public Integer call() {
        throw PlimsollException.usage("Say what to do: plimsoll dataset show, or plimsoll dataset prepare.");
    }
}
