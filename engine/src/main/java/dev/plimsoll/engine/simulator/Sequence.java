package dev.plimsoll.engine.simulator;

/** One request inside an {@link InferenceModel}. The model alone writes it. */
final class Sequence {
    /** Told of each token. */
    interface Listener {
        /**
         * A token.
         *
         * @param scheduledNs when the model says it is out
         * @param last whether it was the last one
         */
        void token(long scheduledNs, boolean last);

        /** It left the queue; its prefill begins. */
        default void started(long scheduledNs) {}
    }

    final int promptTokens;
    final int outputTokens;
    final Listener listener;
    int emitted;
    long nextNs;

    /**
     * A request to be.
     *
     * @param promptTokens at least 0
     * @param outputTokens at least 1
     */
    Sequence(int promptTokens, int outputTokens, Listener listener) {
        if (promptTokens < 0 || outputTokens < 1) {
            throw new IllegalArgumentException(promptTokens + " prompt tokens, " + outputTokens + " output tokens");
        }
        this.promptTokens = promptTokens;
        this.outputTokens = outputTokens;
        this.listener = listener;
    }

    /** Hands out the next token; true where it was the last. */
    boolean emit(long scheduledNs) {
        emitted++;
        boolean last = emitted == outputTokens;
        listener.token(scheduledNs, last);
        return last;
    }

    /** KV tokens it holds from its prefill to its end: reserved in full, so that it is never preempted. */
    long kvTokens() {
        return (long) promptTokens + outputTokens;
    }
}
