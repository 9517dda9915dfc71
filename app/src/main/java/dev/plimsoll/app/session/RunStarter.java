package dev.plimsoll.app.session;

import dev.plimsoll.engine.run.RunHandle;
import dev.plimsoll.engine.run.RunRequest;

/** Starts a run; the engine's own, or a test's. */
@FunctionalInterface
public interface RunStarter {
    /** Starts it and returns at once. */
    RunHandle start(RunRequest request);
}
