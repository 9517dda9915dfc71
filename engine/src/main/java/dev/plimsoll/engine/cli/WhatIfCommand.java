package dev.plimsoll.engine.cli;

import dev.plimsoll.engine.archive.RunReader;
import dev.plimsoll.engine.plan.ConstraintPlan;
import dev.plimsoll.engine.run.WhatIf;
import dev.plimsoll.engine.run.WhatIfReport;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code plimsoll whatif RUN --constraint ...}: when other constraints would have stopped a run that ended. */
@Command(
        name = "whatif",
        mixinStandardHelpOptions = true,
        header = "Replay a run's records through constraints: when would each have stopped it?")
final class WhatIfCommand implements Callable<Integer> {
    @ParentCommand
    private @Nullable PlimsollCli root;

    @Parameters(index = "0", paramLabel = "RUN", description = "Run folder (or a file in it).")
    private Path run = Path.of(".");

    @Option(
            names = "--constraint",
            required = true,
            paramLabel = "CONSTRAINT",
            description = {
                "A constraint as JSON or as an option string, for example",
                "'{\"kind\": \"max_error_rate\", \"rate\": 0.05}' or kind=max_duration,seconds=20; repeatable."
            })
    private List<String> constraints = List.of();

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Override
    public Integer call() {
        Console console = Objects.requireNonNull(root).console();
        List<ConstraintPlan> asked = WhatIf.constraints(constraints);
        WhatIfReport report = WhatIf.ask(RunReader.open(run), asked);
        if (json) {
            console.out().println(report.toJson());
        } else {
            WhatIfText.print(report, console.out());
        }
        return 0;
    }
}
