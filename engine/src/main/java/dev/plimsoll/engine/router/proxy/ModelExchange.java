package dev.plimsoll.engine.router.proxy;

import dev.plimsoll.engine.endpoint.FirstToken;
import dev.plimsoll.engine.router.control.Caller;
import dev.plimsoll.engine.router.control.ServeReport;
import dev.plimsoll.engine.router.observe.RequestPhases;
import dev.plimsoll.engine.router.observe.RoutedRequest.Outcome;
import dev.plimsoll.engine.router.schedule.Failure;
import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpVersion;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * One request for a model, from its submission to its end: waits for its turn, then passes the model's answer on piece by piece as it comes.
 *
 * <p>Nothing of the router's becomes part of the answer's body. An answer that the model's server does not finish is broken off at the
 * client's too, so that nobody takes it for whole.
 *
 * <p>Threading: the loop's thread calls it as its {@link Caller}; all else happens on the event loop of the client's connection, which is that
 * of the connection to the model's server too. The two meet in {@link #state} alone.
 */
final class ModelExchange implements Caller, Exchange, UpstreamCall.Answer {
    private static final int SCAN_BYTES = 16 << 10;

    private enum State {
        WAITING,
        /** Its model has it; it must be reported as ended, once. */
        SERVED,
        /** It was refused or has failed. */
        OVER,
        GONE
    }

    /**
     * What a request is.
     *
     * @param id the router's
     * @param asked the name that the client wrote
     * @param uri on the model's own server
     * @param body as the model gets it, taken over
     */
    record Order(String id, UpstreamModel model, String asked, String uri, ByteBuf body) {}

    private final ClientConnection client;
    private final ClientRequest request;
    private final Order order;
    private final UpstreamPool pool;
    private final ProxyContext context;
    private final AtomicReference<State> state = new AtomicReference<>(State.WAITING);

    private volatile int worstPosition;

    private @Nullable RequestPhases phases;
    private @Nullable UpstreamCall call;
    private @Nullable FirstToken scanner;
    private boolean isStream;
    private boolean clientGone;
    private boolean reported;
    /** That the client got; 0 as long as it got none. */
    private int status;

    private long sentAtNs = RequestPhases.ABSENT;
    private long firstByteAtNs = RequestPhases.ABSENT;
    private long firstTokenAtNs = RequestPhases.ABSENT;

    ModelExchange(ClientConnection client, ClientRequest request, Order order, ProxyContext context) {
        this.client = client;
        this.request = request;
        this.order = order;
        this.context = context;
        this.pool = context.pool(client.loop(), order.model());
    }

    /** Asks for its turn. */
    void submit() {
        client.answering(this);
        context.loop().submit(order.id(), order.model().id(), order.asked(), request.arrivedAtNs(), this);
    }

    // ---- on the loop's thread

    @Override
    public boolean admitted() {
        return state.get() != State.GONE;
    }

    @Override
    public int refused(Failure failure, RequestPhases where) {
        return over(failure, where);
    }

    @Override
    public int failed(Failure failure, RequestPhases where) {
        return over(failure, where);
    }

    private int over(Failure failure, RequestPhases where) {
        if (!state.compareAndSet(State.WAITING, State.OVER)) {
            return 0;
        }
        ErrorAnswer error = ErrorAnswer.of(failure);
        client.loop().execute(() -> answerFailure(error, where));
        return error.status();
    }

    @Override
    public void position(int position) {
        worstPosition = Math.max(worstPosition, position); // one writer
    }

    @Override
    public boolean serve(RequestPhases known) {
        if (!state.compareAndSet(State.WAITING, State.SERVED)) {
            return false;
        }
        client.loop().execute(() -> begin(known));
        return true;
    }

    // ---- on the connection's event loop

    private void answerFailure(ErrorAnswer error, RequestPhases where) {
        order.body().release();
        if (!clientGone) {
            client.answer(RouterAnswer.error(error).with(headers(where)));
        }
    }

    private Map<String, String> headers(RequestPhases where) {
        return RequestHeaders.of(order.id(), order.model().id(), where, worstPosition, sentAtNs);
    }

