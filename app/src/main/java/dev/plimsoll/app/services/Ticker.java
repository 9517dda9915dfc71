package dev.plimsoll.app.services;

/** Calls something again and again, off the JavaFX thread. Any thread. */
@FunctionalInterface
public interface Ticker {
    /**
     * Calls {@code action} every {@code periodMs} milliseconds until the returned handle is closed. Calls never overlap; what the action
     * throws is logged and does not end them.
     */
    Handle every(long periodMs, Runnable action);

    /** Ends the calls. */
    @FunctionalInterface
    interface Handle extends AutoCloseable {
        @Override
        void close();
    }
}
