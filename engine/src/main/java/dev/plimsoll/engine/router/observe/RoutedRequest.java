package dev.plimsoll.engine.router.observe;

import org.jspecify.annotations.Nullable;

/**
 * What became of one request.
 *
 * @param request the router's id for it, unique while the router runs; answers carry it as {@code X-Request-Id}
 * @param model the model's id
 * @param asked the name that the client wrote, perhaps an alias
 * @param priority of its model, 0 where none is configured
 * @param outcome how it ended
 * @param status the HTTP status that the client got; 0 if it got none
 * @param code the failure's code where the router answered for the model, else null
 * @param swap the number of the swap it waited for; 0 if it was served without one
 * @param overtakenBy how many requests came later and were served earlier
 * @param phases when
 */
public record RoutedRequest(
        String request,
        String model,
        String asked,
        int priority,
        Outcome outcome,
        int status,
        @Nullable String code,
        long swap,
        long overtakenBy,
        RequestPhases phases) {

    /** How a request ends; the law of the scheduler is that each does so exactly once. */
    public enum Outcome {
        /** Its model answered, whatever the status, and the answer was passed on whole. */
        SERVED,
        /** The model's server broke off, could not be reached, or was too slow. */
        BROKEN,
        /** It got no slot. */
        REFUSED,
        /** It was admitted and its model never got it. */
        FAILED,
        /** Its client went away. */
        CANCELLED
    }
}
