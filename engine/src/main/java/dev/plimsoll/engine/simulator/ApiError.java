package dev.plimsoll.engine.simulator;

/** A request that is answered with an error: HTTP status and the OpenAI error object. */
final class ApiError extends Exception {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String type;

    /**
     * An error.
     *
     * @param status HTTP status, 400 to 599
     * @param type {@code error.type}
     * @param message for the person who reads it
     */
    ApiError(int status, String type, String message) {
        super(message, null, false, false); // a normal answer: no stack trace
        this.status = status;
        this.type = type;
    }

    static ApiError badRequest(String message) {
        return new ApiError(400, "invalid_request_error", message);
    }

    int status() {
        return status;
    }

    /** The body. */
    String json() {
        return "{\"error\":{\"message\":" + Json.quote(String.valueOf(getMessage())) + ",\"type\":\"" + type
                + "\",\"param\":null,\"code\":" + status + "}}";
    }
}
