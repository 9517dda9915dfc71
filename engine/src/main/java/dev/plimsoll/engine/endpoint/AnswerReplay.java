package dev.plimsoll.engine.endpoint;

import dev.plimsoll.engine.http.HttpAnswerScanner;
import dev.plimsoll.engine.http.HttpAnswerSink;
import dev.plimsoll.engine.http.HttpHead;
import dev.plimsoll.engine.http.HttpProtocolException;
import dev.plimsoll.engine.record.ErrorKind;
import dev.plimsoll.engine.record.RequestError;
import dev.plimsoll.engine.record.RequestStatus;
import dev.plimsoll.engine.record.RequestTimings;
import org.jspecify.annotations.Nullable;

/**
 * Reads the bytes of one answer, head included, exactly as {@link HttpBackend} does, but from wherever they come: a recorded
 * transcript, or a single request shown to a person. Confined to one thread.
 */
public final class AnswerReplay {
    private static final int MAX_EVENT_TIMES = 1 << 20;

    private final HttpAnswerScanner scanner = new HttpAnswerScanner();
    private final AnswerParser parser;
    private final HttpAnswerSink sink = new Sink();
    private final long sendStartNs;
    private long firstByteNs = RequestTimings.ABSENT;
    private long bytesReceived;
    private int reads;
    private @Nullable RequestError cut;

    /** For an answer with {@code choices} to a request sent at this time, ns of the clock that also stamps the reads. */
    public AnswerReplay(long sendStartNs) {
        this(AnswerShape.CHOICES, null, sendStartNs);
    }

    /**
     * For the answer to a request sent at this time, ns of the clock that also stamps the reads.
     *
     * @param responseField see {@link BackendSettings#responseField}
     */
    public AnswerReplay(AnswerShape shape, @Nullable String responseField, long sendStartNs) {
        this.sendStartNs = sendStartNs;
        parser = new AnswerParser(shape, shape.readers(responseField).get(), new Deaf(), MAX_EVENT_TIMES, true, false);
        parser.begin(sendStartNs);
    }

    /** Takes what one socket read brought, at the time of that read. */
    public void read(byte[] bytes, int from, int to, long readNs) {
        if (firstByteNs == RequestTimings.ABSENT) {
            firstByteNs = readNs;
        }
        reads++;
        bytesReceived += to - from;
        if (cut != null || scanner.isDone()) {
            return;
        }
        try {
            scanner.feed(bytes, from, to, readNs, sink);
        } catch (HttpProtocolException e) {
            cut = RequestError.of(ErrorKind.PROTOCOL, String.valueOf(e.getMessage()));
        }
    }

    /** Whether the whole answer has come, as far as its head tells; one framed by the end of the connection never says so itself. */
    public boolean isDone() {
        return scanner.isDone();
    }

    /** What the answer was, at the end of the answer or of the connection. Call it once. */
    public CallResult end(long atNs) {
        if (cut == null && scanner.endsByClose()) {
            parser.bodyEnds(atNs);
        } else if (cut == null) {
            String when = scanner.isStarted() ? " in the middle of the answer" : " before any byte of the answer";
            cut = RequestError.of(ErrorKind.RESET, "the server closed the connection" + when);
        }
        RequestError error = parser.judge(cut);
        TokenTimes times = parser.times();
        return new CallResult(
                error == null ? RequestStatus.COMPLETED : RequestStatus.ERRORED,
                error,
                null,
                sendStartNs,
                RequestTimings.ABSENT,
                firstByteNs,
                times.firstEventNs(),
                times.firstTokenNs(),
                times.firstOutputNs(),
                times.lastTokenNs(),
                cut != null && parser.isComplete() ? parser.doneNs() : atNs,
                RequestTimings.ABSENT,
                RequestTimings.ABSENT,
                RequestTimings.ABSENT,
                times.deltasUs(),
                times.beyond(),
                parser.tokens(parser.usage(), -1, -1, -1),
                parser.wire(0, bytesReceived, reads, false, 0),
                parser.toolCalls(),
                parser.routed(),
                parser.outputText());
    }

    private final class Sink implements HttpAnswerSink {
        @Override
        public void head(HttpHead head, long readNs) {
            parser.head(head);
        }

        @Override
        public void body(byte[] bytes, int from, int to, long readNs) {
            parser.body(bytes, from, to, readNs);
        }
    }

    private static final class Deaf implements TokenTimes.Listener {
        @Override
        public void firstToken(long atNs) {}

        @Override
        public void contentGap(long gapNs) {}
    }
}
