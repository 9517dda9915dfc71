package dev.plimsoll.engine.cli;

import dev.plimsoll.engine.plan.PlanCompiler;
import dev.plimsoll.engine.plan.RunPlan;
import dev.plimsoll.engine.problem.ExitCode;
import dev.plimsoll.engine.problem.PlimsollException;
import dev.plimsoll.engine.report.AutomaticReport;
import dev.plimsoll.engine.report.ExportOptions;
import dev.plimsoll.engine.report.Exporters;
import dev.plimsoll.engine.report.Gate;
import dev.plimsoll.engine.report.ReportSettings;
import dev.plimsoll.engine.run.PlanChecks;
import dev.plimsoll.engine.run.RunHandle;
import dev.plimsoll.engine.run.RunRequest;
import dev.plimsoll.engine.run.Runner;
import dev.plimsoll.engine.run.SelfTestMode;
import dev.plimsoll.engine.trust.Verdict;
import dev.plimsoll.engine.workspace.WorkspaceFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code plimsoll run}: a benchmark from a workspace, or from options alone. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        header = "Run a benchmark from a workspace, or without one from options.",
        footer = {
            "",
            "Examples:",
            "  plimsoll run chat.plimsoll.json --benchmark sweep --out report",
            "  plimsoll run --target http://127.0.0.1:8000 --data kind=synthetic,promptTokens=128,outputTokens=64 \\",
            "      --profile kind=constant,rate=10 --constraint kind=max_duration,seconds=30",
            "  plimsoll run --scenario chat --target http://127.0.0.1:8000 --fail-if 'ttft.p99 > 500ms'"
        })
final class RunCommand implements Callable<Integer> {
    @ParentCommand
    private @Nullable PlimsollCli root;

    @ArgGroup(validate = false, heading = "%nWhat to run%n")
    private WhatToRun what = new WhatToRun();

    @Option(
            names = "--self-test",
            paramLabel = "WHEN",
            defaultValue = "auto",
            description = {
                "Test the dispatcher for 2 s against a null target before the first request: on, off, or auto"
                        + " (default),",
                "which is on where a rate is named and the stages last a minute or longer."
            })
    private String selfTest = "auto";

    @ArgGroup(validate = false, heading = "%nResults%n")
    private Results results = new Results();

    /** Where results go and what they must meet. */
    static final class Results {
        @Option(names = "--out", paramLabel = "DIR", description = "Also write the report files here.")
        private @Nullable Path out;

        @Option(
                names = "--format",
                split = ",",
                paramLabel = "FORMAT",
                description = "Report files to write (default: the usual ones; see plimsoll report --help).")
        private List<String> formats = List.of();

        @Option(
                names = "--theme",
                paramLabel = "THEME",
                description = "light or dark pictures (default: by the report settings, else light).")
        private @Nullable String theme;

        @Option(names = "--json", description = "Print summary.json instead of tables.")
        private boolean json;

        @Option(
                names = "--fail-if",
                paramLabel = "EXPR",
                description = "Exit 3 when it holds: 'ttft.p99 > 500ms'. Repeatable.")
        private List<String> failIf = List.of();

        @Option(names = "--require-valid", description = "Exit 4 unless the verdict is VALID.")
        private boolean requireValid;
    }

    @Override
    public Integer call() throws InterruptedException {
        Console console = Objects.requireNonNull(root).console();
        List<Gate> gates = results.failIf.stream().map(Gate::parse).toList();
        Exporters.of(results.formats);
        SelfTestMode test = selfTestMode(selfTest);
        WorkspaceFile workspace = what.workspace(console);
        ReportSettings settings =
                Output.inTheme(ReportSettings.of(workspace, Output.userFolder(console)), results.theme);
        RunPlan plan = PlanCompiler.compile(workspace, what.benchmark(), PlanChecks.all());
        if (results.out != null) {
            Output.prepare(results.out);
        }
        RunRequest request = new RunRequest(plan, what.runsFolder(), console.environment(), test, settings.json());
        RunHandle.Outcome outcome = follow(console, Runner.start(request));
        Output output = new Output(console, results.json);
        output.tell(outcome.run(), results.out, results.formats, new ExportOptions(settings, gates));
        output.files(AutomaticReport.write(outcome.run(), gates));
        return exitCode(console, outcome, gates, results.requireValid).number();
    }

    private static SelfTestMode selfTestMode(String asked) {
        return switch (asked) {
            case "auto" -> SelfTestMode.AUTO;
            case "on" -> SelfTestMode.ON;
            case "off" -> SelfTestMode.OFF;
            default ->
                throw PlimsollException.usage("--self-test " + asked + " does not exist; there are auto, on and off.");
        };
    }

    /** Shows the run until it ends; Ctrl-C stops it gracefully, a second one at once. */
    static RunHandle.Outcome follow(Console console, RunHandle run) throws InterruptedException {
        Progress progress = new Progress(console);
        try (CtrlC _ = CtrlC.handle(times -> {
            progress.say(
                    times == 1
                            ? "Stopping: requests in flight get the grace period, then the run is sealed. Again = at"
                                    + " once."
                            : "Stopping at once.");
            run.stop();
        })) {
            progress.follow(run);
        }
        RunHandle.Outcome outcome = run.outcome();
        console.err().println("Run folder: " + outcome.run().folder());
        return outcome;
    }

    /** The exit code of a run that was sealed, and why on standard error. */
    static ExitCode exitCode(Console console, RunHandle.Outcome outcome, List<Gate> gates, boolean requireValid) {
        if (outcome.stopped()) {
            return ExitCode.INTERRUPTED;
        }
        if (!outcome.aborted().isEmpty()) {
            console.err().println("The run did not end as planned: " + outcome.aborted());
            return ExitCode.FAILED;
        }
        List<String> fired = new ArrayList<>();
        gates.forEach(gate -> gate.fired(outcome.run().summary()).ifPresent(fired::add));
        fired.forEach(why -> console.err().println("Gate: " + why));
        if (!fired.isEmpty()) {
            return ExitCode.GATE;
        }
        Verdict verdict = outcome.run().summary().verdict().value();
        if (requireValid && verdict != Verdict.VALID) {
            console.err().println("--require-valid: the verdict is " + verdict + ".");
            return ExitCode.NOT_VALID;
        }
        if (outcome.run().summary().stages().stream()
                .allMatch(s -> s.figures().requests().successful() == 0)) {
            console.err().println("No request succeeded; the table of errors says why.");
            return ExitCode.FAILED;
        }
        return ExitCode.DONE;
    }
}
