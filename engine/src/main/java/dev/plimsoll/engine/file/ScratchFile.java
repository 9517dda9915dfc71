package dev.plimsoll.engine.file;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * A file for numbers that are needed once more and are too many for the memory: blocks are appended, and read back at any place. Nobody
 * else sees it: where the system allows it has no name from the beginning, so that nothing is left of it after a crash either.
 *
 * <p>It only saves memory. Where it cannot be written, as on a full disk, it refuses blocks and their owner keeps them. One thread.
 */
public final class ScratchFile implements AutoCloseable {
    private @Nullable FileChannel channel;
    private boolean refusing;
    private long size;
    private @Nullable Arena arena;
    private MemorySegment view = MemorySegment.NULL;

    private ScratchFile(@Nullable FileChannel channel) {
        this.channel = channel;
        this.refusing = channel == null;
    }

    /** A new one in a folder; one that refuses every block where none can be made there. */
    public static ScratchFile in(Path folder) {
        try {
            return of(FileChannel.open(
                    folder.resolve(".scratch"),
                    StandardOpenOption.CREATE_NEW,
                    StandardOpenOption.READ,
                    StandardOpenOption.WRITE,
                    StandardOpenOption.DELETE_ON_CLOSE));
        } catch (IOException e) {
            return new ScratchFile(null);
        }
    }

    static ScratchFile of(FileChannel channel) {
        return new ScratchFile(channel);
    }

    /** Keeps a block. Returns where it begins, or -1 where it is not kept. */
    long append(ByteBuffer block) {
        FileChannel file = channel;
        if (refusing || file == null) {
            return -1;
        }
        long from = size;
        try {
            for (long at = from; block.hasRemaining(); at = from + block.position()) {
                file.write(block, at);
            }
        } catch (IOException e) {
            refusing = true; // what was kept before stays readable
            return -1;
        }
        size = from + block.limit();
        return from;
    }

    /**
     * Everything kept so far.
     *
     * @throws IllegalStateException where it was closed
     */
    MemorySegment view() {
        if (view.byteSize() < size) {
            map();
        }
        return view;
    }

    private void map() {
        FileChannel file = channel;
        if (file == null) {
            throw new IllegalStateException("closed");
        }
        unmap();
        Arena mapped = Arena.ofShared();
        arena = mapped;
        try {
            view = file.map(FileChannel.MapMode.READ_ONLY, 0, size, mapped);
        } catch (IOException e) {
            throw new IllegalStateException("what was kept aside cannot be read again: " + FileTrouble.reason(e), e);
        }
    }

    private void unmap() {
        view = MemorySegment.NULL;
        Arena mapped = arena;
        if (mapped != null) {
            mapped.close();
            arena = null;
        }
    }

    /** Gives it up, with everything in it. */
    @Override
    public void close() {
        unmap();
        FileChannel file = channel;
        channel = null;
        if (file != null) {
            try {
                file.close();
            } catch (IOException e) {
                return; // nothing in it is needed any more
            }
        }
    }
}
