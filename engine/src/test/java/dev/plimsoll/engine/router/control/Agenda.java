package dev.plimsoll.engine.router.control;

import dev.plimsoll.engine.time.NanoClock;

/** What is going to happen to played models, one thing after another. */
interface Agenda extends NanoClock {
    /** Something that happens at a time, behind what was foreseen for the same. */
    void at(long atNs, Runnable what);

    default void in(long delayNs, Runnable what) {
        at(nanoTime() + delayNs, what);
    }
}
