package dev.plimsoll.engine.router.proxy;

import dev.plimsoll.engine.router.config.ModelConfig;
import dev.plimsoll.engine.router.schedule.Failure;
import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Decides what a request means: whether it may pass, whether the router answers it itself, and which model it is for. Called on the event
 * loop of the client's connection.
 */
final class Front {
    /** Bodies whose reading would hold up the other connections of the loop are read beside it. */
    private static final int LONG_BODY = 256 << 10;

    private static final List<String> MODEL_PATHS = List.of("/v1/", "/v/", "/sdapi/v1/", "/audioapi/v1/");
    private static final Set<String> MODEL_PATHS_OF_SERVERS =
            Set.of("/completion", "/infill", "/rerank", "/reranking", "/props");
    private static final String VERSIONLESS = "/v/";

    private final ProxyContext context;
    private final ApiKeys keys;
    private final ControlApi control;
    private final String run = UUID.randomUUID().toString().substring(0, 8);
    private final AtomicLong requests = new AtomicLong();
    private volatile boolean closing;

    Front(ProxyContext context, ControlApi control) {
        this.context = context;
        this.keys = new ApiKeys(context.config().apiKeys());
        this.control = control;
    }

    /** From here on requests for models are refused. From any thread. */
    void stopTaking() {
        closing = true;
    }

    void handle(ClientConnection client, ClientRequest request) {
        String path = request.path();
        if (request.method().equals(HttpMethod.OPTIONS)) {
            client.answer(preflight(request));
        } else if (path.equals("/health")) {
            client.answer(RouterAnswer.text(200, "OK"));
        } else if (!keys.allow(request.headers())) {
            client.answer(RouterAnswer.error(new ErrorAnswer(
                    401,
                    Map.of("WWW-Authenticate", "Basic realm=\"plimsoll router\""),
                    "authentication_error",
                    "unauthorized",
                    "A key is needed: as bearer, as the password of basic authentication, or in x-api-key.")));
        } else if (path.startsWith(UpstreamPath.PREFIX)) {
            passThrough(client, request, path);
        } else if (!control.handle(client, request, path)) {
            if (isForModel(path)) {
                modelRequest(client, request, path);
            } else {
                client.answer(RouterAnswer.error(ErrorAnswer.notFound("There is nothing at " + path + ".")));
            }
        }
    }

    private static RouterAnswer preflight(ClientRequest request) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Access-Control-Allow-Origin", "*");
        headers.put("Access-Control-Allow-Methods", "GET, POST, PUT, PATCH, DELETE, OPTIONS");
        headers.put(
                "Access-Control-Allow-Headers",
                request.headers()
                        .get(
                                HttpHeaderNames.ACCESS_CONTROL_REQUEST_HEADERS,
                                "Content-Type, Authorization, Accept, X-Requested-With"));
        headers.put("Access-Control-Max-Age", "86400");
        return RouterAnswer.empty(204, headers);
    }

    private static boolean isForModel(String path) {
        return MODEL_PATHS_OF_SERVERS.contains(path) || MODEL_PATHS.stream().anyMatch(path::startsWith);
    }

    // ---- a path of a model's own server

    private void passThrough(ClientConnection client, ClientRequest request, String path) {
        switch (UpstreamPath.of(path, context.config(), context.states()::of)) {
            case UpstreamPath.Pass(String model, String below) ->
                submit(
                        client,
                        request,
                        new ModelExchange.Order(
                                nextId(), context.model(model), model, below + request.query(), client.takeBody()));
            case UpstreamPath.Redirect(String location) ->
                client.answer(RouterAnswer.empty(301, Map.of("Location", location + request.query())));
            case UpstreamPath.Refused(ErrorAnswer error) -> client.answer(RouterAnswer.error(error));
        }
    }

    // ---- a path of the API, for the model that the request names

    private void modelRequest(ClientConnection client, ClientRequest request, String path) {
        if (request.body().readableBytes() <= LONG_BODY) {
            found(client, request, path, read(request));
            return;
        }
        request.body().retain();
        Thread.ofVirtual().name("long-body").start(() -> {
            Read read = read(request);
            client.loop().execute(() -> {
                request.body().release();
                if (client.isAnswering(request)) {
                    found(client, request, path, read);
                } else {
                    read.release();
                }
            });
        });
    }

    /**
     * What a body says.
     *
     * @param body with the changes that the model's configuration makes; null if it makes none
     * @param error what is wrong with the request; null if nothing is
     */
    private record Read(
            String asked,
            String model,
            @Nullable ByteBuf body,
            @Nullable ErrorAnswer error) {
        void release() {
            if (body != null) {
                body.release();
            }
        }
    }

    private Read read(ClientRequest request) {
        try {
            String asked = RequestModel.asked(request);
            String id = context.config()
                    .resolve(asked)
                    .orElseThrow(() -> new RefusedRequest(ErrorAnswer.notFound("There is no model '" + asked + "'.")));
            ModelConfig model = context.model(id).config();
            return new Read(
                    asked, id, RequestModel.changes(model, asked) ? RequestModel.changed(model, request) : null, null);
        } catch (RefusedRequest e) {
            return new Read("", "", null, e.answer());
        }
    }

    private void found(ClientConnection client, ClientRequest request, String path, Read read) {
        if (read.error() != null) {
            client.answer(RouterAnswer.error(read.error()).with(ControlApi.READABLE_ANYWHERE));
            return;
        }
        ByteBuf body = client.takeBody();
        if (read.body() != null) {
            body.release();
            body = read.body();
        }
        String uri = (path.startsWith(VERSIONLESS) ? path.substring(VERSIONLESS.length() - 1) : path) + request.query();
        submit(
                client,
                request,
                new ModelExchange.Order(nextId(), context.model(read.model()), read.asked(), uri, body));
    }

    private void submit(ClientConnection client, ClientRequest request, ModelExchange.Order order) {
        if (closing) {
            order.body().release();
            client.answer(RouterAnswer.error(ErrorAnswer.of(Failure.shuttingDown())));
            return;
        }
        new ModelExchange(client, request, order, context).submit();
    }

    private String nextId() {
        return run + "-" + requests.incrementAndGet();
    }
}
