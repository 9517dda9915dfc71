/**
 * The verdict on the load generator, and the evidence that the target is saturated.
 *
 * <p>The verdict judges <em>us</em>: what the target causes (slow, saturated, not stationary) and too few samples are notes at most.
 * Thresholds are those of the self-trust table in the specification; each finding carries the measured value, the limit and advice.
 *
 * <p>Three looks: {@link dev.plimsoll.engine.trust.Preflight} before the first request (also of {@code plimsoll doctor}),
 * {@link dev.plimsoll.engine.trust.LiveTrust} while a stage runs, {@link dev.plimsoll.engine.trust.TrustJudge} at its end. What was known
 * before is a forecast and counts one step less than what was measured.
 */
@org.jspecify.annotations.NullMarked
package dev.plimsoll.engine.trust;
