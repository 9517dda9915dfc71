package dev.plimsoll.engine.archive;

import dev.plimsoll.engine.metrics.StageFacts;
import dev.plimsoll.engine.metrics.StageFiguresBuilder;
import dev.plimsoll.engine.record.IntervalSample;
import dev.plimsoll.engine.record.RequestRecord;
import dev.plimsoll.engine.trust.TrustReport;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Sealed run folders of one stage for tests. */
public final class RunFolders {
    private static final String RUN_JSON =
            "{\"id\":\"r\",\"name\":\"Sweep\",\"startedAt\":\"2026-01-01T00:00:00Z\",\"version\":\"1\",\"target\":\"http://t\"}";

    private RunFolders() {}

    /** A run that ended as it should, in a new folder. */
    public static Path sealed(Path runs, StageFacts facts, List<RequestRecord> records, List<IntervalSample> samples) {
        RunFolder folder = RunFolder.create(runs, "r", RUN_JSON, "none", 1);
        folder.event(facts.startNs(), "stage_begin", Map.of("facts", facts));
        StageFiguresBuilder figures = new StageFiguresBuilder(facts);
        for (RequestRecord record : records) {
            folder.append(record, null);
            figures.add(record);
        }
        samples.forEach(folder::append);
        folder.event(facts.endNs(), "stage_end", Map.of("facts", facts));
        folder.seal(new RunSummary(
                1,
                new RunSummary.RunHead(
                        "r", "Sweep", "2026-01-01T00:00:00Z", null, "sealed", "1", "http://t", null, null),
                TrustReport.of(List.of(), 3),
                List.of(),
                List.of(new RunSummary.Stage(figures.build().summary(), List.of()))));
        return folder.path();
    }
}
