package dev.plimsoll.engine.router.proxy;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponse;
import org.jspecify.annotations.Nullable;

/**
 * One request to a model's server, and who wants its answer. Everything on the loop of the pool that it was given to.
 *
 * <p>Exactly one of {@link Answer#complete} and {@link Answer#failed} comes last, unless the call was cancelled.
 */
final class UpstreamCall {
    /** What comes of it. */
    interface Answer {
        /** The last byte of the request has been handed to the connection; again where it had to be repeated. */
        void sent();

        /** The head; valid during the call. */
        void head(HttpResponse response);

        /** A piece of the body, taken over. */
        void body(ByteBuf piece);

        /** No more bytes for the moment: what came should go out. */
        void pause();

        /** The answer is whole. */
        void complete();

        /**
         * There will be no more of it.
         *
         * @param why for a person, a whole sentence without the model's name
         */
        void failed(Failure failure, String why);
    }

    /** Kinds of failures. */
    enum Failure {
        /** No connection. */
        UNREACHABLE,
        /** The connection ended, or what came is no HTTP. */
        BROKEN,
        /** No head in time. */
        TIMEOUT
    }

    final HttpMethod method;
    final String uri;
    final HttpHeaders headers;
    final Answer answer;
    private @Nullable ByteBuf body;
    /** The connection it is on. */
    @Nullable
    UpstreamConnection connection;

    boolean headCame;
    boolean repeated;
    boolean over;

    /**
     * @param body taken over; kept until the answer begins, so that the request can be repeated
     */
    UpstreamCall(HttpMethod method, String uri, HttpHeaders headers, ByteBuf body, Answer answer) {
        this.method = method;
        this.uri = uri;
        this.headers = headers;
        this.body = body;
        this.answer = answer;
    }

    /** The body, shared, for one more attempt. */
    ByteBuf share() {
        ByteBuf kept = body;
        if (kept == null) {
            throw new IllegalStateException("the answer has begun");
        }
        return kept.retainedDuplicate();
    }

    /** The body is not needed any more. */
    void releaseBody() {
        ByteBuf kept = body;
        body = null;
        if (kept != null) {
            kept.release();
        }
    }

    /** Nobody wants the answer any more: the model's server is told by the end of the connection. */
    void cancel() {
        if (!over) {
            over = true;
            releaseBody();
            UpstreamConnection on = connection;
            if (on != null) {
                on.close();
            }
        }
    }

    /** Whether more of the answer is read; what has been read already still comes. */
    void read(boolean wanted) {
        UpstreamConnection on = connection;
        if (on != null) {
            on.read(wanted);
        }
    }
}
