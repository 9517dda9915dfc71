package dev.plimsoll.engine.router.proxy;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.DefaultHttpHeadersFactory;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One connection to a model's server: one call at a time, none in between. Confined to its pool's loop. */
final class UpstreamConnection extends ChannelInboundHandlerAdapter {
    private static final Logger LOG = LoggerFactory.getLogger(UpstreamConnection.class);

    private final UpstreamPool pool;
    private @Nullable Channel channel;
    private @Nullable UpstreamCall call;
    private boolean keepAlive;
    private boolean written;
    /** In the middle of an interim answer (1xx), whose end is not the answer's. */
    private boolean interim;

    private int served;
    private boolean closed;
    private @Nullable Future<?> timer;

    /** The call it is opened for. */
    private @Nullable UpstreamCall first;

    UpstreamConnection(UpstreamPool pool, UpstreamCall first) {
        this.pool = pool;
        this.first = first;
    }

    /** The call it was opened for, once. */
    @Nullable
    UpstreamCall takeFirst() {
        UpstreamCall taken = first;
        first = null;
        return taken;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        channel = ctx.channel();
    }

    /** Sends a call; the connection must be free. */
    void send(UpstreamCall next) {
        Channel to = Objects.requireNonNull(channel);
        assert call == null && to.eventLoop().inEventLoop();
        stopTimer();
        call = next;
        next.connection = this;
        keepAlive = true;
        written = false;
        interim = false;
        FullHttpRequest request = new DefaultFullHttpRequest(
                HttpVersion.HTTP_1_1,
                next.method,
                next.uri,
                next.share(),
                next.headers,
                DefaultHttpHeadersFactory.trailersFactory().newEmptyHeaders());
        to.writeAndFlush(request).addListener(done -> {
            written = done.isSuccess();
            if (written && call == next && !next.over) {
                next.answer.sent();
                watchForHead(to.eventLoop());
            }
        });
    }

    private void watchForHead(EventLoop loop) {
        long limitNs = pool.timeouts().responseHeader().toNanos();
        UpstreamCall sent = call;
        if (limitNs > 0 && sent != null && !sent.headCame) {
            timer = loop.schedule(
                    () -> fail(
                            UpstreamCall.Failure.TIMEOUT,
                            "Its server did not begin to answer within "
                                    + pool.timeouts().responseHeader().toSeconds() + " s."),
                    limitNs,
                    TimeUnit.NANOSECONDS);
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        UpstreamCall current = call;
        if (current == null || !(message instanceof HttpObject part)) {
            ReferenceCountUtil.release(message);
            close(); // it speaks without being asked
        } else if (part.decoderResult().isFailure()) {
            ReferenceCountUtil.release(message);
            fail(UpstreamCall.Failure.BROKEN, "What its server answered is not HTTP.");
        } else {
            if (part instanceof HttpResponse head) {
                head(current, head);
            }
            if (part instanceof HttpContent content) {
                content(current, content);
            }
        }
    }

    private void head(UpstreamCall current, HttpResponse head) {
        interim = head.status().codeClass() == HttpStatusClass.INFORMATIONAL;
        if (head.status().code() == 101) {
            interim = false;
            fail(UpstreamCall.Failure.BROKEN, "Its server changed the protocol without being asked to.");
        } else if (!interim) {
            stopTimer();
            current.headCame = true;
            current.releaseBody();
            keepAlive = HttpUtil.isKeepAlive(head) && isDelimited(current, head);
            current.answer.head(head);
        }
    }

    /** Whether something else than the end of the connection ends the answer. */
    private static boolean isDelimited(UpstreamCall current, HttpResponse head) {
        int status = head.status().code();
        return HttpUtil.isContentLengthSet(head)
                || HttpUtil.isTransferEncodingChunked(head)
                || status == 204
                || status == 304
                || current.method.equals(HttpMethod.HEAD);
    }

    private void content(UpstreamCall current, HttpContent content) {
        if (call != current || current.over || interim) {
            content.release();
            return;
        }
        if (content.content().isReadable()) {
            current.answer.body(content.content()); // taken over
        } else {
            content.release();
        }
        if (content instanceof LastHttpContent && call == current) {
            current.over = true;
            call = null;
            current.connection = null;
            served++;
            if (keepAlive && written) {
                pool.release(this);
            } else {
                close(); // also where it answered before it had the whole request
            }
            current.answer.complete();
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        UpstreamCall current = call;
        if (current != null && current.headCame) {
            current.answer.pause();
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof SslHandshakeCompletionEvent handshake) {
            pool.secured(this, handshake.isSuccess() ? null : handshake.cause());
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (!(cause instanceof IOException)) { // those are the server's
            LOG.error("Passing on an answer failed", cause);
        }
        fail(UpstreamCall.Failure.BROKEN, "The connection to its server broke off.");
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        fail(
                UpstreamCall.Failure.BROKEN,
                "Its server closed the connection"
                        + (begun() ? " in the middle of the answer." : " before it answered."));
    }

    private boolean begun() {
        UpstreamCall current = call;
        return current != null && current.headCame;
    }

    private void fail(UpstreamCall.Failure failure, String why) {
        UpstreamCall failed = call;
        call = null;
        close();
        if (failed != null && !failed.over) {
            failed.connection = null;
            boolean stale =
                    served > 0 && failure == UpstreamCall.Failure.BROKEN && !failed.headCame && !failed.repeated;
            if (stale) {
                failed.repeated = true;
                pool.repeat(failed);
            } else {
                pool.failed(failed, failure, why);
            }
        }
    }

    /** It waits for the next call, for a while. */
    void idle() {
        read(true);
        Channel to = channel;
        long idleNs = pool.timeouts().idle().toNanos();
        if (to != null && idleNs > 0) {
            timer = to.eventLoop().schedule(this::close, idleNs, TimeUnit.NANOSECONDS);
        }
    }

    void read(boolean wanted) {
        Channel to = channel;
        if (to != null) {
            to.config().setAutoRead(wanted);
        }
    }

    boolean isOpen() {
        Channel to = channel;
        return !closed && to != null && to.isActive();
    }

    /** Ends it; a call on it hears nothing more. */
    void close() {
        if (!closed) {
            closed = true;
            stopTimer();
            call = null;
            pool.closed(this);
            Channel to = channel;
            if (to != null) {
                to.close();
            }
        }
    }

    private void stopTimer() {
        Future<?> running = timer;
        timer = null;
        if (running != null) {
            running.cancel(false);
        }
    }
}
