package dev.plimsoll.engine.archive;

import dev.plimsoll.engine.metrics.StageFigures;
import dev.plimsoll.engine.metrics.StageSummary;
import dev.plimsoll.engine.metrics.WindowChoice;
import dev.plimsoll.engine.record.RequestRecord;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/** A finished or interrupted run, opened for reading. Any thread; methods that read files may take a while. */
public interface ArchivedRun {
    /** The folder it lives in. */
    Path folder();

    /** What came out. */
    RunSummary summary();

    /** {@code run.json} as text: what was asked and where. Free of secrets. */
    String runJson();

    /** Figures of every stage, series and curves included, from the records; computed at the first call. */
    List<StageFigures> figures();

    /** Every request record in order of stage and request id. */
    void forEachRecord(Consumer<RequestRecord> action);

    /** {@code events.jsonl} as lines: stage changes, warnings, saturation, constraint actions. */
    List<String> events();

    /**
     * The same run measured over another window: figures and summary are computed from its records, exactly, when first asked for.
     * Nothing is written; {@link StageSummary#window} of each stage says that it was cut again.
     *
     * @throws dev.plimsoll.engine.problem.PlimsollException (usage) where the run has no records
     */
    default ArchivedRun recut(WindowChoice choice) {
        return new RecutRun(this, choice, this::forEachRecord);
    }
}
