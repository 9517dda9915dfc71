package dev.plimsoll.app.welcome;

import dev.plimsoll.engine.archive.RunReader;
import dev.plimsoll.engine.problem.PlimsollException;
import dev.plimsoll.engine.report.LoadLine;
import dev.plimsoll.engine.report.Numbers;
import dev.plimsoll.engine.run.RunRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * What the runs of a workspace say, in a few words. Reads files; not for the JavaFX thread.
 *
 * @param runs how many there are
 * @param interrupted how many of them were never sealed
 * @param loadLine of the latest sealed one: {@code load line 41.2 req/s}, or empty
 */
record RunsOf(int runs, int interrupted, String loadLine) {
    static RunsOf workspace(Path workspace) {
        Path folder = RunRequest.runsFolderOf(workspace);
        if (!Files.isDirectory(folder)) {
            return new RunsOf(0, 0, "");
        }
        List<Path> runs;
        try (Stream<Path> all = Files.list(folder)) {
            runs = all.filter(r -> Files.isRegularFile(r.resolve("run.json")))
                    .sorted(Comparator.reverseOrder())
                    .toList();
        } catch (IOException e) {
            return new RunsOf(0, 0, "");
        }
        List<Path> sealed = runs.stream()
                .filter(r -> Files.isRegularFile(r.resolve("summary.json")))
                .toList();
        return new RunsOf(
                runs.size(), runs.size() - sealed.size(), sealed.isEmpty() ? "" : loadLine(sealed.getFirst()));
    }

    private static String loadLine(Path run) {
        try {
            return LoadLine.of(RunReader.open(run).summary()) instanceof LoadLine.Crossing crossing
                    ? "load line " + Numbers.three(crossing.requestsPerSecond()) + " req/s"
                    : "";
        } catch (PlimsollException e) {
            return "";
        }
    }
}
