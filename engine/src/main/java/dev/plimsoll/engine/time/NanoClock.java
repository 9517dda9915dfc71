package dev.plimsoll.engine.time;

/** A monotonic clock in nanoseconds; its zero is arbitrary, only differences mean something. Any thread may read it. */
@FunctionalInterface
public interface NanoClock {
    /** Now, in nanoseconds of this clock. */
    long nanoTime();

    /** The JVM's own monotonic clock. */
    static NanoClock system() {
        return System::nanoTime;
    }
}
