package dev.plimsoll.engine.wire;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** Reads what {@link FrameBuffer} wrote; every step beyond the frame's end is a {@link BrokenFrameException}. */
final class FrameCursor {
    private final byte[] bytes;
    private final int end;
    private int at;

    FrameCursor(byte[] bytes, int from, int length) {
        this.bytes = bytes;
        this.at = from;
        this.end = from + length;
    }

    long next() throws BrokenFrameException {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            byte b = nextByte();
            value |= (long) (b & 0x7F) << shift;
            if (b >= 0) {
                return (value >>> 1) ^ -(value & 1);
            }
        }
        throw new BrokenFrameException("a number of more than 64 bits");
    }

    int nextInt() throws BrokenFrameException {
        long value = next();
        if ((int) value != value) {
            throw new BrokenFrameException("a number of more than 32 bits where 32 are the limit");
        }
        return (int) value;
    }

    /** A number of elements to come, each at least one byte long. */
    int nextCount() throws BrokenFrameException {
        int count = nextInt();
        if (count < 0 || count > end - at) {
            throw new BrokenFrameException("a count of " + count + " with " + (end - at) + " bytes left");
        }
        return count;
    }

    byte nextByte() throws BrokenFrameException {
        if (at == end) {
            throw new BrokenFrameException("a frame that ends within a field");
        }
        return bytes[at++];
    }

    double nextDouble() throws BrokenFrameException {
        int from = take(8);
        return ByteBuffer.wrap(bytes, from, 8).getDouble();
    }

    @Nullable
    String nextText() throws BrokenFrameException {
        int length = nextInt();
        if (length == -1) {
            return null;
        }
        int from = take(length);
        return new String(bytes, from, length, StandardCharsets.UTF_8);
    }

    Histogram nextHistogram() throws BrokenFrameException {
        int length = ByteBuffer.wrap(bytes, take(4), 4).getInt();
        ByteBuffer encoded = ByteBuffer.wrap(bytes, take(length), length).slice();
        try {
            Histogram histogram = Histogram.decodeFromByteBuffer(encoded, 0);
            histogram.setAutoResize(true);
            return histogram;
        } catch (RuntimeException e) {
            throw new BrokenFrameException("a histogram that cannot be read: " + e.getMessage());
        }
    }

    void expectEnd() throws BrokenFrameException {
        if (at != end) {
            throw new BrokenFrameException("a frame with " + (end - at) + " bytes too many");
        }
    }

    private int take(int count) throws BrokenFrameException {
        if (count < 0 || count > end - at) {
            throw new BrokenFrameException("a field of " + count + " bytes with " + (end - at) + " bytes left");
        }
        int from = at;
        at += count;
        return from;
    }
}
