/**
 * Clocks, and what takes time away from us. Nothing in Plimsoll reads a clock of its own accord: a {@link dev.plimsoll.engine.time.NanoClock} is always handed in,
 * so that a test can hold time still.
 *
 * <p>Vocabulary: <em>run time</em> is nanoseconds since the run's {@link dev.plimsoll.engine.time.RunAnchor}, one monotonic
 * instant that is also tied to one wall-clock instant. Every timestamp that leaves a process (frames, journal, Parquet, charts)
 * is run time; the monotonic clock of a process never leaves it.
 *
 * <p>Lost time: {@link dev.plimsoll.engine.time.ProcessMeter} tells what CPU time this process used, how long its collector stopped it and
 * how idle the machine was; {@link dev.plimsoll.engine.time.HiccupMeter} how long nobody let a sleeping thread wake up; {@link dev.plimsoll.engine.time.ClockMeter} whether the wall clock was set or the
 * machine slept; {@link dev.plimsoll.engine.time.ControlGroup} what a container may use.
 */
@org.jspecify.annotations.NullMarked
package dev.plimsoll.engine.time;
