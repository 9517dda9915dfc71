package dev.plimsoll.engine.dataset;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Lines of files by their place: number of the file in the upper 16 bits of a long, offset in bytes in the lower 48. Belongs to one thread.
 */
final class LineStore implements AutoCloseable {
    private static final int OFFSET_BITS = 48;
    private static final long OFFSET_MASK = (1L << OFFSET_BITS) - 1;

    private final List<Path> files;
    private final List<FileChannel> channels = new ArrayList<>();
    private byte[] line = new byte[1 << 14];

    LineStore(List<Path> files) {
        this.files = files;
        for (Path file : files) {
            try {
                channels.add(FileChannel.open(file));
            } catch (IOException e) {
                close();
                throw ReadTrouble.of(file, e);
            }
        }
    }

    /** The place of a line. */
    static long place(int file, long offset) {
        return (long) file << OFFSET_BITS | offset;
    }

    /** The row of the line at a place. */
    Row row(long place, LineDecoder decoder) throws BadRow {
        int file = (int) (place >>> OFFSET_BITS);
        long offset = place & OFFSET_MASK;
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
