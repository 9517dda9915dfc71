package dev.plimsoll.engine.router.config;

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
    public LoadOptions {
        if (!RouterKeys.SCHEDULERS.contains(schedulerDefault)) {
            throw new IllegalArgumentException("there is no scheduler " + schedulerDefault);
        }
        if (router != null && !RouterKeys.ROUTERS.contains(router)) {
            throw new IllegalArgumentException("there is no router " + router);
        }
    }

    /** {@code fifo}, and this process's environment. */
    public static LoadOptions usual() {
        return new LoadOptions("fifo", null, System::getenv);
    }

    /** The same with another router. */
    public LoadOptions with(String otherRouter) {
        return new LoadOptions(schedulerDefault, otherRouter, environment);
    }
}
