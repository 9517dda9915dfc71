/**
 * The verdict on the load generator, and the evidence that the target is saturated.
 *
 * <p>The verdict judges <em>us</em>: what the target causes (slow, saturated, not stationary) and too few samples are notes at most.
 * Thresholds are those of the self-trust table in the specification; each finding carries the measured value, the limit and advice.
 */
@org.jspecify.annotations.NullMarked
package dev.plimsoll.engine.trust;
