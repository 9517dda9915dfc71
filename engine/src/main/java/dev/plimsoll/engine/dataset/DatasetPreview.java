package dev.plimsoll.engine.dataset;

import dev.plimsoll.engine.plan.DatasetPlan;
import dev.plimsoll.engine.problem.Problem;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The first requests of a dataset as they will be sent, and how long they are. Immutable, any thread.
 *
 * @param rows the first rows in the order of sending, those that cannot be used among them with their problem
 * @param columns all columns of the first rows, in order; empty where the dataset has none
 * @param mapping what the columns are used for, found by name or named by the user
 * @param promptTokens lengths of the prompts of the rows looked at
 * @param outputTokens output lengths asked for; no lengths where none are
 * @param requests requests of the rows looked at
 * @param models requests of the rows looked at by the model that they ask for, in the order of the names; those that name none, which get
 *     the target's, are not in it
 * @param looked rows looked at, at most {@link #MOST_LOOKED}
 * @param whole whether that is the whole dataset
 * @param inFileOrder true where the rows are shown as they stand in the file although the run will take them in another order, because
 *     finding that order means reading all of a large file
 * @param problems what is wrong, with file and line
 * @param prefixes what the requests of a trace share, all of them; null for every other dataset
 */
public record DatasetPreview(
        List<Row> rows,
        List<String> columns,
        List<Use> mapping,
        TokenLengths promptTokens,
        TokenLengths outputTokens,
        int requests,
        Map<String, Integer> models,
        int looked,
        boolean whole,
        boolean inFileOrder,
        List<Problem> problems,
        @Nullable TracePrefixes prefixes) {
    /** Most rows looked at. */
    public static final int MOST_LOOKED = 1000;

    public DatasetPreview {
        rows = List.copyOf(rows);
        columns = List.copyOf(columns);
        mapping = List.copyOf(mapping);
        models = Collections.unmodifiableMap(new TreeMap<>(models));
        problems = List.copyOf(problems);
    }

    /**
     * One row.
     *
     * @param number in the order of sending, from 1
     * @param file where it stands, null for generated ones
     * @param line 1-based line it begins on, 0 where unknown
     * @param turns its requests, in order; empty where it cannot be used
     * @param problem why it cannot be used, or null
     */
    public record Row(
            long number,
            @Nullable Path file,
            long line,
            List<Turn> turns,
            @Nullable Problem problem) {
        public Row {
            turns = List.copyOf(turns);
        }
    }

    /**
     * What some columns are used for.
     *
     * @param target name as in {@code columns} of a workspace: {@code prompt}, {@code system}, {@code outputTokens}, ...
     * @param columns the columns, one a turn
     * @param named whether the user named it, rather than that it was found by its name
     */
    public record Use(String target, List<String> columns, boolean named) {
        public Use {
            columns = List.copyOf(columns);
        }
    }

    /** Everything a column can be used for, as in {@code columns} of a workspace. */
    public static List<String> targets() {
        return List.of(ColumnTarget.keys());
    }

    /**
     * Looks at the first rows. Reads files, and counts tokens: not for a thread that draws. What is wrong with the data is in the
     * preview, never thrown.
     *
     * @param seed the seed of the benchmark that will use it
     * @param shown most rows to keep
     * @param cancelled asked between rows
     * @throws java.util.concurrent.CancellationException once {@code cancelled} says so
     */
    public static DatasetPreview of(DatasetPlan plan, long seed, int shown, BooleanSupplier cancelled) {
        return new Previewer(plan, seed, shown, cancelled).look();
    }
}
