package dev.plimsoll.engine.http;

/**
 * Reads HTTP/1.1 answers from a byte stream cut at any place: status line, headers, and a body framed by Content-Length, by chunks
 * (extensions and trailers skipped) or by the end of the connection; HTTP/1.0 too. {@code 1xx} answers are skipped. Line ends may
 * be CR LF or LF.
 *
 * <p>Framing rules are those of RFC 9112 section 6 for answers to a request that is not HEAD. What breaks them is told by
 * {@link HttpProtocolException}; after that the scanner must be {@link #reset}.
 */
public final class HttpAnswerScanner {
    private static final int MAX_CHUNK_LINE = 16 << 10;

    private enum State {
        STATUS_LINE,
        HEADER_LINE,
        LENGTH_BODY,
        OPEN_BODY,
        CHUNK_SIZE,
        CHUNK_EXTENSION,
        CHUNK_SIZE_LF,
        CHUNK_DATA,
        CHUNK_END,
        CHUNK_END_LF,
        TRAILER,
        DONE
    }

    private final HttpHead head = new HttpHead();
    private State state = State.STATUS_LINE;
    private int lineStart;
    private long left;
    private int digits;
    private int lineBytes;
    private boolean started;

    /** A scanner before its first answer. */
    public HttpAnswerScanner() {
        reset();
    }

    /** Ready for the next answer. */
    public void reset() {
        head.reset();
        state = State.STATUS_LINE;
        lineStart = 0;
        left = 0;
        digits = 0;
        lineBytes = 0;
        started = false;
    }

    /** Whether any byte of the answer has come. */
    public boolean isStarted() {
        return started;
    }

    /** Whether the whole answer has come. */
    public boolean isDone() {
        return state == State.DONE;
    }

    /** Whether the connection may be used again; meaningful once {@link #isDone}. */
    public boolean keepsAlive() {
        return state == State.DONE && head.keepsAlive();
    }

    /** The peer closed: whether that was the proper end of the answer (only where nothing else frames the body). */
    public boolean endsByClose() {
        return state == State.OPEN_BODY || state == State.DONE;
    }

    /**
     * Takes the next bytes, as far as they belong to this answer.
     *
     * @return index behind the last byte used: {@code to}, or less once the answer {@link #isDone}
     * @throws HttpProtocolException on bytes that are not HTTP/1.1
     */
    public int feed(byte[] bytes, int from, int to, long readNs, HttpAnswerSink sink) {
        int at = from;
        if (at < to) {
            started = true;
        }
        while (at < to) {
            switch (state) {
                case STATUS_LINE, HEADER_LINE -> at = headLine(bytes, at, to, readNs, sink);
                case LENGTH_BODY -> {
                    int end = (int) Math.min(to, at + left);
                    sink.body(bytes, at, end, readNs);
                    left -= end - at;
                    at = end;
                    if (left == 0) {
                        state = State.DONE;
                    }
                }
                case OPEN_BODY -> {
                    sink.body(bytes, at, to, readNs);
                    at = to;
                }
                case CHUNK_SIZE -> at = chunkSize(bytes, at, to);
                case CHUNK_EXTENSION -> at = chunkExtension(bytes, at, to);
                case CHUNK_SIZE_LF -> {
                    expectLf(bytes[at++]);
                    chunkBegins();
                }
                case CHUNK_DATA -> {
                    int end = (int) Math.min(to, at + left);
                    sink.body(bytes, at, end, readNs);
                    left -= end - at;
                    at = end;
                    if (left == 0) {
                        state = State.CHUNK_END;
                    }
                }
                case CHUNK_END -> {
                    byte b = bytes[at++];
                    if (b == '\r') {
                        state = State.CHUNK_END_LF;
                    } else {
                        expectLf(b);
                        nextChunk();
                    }
                }
                case CHUNK_END_LF -> {
                    expectLf(bytes[at++]);
                    nextChunk();
                }
                case TRAILER -> at = trailer(bytes, at, to);
                case DONE -> {
                    return at;
                }
            }
        }
        return at;
    }

