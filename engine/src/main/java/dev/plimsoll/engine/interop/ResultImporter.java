package dev.plimsoll.engine.interop;

import dev.plimsoll.engine.archive.RunSummary;

/** Reads the result files of one program. Stateless; any thread. */
public interface ResultImporter {
    /** Name in files: {@code guidellm}. */
    String tool();

    /** What people call it, and its files: {@code GuideLLM's benchmarks.json}. */
    String description();

    /** Whether the file looks like one of this program's; never throws for what is in it. */
    boolean knows(ResultFile file);

    /**
     * What came out of that run.
     *
     * @throws dev.plimsoll.engine.problem.PlimsollException (usage) with every fault, located
     */
    RunSummary read(ResultFile file);
}
