package dev.plimsoll.engine.http;

/**
 * Cuts a server-sent event stream into events, whatever the reads it comes in.
 *
 * <p>Follows the HTML standard's "interpreting an event stream": lines end in LF, CR LF or CR; a leading byte-order mark is
 * ignored; comments, {@code id} and {@code retry} are skipped; several {@code data} lines are joined by LF; a blank line dispatches
 * the event if it has data. Deviations, both for streams that inference servers really send: an event still open at the orderly
 * end of the stream is dispatched ({@link #finish}), and a field named {@code error} counts as data of an event named error (old
 * llama.cpp servers). A CR ends a line at once, an LF that follows belongs to it.
 *
 * <p>An event that lies whole within one read is handed on in place; only what is cut by the end of a read is copied. Nothing is
 * allocated once the buffers have grown.
 */
public final class SseScanner {
    /** Longest event accepted, bytes. */
    public static final int MAX_EVENT_BYTES = 64 << 20;

    private static final byte[] DATA = {'d', 'a', 't', 'a'};
    private static final byte[] EVENT = {'e', 'v', 'e', 'n', 't'};
    private static final byte[] ERROR = {'e', 'r', 'r', 'o', 'r'};
    private static final int MAX_NAME_BYTES = 64;

    private final SseSink sink;
    /** The part of a line that came with earlier reads. */
    private final GrowingBytes line = new GrowingBytes();
    /** Data of the open event, where it could not be handed on in place. */
    private final GrowingBytes data = new GrowingBytes();

    private final byte[] name = new byte[MAX_NAME_BYTES];
    private int nameLength;
    private int dataLines;
    private boolean firstLine;
    private boolean skipLf;
    private long comments;

    /** A scanner at the start of a stream. */
    public SseScanner(SseSink sink) {
        this.sink = sink;
        reset();
    }

    /** Back to the start of a stream. */
    public void reset() {
        line.clear();
        data.clear();
        nameLength = 0;
        dataLines = 0;
        firstLine = true;
        skipLf = false;
        comments = 0;
    }

    /** Takes the next bytes of the stream. */
    public void feed(byte[] bytes, int from, int to) {
        int at = from;
        if (skipLf && at < to) {
            skipLf = false;
            if (bytes[at] == '\n') {
                at++;
            }
        }
        while (at < to) {
            int end = Swar.lineEnd(bytes, at, to);
            if (end == to) {
                line.append(bytes, at, to);
                checkSize(line.length());
                return;
            }
            int next = afterLineEnd(bytes, end, to);
            if (line.isEmpty()) {
                at = line(bytes, at, end, bytes, next, to);
            } else {
                line.append(bytes, at, end);
                at = line(line.array(), 0, line.length(), bytes, next, to);
                line.clear();
            }
        }
    }

    /** The stream ended in good order: dispatches an event that lacks its blank line. */
    public void finish() {
        if (!line.isEmpty()) {
            line(line.array(), 0, line.length(), line.array(), 0, 0);
            line.clear();
        }
        dispatchPending();
    }

    /** Whether the event being handed on is named so (ASCII, any case). */
    public boolean eventIs(String asciiName) {
        if (asciiName.length() != nameLength) {
            return false;
        }
        for (int i = 0; i < nameLength; i++) {
            if (Character.toLowerCase((char) name[i]) != Character.toLowerCase(asciiName.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    /** Comment lines so far (servers send them to keep a connection alive). */
    public long comments() {
        return comments;
    }

    /** The index after a line's end; CR LF counts as one, also across two reads. */
    private int afterLineEnd(byte[] bytes, int end, int to) {
        int next = end + 1;
        if (bytes[end] == '\r') {
            if (next == to) {
                skipLf = true;
            } else if (bytes[next] == '\n') {
                next++;
            }
        }
        return next;
    }

    /**
     * Takes one line {@code source[from, to)}; {@code bytes[next, limit)} is what follows it. Returns where to go on in {@code bytes}:
     * behind the blank line, where that followed at once.
     */
    private int line(byte[] source, int from, int to, byte[] bytes, int next, int limit) {
        if (firstLine) {
            firstLine = false;
            if (to - from >= 3
                    && source[from] == (byte) 0xEF
                    && source[from + 1] == (byte) 0xBB
                    && source[from + 2] == (byte) 0xBF) {
                from += 3;
            }
        }
        if (from == to) {
            dispatchPending();
            return next;
        }
        if (isField(source, from, to, DATA)) {
            return data(source, valueStart(source, from + DATA.length, to), to, bytes, next, limit);
        }
        if (source[from] == ':') {
            comments++;
        } else if (isField(source, from, to, EVENT)) {
            setName(source, valueStart(source, from + EVENT.length, to), to);
        } else if (isField(source, from, to, ERROR)) {
            setName(ERROR, 0, ERROR.length);
            return data(source, valueStart(source, from + ERROR.length, to), to, bytes, next, limit);
        }
        return next;
    }

    private int data(byte[] source, int from, int to, byte[] bytes, int next, int limit) {
        if (dataLines == 0 && next < limit && isLineEnd(bytes[next])) {
            int after = afterLineEnd(bytes, next, limit);
            sink.event(source, from, to);
            nameLength = 0;
            return after;
        }
        if (dataLines > 0) {
            data.append((byte) '\n');
        }
        data.append(source, from, to);
        checkSize(data.length());
        dataLines++;
        return next;
    }

    private void dispatchPending() {
        if (dataLines > 0) {
            sink.event(data.array(), 0, data.length());
            data.clear();
            dataLines = 0;
        }
        nameLength = 0;
    }

    private void setName(byte[] source, int from, int to) {
        nameLength = Math.min(to - from, MAX_NAME_BYTES);
        System.arraycopy(source, from, name, 0, nameLength);
    }

    private static boolean isField(byte[] source, int from, int to, byte[] field) {
        int end = from + field.length;
        if (end > to || (end < to && source[end] != ':')) {
            return false;
        }
        for (int i = 0; i < field.length; i++) {
            if (source[from + i] != field[i]) {
                return false;
            }
        }
        return true;
    }

    /** Behind the colon and one blank; the end where there is no colon. */
    private static int valueStart(byte[] source, int colon, int to) {
        int start = Math.min(colon + 1, to);
        return start < to && source[start] == ' ' ? start + 1 : start;
    }

    private static boolean isLineEnd(byte b) {
        return b == '\n' || b == '\r';
    }

    private static void checkSize(int length) {
        if (length > MAX_EVENT_BYTES) {
            throw new HttpProtocolException("a stream event is longer than " + (MAX_EVENT_BYTES >> 20) + " MB");
        }
    }
}
