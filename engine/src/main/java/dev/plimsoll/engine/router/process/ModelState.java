package dev.plimsoll.engine.router.process;

/** The life of a model server. Seen from outside its owner a state is advice, never a gate. */
public enum ModelState {
    /** No process; a start brings it to {@link #STARTING}. */
    STOPPED,
    /** The process exists and its health endpoint has not answered yet. */
    STARTING,
    /** It answers requests. */
    READY,
    /** It was asked to end and still holds its memory. */
    STOPPING,
    /** The router is going down; nothing leads out of this state. */
    SHUTDOWN;

    /** Whether a process exists, so that memory is taken. */
    public boolean holdsMemory() {
        return this == STARTING || this == READY || this == STOPPING;
    }
}
