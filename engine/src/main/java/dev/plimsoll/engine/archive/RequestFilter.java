package dev.plimsoll.engine.archive;

import dev.plimsoll.engine.record.RequestStatus;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which requests: all that meet every part of it. Immutable, any thread.
 *
 * @param stage 0-based stage, or null for all
 * @param statuses how they ended, empty for any
 * @param clock which instant {@code fromSeconds} and {@code toSeconds} speak of
 * @param fromSeconds first instant, seconds of run time, or null
 * @param toSeconds last instant, seconds of run time, excluded, or null
 * @param conditions further conditions
 */
public record RequestFilter(
        @Nullable Integer stage,
        Set<RequestStatus> statuses,
        Clock clock,
        @Nullable Double fromSeconds,
        @Nullable Double toSeconds,
        List<RequestCondition> conditions) {
    /** Every request. */
    public static final RequestFilter ALL = new RequestFilter(null, Set.of(), Clock.SENT, null, null, List.of());

    public RequestFilter {
        statuses = Set.copyOf(statuses);
        conditions = List.copyOf(conditions);
    }

    /** Which of a request's clocks. */
    public enum Clock {
        /** When it should have started. */
        INTENDED,
        /** When it was sent. */
        SENT
    }

    /** The same for one stage, or for all. */
    public RequestFilter inStage(@Nullable Integer newStage) {
        return new RequestFilter(newStage, statuses, clock, fromSeconds, toSeconds, conditions);
    }

    /** The same for some ends, or for any. */
    public RequestFilter withStatuses(Set<RequestStatus> newStatuses) {
        return new RequestFilter(stage, newStatuses, clock, fromSeconds, toSeconds, conditions);
    }

    /** The same between two instants, null for no bound. */
    public RequestFilter between(Clock newClock, @Nullable Double from, @Nullable Double to) {
        return new RequestFilter(stage, statuses, newClock, from, to, conditions);
    }

    /** The same with other conditions, such as {@link RequestExpression#parse} makes. */
    public RequestFilter withConditions(List<RequestCondition> newConditions) {
        return new RequestFilter(stage, statuses, clock, fromSeconds, toSeconds, newConditions);
    }
}
