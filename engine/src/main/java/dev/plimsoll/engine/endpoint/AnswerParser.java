package dev.plimsoll.engine.endpoint;

import dev.plimsoll.engine.http.GrowingBytes;
import dev.plimsoll.engine.http.HttpHead;
import dev.plimsoll.engine.http.HttpProtocolException;
import dev.plimsoll.engine.http.SseScanner;
import dev.plimsoll.engine.http.SseSink;
import dev.plimsoll.engine.record.ErrorKind;
import dev.plimsoll.engine.record.RequestError;
import dev.plimsoll.engine.record.RequestTimings;
import dev.plimsoll.engine.record.RouterFacts;
import dev.plimsoll.engine.record.TokenCounts;
import dev.plimsoll.engine.record.TokenSource;
import dev.plimsoll.engine.record.WireFacts;
import org.jspecify.annotations.Nullable;

/**
 * Turns the answer to one request into tokens, times and a judgement; reused for the next. Fed with the head and pieces of the body
 * as they come, each with the clock reading of its socket read.
 *
 * <p>A token is an event with non-empty text of any channel. Role-only, usage-only, progress and empty-text events and comments are
 * none. An answer that is not a stream has no token times.
 */
final class AnswerParser implements SseSink {
    private static final long ABSENT = RequestTimings.ABSENT;
    private static final int MAX_DOCUMENT_BYTES = 256 << 20;
    private static final int MAX_FAILURE_BYTES = 64 << 10;

    private enum Body {
        NONE,
        EVENTS,
        DOCUMENT,
        FAILURE,
        ENCODED
    }

    private final boolean keepOutput;
    private final boolean keepAll;
    private final SseScanner scanner = new SseScanner(this);
    private final AnswerShape shape;
    private final AnswerReader reader;
    private final PieceSet pieces = new PieceSet();
    private final UsageSum usage = new UsageSum();
    private final TokenTimes times;
    private final RouterHeaders router = new RouterHeaders();
    private final GrowingBytes document = new GrowingBytes();
    /** Raw JSON string body of the first choice's output. */
    private final GrowingBytes output = new GrowingBytes();
    /** Raw JSON string body of everything else: reasoning, tool calls, further choices. */
    private final GrowingBytes rest = new GrowingBytes();

    private Body body = Body.NONE;
    private long readNs;
    private boolean stopped;

    private int status;
    private int retryAfterSeconds;
    private @Nullable String requestId;
    private int inFirstChunk;
    private int toolCalls;
    private boolean content;
    private boolean done;
    private boolean finished;
    private long doneNs;
    private @Nullable String streamError;
    private @Nullable String fault;

    /**
     * @param shape the protocol
     * @param reader a reader of it, the parser's own
     * @param maxEventTimes content times kept
     * @param keepOutput keep the first choice's output text
     * @param keepAll keep every text, to count its tokens
     */
    AnswerParser(
            AnswerShape shape,
            AnswerReader reader,
            TokenTimes.Listener listener,
            int maxEventTimes,
            boolean keepOutput,
            boolean keepAll) {
        this.shape = shape;
        this.reader = reader;
        this.keepOutput = keepOutput || keepAll;
        this.keepAll = keepAll;
        this.times = new TokenTimes(listener, maxEventTimes);
        begin(0);
    }

    /** Ready for the answer to a request that is sent now. */
    void begin(long startNs) {
        body = Body.NONE;
        scanner.reset();
        reader.begin();
        pieces.clear();
        usage.clear();
        times.begin(startNs);
        document.clear();
        output.clear();
        rest.clear();
        stopped = false;
        status = 0;
        retryAfterSeconds = -1;
        requestId = null;
        router.clear();
        inFirstChunk = 1;
        toolCalls = 0;
        content = false;
        done = false;
        finished = false;
        doneNs = ABSENT;
        streamError = null;
        fault = null;
    }

    /** Ignores whatever else comes; the request is over. */
    void stop() {
        stopped = true;
    }

    // ---- what comes

