package dev.plimsoll.engine.workspace;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A workspace as written: what is missing, or could not be understood, is null (and a problem of its {@link WorkspaceFile}).
 *
 * @param schemaVersion version of the file format; 0 where it names none
 * @param name shown name
 * @param targets servers
 * @param datasets sources of requests
 * @param benchmarks what can be run
 * @param report how its runs are reported, null where nothing is written
 */
public record Workspace(
        int schemaVersion,
        @Nullable String name,
        List<TargetSpec> targets,
        List<DatasetSpec> datasets,
        List<BenchmarkSpec> benchmarks,
        @Nullable ReportSpec report) {
    /** The version this program writes. */
    public static final int SCHEMA_VERSION = 1;

    public Workspace {
        targets = List.copyOf(targets);
        datasets = List.copyOf(datasets);
        benchmarks = List.copyOf(benchmarks);
    }
}
