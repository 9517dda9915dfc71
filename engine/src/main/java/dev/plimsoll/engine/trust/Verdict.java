package dev.plimsoll.engine.trust;

/** The generator's verdict on itself. */
public enum Verdict {
    VALID,
    SUSPECT,
    INVALID
}