    private int headLine(byte[] bytes, int from, int to, long readNs, HttpAnswerSink sink) {
        int at = from;
        while (at < to && bytes[at] != '\n') {
            at++;
        }
        if (head.raw.length() + (at - from) >= HttpHead.MAX_BYTES) {
            throw new HttpProtocolException("the answer's head is longer than " + (HttpHead.MAX_BYTES >> 10) + " KB");
        }
        if (at == to) {
            head.raw.append(bytes, from, to);
            if (state == State.STATUS_LINE) {
                head.statusLineBegins(lineStart, head.raw.length());
            }
            return to;
        }
        at++;
        head.raw.append(bytes, from, at);
        int lineEnd = head.raw.length() - 1;
        if (lineEnd > lineStart && head.raw.array()[lineEnd - 1] == '\r') {
            lineEnd--;
        }
        if (state == State.STATUS_LINE) {
            if (lineEnd == lineStart) {
                head.raw.clear(); // a stray blank line before the status line
                return at;
            }
            head.statusLine(lineStart, lineEnd);
            state = State.HEADER_LINE;
        } else if (lineEnd > lineStart) {
            head.headerLine(lineStart, lineEnd);
        } else {
            headEnds(readNs, sink);
            return at;
        }
        lineStart = head.raw.length();
        return at;
    }

    private void headEnds(long readNs, HttpAnswerSink sink) {
        int status = head.status();
        if (status < 200) {
            if (status == 101) {
                throw new HttpProtocolException("the server switched protocols (101), which was not asked for");
            }
            head.reset();
            lineStart = 0;
            state = State.STATUS_LINE;
            return;
        }
        sink.head(head, readNs);
        if (status == 204 || status == 304) {
            state = State.DONE;
        } else if (head.chunked()) {
            nextChunk();
        } else if (head.contentLength() >= 0) {
            left = head.contentLength();
            state = left == 0 ? State.DONE : State.LENGTH_BODY;
        } else {
            state = State.OPEN_BODY;
        }
    }

    private void nextChunk() {
        state = State.CHUNK_SIZE;
        left = 0;
        digits = 0;
        lineBytes = 0;
    }

    private int chunkSize(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to) {
            byte b = bytes[at++];
            int digit = hexDigit(b);
            if (digit >= 0) {
                left = left << 4 | digit;
                if (++digits > 15) {
                    throw new HttpProtocolException("a chunk is longer than any answer can be");
                }
                continue;
            }
            if (digits == 0) {
                throw new HttpProtocolException("not a chunk size: " + HttpHead.sample(bytes, at - 1, to));
            }
            if (b == '\n') {
                chunkBegins();
            } else if (b == '\r') {
                state = State.CHUNK_SIZE_LF;
            } else if (b == ';' || b == ' ' || b == '\t') {
                state = State.CHUNK_EXTENSION;
            } else {
                throw new HttpProtocolException("not a chunk size: " + HttpHead.sample(bytes, at - 1, to));
            }
            return at;
        }
        return at;
    }

    private int chunkExtension(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to) {
            if (bytes[at++] == '\n') {
                chunkBegins();
                return at;
            }
            if (++lineBytes > MAX_CHUNK_LINE) {
                throw new HttpProtocolException("a chunk extension is longer than " + (MAX_CHUNK_LINE >> 10) + " KB");
            }
        }
        return at;
    }

    private void chunkBegins() {
        lineBytes = 0;
        digits = 0;
        state = left == 0 ? State.TRAILER : State.CHUNK_DATA;
    }

    /** Skips trailer lines; {@code digits} counts the bytes of the current line other than CR. */
    private int trailer(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to) {
            byte b = bytes[at++];
            if (b == '\n') {
                if (digits == 0) {
                    state = State.DONE;
                    return at;
                }
                digits = 0;
            } else if (b != '\r') {
                digits++;
            }
            if (++lineBytes > HttpHead.MAX_BYTES) {
                throw new HttpProtocolException("the trailers are longer than " + (HttpHead.MAX_BYTES >> 10) + " KB");
            }
        }
        return at;
    }

    private static void expectLf(byte b) {
        if (b != '\n') {
            throw new HttpProtocolException("a chunk does not end where it should");
        }
    }

    private static int hexDigit(byte b) {
        if (b >= '0' && b <= '9') {
            return b - '0';
        }
        int lower = b | 0x20;
        return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
    }
}
