package dev.plimsoll.app.session;

import dev.plimsoll.engine.workspace.BenchmarkSpec;
import dev.plimsoll.engine.workspace.DatasetSpec;
import dev.plimsoll.engine.workspace.TargetSpec;
import dev.plimsoll.engine.workspace.Workspace;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Where in the window a path of the document is edited. */
final class ProblemPlace {
    private static final Pattern PART =
            Pattern.compile("(targets|datasets|benchmarks)(?:\\[(\\d+)].*)?", Pattern.DOTALL);

    private ProblemPlace() {}

    /** The page of a path, on the item that it is in; empty for what no page edits. */
    static Optional<Location> of(Workspace workspace, String path) {
        Matcher part = PART.matcher(path);
        if (!part.matches()) {
            return Optional.empty();
        }
        int index = part.group(2) == null ? -1 : Integer.parseInt(part.group(2));
        return Optional.of(
                switch (part.group(1)) {
                    case "targets" -> at(PageId.TARGETS, workspace.targets(), index, TargetSpec::id);
                    case "datasets" -> at(PageId.DATASETS, workspace.datasets(), index, DatasetSpec::id);
                    default -> at(PageId.BENCHMARKS, workspace.benchmarks(), index, BenchmarkSpec::id);
                });
    }

    private static <T> Location at(PageId page, List<T> items, int index, Function<T, @Nullable String> id) {
        return new Location(page, index >= 0 && index < items.size() ? id.apply(items.get(index)) : null);
    }
}
