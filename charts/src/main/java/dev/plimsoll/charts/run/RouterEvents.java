package dev.plimsoll.charts.run;

import dev.plimsoll.engine.archive.ArchivedRun;
import dev.plimsoll.engine.router.observe.RouterTimeline;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** What a run's router wrote. */
final class RouterEvents {
    private static final String FILE = "router.jsonl";

    private RouterEvents() {}

    /** What happened in the run's router, if it had one and anything happened. */
    static Optional<RouterTimeline> timeline(ArchivedRun run) {
        Path file = run.folder().resolve(FILE);
        return Files.isRegularFile(file)
                ? Optional.of(RouterTimeline.read(file)).filter(t -> !t.models().isEmpty())
                : Optional.empty();
    }
}
