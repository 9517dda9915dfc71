package dev.plimsoll.engine.http;

import dev.plimsoll.engine.record.ErrorKind;
import dev.plimsoll.engine.record.RequestTimings;
import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * One request and its answer, as the owner of an {@link HttpClient} sees it: it gives the bytes, is told what happens, and
 * finds here when it happened (readings of the client's clock, ns; {@link RequestTimings#ABSENT} where it did not).
 *
 * <p>Exactly one of {@link #ended} and {@link #failed} is called per {@link HttpClient#send}, on the loop and never from
 * within {@code send} itself; neither is called once the exchange was {@linkplain HttpClient#cancel cancelled}. May be used
 * again after its end.
 */
public abstract class HttpExchange implements HttpAnswerSink {
    private static final long ABSENT = RequestTimings.ABSENT;

    /** Which connection serves it or is being opened for it alone; null while it queues and after its end. */
    @Nullable
    HttpConnection connection;

    /** Its stream, where it goes over HTTP/2; null while it queues and after its end. */
    @Nullable
    Http2Call call;

    /** The whole request. Owned by the pool from {@code send} to the end. */
    @Nullable
    ByteBuf request;

    long askedNs = ABSENT;
    long sendStartNs = ABSENT;
    long sendEndNs = ABSENT;
    long firstByteNs = ABSENT;
    long connectNs = ABSENT;
    long tlsNs = ABSENT;
    long bytesReceived;
    int bytesSent;
    int reads;
    int retries;
    boolean reused;

    void begin(ByteBuf bytes, long nowNs) {
        request = bytes;
        bytesSent = 0;
        connection = null;
        call = null;
        askedNs = nowNs;
        sendStartNs = ABSENT;
        sendEndNs = ABSENT;
        firstByteNs = ABSENT;
        connectNs = ABSENT;
        tlsNs = ABSENT;
        bytesReceived = 0;
        reads = 0;
        retries = 0;
        reused = false;
    }

    /** Gives the request bytes back. */
    void over() {
        connection = null;
        call = null;
        ByteBuf bytes = request;
        if (bytes != null) {
            request = null;
            bytes.release();
        }
    }

    /** The request was handed to the socket; told once, not again for a retry. */
    protected abstract void sent(long startNs);

    /** The last byte of the request was flushed; told again for a retry, and after {@link #sent}. */
    protected void written(long atNs) {}

    /** The whole answer came. */
    protected abstract void ended(long atNs);

    /** There will be no (further) answer. {@code message} is one line for a person. */
    protected abstract void failed(ErrorKind kind, String message, long atNs);

    /** When the pool was asked to send. */
    public final long askedNs() {
        return askedNs;
    }

    /** Just before the first byte was handed to the socket, for the first time where it was retried. */
    public final long sendStartNs() {
        return sendStartNs;
    }

    /** When the last byte was flushed. */
    public final long sendEndNs() {
        return sendEndNs;
    }

    /** First byte of the answer. */
    public final long firstByteNs() {
        return firstByteNs;
    }

    /** How long it waited for a connection. */
    public final long blockedNs() {
        return RequestTimings.between(askedNs, sendStartNs);
    }

    /** Duration of the TCP connect this exchange had to wait for. */
    public final long connectNs() {
        return connectNs;
    }

    /** Duration of the TLS handshake this exchange had to wait for. */
    public final long tlsNs() {
        return tlsNs;
    }

    /** Bytes of the answer, head included; over HTTP/2 without framing, and the head before its compression. */
    public final long bytesReceived() {
        return bytesReceived;
    }

    /** Bytes of the request that was sent, 0 where none was; those of HTTP/1.1 also where it went over HTTP/2. */
    public final int bytesSent() {
        return bytesSent;
    }

    /** Socket reads that brought bytes of this answer. */
    public final int reads() {
        return reads;
    }

    /** 1 where the request was sent once more because a reused connection had died before any byte. */
    public final int retries() {
        return retries;
    }

    /** Whether its (first) connection had served another request before. */
    public final boolean connectionReused() {
        return reused;
    }
}
