package dev.plimsoll.engine.simulator;

import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The endpoints: which path does what. One for all connections; confined to the event loop. */
final class Api {
    private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";

    private final Simulation simulation;
    private final byte @Nullable [] authorization;

    /**
     * The API.
     *
     * @param apiKey bearer key every path but {@code /health} and {@code /metrics} asks for, or null for none
     */
    Api(Simulation simulation, @Nullable String apiKey) {
        this.simulation = simulation;
        this.authorization = apiKey == null ? null : ("Bearer " + apiKey).getBytes(StandardCharsets.UTF_8);
    }

    void handle(ApiConnection connection, FullHttpRequest request) throws ApiError {
        long arrivalNs = simulation.nowNs();
        String path = new QueryStringDecoder(request.uri()).path();
        switch (path) {
            case "/health" -> {
                require(request, HttpMethod.GET);
                connection.sendJson(200, "{\"status\":\"ok\"}", "");
            }
            case "/metrics" -> {
                require(request, HttpMethod.GET);
                connection.sendWhole(200, PROMETHEUS, simulation.metricsText(), "");
            }
            default -> {
                authorize(request);
                handleAuthorized(connection, request, path, arrivalNs);
            }
        }
    }

    private void handleAuthorized(ApiConnection connection, FullHttpRequest request, String path, long arrivalNs)
            throws ApiError {
        switch (path) {
            case "/v1/models" -> {
                require(request, HttpMethod.GET);
                connection.sendJson(200, models(), "");
            }
            case "/v1/chat/completions" -> complete(connection, request, true, arrivalNs);
            case "/v1/completions" -> complete(connection, request, false, arrivalNs);
            case "/v1/embeddings" -> embed(connection, request, arrivalNs);
            case "/tokenize" -> {
                require(request, HttpMethod.POST);
                connection.sendJson(200, tokenCount(request), "");
            }
            case "/admin/faults" -> {
                require(request, HttpMethod.POST);
                simulation.changeFaults(Json.object(request.content()));
                connection.sendJson(200, simulation.faults().json(), "");
            }
            default -> throw new ApiError(404, "NotFoundError", "There is no " + path + " here");
        }
    }

    private void complete(ApiConnection connection, FullHttpRequest request, boolean chat, long arrivalNs)
            throws ApiError {
        require(request, HttpMethod.POST);
        CompletionRequest asked = CompletionRequest.parse(
                chat, request.content(), simulation.plan().model());
        if (asked.stream() && connection.isHttp10(request)) {
            throw ApiError.badRequest("A stream needs HTTP/1.1");
        }
        Answer answer = new CompletionAnswer(
                connection, simulation, asked, request.headers().get("x-request-id"), arrivalNs);
        connection.answering(answer);
        simulation.submit(answer);
    }

    private void embed(ApiConnection connection, FullHttpRequest request, long arrivalNs) throws ApiError {
        require(request, HttpMethod.POST);
        EmbeddingsRequest asked =
                EmbeddingsRequest.parse(request.content(), simulation.plan().model());
        Answer answer = new EmbeddingsAnswer(
                connection, simulation, asked, request.headers().get("x-request-id"), arrivalNs);
        connection.answering(answer);
        simulation.submit(answer);
    }

    private String models() {
        return "{\"object\":\"list\",\"data\":[{\"id\":" + simulation.quotedModel()
                + ",\"object\":\"model\",\"created\":0,\"owned_by\":\"plimsoll\"}]}";
    }

    private String tokenCount(FullHttpRequest request) throws ApiError {
        JsonNode body = Json.object(request.content());
        return "{\"count\":" + CompletionRequest.textOrIds(body.path("prompt"), "prompt") + "}";
    }

    private void authorize(FullHttpRequest request) throws ApiError {
        if (authorization == null) {
            return;
        }
        String given = request.headers().get(HttpHeaderNames.AUTHORIZATION, "");
        if (!MessageDigest.isEqual(authorization, given.getBytes(StandardCharsets.UTF_8))) {
            throw new ApiError(401, "authentication_error", "Invalid API key");
        }
    }

    private static void require(FullHttpRequest request, HttpMethod method) throws ApiError {
        if (!request.method().equals(method)) {
            throw new ApiError(405, "MethodNotAllowed", "This path answers " + method + " only");
        }
    }
}
