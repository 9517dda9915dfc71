package dev.plimsoll.engine.cli;

import dev.plimsoll.engine.router.config.LoadOptions;
import dev.plimsoll.engine.router.config.ModelConfig;
import dev.plimsoll.engine.router.config.RouterConfig;
import dev.plimsoll.engine.router.config.RoutingConfig;
import dev.plimsoll.engine.router.process.CommandLine;
import dev.plimsoll.engine.router.swap.Matrix;
import dev.plimsoll.engine.router.swap.ModelGroup;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code plimsoll router check}: whether a configuration can be used, and what it means. */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        header = "Check a router configuration and show what it means.")
final class RouterCheckCommand implements Callable<Integer> {
    private static final int COMBINATIONS_SHOWN = 3;

    @ParentCommand
    private @Nullable RouterCommand router;

    @Parameters(paramLabel = "CONFIG", description = "The configuration, YAML with llama-swap's keys.")
    private @Nullable Path config;

    @Override
    public Integer call() {
        RouterCommand parent = Objects.requireNonNull(router);
        RouterConfig read = parent.read(Objects.requireNonNull(config), LoadOptions.usual());
        PrintStream out = parent.console().out();
        RoutingConfig routing = read.routing();
        out.println("scheduler   " + routing.scheduler() + " (" + routing.schedulerWhy() + ")");
        out.println("router      " + routing.router());
        Matrix matrix = routing.matrix();
        if (matrix == null) {
            routing.groups().forEach(group -> out.println("  group     " + tell(group)));
        } else {
            matrix.setNames().forEach(set -> out.println("  set       " + tell(matrix, set)));
        }
        out.println("models      " + read.models().size());
        for (ModelConfig model : read.models().values()) {
            out.println("  " + model.id()
                    + (model.aliases().isEmpty() ? "" : " (" + String.join(", ", model.aliases()) + ")"));
            out.println("    command " + arguments(model.cmd()));
            out.println("    at      " + model.proxy()
                    + (model.checkEndpoint().equals("none")
                            ? ""
                            : ", ready when " + model.checkEndpoint() + " answers 200"));
        }
        return 0;
    }

    private static String tell(ModelGroup group) {
        List<String> flags = new ArrayList<>();
        if (group.swap()) {
            flags.add("one at a time");
        }
        if (group.exclusive()) {
            flags.add("stops other groups");
        }
        if (group.persistent()) {
            flags.add("not stopped by other groups");
        }
        return group.name() + ": " + (group.members().isEmpty() ? "no model" : String.join(", ", group.members()))
                + (flags.isEmpty() ? "" : " (" + String.join(", ", flags) + ")");
    }

    private static String tell(Matrix matrix, String set) {
        String shown = matrix.firstCombinations(set, COMBINATIONS_SHOWN).stream()
                .map(models -> String.join(" + ", models))
                .collect(Collectors.joining(", or "));
        boolean all = matrix.combinations(set).bitLength() < 31
                && matrix.combinations(set).intValueExact() <= COMBINATIONS_SHOWN;
        return set + ": " + shown + (all ? "" : ", ... (" + matrix.combinations(set) + " combinations)");
    }

    /** The arguments as they arrive, each in brackets where a blank could hide. */
    private static String arguments(String cmd) {
        return CommandLine.split(cmd).stream()
                .map(each -> each.isEmpty() || each.chars().anyMatch(Character::isWhitespace) ? "[" + each + "]" : each)
                .collect(Collectors.joining(" "));
    }
}
