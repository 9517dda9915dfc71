package dev.plimsoll.engine.router.process;

import java.io.IOException;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** What can be seen of a model's start without starting it: the same checks that its start begins with. Stateless; any thread. */
public final class StartCheck {
    private StartCheck() {}

    /** Why its program cannot be started; empty if it can, as far as can be seen. */
    public static Optional<String> program(ModelCommand command) {
        if (command.argv().isEmpty()) {
            return Optional.of("has no command, so it cannot be started");
        }
        if (Programs.setsid().isEmpty()) {
            return Optional.empty(); // elsewhere the system finds programs by rules of its own
        }
        try {
            Programs.check(command.argv().getFirst(), path(command));
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    /** Why its server could not listen; empty if it can, or if its port is none of the command's. */
    public static Optional<String> port(ModelCommand command) {
        OptionalInt port = command.ownPort();
        if (port.isEmpty()) {
            return Optional.empty();
        }
        try {
            ServerPort.check(port.getAsInt());
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    /** The folders in which its program is looked for. */
    private static @Nullable String path(ModelCommand command) {
        return command.env().stream()
                .filter(each -> each.startsWith("PATH="))
                .map(each -> each.substring("PATH=".length()))
                .reduce((first, last) -> last)
                .orElse(System.getenv("PATH"));
    }
}
