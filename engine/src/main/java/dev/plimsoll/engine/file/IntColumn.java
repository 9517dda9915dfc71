package dev.plimsoll.engine.file;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A growable column of ints, without boxing. With a {@link ScratchFile} only its latest {@value #BLOCK} values and an index of a few
 * bytes a thousand are in memory, and once it is read the block read last: reading in order costs little more than from an array, reading
 * here and there a block each time. One thread.
 */
public final class IntColumn {
    /** Values that go to the file together. */
    static final int BLOCK = 1 << 12;

    private final @Nullable ScratchFile scratch;
    /** Where each block in the file begins. */
    private long[] blocks = new long[4];
    /** How many values are in the file: whole blocks. */
    private long aside;

    /** The values after those in the file. */
    private int[] tail = new int[16];

    /** The values of the block read last, of number {@link #blockRead}. */
    private int[] values = {};

    private int blockRead = -1;

    private long size;

    /** An empty column; {@code scratch} takes it out of the memory, null for one that stays there. */
    public IntColumn(@Nullable ScratchFile scratch) {
        this.scratch = scratch;
    }

    /** Appends one value. */
    public void add(int value) {
        if (size - aside == tail.length) {
            makeRoom();
        }
        tail[(int) (size - aside)] = value;
        size++;
    }

    private void makeRoom() {
        if (tail.length < BLOCK) {
            tail = Arrays.copyOf(tail, 2 * tail.length);
        } else if (tail.length > BLOCK || !putAside()) {
            tail = Arrays.copyOf(tail, tail.length + (tail.length >> 1));
        }
    }

    private boolean putAside() {
        if (scratch == null) {
            return false;
        }
        ByteBuffer block = ByteBuffer.allocate(BLOCK * Integer.BYTES).order(ByteOrder.nativeOrder());
        block.asIntBuffer().put(tail);
        long from = scratch.append(block);
        if (from < 0) {
            return false;
        }
        int number = (int) (aside / BLOCK);
        if (number == blocks.length) {
            blocks = Arrays.copyOf(blocks, 2 * number);
        }
        blocks[number] = from;
        aside += BLOCK;
        return true;
    }

    /** Number of values. */
    public long size() {
        return size;
    }

    /** The value at {@code index}; throws {@link IndexOutOfBoundsException} outside {@code [0, size)}. */
    public int get(long index) {
        Objects.checkIndex(index, size);
        if (index >= aside) {
            return tail[(int) (index - aside)];
        }
        int block = (int) (index / BLOCK);
        if (block != blockRead) {
            read(block);
        }
        return values[(int) (index % BLOCK)];
    }

    private void read(int block) {
        if (values.length == 0) {
            values = new int[BLOCK];
        }
        MemorySegment file = Objects.requireNonNull(scratch).view();
        MemorySegment.copy(file, ValueLayout.JAVA_INT_UNALIGNED, blocks[block], values, 0, BLOCK);
        blockRead = block;
    }
}