    private void begin(RequestPhases known) {
        phases = known;
        if (clientGone) {
            order.body().release();
            report(Outcome.CANCELLED);
            return;
        }
        UpstreamCall begun = new UpstreamCall(
                request.method(),
                pool.origin().basePath() + order.uri(),
                PassedHeaders.toModel(
                        request, pool.origin(), order.body().readableBytes(), client.peer(), context.keysAreOurs()),
                order.body(),
                this);
        call = begun;
        pool.send(begun);
    }

    @Override
    public void sent() {
        sentAtNs = now();
    }

    @Override
    public void head(HttpResponse response) {
        firstByteAtNs = now();
        status = response.status().code();
        isStream = PassedHeaders.isEventStream(response.headers());
        if (isStream) {
            scanner = response.headers().contains(HttpHeaderNames.CONTENT_ENCODING) ? null : new FirstToken();
        }
        HttpResponse passed = new DefaultHttpResponse(
                HttpVersion.HTTP_1_1, response.status(), PassedHeaders.toClient(response.headers(), headers(known())));
        client.head(passed);
    }

    private RequestPhases known() {
        RequestPhases known = phases;
        if (known == null) {
            throw new IllegalStateException("not served yet");
        }
        return known;
    }

    @Override
    public void body(ByteBuf piece) {
        if (!isStream && firstTokenAtNs == RequestPhases.ABSENT) {
            firstTokenAtNs = now();
        } else if (scanner != null) {
            lookForToken(scanner, piece);
        }
        client.body(piece);
        if (!client.isWritable()) {
            read(false);
        }
    }

    private void lookForToken(FirstToken stream, ByteBuf piece) {
        byte[] bytes = new byte[Math.min(SCAN_BYTES, piece.readableBytes())];
        for (int at = piece.readerIndex(); at < piece.writerIndex(); at += bytes.length) {
            int length = Math.min(bytes.length, piece.writerIndex() - at);
            piece.getBytes(at, bytes, 0, length);
            if (stream.feed(bytes, 0, length)) {
                firstTokenAtNs = now();
                scanner = null;
                return;
            }
        }
    }

    @Override
    public void pause() {
        client.flush();
    }

    @Override
    public void complete() {
        client.end().addListener(done -> report(done.isSuccess() ? Outcome.SERVED : Outcome.CANCELLED));
    }

    @Override
    public void failed(UpstreamCall.Failure failure, String why) {
        context.log().warn(order.id() + ": model " + order.model().id() + " failed. " + why);
        if (status != 0) {
            client.breakOff();
        } else {
            boolean late = failure == UpstreamCall.Failure.TIMEOUT;
            status = late ? 504 : 502;
            ErrorAnswer error = ErrorAnswer.badGateway(
                    status,
                    switch (failure) {
                        case UNREACHABLE -> "upstream_unreachable";
                        case BROKEN -> "upstream_broken";
                        case TIMEOUT -> "upstream_timeout";
                    },
                    "Model '" + order.model().id() + "' failed. " + why);
            client.answer(RouterAnswer.error(error).with(headers(known())));
        }
        report(Outcome.BROKEN);
    }

    @Override
    public void writabilityChanged() {
        read(client.isWritable());
    }

    private void read(boolean wanted) {
        UpstreamCall under = call;
        if (under != null) {
            under.read(wanted);
        }
    }

    @Override
    public void gone() {
        clientGone = true;
        if (state.compareAndSet(State.WAITING, State.GONE)) {
            order.body().release();
            context.loop().cancelled(order.id());
        } else if (state.get() == State.SERVED) {
            UpstreamCall under = call;
            if (under != null) {
                under.cancel();
                report(Outcome.CANCELLED);
            }
        }
    }

    private void report(Outcome outcome) {
        if (!reported) {
            reported = true;
            context.loop()
                    .ended(
                            order.id(),
                            new ServeReport(sentAtNs, firstByteAtNs, firstTokenAtNs, now(), status, outcome));
        }
    }

    private long now() {
        return context.clock().nanoTime();
    }
}
