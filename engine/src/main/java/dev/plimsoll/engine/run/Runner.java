package dev.plimsoll.engine.run;

import dev.plimsoll.engine.time.NanoClock;

/** Starts runs. */
public final class Runner {
    private Runner() {}

    /** Starts one on a thread of its own and returns at once; what goes wrong is told by {@link RunHandle#outcome}. */
    public static RunHandle start(RunRequest request) {
        RunExecution execution = new RunExecution(request, NanoClock.system());
        execution.start();
        return execution;
    }
}
