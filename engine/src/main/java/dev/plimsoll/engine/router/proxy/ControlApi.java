package dev.plimsoll.engine.router.proxy;

import dev.plimsoll.engine.problem.PlimsollException;
import dev.plimsoll.engine.router.config.ModelConfig;
import dev.plimsoll.engine.router.config.RoutingPolicy;
import dev.plimsoll.engine.router.control.RouterLoop;
import dev.plimsoll.engine.router.control.RouterView;
import dev.plimsoll.engine.router.process.ModelState;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the router answers itself: lists, states, loads and unloads, policies, metrics, logs and events. Called on the event loop of the
 * client's connection; answers that have to be waited for come later, on the same loop.
 */
final class ControlApi {
    /** For what any page may read: the API of models, not the router's own affairs. */
    static final Map<String, String> READABLE_ANYWHERE = Map.of("Access-Control-Allow-Origin", "*");

    private static final String UNLOAD = "/api/models/unload";
    private static final String LOAD = "/api/models/load/";
    private static final String LOG_STREAM = "/logs/stream";

    private final ProxyContext context;
    private final Function<String, RoutingPolicy> policies;
    private final RouterMetrics metrics;
    private final EventHub hub;

    /**
     * The answers.
     *
     * @param policies a policy by name; throws {@link PlimsollException} for one that cannot be used
     */
    ControlApi(ProxyContext context, Function<String, RoutingPolicy> policies, RouterMetrics metrics, EventHub hub) {
        this.context = context;
        this.policies = policies;
        this.metrics = metrics;
        this.hub = hub;
    }

    /** Answers the request if it is one of the router's own; whether it was. */
    boolean handle(ClientConnection client, ClientRequest request, String path) {
        switch (path) {
            case "/" -> get(client, request, () -> client.answer(welcome()));
            case "/v1/models", "/models" -> get(client, request, () -> client.answer(models()));
            case "/running" -> get(client, request, () -> client.answer(running()));
            case "/unload" -> get(client, request, () -> unload(client, ids()));
            case UNLOAD -> post(client, request, () -> unload(client, ids()));
            case "/logs" -> get(client, request, () -> client.answer(logs()));
            case LOG_STREAM -> get(client, request, () -> stream(client, request, ""));
            case "/metrics" -> get(client, request, () -> look(client, this::metricsText));
            case "/api/events" -> get(client, request, () -> new EventStream(client, context, hub).begin());
            case "/api/state" -> get(client, request, () -> look(client, this::state));
            case "/api/swap-costs" -> get(client, request, () -> look(client, ControlApi::swapCosts));
            case "/api/evict-costs" -> post(client, request, () -> evictCosts(client, request));
            case "/api/policy" -> policy(client, request);
            default -> {
                return below(client, request, path);
            }
        }
        return true;
    }

    private boolean below(ClientConnection client, ClientRequest request, String path) {
        if (path.startsWith(UNLOAD + "/")) {
            post(
                    client,
                    request,
                    () -> withModel(client, path.substring(UNLOAD.length() + 1), id -> unload(client, List.of(id))));
        } else if (path.startsWith(LOAD)) {
            post(client, request, () -> withModel(client, path.substring(LOAD.length()), id -> load(client, id)));
        } else if (path.startsWith(LOG_STREAM + "/")) {
            get(client, request, () -> stream(client, request, path.substring(LOG_STREAM.length() + 1)));
        } else if (path.startsWith("/v1/models/") && isGet(request)) {
            model(client, path.substring("/v1/models/".length()));
        } else {
            return false;
        }
        return true;
    }

    // ---- methods

    private static boolean isGet(ClientRequest request) {
        return request.method().equals(HttpMethod.GET) || request.method().equals(HttpMethod.HEAD);
    }

    private static void get(ClientConnection client, ClientRequest request, Runnable answer) {
        only(client, isGet(request), "GET, HEAD", answer);
    }

    private static void post(ClientConnection client, ClientRequest request, Runnable answer) {
        only(client, request.method().equals(HttpMethod.POST), "POST", answer);
    }

