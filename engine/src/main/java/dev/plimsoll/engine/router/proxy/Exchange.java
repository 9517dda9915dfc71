package dev.plimsoll.engine.router.proxy;

/** An answer under way on a client's connection, for what the connection tells it. On the connection's event loop. */
interface Exchange {
    /** More can be written again, or no more should be: see {@link ClientConnection#isWritable}. */
    default void writabilityChanged() {}

    /** The client is gone; nothing can be written any more. */
    void gone();
}