    void head(HttpHead head) {
        status = head.status();
        requestId = head.requestId();
        router.read(head);
        if (status < 200 || status > 299) {
            body = Body.FAILURE;
            retryAfterSeconds = RetryAfter.seconds(head.header("retry-after"), head.header("date"));
            String location = status < 400 ? head.header("location") : null;
            fault = location == null
                    ? null
                    : "redirected to " + location + ", which is not followed; use the final URL";
        } else if (head.encoded()) {
            body = Body.ENCODED;
            fault = "the answer is compressed (Content-Encoding: " + head.header("content-encoding")
                    + ") though Accept-Encoding asked for identity";
        } else {
            body = head.contentTypeIs("text/event-stream") ? Body.EVENTS : Body.DOCUMENT;
        }
    }

    void body(byte[] bytes, int from, int to, long atNs) {
        readNs = atNs;
        if (body == Body.DOCUMENT
                && document.isEmpty()
                && !shape.takesPlainText()
                && (bytes[from] == 'd' || bytes[from] == ':')) {
            body = Body.EVENTS; // no JSON begins so: a stream under another media type
        }
        switch (body) {
            case EVENTS -> scanner.feed(bytes, from, to);
            case DOCUMENT -> {
                if (document.length() + (to - from) > MAX_DOCUMENT_BYTES) {
                    throw new HttpProtocolException("the answer is longer than " + (MAX_DOCUMENT_BYTES >> 20) + " MB");
                }
                document.append(bytes, from, to);
            }
            case FAILURE -> document.append(bytes, from, Math.min(to, from + MAX_FAILURE_BYTES - document.length()));
            case ENCODED, NONE -> {}
        }
    }

    /** The body came whole. */
    void bodyEnds(long atNs) {
        readNs = atNs;
        if (body == Body.EVENTS) {
            scanner.finish();
        } else if (body == Body.DOCUMENT) {
            document();
        }
    }

    @Override
    public void event(byte[] bytes, int from, int to) {
        if (stopped) {
            return;
        }
        times.event(readNs);
        if (EventData.isDone(bytes, from, to)) {
            done();
        } else if (!done) {
            jsonEvent(bytes, from, to);
        }
    }

    private void done() {
        if (!done) {
            done = true;
            doneNs = readNs;
        }
    }

    private void jsonEvent(byte[] bytes, int from, int to) {
        boolean readable = reader.read(bytes, from, to);
        if (scanner.eventIs("error")) {
            streamError(ErrorText.ofBody(bytes, from, to));
            return;
        }
        if (!readable) {
            if (fault == null && !EventData.isBlank(bytes, from, to)) {
                fault = "a stream event is not JSON: " + ErrorText.sample(bytes, from, to);
            }
            return;
        }
        AnswerFacts facts = reader.facts();
        if (facts.texts() > 0 && isNew(facts)) {
            content = true;
            times.token(readNs, keepTexts(facts));
            if (facts.usage && times.contentEvents() == 1) {
                inFirstChunk = Math.max(1, facts.counts.get(UsageCounts.Count.COMPLETION));
            }
        }
        others(facts);
    }

    /** Whether the texts were not said before, piece by piece. */
    private boolean isNew(AnswerFacts facts) {
        return facts.piece == AnswerFacts.NO_PIECE || (pieces.add(facts.piece) || !facts.whole);
    }

    /** Keeps texts as far as wanted; whether any of them is not reasoning. */
    private boolean keepTexts(AnswerFacts facts) {
        boolean outputText = false;
        for (int i = 0; i < facts.texts(); i++) {
            Channel channel = facts.channel(i);
            outputText |= channel != Channel.REASONING;
            if (channel == Channel.OUTPUT && facts.choiceIndexOf(i) == 0) {
                if (keepOutput) {
                    output.append(facts.bytes, facts.from(i), facts.to(i));
                }
            } else if (keepAll) {
                rest.append(facts.bytes, facts.from(i), facts.to(i));
            }
        }
        return outputText;
    }

    private void others(AnswerFacts facts) {
        if (facts.highestIndex >= 0) {
            usage.choice(facts.highestIndex);
        }
        finished |= facts.finished;
        content |= facts.results > 0;
        toolCalls += facts.toolCalls;
        if (facts.done) {
            done();
        }
        if (facts.usage) {
            usage.add(facts);
        }
        if (facts.hasError()) {
            streamError(ErrorText.ofBody(facts.bytes, facts.errorFrom, facts.errorTo));
        }
        if (requestId == null && facts.idTo > facts.idFrom) {
            requestId = JsonText.decode(facts.bytes, facts.idFrom, facts.idTo);
        }
    }

    private void streamError(String message) {
        if (streamError == null) {
            streamError = message;
        }
    }

