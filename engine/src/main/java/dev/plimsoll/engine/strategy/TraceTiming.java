package dev.plimsoll.engine.strategy;

import dev.plimsoll.engine.dataset.Conversation;
import dev.plimsoll.engine.record.RequestTimings;

/** A trace: each turn at its row's time, stretched. The dataset gives the rows in the order of their times. */
final class TraceTiming implements ConversationTiming {
    private final double timeScale;

    TraceTiming(double timeScale) {
        this.timeScale = timeScale;
    }

    @Override
    public Conversation timed(Conversation next) {
        return next.withTurns(next.turns().stream()
                .map(turn -> {
                    long own = turn.settings().relativeTimestampNs();
                    boolean has = RequestTimings.has(own);
                    return has || turn.index() == 0 ? turn.startingAt(has ? scaled(own, timeScale) : 0) : turn;
                })
                .toList());
    }

    /** A time of the trace as it is replayed, nearest ns. */
    static long scaled(long ns, double timeScale) {
        return StrictMath.round(ns * timeScale);
    }
}