    private static void only(ClientConnection client, boolean allowed, String methods, Runnable answer) {
        if (allowed) {
            answer.run();
        } else {
            client.answer(RouterAnswer.error(new ErrorAnswer(
                    405,
                    Map.of("Allow", methods),
                    "invalid_request_error",
                    "method_not_allowed",
                    "This path knows " + methods + ".")));
        }
    }

    // ---- lists

    private RouterAnswer welcome() {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("server", "plimsoll router");
        ArrayNode models = body.putArray("models");
        ids().forEach(models::add);
        ArrayNode paths = body.putArray("paths");
        List.of(
                        "/v1/*",
                        "/upstream/MODEL/*",
                        "/v1/models",
                        "/running",
                        "/health",
                        "/metrics",
                        "/logs",
                        "/logs/stream",
                        "/api/state",
                        "/api/events",
                        "/api/policy",
                        "/api/swap-costs",
                        "/api/evict-costs",
                        "/api/models/load/MODEL",
                        "/api/models/unload/MODEL",
                        "/unload")
                .forEach(paths::add);
        return RouterAnswer.json(200, body);
    }

    private Collection<String> ids() {
        return context.config().models().keySet();
    }

    private ObjectNode listing() {
        return ModelListing.of(
                context.config(), context.states()::of, System.currentTimeMillis() / 1000); // as OpenAI has it
    }

    private RouterAnswer models() {
        return RouterAnswer.json(200, listing()).with(READABLE_ANYWHERE);
    }

    private void model(ClientConnection client, String encoded) {
        String name = decoded(encoded);
        RouterAnswer answer = RouterAnswer.error(noModel(name));
        for (JsonNode each : listing().path("data")) {
            if (each.path("id").asString("").equals(name)) {
                answer = RouterAnswer.json(200, each);
            }
        }
        client.answer(answer.with(READABLE_ANYWHERE));
    }

    private RouterAnswer running() {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        ArrayNode running = body.putArray("running");
        for (ModelConfig model : context.config().models().values()) {
            ModelState state = context.states().of(model.id());
            if (state.holdsMemory()) {
                ObjectNode entry = running.addObject();
                entry.put("model", model.id());
                entry.put("state", word(state));
                entry.put("cmd", model.cmd());
                entry.put("proxy", model.proxy());
                entry.put("ttl", model.ttlSeconds());
                entry.put(
                        "name",
                        model.listing()
                                .getOrDefault("name", JsonNodeFactory.instance.stringNode(""))
                                .asString());
                entry.put(
                        "description",
                        model.listing()
                                .getOrDefault("description", JsonNodeFactory.instance.stringNode(""))
                                .asString());
            }
        }
        return RouterAnswer.json(200, body);
    }

    static String word(ModelState state) {
        return state.name().toLowerCase(Locale.ROOT);
    }

    // ---- loads and unloads

    private void withModel(ClientConnection client, String encoded, java.util.function.Consumer<String> action) {
        String name = decoded(encoded);
        context.config().resolve(name).ifPresentOrElse(action, () -> client.answer(RouterAnswer.error(noModel(name))));
    }

    private static ErrorAnswer noModel(String name) {
        return ErrorAnswer.notFound("There is no model '" + name + "'.");
    }

