package dev.plimsoll.engine.router.proxy;

import dev.plimsoll.engine.router.schedule.Failure;
import java.util.Map;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The HTTP answer to a request that its model does not answer, in the form of OpenAI's errors.
 *
 * @param status 4xx for what the client can change, 5xx otherwise
 * @param headers beside those of every answer
 * @param type OpenAI's word for the kind of error
 * @param code what exactly
 * @param message for a person
 */
public record ErrorAnswer(int status, Map<String, String> headers, String type, String code, String message) {
    /** Who says it; the model's server says what it likes. */
    public static final String SOURCE = "router";

    private static final String INVALID = "invalid_request_error";
    private static final String SERVER = "server_error";

    public ErrorAnswer {
        headers = Map.copyOf(headers);
    }

    /** The answer to a failure of the scheduler or of a load. */
    public static ErrorAnswer of(Failure failure) {
        return switch (failure.code()) {
            case MODEL_NOT_FOUND -> notFound(failure.message());
            case CONCURRENCY_LIMIT ->
                new ErrorAnswer(
                        429, Map.of("Retry-After", "1"), "rate_limit_error", "concurrency_limit", failure.message());
            case LOAD_FAILED -> new ErrorAnswer(500, Map.of(), SERVER, "internal_error", failure.message());
            case START_ABORTED, MODEL_UNLOADED ->
                new ErrorAnswer(503, Map.of(), SERVER, "model_unloaded", failure.message());
            case SHUTTING_DOWN -> new ErrorAnswer(503, Map.of(), SERVER, "shutting_down", failure.message());
        };
    }

    /** There is no such model, or the request names none. */
    public static ErrorAnswer notFound(String message) {
        return new ErrorAnswer(404, Map.of(), INVALID, "not_found", message);
    }

    /** The request is wrong. */
    static ErrorAnswer badRequest(String code, String message) {
        return new ErrorAnswer(400, Map.of(), INVALID, code, message);
    }

    /** The model's server did not answer as a server should. */
    static ErrorAnswer badGateway(int status, String code, String message) {
        return new ErrorAnswer(status, Map.of(), SERVER, code, message);
    }

    /** The request cannot be met in the state the model is in. */
    public static ErrorAnswer conflict(String message) {
        return new ErrorAnswer(409, Map.of(), INVALID, "conflict", message);
    }

    /** The body, JSON. */
    public ObjectNode body() {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("source", SOURCE);
        body.putObject("error")
                .put("message", message)
                .put("type", type)
                .putNull("param")
                .put("code", code);
        return body;
    }
}
