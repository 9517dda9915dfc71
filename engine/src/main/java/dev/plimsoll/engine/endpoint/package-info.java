/**
 * A turn to bytes, an answer to tokens and times.
 *
 * <p>A {@link dev.plimsoll.engine.endpoint.Backend} belongs to one event loop of a worker process. It encodes a turn before its time
 * ({@link dev.plimsoll.engine.endpoint.Backend#prepare}), sends it when told ({@link dev.plimsoll.engine.endpoint.Backend#resolve})
 * and reports through a {@link dev.plimsoll.engine.endpoint.CallListener}. An {@link dev.plimsoll.engine.endpoint.EndpointKind}
 * declares what one API looks like; everything that follows from the declaration (token metrics, form fields) follows from it.
 * Bodies are written by a {@link dev.plimsoll.engine.endpoint.BodyEncoder}: as JSON, as a form with files, or by a template of the
 * user's; answers are read by the {@link dev.plimsoll.engine.endpoint.AnswerShape} of the endpoint, whichever body was sent.
 *
 * <p>Threading: loop-confined, asserted. Nothing here blocks. Times are readings of the worker's monotonic clock in ns; the worker
 * turns them into run time.
 */
@org.jspecify.annotations.NullMarked
package dev.plimsoll.engine.endpoint;
