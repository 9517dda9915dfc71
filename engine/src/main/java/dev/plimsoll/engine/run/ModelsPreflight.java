package dev.plimsoll.engine.run;

import dev.plimsoll.engine.router.config.ModelConfig;
import dev.plimsoll.engine.router.config.RouterConfig;
import dev.plimsoll.engine.router.control.ModelCommands;
import dev.plimsoll.engine.router.process.ModelCommand;
import dev.plimsoll.engine.router.process.StartCheck;
import dev.plimsoll.engine.trust.PreflightReport.Outcome;
import dev.plimsoll.engine.trust.PreflightReport.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Whether the models of a configuration can be started on this machine, as far as can be seen without starting one. */
final class ModelsPreflight {
    private static final String PROGRAMS = "model-programs";
    private static final String PORTS = "model-ports";
    private static final String MEMORY = "model-memory";

    private ModelsPreflight() {}

    /** The rows of the preflight. */
    static List<Row> of(RouterConfig config) {
        List<ModelCommand> commands =
                config.models().values().stream().map(ModelsPreflight::command).toList();
        return List.of(
                row(
                        PROGRAMS,
                        "Programs of models",
                        faults(commands, StartCheck::program),
                        commands.size() == 1 ? "The model's program is there" : "The programs of all models are there",
                        "Install it, or correct the model's cmd."),
                row(
                        PORTS,
                        "Ports of models",
                        faults(commands, StartCheck::port),
                        commands.size() == 1 ? "The model's port is free" : "The ports of all models are free",
                        "End the other program, or choose another startPort."),
                new Row(
                        MEMORY,
                        "Memory of models",
                        Outcome.UNKNOWN,
                        "how much memory the models take is not known before they run",
                        "",
                        ""));
    }

    /** What is wrong with a model that is about to be started; empty where nothing can be seen. */
    static Optional<String> fault(ModelConfig model) {
        ModelCommand command = command(model);
        return StartCheck.program(command).or(() -> StartCheck.port(command));
    }

    private static ModelCommand command(ModelConfig model) {
        return ModelCommands.command(model);
    }

    private static List<String> faults(List<ModelCommand> commands, Function<ModelCommand, Optional<String>> check) {
        List<String> faults = new ArrayList<>();
        for (ModelCommand command : commands) {
            check.apply(command).ifPresent(why -> faults.add("model " + command.id() + ": " + why));
        }
        return faults;
    }

    private static Row row(String code, String name, List<String> faults, String well, String advice) {
        if (faults.isEmpty()) {
            return new Row(code, name, Outcome.OK, well, "", "");
        }
        String more = faults.size() == 1 ? "" : " (and " + (faults.size() - 1) + " more)";
        return new Row(code, name, Outcome.SUSPECT, capital(faults.getFirst()) + more, "", advice);
    }

    private static String capital(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }
}
