package dev.plimsoll.engine.scheduler;

import dev.plimsoll.engine.dataset.Conversation;
import dev.plimsoll.engine.dataset.Turn;
import dev.plimsoll.engine.record.RequestTimings;
import dev.plimsoll.engine.strategy.ConversationTiming;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Conversations that have their own times, in the order of their first turns, given out only as far ahead as was allowed; no turn at or
 * after the offset limit. Confined to the coordinator's thread.
 */
final class TimedSource implements ConversationSource {
    private final ConversationSource source;
    private final ConversationTiming timing;
    private final long offsetLimitNs;
    private @Nullable Conversation next;
    private boolean limitReached;
    private boolean over;
    private long horizonNs;
    private int more;

    TimedSource(ConversationSource source, ConversationTiming timing, long offsetLimitNs) {
        this.source = source;
        this.timing = timing;
        this.offsetLimitNs = offsetLimitNs;
    }

    /** From now on gives out what starts up to this offset, and so many besides. */
    void allow(long newHorizonNs, int newMore) {
        horizonNs = newHorizonNs;
        more = newMore;
    }

    /** Whether the next conversation is known and its time is not near. */
    boolean isWaitingForTime() {
        return next != null;
    }

    /** Whether what would come next starts at or after the offset limit. */
    boolean isLimitReached() {
        return limitReached;
    }

    @Override
    public @Nullable Conversation poll() {
        Conversation known = next == null ? read() : next;
        next = known;
        if (known == null || startNs(known) > horizonNs && more <= 0) {
            return null;
        }
        more--;
        next = null;
        return known;
    }

    private @Nullable Conversation read() {
        Conversation read = limitReached || over ? null : source.poll();
        if (read == null) {
            return null;
        }
        Conversation timed = timing.timed(read);
        if (timed == null) {
            over = true;
            return null;
        }
        List<Turn> turns = timed.turns();
        int before = 0;
        while (before < turns.size() && startNs(turns.get(before)) < offsetLimitNs) {
            before++;
        }
        limitReached = before == 0;
        return limitReached ? null : before == turns.size() ? timed : timed.withTurns(turns.subList(0, before));
    }

    private static long startNs(Conversation conversation) {
        return startNs(conversation.turns().getFirst());
    }

    /** A turn without a time starts when it is ready, which nobody knows. */
    private static long startNs(Turn turn) {
        long own = turn.settings().relativeTimestampNs();
        return RequestTimings.has(own) ? own : Long.MIN_VALUE;
    }

    @Override
    public boolean isEnded() {
        return over || next == null && !limitReached && source.isEnded();
    }

    @Override
    public long timesRecycled() {
        return source.timesRecycled();
    }

    @Override
    public void close() {
        source.close();
    }
}
