/**
 * The built-in inference server: a queue, prefill and batch-dependent decode with a ground-truth log; the demo's target and the tests' known truth.
 */
@org.jspecify.annotations.NullMarked
package dev.plimsoll.engine.simulator;
