package dev.plimsoll.engine.worker;

/**
 * Which turn starts when: {@link OpenPacing} by a schedule, {@link TimedPacing} by the conversations' own times, {@link ClosedPacing} by
 * completions, {@link SharedPacing} by completions without idling in think time. It decides; {@link StageRun} does.
 * Belongs to the loop. All times are run time.
 */
interface Pacing {
    /** Starts turns. */
    interface Starter {
        /** Creates a request of this turn now; it is sent at once or as soon as there is a place. */
        void start(TurnRun run, long slot, int stream, long intendedNs, long nowNs);
    }

    /** When {@link #startDue} will next have something to do, {@link Long#MAX_VALUE} where that depends on others. */
    long nextNs();

    /**
     * Most requests that an open loop starts in one turn. A backlog (slots that came late) started all at once would open a connection
     * for each and read no answer meanwhile; where opening takes longer than the slots are apart it would never end.
     */
    int MOST_AT_ONCE = 64;

    /** Starts what is due, in an open loop {@link #MOST_AT_ONCE} at most. Never early. */
    void startDue(long nowNs);

    /** All parents of a turn have completed; it may start from {@code run.readyNs} on. */
    void ready(TurnRun run);

    /** A request ended at {@code endNs}; turns that this made ready were told before. */
    void ended(TurnRun run, long endNs);

    /** Forgets the turns of a conversation that were told ready. */
    void forget(ConversationRun conversation);

    /** Forgets everything that has not started, for good. */
    void forgetAll();

    /** Whether anything can still start without news from elsewhere and with nothing in flight. */
    boolean canStartMore();

    /** Streams or slots that are free and have nothing to start. */
    int idle(long nowNs);

    /** Slots held and not used. */
    int slotsLeft();
}
