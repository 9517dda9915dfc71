/**
 * Frames between the coordinator and a worker process: 4-byte big-endian length, one byte of type, then a fixed binary layout for
 * conversations, slots, updates, records and samples, and JSON for plan and control. {@link dev.plimsoll.engine.wire.FrameWriter}
 * and {@link dev.plimsoll.engine.wire.FrameReader} are the two ends of a pipe.
 *
 * <p>The transport is the worker's own stdin and stdout: no port, nothing to attack, it dies with its parent. All times on the wire
 * are run time; the worker learns the run anchor in its own clock with the plan. The first frame of a worker is
 * {@link dev.plimsoll.engine.wire.FromWorker.Hello} with the protocol version.
 *
 * <p>Messages are immutable and may cross threads; a codec instance belongs to one thread.
 */
@org.jspecify.annotations.NullMarked
package dev.plimsoll.engine.wire;
