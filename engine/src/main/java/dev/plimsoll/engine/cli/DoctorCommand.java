package dev.plimsoll.engine.cli;

import dev.plimsoll.engine.plan.PlanCompiler;
import dev.plimsoll.engine.problem.ExitCode;
import dev.plimsoll.engine.report.DoctorText;
import dev.plimsoll.engine.run.Doctor;
import dev.plimsoll.engine.run.DoctorReport;
import dev.plimsoll.engine.run.PlanChecks;
import dev.plimsoll.engine.trust.Verdict;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code plimsoll doctor}: is this machine fit to generate the load? */
@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        header = "Judge this machine as a load generator, for a benchmark or by itself; sends nothing to any target.",
        footer = {
            "",
            "Without a workspace the machine is judged at 1,000 requests/s over 256 connections. Takes about ten",
            "seconds. Exits with 0 whatever it finds, unless --require-valid is given; 130 where Ctrl-C stopped it.",
            "docs/verdict.md tells every check and its limits."
        })
final class DoctorCommand implements Callable<Integer> {
    @ParentCommand
    private @Nullable PlimsollCli root;

    @Mixin
    private WhatToRun what = new WhatToRun();

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "BENCHMARK",
            description = "Which benchmark of the workspace; the same as --benchmark.")
    private @Nullable String benchmark;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Option(names = "--require-valid", description = "Exit 4 unless the verdict is VALID.")
    private boolean requireValid;

    @Override
    public Integer call() {
        Console console = Objects.requireNonNull(root).console();
        Doctor doctor = doctor(console);
        Doing doing = new Doing(console);
        Optional<DoctorReport> examined;
        try (CtrlC _ = CtrlC.handle(_ -> {
            doing.say("Stopping.");
            doctor.stop();
        })) {
            examined = doctor.examine(doing::say);
        } finally {
            doing.end();
        }
        if (examined.isEmpty()) {
            return ExitCode.INTERRUPTED.number();
        }
        DoctorReport report = examined.get();
        if (json) {
            console.out().println(report.toJson());
        } else {
            DoctorText.print(report, console.out(), console.interactive());
        }
        return (requireValid && report.value() != Verdict.VALID ? ExitCode.NOT_VALID : ExitCode.DONE).number();
    }

    private Doctor doctor(Console console) {
        if (!what.isGiven()) {
            return Doctor.ofMachine();
        }
        String chosen = benchmark == null ? what.benchmark() : benchmark;
        return Doctor.of(PlanCompiler.compile(what.workspace(console), chosen, PlanChecks.all()));
    }
}
