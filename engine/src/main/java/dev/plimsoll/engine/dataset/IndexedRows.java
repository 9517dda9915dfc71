package dev.plimsoll.engine.dataset;

import dev.plimsoll.engine.problem.PlimsollException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntPredicate;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Lines of files in another order: every line once in a shuffled order, or as many as there are, drawn at random with replacement. Keeps the
 * place of each line in 8 bytes.
 */
final class IndexedRows implements RowSource {
    private static final int MOST_ROWS = Integer.MAX_VALUE - 8;

    private final List<Path> files;
    private final boolean withReplacement;
    private final RandomGenerator random;
    private final LineDecoder decoder;
    private final LineStore store;
    private final IntPredicate kept;
    private long[] index = new long[1024];
    private int rows;
    private int used;
    private boolean inTurn;
    private int seen;

    /**
     * Reads through the files once to find the lines.
     *
     * @param withReplacement random order; else shuffled
     * @param limit take only the first lines, 0 = all
     */
    IndexedRows(List<Path> files, boolean withReplacement, RandomGenerator random, long limit, LineDecoder decoder) {
        this(files, withReplacement, random, limit, decoder, _ -> true);
    }

    /** Only lines that are kept, by their number in the files from 0 (blank ones are not counted). */
    IndexedRows(
            List<Path> files,
            boolean withReplacement,
            RandomGenerator random,
            long limit,
            LineDecoder decoder,
            IntPredicate kept) {
        this.kept = kept;
        this.files = files;
        this.store = new LineStore(files);
        this.withReplacement = withReplacement;
        this.random = random;
        this.decoder = decoder;
        for (int file = 0; file < files.size(); file++) {
            try {
                addLines(file, limit);
            } catch (IOException e) {
                close();
                throw ReadTrouble.of(files.get(file), e);
            }
        }
        if (!withReplacement) {
            shuffle();
        }
    }

    /** Lines in a given order, each once: {@code order[k]} is the place in the files of the k-th. */
    IndexedRows(List<Path> files, int[] order, LineDecoder decoder) {
        this(files, true, new SplittableRandom(0), 0, decoder);
        long[] lines = index;
        index = new long[order.length];
        for (int i = 0; i < order.length; i++) {
            index[i] = lines[order[i]];
        }
        rows = order.length;
        inTurn = true;
    }

    private void addLines(int file, long limit) throws IOException {
        try (LineReader reader = new LineReader(files.get(file))) {
            while ((limit == 0 || rows < limit) && reader.next()) {
                if (!kept.test(seen++)) {
                    continue;
                }
                if (rows == MOST_ROWS) {
                    throw PlimsollException.usage("There are too many rows to shuffle: more than " + MOST_ROWS
                            + ". Use order \"sequential\" or a limit.");
                }
                if (rows == index.length) {
                    index = Arrays.copyOf(index, (int) Math.min(MOST_ROWS, rows * 2L));
                }
                index[rows++] = LineStore.place(file, reader.offset());
            }
        }
    }

    /** Fisher-Yates. */
    private void shuffle() {
        for (int i = rows - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            long swapped = index[i];
            index[i] = index[other];
            index[other] = swapped;
        }
    }

    @Override
    public @Nullable Row next() throws BadRow {
        if (used == rows) {
            return null;
        }
        long entry = index[withReplacement && !inTurn ? random.nextInt(rows) : used];
        used++;
        return store.row(entry, decoder);
    }

    @Override
    public void rewind() {
        used = 0;
        if (!withReplacement) {
            shuffle();
        }
    }

    @Override
    public void close() {
        store.close();
    }
}
