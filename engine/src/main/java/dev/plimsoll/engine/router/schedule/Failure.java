package dev.plimsoll.engine.router.schedule;

/**
 * Why a request gets no answer from its model, or a load did not succeed.
 *
 * @param code what kind of failure
 * @param message for the person who sent the request
 */
public record Failure(Code code, String message) {

    /** Kinds of failure; the names appear in the event stream and in records, and never change. */
    public enum Code {
        /** The router knows no such model. */
        MODEL_NOT_FOUND,
        /** As many requests of the model as its limit allows are queued, waiting or served. */
        CONCURRENCY_LIMIT,
        /** Somebody unloaded the model while the request waited for it. */
        MODEL_UNLOADED,
        /** The router is going down. */
        SHUTTING_DOWN,
        /** The model's process could not be started or did not become ready. */
        LOAD_FAILED,
        /** The load was given up before the model became ready. */
        START_ABORTED
    }

    static Failure notFound(String model) {
        return new Failure(Code.MODEL_NOT_FOUND, "There is no model '" + model + "'.");
    }

    static Failure limit(String model, int limit) {
        return new Failure(
                Code.CONCURRENCY_LIMIT,
                "Model '" + model + "' has " + limit + " requests already, as many as its concurrencyLimit allows.");
    }

    static Failure unloaded(String model) {
        return new Failure(Code.MODEL_UNLOADED, "Model '" + model + "' was unloaded.");
    }

    /** The router is going down. */
    public static Failure shuttingDown() {
        return new Failure(Code.SHUTTING_DOWN, "The router is shutting down.");
    }
}