    private void document() {
        byte[] bytes = document.array();
        int length = document.length();
        if (length == 0 || !reader.read(bytes, 0, length)) {
            fault = length == 0
                    ? "the answer is empty"
                    : "the answer is not the JSON this endpoint promises: " + ErrorText.sample(bytes, 0, length);
            return;
        }
        AnswerFacts facts = reader.facts();
        content = facts.texts() > 0;
        keepTexts(facts);
        others(facts);
    }

    // ---- what it was

    /** Whether a stream said that it is complete; what happens to the connection then is no fault of the answer. */
    boolean isComplete() {
        return done;
    }

    /** When the stream said that it is complete, or ABSENT. */
    long doneNs() {
        return doneNs;
    }

    /**
     * Why the answer is none, or null where it is good.
     *
     * @param cut why it ended before its end, or null where the whole body came
     */
    @Nullable
    RequestError judge(@Nullable RequestError cut) {
        if (body == Body.FAILURE) {
            String message = fault != null ? fault : ErrorText.ofBody(document.array(), 0, document.length());
            String sample = message.isEmpty() ? "HTTP status " + status : message;
            return new RequestError(ErrorKind.HTTP, status, sample, retryAfterSeconds);
        }
        if (streamError != null) {
            return error(ErrorKind.STREAM_ERROR, streamError);
        }
        if (fault != null) {
            boolean empty = body == Body.DOCUMENT && document.isEmpty();
            return error(empty ? ErrorKind.NO_CONTENT : ErrorKind.PARSE, fault);
        }
        if (cut != null && !done) {
            return new RequestError(cut.kind(), status, cut.sample(), -1);
        }
        if (body == Body.EVENTS && !done && !finished && shape.saysItsEnd()) {
            return error(
                    ErrorKind.RESET,
                    times.events() == 0
                            ? "the stream ended without any event"
                            : "the stream ended without " + shape.endMark());
        }
        if (!content) {
            return error(ErrorKind.NO_CONTENT, "the answer holds no " + shape.content());
        }
        return null;
    }

    private RequestError error(ErrorKind kind, String sample) {
        return new RequestError(kind, status, sample, -1);
    }

    TokenTimes times() {
        return times;
    }

    /**
     * The token counts as far as anybody knows them.
     *
     * @param promptTokens the dataset's own count, which holds where the server does not say; or -1
     * @param requestedOutput what was asked for, or -1
     * @param counted our tokenizer's count of the output, which holds where the server does not say; or -1
     */
    TokenCounts tokens(Usage told, int promptTokens, int requestedOutput, int counted) {
        int output = told.completionTokens();
        TokenSource source = TokenSource.USAGE;
        if (output < 0 && counted >= 0) {
            output = counted;
            source = TokenSource.TOKENIZER;
        } else if (output < 0 && times.contentEvents() > 0) {
            output = times.contentEvents();
            source = TokenSource.EVENTS;
        } else if (output < 0) {
            source = TokenSource.NONE;
        }
        return new TokenCounts(
                told.promptTokens() >= 0 ? told.promptTokens() : promptTokens,
                output,
                told.cachedTokens(),
                told.reasoningTokens(),
                requestedOutput,
                inFirstChunk,
                source,
                told.promptTokens() >= 0
                        ? TokenSource.USAGE
                        : promptTokens >= 0 ? TokenSource.TOKENIZER : TokenSource.NONE,
                promptTokens,
                counted);
    }

    /** Tool calls that the answer asks for. */
    int toolCalls() {
        return toolCalls;
    }

    /** What a model router said in the answer's head, or null. */
    @Nullable
    RouterFacts routed() {
        return router.facts();
    }

    /** The socket facts, of which the parser knows the answer's. */
    WireFacts wire(long bytesSent, long bytesReceived, int reads, boolean reused, int retries) {
        return new WireFacts(
                status,
                bytesSent,
                bytesReceived,
                times.events(),
                times.contentEvents(),
                reads,
                times.sharedReadEvents(),
                reused,
                retries,
                requestId);
    }

    /** What the server counted. */
    Usage usage() {
        return usage.get();
    }

    /** The first choice's output text, as far as kept. */
    String outputText() {
        return JsonText.decode(output.array(), 0, output.length());
    }

    /** Every other text, as far as kept. */
    String otherText() {
        return JsonText.decode(rest.array(), 0, rest.length());
    }
}
