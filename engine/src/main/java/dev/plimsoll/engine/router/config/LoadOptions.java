package dev.plimsoll.engine.router.config;

import dev.plimsoll.engine.file.ThisProgram;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What reading a configuration depends on besides its text.
 *
 * @param schedulerDefault the scheduler where the file names none: {@code fifo}, or {@code serial} as one fork of llama-swap has it
 * @param router the router to use whatever the file says, or null for what it says; so two of them can be compared
 * @param environment environment variables by name; null for one that is not set
 */
public record LoadOptions(
        String schedulerDefault, @Nullable String router, Function<String, @Nullable String> environment) {
    /** The variable by which a configuration names this program, to start its simulator as a model. */
    public static final String THIS_PROGRAM = "PLIMSOLL";

    public LoadOptions {
        if (!RouterKeys.SCHEDULERS.contains(schedulerDefault)) {
            throw new IllegalArgumentException("there is no scheduler " + schedulerDefault);
        }
        if (router != null && !RouterKeys.ROUTERS.contains(router)) {
            throw new IllegalArgumentException("there is no router " + router);
        }
    }

    /** {@code fifo}, and this process's environment; {@value #THIS_PROGRAM}, if it is not set, is this program's command line. */
    public static LoadOptions usual() {
        return of(System::getenv);
    }

    /** {@link #usual} with another environment. */
    public static LoadOptions of(Function<String, @Nullable String> environment) {
        return new LoadOptions("fifo", null, name -> {
            String value = environment.apply(name);
            return value == null && name.equals(THIS_PROGRAM) ? ThisProgram.posix() : value;
        });
    }

    /** The same with another router. */
    public LoadOptions with(String otherRouter) {
        return new LoadOptions(schedulerDefault, otherRouter, environment);
    }
}
