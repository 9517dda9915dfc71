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

    /** Whether a model may go from this state to another; whatever it does, it can be shut down. */
    public boolean leadsTo(ModelState next) {
        return switch (this) {
            case STOPPED -> next == STARTING || next == SHUTDOWN;
            case STARTING -> next == READY || next == STOPPED || next == SHUTDOWN;
            case READY -> next == STOPPING || next == STOPPED || next == SHUTDOWN;
            case STOPPING -> next == STOPPED || next == SHUTDOWN;
            case SHUTDOWN -> false;
        };
    }
}
