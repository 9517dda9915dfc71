package dev.plimsoll.engine.cli;

import dev.plimsoll.engine.file.BuildInfo;
import dev.plimsoll.engine.problem.ExitCode;
import dev.plimsoll.engine.problem.PlimsollException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command line. Each command is one thin class; what it does lives in the room that owns it. */
@Command(
        name = "plimsoll",
        mixinStandardHelpOptions = true,
        versionProvider = PlimsollCli.Version.class,
        synopsisSubcommandLabel = "COMMAND",
        header = "Finds how much load an LLM inference server carries before it saturates.",
        footer = {
            "",
            "Exit codes: 0 done; 1 the run failed; 2 wrong usage or input, nothing started; 3 a --fail-if gate;",
            "4 --require-valid not met; 130 stopped by Ctrl-C.",
            "Results go to standard output, everything else to standard error."
        },
        subcommands = {
            DemoCommand.class,
            RunCommand.class,
            ReportCommand.class,
            RunsCommand.class,
            ImportCommand.class,
            WhatIfCommand.class,
            PreviewCommand.class,
            DoctorCommand.class,
            DatasetCommand.class,
            SendCommand.class,
            SimulatorCommand.class,
            RouterCommand.class
        })
public final class PlimsollCli implements Callable<Integer> {
    private final Console console;
    private final @Nullable WindowOpener window;

    @Option(names = "--debug", scope = ScopeType.INHERIT, description = "Print the technical cause of an error.")
    private boolean debug;

    private PlimsollCli(Console console, @Nullable WindowOpener window) {
        this.console = console;
        this.window = window;
    }

    /** Runs a command line without a window and ends the process with its exit code. */
    public static void main(String[] arguments) {
        System.exit(run(arguments, Console.ofProcess(), null));
    }

    /**
     * Runs one command line.
     *
     * @param window opens the window when no command is given, or null where there is none
     * @return the exit code, one of {@link ExitCode}
     */
    public static int run(String[] arguments, Console console, @Nullable WindowOpener window) {
        PlimsollCli root = new PlimsollCli(console, window);
        CommandLine line = commandLine(root);
        line.setOut(new PrintWriter(console.out(), true, StandardCharsets.UTF_8));
        line.setErr(new PrintWriter(console.err(), true, StandardCharsets.UTF_8));
        line.setUsageHelpAutoWidth(true);
        line.setParameterExceptionHandler((e, _) -> root.wrongUsage(e));
        line.setExecutionExceptionHandler((e, _, _) -> root.failed(e));
        return line.execute(arguments);
    }

    /** Every command with its options, as it stands in {@code docs/cli.md}. */
    static String documentation() {
        CommandLine root = commandLine(new PlimsollCli(Console.ofProcess(), null));
        StringBuilder text = new StringBuilder("# Command line\n\nGenerated from the program; a test keeps it true.\n");
        append(text, root);
        return text.toString();
    }

    private static void append(StringBuilder text, CommandLine command) {
        String usage = command.getUsageMessage(CommandLine.Help.Ansi.OFF).stripTrailing();
        text.append("\n## ").append(command.getCommandSpec().qualifiedName()).append("\n\n```\n");
        usage.lines().forEach(line -> text.append(line.stripTrailing()).append('\n'));
        text.append("```\n");
        command.getSubcommands().values().forEach(each -> append(text, each));
    }

    private static CommandLine commandLine(PlimsollCli root) {
        CommandLine line = new CommandLine(root);
        line.setUsageHelpWidth(110);
        return line;
    }

    @Override
    public Integer call() {
        if (window != null) {
            return window.open(false);
        }
        CommandLine.usage(this, console.err());
        return ExitCode.USAGE.number();
    }

    Console console() {
        return console;
    }

    @Nullable
    WindowOpener window() {
        return window;
    }

    private int wrongUsage(CommandLine.ParameterException e) {
        CommandLine command = e.getCommandLine();
        boolean unknownCommand = command.getParent() == null
                && e instanceof UnmatchedArgumentException unmatched
                && !unmatched.isUnknownOption();
        console.err()
                .println(
                        unknownCommand
                                ? "There is no command '"
                                        + ((UnmatchedArgumentException) e)
                                                .getUnmatched()
                                                .getFirst() + "'."
                                : e.getMessage());
        if (!UnmatchedArgumentException.printSuggestions(e, command.getErr())) {
            console.err().println("See '" + command.getCommandSpec().qualifiedName() + " --help'.");
        }
        return ExitCode.USAGE.number();
    }

    private int failed(Exception e) {
        if (e instanceof PlimsollException told) {
            console.err().println(told.getMessage());
            if (debug) {
                told.printStackTrace(console.err());
            }
            return told.exitCode().number();
        }
        console.err()
                .println("Plimsoll itself failed: "
                        + (e.getMessage() == null ? e.getClass().getName() : e.getMessage()));
        if (debug) {
            e.printStackTrace(console.err());
        } else {
            console.err()
                    .println("This is a fault of the program. The same command with --debug prints where it happened.");
        }
        return ExitCode.FAILED.number();
    }

    /** {@code --version}. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"plimsoll " + BuildInfo.version()};
        }
    }
}
