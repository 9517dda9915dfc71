package dev.plimsoll.engine.simulator;

/** An answer in the making that waits for the model. Confined to the event loop. */
interface Answer {
    /** The request inside the model. */
    Sequence sequence();

    /** When the request was read, ns. */
    long arrivalNs();

    /** Hands what is new to the socket; at the end of a turn of the loop in which it was marked. */
    void flush();

    /** The client has gone: frees the place in the model. */
    void cancel();

    /** Writes the log line, where there is a log. */
    void logEnd(String status);
}
