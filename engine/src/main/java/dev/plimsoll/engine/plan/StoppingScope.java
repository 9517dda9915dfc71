package dev.plimsoll.engine.plan;

/** What a constraint that fired stops. */
public enum StoppingScope {
    /** This stage. */
    CURRENT,
    /** This stage and the remaining, higher ones. */
    ALL
}