    private static String decoded(String encoded) {
        try {
            return QueryStringDecoder.decodeComponent(encoded.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return encoded;
        }
    }

    private void unload(ClientConnection client, Collection<String> models) {
        later(client, loop().unload(models, Optional.empty()), _ -> RouterAnswer.text(200, "OK"));
    }

    private void load(ClientConnection client, String model) {
        later(
                client,
                loop().load(model),
                failure -> failure.map(each -> RouterAnswer.error(ErrorAnswer.of(each)))
                        .orElseGet(() -> RouterAnswer.text(200, "OK")));
    }

    // ---- policy

    private void policy(ClientConnection client, ClientRequest request) {
        if (isGet(request)) {
            look(client, view -> {
                ObjectNode body = JsonNodeFactory.instance.objectNode();
                body.put("policy", view.policy());
                return RouterAnswer.json(200, body);
            });
        } else {
            only(client, request.method().equals(HttpMethod.PUT), "GET, HEAD, PUT", () -> use(client, request));
        }
    }

    private void use(ClientConnection client, ClientRequest request) {
        try {
            RoutingPolicy policy = policies.apply(text(request, "policy"));
            later(client, loop().use(policy), _ -> {
                ObjectNode body = JsonNodeFactory.instance.objectNode();
                body.put("policy", policy.name());
                return RouterAnswer.json(200, body);
            });
        } catch (PlimsollException e) {
            client.answer(RouterAnswer.error(ErrorAnswer.badRequest("invalid_policy", String.valueOf(e.getMessage()))));
        } catch (RefusedRequest e) {
            client.answer(RouterAnswer.error(e.answer()));
        }
    }

    private void evictCosts(ClientConnection client, ClientRequest request) {
        try {
            String from = text(request, "from");
            if (!from.equals("measured")) {
                throw RefusedRequest.of("invalid_costs", "'from' is '" + from + "', but must be 'measured'.");
            }
            later(client, loop().useMeasuredEvictCosts(), costs -> {
                ObjectNode body = JsonNodeFactory.instance.objectNode();
                ObjectNode byModel = body.putObject("evictCosts");
                costs.forEach(byModel::put);
                return RouterAnswer.json(200, body);
            });
        } catch (RefusedRequest e) {
            client.answer(RouterAnswer.error(e.answer()));
        }
    }

    /** A member of the body. */
    private static String text(ClientRequest request, String name) throws RefusedRequest {
        try {
            JsonNode body = JsonMapper.shared().readTree(request.body().toString(StandardCharsets.UTF_8));
            if (body != null && body.path(name).isString()) {
                return body.path(name).asString();
            }
        } catch (JacksonException e) {
            // told below
        }
        throw RefusedRequest.of("invalid_json", "The body must be JSON such as {\"" + name + "\": \"...\"}.");
    }

    // ---- observation

    private RouterAnswer state(RouterView view) {
        return RouterAnswer.json(200, ViewJson.of(view, context.config()));
    }

    private static RouterAnswer swapCosts(RouterView view) {
        return RouterAnswer.json(200, ViewJson.of(view.costs()));
    }

    private RouterAnswer metricsText(RouterView view) {
        return new RouterAnswer(200, RouterMetrics.CONTENT_TYPE, metrics.text(view), Map.of());
    }

    private RouterAnswer logs() {
        StringBuilder text =
                new StringBuilder(RouterLog.text(context.log().own().lines(), ""));
        context.log()
                .models()
                .forEach((id, log) -> text.append(RouterLog.text(log.lines(), "[" + RouterLog.plain(id) + "] ")));
        return RouterAnswer.text(200, text.toString());
    }

    private void stream(ClientConnection client, ClientRequest request, String whose) {
        boolean history = !request.parameter("no-history").stream().findAny().isPresent();
        LogStream stream = new LogStream(client, context.log(), history);
        switch (whose) {
            case "" -> stream.begin(true, ids(), true);
            case "proxy" -> stream.begin(true, List.of(), false);
            case "upstream" -> stream.begin(false, ids(), true);
            default -> withModel(client, whose, id -> stream.begin(false, List.of(id), false));
        }
    }

    // ---- later

    private RouterLoop loop() {
        return context.loop();
    }

    private void look(ClientConnection client, Function<RouterView, RouterAnswer> answer) {
        later(client, loop().look(), answer);
    }

    /** Answers when something has happened, if the client is still there then. */
    private <T> void later(ClientConnection client, CompletionStage<T> stage, Function<T, RouterAnswer> answer) {
        Awaited awaited = new Awaited();
        client.answering(awaited);
        var unused = stage.whenComplete((result, cause) -> client.loop().execute(() -> {
            if (!awaited.gone) {
                client.answer(cause == null ? answer.apply(result) : conflict(cause));
            }
        }));
    }

    private static RouterAnswer conflict(Throwable cause) {
        Throwable told = cause instanceof CompletionException && cause.getCause() != null ? cause.getCause() : cause;
        return RouterAnswer.error(
                told instanceof PlimsollException
                        ? ErrorAnswer.conflict(String.valueOf(told.getMessage()))
                        : ErrorAnswer.badGateway(503, "shutting_down", "The router is shutting down."));
    }

    private static final class Awaited implements Exchange {
        boolean gone;

        @Override
        public void gone() {
            gone = true;
        }
    }
}
