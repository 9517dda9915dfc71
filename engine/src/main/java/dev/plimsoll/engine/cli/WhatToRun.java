package dev.plimsoll.engine.cli;

import dev.plimsoll.engine.file.FileTrouble;
import dev.plimsoll.engine.plan.PlanCompiler;
import dev.plimsoll.engine.problem.PlimsollException;
import dev.plimsoll.engine.run.RunRequest;
import dev.plimsoll.engine.workspace.BenchmarkOptions;
import dev.plimsoll.engine.workspace.BenchmarkSpec;
import dev.plimsoll.engine.workspace.WorkspaceFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The options that say what to run: a workspace file, or its pieces. Both become a {@link WorkspaceFile}, judged by one compiler. */
final class WhatToRun {
    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "WORKSPACE",
            description = "Workspace file, or - for standard input.")
    private @Nullable String file;

    @Option(
            names = "--benchmark",
            paramLabel = "ID",
            description = "Which benchmark of the workspace (default: the only one).")
    private @Nullable String benchmark;

    @Option(
            names = "--override",
            paramLabel = "PATH=VALUE",
            description = "Change a value: benchmarks[0].seed=7. Repeatable.")
    private List<String> overrides = List.of();

    @ArgGroup(exclusive = false)
    private TargetOptions target = new TargetOptions();

    @Option(
            names = "--data",
            paramLabel = "K=V,...",
            description = "Dataset: kind=synthetic,promptTokens=128,outputTokens=64 or JSON.")
    private @Nullable String data;

    @Option(names = "--profile", paramLabel = "K=V,...", description = "Profile: kind=sweep,size=8 or JSON.")
    private @Nullable String profile;

    @Option(
            names = "--constraint",
            paramLabel = "K=V,...",
            description = "When a stage stops: kind=max_duration,seconds=30. Repeatable.")
    private List<String> constraints = List.of();

    @Option(names = "--scenario", paramLabel = "NAME", description = "Built-in data and profile: chat or rag.")
    private @Nullable String scenario;

    @Nullable
    String benchmark() {
        return benchmark;
    }

    /** Whether anything was asked for. */
    boolean isGiven() {
        return file != null
                || target.url().isPresent()
                || benchmark != null
                || data != null
                || profile != null
                || scenario != null
                || !constraints.isEmpty()
                || !overrides.isEmpty();
    }

    /** Where the run folder goes. */
    Path runsFolder() {
        return file == null || file.equals("-")
                ? RunRequest.runsFolderWithoutFile()
                : RunRequest.runsFolderOf(Path.of(file));
    }

    /**
     * The workspace that was asked for. A key that stands in it is warned of, and so is a benchmark that nothing ends.
     *
     * @throws PlimsollException where options contradict each other or a file cannot be read
     */
    WorkspaceFile workspace(Console console) {
        WorkspaceFile workspace = file == null ? fromOptions() : fromFile(console, file);
        for (String override : overrides) {
            int equals = override.indexOf('=');
            if (equals <= 0) {
                throw PlimsollException.usage(
                        "--override " + override + " is not of the form PATH=VALUE, such as benchmarks[0].seed=7.");
            }
            workspace = workspace.withOverride(override.substring(0, equals), override.substring(equals + 1));
        }
        List<String> concerned = concerned(workspace);
        PlanCompiler.warnings(workspace).stream()
                .filter(warning -> concerned.stream().anyMatch(warning.path()::startsWith))
                .forEach(warning -> console.err().println("Warning: " + warning.tell()));
        return workspace;
    }

    /** The parts of the file that this run has to do with: the targets, for a key stands in the file whoever is run, and the benchmark. */
    private List<String> concerned(WorkspaceFile workspace) {
        List<BenchmarkSpec> all = workspace.workspace().benchmarks();
        Stream<String> chosen = all.stream()
                .filter(b -> benchmark == null ? all.size() == 1 : benchmark.equals(b.id()))
                .map(b -> b.path() + ".");
        return Stream.concat(Stream.of("targets"), chosen).toList();
    }

    private WorkspaceFile fromOptions() {
        if (target.url().isEmpty()) {
            throw PlimsollException.usage("Name a workspace file, or a server with --target.");
        }
        return WorkspaceFile.ofOptions(new BenchmarkOptions(
                target.json(), data, profile, constraints, scenario, Path.of("").toAbsolutePath()));
    }

    private WorkspaceFile fromFile(Console console, String name) {
        Optional<String> url = target.url();
        if (data != null || profile != null || !constraints.isEmpty() || scenario != null) {
            throw PlimsollException.usage(
                    "--data, --profile, --constraint and --scenario describe a benchmark without a file; for " + name
                            + " change a value with --override, such as --override benchmarks[0].profile.size=4.");
        }
        WorkspaceFile read;
        if (name.equals("-")) {
            try {
                read = WorkspaceFile.parse(
                        new String(console.in().readAllBytes(), StandardCharsets.UTF_8),
                        "standard input",
                        Path.of("").toAbsolutePath());
            } catch (IOException e) {
                throw PlimsollException.usage("Standard input could not be read: " + FileTrouble.reason(e), e);
            }
        } else {
            read = WorkspaceFile.read(Path.of(name));
        }
        return url.isPresent() ? read.withOverride("targets[0].url", url.get()) : read;
    }
}
