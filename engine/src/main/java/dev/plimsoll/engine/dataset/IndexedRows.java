package dev.plimsoll.engine.dataset;

import dev.plimsoll.engine.problem.PlimsollException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Lines of files in another order: every line once in a shuffled order, or as many as there are, drawn at random with replacement. Keeps the
 * place of each line in 8 bytes: number of the file in the upper 16 bits, offset in the lower 48.
 */
final class IndexedRows implements RowSource {
    private static final int OFFSET_BITS = 48;
    private static final long OFFSET_MASK = (1L << OFFSET_BITS) - 1;
    private static final int MOST_ROWS = Integer.MAX_VALUE - 8;

    private final List<Path> files;
    private final boolean withReplacement;
    private final RandomGenerator random;
    private final LineDecoder decoder;
    private final List<FileChannel> channels = new ArrayList<>();
    private long[] index = new long[1024];
    private int rows;
    private int used;
    private boolean inTurn;
    private byte[] line = new byte[1 << 14];

    /**
     * Reads through the files once to find the lines.
     *
     * @param withReplacement random order; else shuffled
     * @param limit take only the first lines, 0 = all
     */
    IndexedRows(List<Path> files, boolean withReplacement, RandomGenerator random, long limit, LineDecoder decoder) {
        this.files = files;
        this.withReplacement = withReplacement;
        this.random = random;
        this.decoder = decoder;
        for (Path file : files) {
            try {
                channels.add(FileChannel.open(file));
                addLines(file, limit);
            } catch (IOException e) {
                close();
                throw ReadTrouble.of(file, e);
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

    private void addLines(Path file, long limit) throws IOException {
        long fileBits = (long) (channels.size() - 1) << OFFSET_BITS;
        try (LineReader reader = new LineReader(file)) {
            while ((limit == 0 || rows < limit) && reader.next()) {
                if (rows == MOST_ROWS) {
                    throw PlimsollException.usage("There are too many rows to shuffle: more than " + MOST_ROWS
                            + ". Use order \"sequential\" or a limit.");
                }
                if (rows == index.length) {
                    index = Arrays.copyOf(index, (int) Math.min(MOST_ROWS, rows * 2L));
                }
                index[rows++] = fileBits | reader.offset();
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
        int file = (int) (entry >>> OFFSET_BITS);
        long offset = entry & OFFSET_MASK;
        int length;
        try {
            length = read(channels.get(file), offset);
        } catch (IOException e) {
            throw ReadTrouble.of(files.get(file), e);
        }
        return decoder.decode(new Found(files.get(file), offset), line, length);
    }

    /** Reads the line at an offset into {@link #line}; its length. */
    private int read(FileChannel channel, long offset) throws IOException {
        int have = 0;
        while (true) {
            int n = channel.read(ByteBuffer.wrap(line, have, line.length - have), offset + have);
            int end = have + Math.max(0, n);
            for (int i = have; i < end; i++) {
                if (line[i] == '\n') {
                    return i;
                }
            }
            have = end;
            if (n < 0) {
                return have;
            }
            if (have > LineReader.LONGEST_LINE) {
                throw new IOException("it has changed while it was being read");
            }
            if (have == line.length) {
                line = Arrays.copyOf(line, Math.min(line.length * 2, LineReader.LONGEST_LINE + 1));
            }
        }
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
        for (FileChannel channel : channels) {
            try {
                channel.close();
            } catch (IOException e) {
                // closing a file that was only read cannot lose anything
                continue;
            }
        }
    }

    /** A place known by its offset; the line is counted when asked for. */
    private record Found(Path file, long offset) implements Row.Place {
        @Override
        public long line() {
            try (LineReader reader = new LineReader(file)) {
                while (reader.next()) {
                    if (reader.offset() == offset) {
                        return reader.lineNumber();
                    }
                }
                return 0; // the file has changed since it was indexed
            } catch (IOException e) {
                throw ReadTrouble.of(file, e);
            }
        }
    }
}
