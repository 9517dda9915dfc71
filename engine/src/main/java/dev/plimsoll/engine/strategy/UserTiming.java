package dev.plimsoll.engine.strategy;

import dev.plimsoll.engine.dataset.Conversation;
import dev.plimsoll.engine.dataset.Turn;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** The conversations of {@link SteadyUsers}: each takes the lane that is free first, and its turns the lane's next slots. */
final class UserTiming implements ConversationTiming {
    private final int users;
    private final Progression slots;
    private final long countLimit;
    private final ArrayDeque<SteadyUsers.InitialUser> initial;
    /** The next slot of each lane whose user is known. */
    private final PriorityQueue<Long> lanes = new PriorityQueue<>();

    /**
     * The users of one stage.
     *
     * @param slots slot i at its i-th moment
     * @param countLimit slots from this one on are not used
     */
    UserTiming(SteadyUsers steady, Progression slots, long countLimit) {
        this.users = steady.users();
        this.slots = slots;
        this.countLimit = countLimit;
        this.initial = new ArrayDeque<>(steady.initial());
    }

    @Override
    public @Nullable Conversation timed(Conversation next) {
        SteadyUsers.InitialUser user = initial.poll();
        long first = user != null ? user.lane() : lanes.remove();
        int most = next.turns().size();
        if (user != null && user.lane() > 0) {
            most = Math.min(most, user.turnsToSend());
        }
        lanes.add(first + (long) most * users);
        List<Turn> turns = new ArrayList<>();
        for (int i = 0; i < most && first + (long) i * users < countLimit; i++) {
            turns.add(next.turns().get(i).startingAt(slots.momentNs(first + (long) i * users)));
        }
        return turns.isEmpty() ? null : next.withTurns(turns);
    }
}
