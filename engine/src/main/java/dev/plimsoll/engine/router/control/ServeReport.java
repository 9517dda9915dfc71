package dev.plimsoll.engine.router.control;

import dev.plimsoll.engine.router.observe.RequestPhases;
import dev.plimsoll.engine.router.observe.RoutedRequest;

/**
 * How the serving of one request went; times in ns of the router's clock, {@link RequestPhases#ABSENT} where it did not come so far.
 *
 * @param sentAtNs its last byte had been handed to the connection to the model's server
 * @param firstByteAtNs first byte of the model's answer
 * @param firstTokenAtNs first event of the answer that carries content; for one that is no stream, its body's first byte
 * @param endedAtNs its answer had been passed on whole, or it ended otherwise
 * @param status the HTTP status that the client got; 0 if it got none
 * @param outcome {@code SERVED}, {@code BROKEN} or {@code CANCELLED}
 */
public record ServeReport(
        long sentAtNs,
        long firstByteAtNs,
        long firstTokenAtNs,
        long endedAtNs,
        int status,
        RoutedRequest.Outcome outcome) {}
