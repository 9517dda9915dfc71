package dev.plimsoll.engine.dataset;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * The lines of one file, one after another, in constant memory (of the longest line). Lines end with LF or CRLF; a byte order mark is left
 * out; blank lines are passed over and counted. Belongs to one thread.
 */
final class LineReader implements AutoCloseable {
    /** A line beyond this is no row but a file of another kind. */
    static final int LONGEST_LINE = 256 << 20;

    private static final int CHUNK = 1 << 16;

    private final InputStream in;
    private final byte[] chunk = new byte[CHUNK];
    private int chunkAt;
    private int chunkEnd;
    private byte[] line = new byte[4096];
    private int length;
    private long lineNumber;
    private long offset;
    private long nextOffset;

    LineReader(Path file) throws IOException {
        this.in = Files.newInputStream(file);
    }

    /** Goes to the next line that is not blank; false at the end. */
    boolean next() throws IOException {
        while (readLine()) {
            lineNumber++;
            if (lineNumber == 1) {
                skipByteOrderMark();
            }
            if (!isBlank()) {
                return true;
            }
        }
        return false;
    }

    /** The line's bytes from 0 to {@link #length}; valid until the next call of {@link #next}. */
    byte[] bytes() {
        return line;
    }

    int length() {
        return length;
    }

    /** 1-based number of the line. */
    long lineNumber() {
        return lineNumber;
    }

    /** Where the line begins in the file, bytes. */
    long offset() {
        return offset;
    }

    private boolean readLine() throws IOException {
        length = 0;
        offset = nextOffset;
        while (true) {
            if (chunkAt == chunkEnd) {
                chunkEnd = Math.max(0, in.read(chunk));
                chunkAt = 0;
                if (chunkEnd == 0) {
                    nextOffset = offset + length;
                    return length > 0;
                }
            }
            int end = chunkAt;
            while (end < chunkEnd && chunk[end] != '\n') {
                end++;
            }
            append(end - chunkAt);
            chunkAt = end;
            if (end < chunkEnd) {
                chunkAt++;
                nextOffset = offset + length + 1;
                return true;
            }
        }
    }

    private void append(int count) throws IOException {
        if (length + count > LONGEST_LINE) {
            throw new IOException("line " + (lineNumber + 1) + " is longer than " + (LONGEST_LINE >> 20) + " MB");
        }
        if (length + count > line.length) {
            line = Arrays.copyOf(line, Math.max(length + count, line.length * 2));
        }
        System.arraycopy(chunk, chunkAt, line, length, count);
        length += count;
    }

    private void skipByteOrderMark() {
        if (length >= 3 && line[0] == (byte) 0xEF && line[1] == (byte) 0xBB && line[2] == (byte) 0xBF) {
            System.arraycopy(line, 3, line, 0, length - 3);
            length -= 3;
            offset += 3;
        }
    }

    private boolean isBlank() {
        for (int i = 0; i < length; i++) {
            if (line[i] != ' ' && line[i] != '\t' && line[i] != '\r') {
                return false;
            }
        }
        return true;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
