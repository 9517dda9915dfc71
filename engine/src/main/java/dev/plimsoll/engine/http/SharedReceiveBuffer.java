package dev.plimsoll.engine.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.channel.DefaultMaxMessagesRecvByteBufAllocator;

/**
 * Lets every connection of a loop read into the same 64 KB: a handler that is done with a read's bytes when it returns needs no
 * buffer of its own, so no read allocates and the buffer stays in the cache. Not for pipelines that keep bytes (TLS).
 *
 * <p>At most two reads a turn: a stamp should not be taken long after its wake-up, and one fast stream must not starve the others.
 */
final class SharedReceiveBuffer extends DefaultMaxMessagesRecvByteBufAllocator {
    /** Larger than what one wake-up usually brings; also the size of the scan array. */
    static final int BYTES = 64 << 10;

    static final int READS_PER_TURN = 2;

    private final ByteBuf buffer = Unpooled.directBuffer(BYTES, BYTES);

    SharedReceiveBuffer() {
        super(READS_PER_TURN);
    }

    /** Frees the memory, once no connection reads any more. */
    void close() {
        buffer.release();
    }

    @Override
    public Handle newHandle() {
        return new SharedHandle();
    }

    private final class SharedHandle extends MaxMessageHandle {
        @Override
        public int guess() {
            return BYTES;
        }

        @Override
        public ByteBuf allocate(ByteBufAllocator allocator) {
            assert buffer.refCnt() == 1 : "a read's bytes are still held";
            return buffer.retain().clear();
        }
    }
}
