package dev.plimsoll.engine.archive;

/**
 * Parquet's encoding DELTA_BINARY_PACKED: differences of neighbours, less the smallest of their block, in as many bits as the largest of
 * 32 needs. Values are packed as they come. One thread.
 *
 * @see <a href="https://parquet.apache.org/docs/file-format/data-pages/encodings/">Parquet, encodings</a>
 */
final class DeltaPacking {
    static final int ENCODING = 5;

    private static final int BLOCK = 128;
    private static final int MINIBLOCK = 32;

    private final boolean narrow;
    private final long[] deltas = new long[BLOCK];
    private final Bytes blocks = new Bytes();
    private int waiting;
    private int count;
    private long first;
    private long previous;

    /** For 32-bit numbers, whose differences wrap at 32 bits, or for 64-bit ones. */
    DeltaPacking(boolean narrow) {
        this.narrow = narrow;
    }

    void add(long value) {
        if (count++ == 0) {
            first = value;
        } else {
            deltas[waiting++] = wrap(value - previous);
            if (waiting == BLOCK) {
                endBlock();
            }
        }
        previous = value;
    }

    /** Bytes so far, about. */
    int size() {
        return blocks.size();
    }

    /** Writes what was added, and begins anew. */
    void drainTo(Bytes out) {
        if (waiting > 0) {
            endBlock();
        }
        out.addVarint(BLOCK);
        out.addVarint(BLOCK / MINIBLOCK);
        out.addVarint(count);
        out.addZigzag(first);
        out.add(blocks);
        blocks.clear();
        count = 0;
        first = 0;
    }

    private long wrap(long value) {
        return narrow ? (int) value : value;
    }

    private void endBlock() {
        long least = deltas[0];
        for (int i = 1; i < waiting; i++) {
            least = Math.min(least, deltas[i]);
        }
        blocks.addZigzag(least);
        int[] widths = new int[BLOCK / MINIBLOCK];
        for (int i = 0; i < waiting; i++) {
            long above = narrow ? (deltas[i] - least) & 0xFFFF_FFFFL : deltas[i] - least;
            deltas[i] = above;
            widths[i / MINIBLOCK] = Math.max(widths[i / MINIBLOCK], Long.SIZE - Long.numberOfLeadingZeros(above));
        }
        for (int width : widths) {
            blocks.add(width);
        }
        for (int from = 0; from < waiting; from += MINIBLOCK) {
            pack(from, widths[from / MINIBLOCK]);
        }
        waiting = 0;
    }

    /** A whole miniblock, the lowest bit first; what is missing in the last one is 0. */
    private void pack(int from, int width) {
        long bits = 0;
        int used = 0;
        for (int i = from; i < from + MINIBLOCK; i++) {
            long value = i < waiting ? deltas[i] : 0;
            bits |= value << used;
            used += width;
            if (used >= Long.SIZE) {
                blocks.addLong(bits);
                used -= Long.SIZE;
                bits = used == 0 ? 0 : value >>> (width - used);
            }
        }
        blocks.addLow(bits, used / Byte.SIZE); // 32 numbers fill whole bytes
    }
}
