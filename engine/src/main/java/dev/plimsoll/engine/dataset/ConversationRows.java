package dev.plimsoll.engine.dataset;

import dev.plimsoll.engine.plan.DatasetPlan;
import dev.plimsoll.engine.problem.PlimsollException;
import dev.plimsoll.engine.problem.Problem;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.IntPredicate;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a dataset of conversations in their order, and what understands them. Belongs to one thread.
 *
 * @param source the rows; of conversations that start one another, the roots
 * @param reader makes conversations of them
 */
record ConversationRows(RowSource source, ConversationReader reader) implements AutoCloseable {
    /**
     * Opens them.
     *
     * @param order {@code sequential}, {@code shuffle} or {@code random}
     * @throws PlimsollException where conversations that start one another cannot be used, all faults together
     */
    static ConversationRows open(DatasetPlan.Conversations plan, String order, ConversationMapper mapper, long seed) {
        List<Path> files = plan.files();
        String format = format(files);
        if (!format.equals("jsonl") || !BranchIndex.areIn(files)) {
            return new ConversationRows(RowSources.open(format, files, order, plan.limit(), seed), mapper);
        }
        BranchIndex index = BranchIndex.of(files);
        List<Problem> problems = index.problems();
        if (!problems.isEmpty()) {
            throw PlimsollException.ofProblems("The dataset \"" + plan.id() + "\" cannot be used.", problems);
        }
        RandomGenerator random = Randoms.order(seed);
        IntPredicate kept = index.roots()::get;
        RowSource roots = order.equals("sequential")
                ? new Kept(new LineRows(files, LineDecoder.JSON), kept)
                : new IndexedRows(files, order.equals("random"), random, plan.limit(), LineDecoder.JSON, kept);
        return new ConversationRows(roots, new BranchMapper(index, files, mapper, Randoms.delays(seed)));
    }

    /** The format of the files, by the name of the first: JSON lines unless it says otherwise. */
    static String format(List<Path> files) {
        String name = files.isEmpty() ? "" : files.getFirst().toString().toLowerCase(Locale.ROOT);
        return name.endsWith(".json") ? "json" : name.endsWith(".parquet") ? "parquet" : "jsonl";
    }

    @Override
    public void close() {
        source.close();
        reader.close();
    }

    /** Some of the rows, by their number from 0. */
    private static final class Kept implements RowSource {
        private final RowSource all;
        private final IntPredicate kept;
        private int next;

        Kept(RowSource all, IntPredicate kept) {
            this.all = all;
            this.kept = kept;
        }

        @Override
        public @Nullable Row next() throws BadRow {
            while (true) {
                Row row = all.next();
                if (row == null || kept.test(next++)) {
                    return row;
                }
            }
        }

        @Override
        public void rewind() {
            all.rewind();
            next = 0;
        }

        @Override
        public void close() {
            all.close();
        }
    }
}
