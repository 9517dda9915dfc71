package dev.plimsoll.engine.constraint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.plimsoll.engine.record.RequestStatus;
import dev.plimsoll.engine.record.RequestTimings;
import dev.plimsoll.engine.record.RequestUpdate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StageStateTest {
    private static final Set<RequestStatus> WAITING = EnumSet.of(RequestStatus.QUEUED, RequestStatus.PENDING);

    /** What may follow: a request may skip what happens at once; queued or pending may end as cancelled or dropped. */
    private static final Map<RequestStatus, List<RequestStatus>> NEXT = Map.of(
            RequestStatus.QUEUED,
            List.of(
                    RequestStatus.PENDING,
                    RequestStatus.IN_PROGRESS,
                    RequestStatus.ERRORED,
                    RequestStatus.CANCELLED,
                    RequestStatus.DROPPED),
            RequestStatus.PENDING,
            List.of(RequestStatus.IN_PROGRESS, RequestStatus.ERRORED, RequestStatus.CANCELLED, RequestStatus.DROPPED),
            RequestStatus.IN_PROGRESS,
            List.of(RequestStatus.FIRST_TOKEN, RequestStatus.COMPLETED, RequestStatus.ERRORED, RequestStatus.CANCELLED),
            RequestStatus.FIRST_TOKEN,
            List.of(RequestStatus.COMPLETED, RequestStatus.ERRORED, RequestStatus.CANCELLED));

    static LongStream seeds() {
        return LongStream.range(0, 50);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theIdentitiesHoldAfterEveryStepOfEveryLife(long seed) {
        Random random = new Random(seed);
        StageState state = new StageState(0, 1, 0);
        List<RequestStatus> requests = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            boolean create = requests.isEmpty() || random.nextInt(3) == 0;
            int request = create ? requests.size() : random.nextInt(requests.size());
            RequestStatus before = create ? null : requests.get(request);
            if (before != null && before.isTerminal()) {
                if (before == RequestStatus.COMPLETED && random.nextInt(4) == 0) {
                    state.turnToErrored(before); // its record was lost with its worker
                    requests.set(request, RequestStatus.ERRORED);
                }
                continue;
            }
            RequestStatus now = create
                    ? (random.nextBoolean() ? RequestStatus.QUEUED : RequestStatus.PENDING)
                    : pick(random, NEXT.get(before));
            if (create) {
                requests.add(now);
            } else {
                requests.set(request, now);
            }
            state.step(before, States.update(request, now, i));
            check(state.at(i), requests);
        }
    }

    private static RequestStatus pick(Random random, List<RequestStatus> from) {
        return from.get(random.nextInt(from.size()));
    }

    private static void check(SchedulerState state, List<RequestStatus> requests) {
        assertTrue(state.countsAddUp(), state::toString);
        assertEquals(requests.size(), state.created());
        assertEquals(requests.stream().filter(WAITING::contains).count(), state.queued() + state.pending());
        assertEquals(requests.stream().filter(RequestStatus::isTerminal).count(), state.processed());
        assertEquals(count(requests, RequestStatus.COMPLETED), state.successful());
        assertEquals(count(requests, RequestStatus.ERRORED), state.errored());
        assertEquals(count(requests, RequestStatus.CANCELLED), state.cancelled());
        assertEquals(count(requests, RequestStatus.DROPPED), state.dropped());
    }

    private static long count(List<RequestStatus> requests, RequestStatus status) {
        return requests.stream().filter(s -> s == status).count();
    }

    @Test
    void theFirstSendTheLastEndAndTheTokensAreKept() {
        StageState state = new StageState(0, 1, 0);
        assertEquals(0, state.at(5).originNs(), "the stage's start while nothing was sent");
        state.step(null, States.update(1, RequestStatus.IN_PROGRESS, 30, 30, RequestTimings.ABSENT));
        state.step(null, States.update(0, RequestStatus.IN_PROGRESS, 20, 20, RequestTimings.ABSENT));
        RequestUpdate end = States.update(0, RequestStatus.COMPLETED, 90, 20, 40);
        state.step(RequestStatus.IN_PROGRESS, new RequestUpdate(end.info(), end.status(), 90, 20, 20, 40, 100, 7));
        state.step(RequestStatus.IN_PROGRESS, States.update(1, RequestStatus.ERRORED, 80, 30, RequestTimings.ABSENT));
        SchedulerState at = state.at(100);
        assertEquals(20, at.originNs());
        assertEquals(90, at.lastRequestEndNs());
        assertEquals(107, at.tokens(), "unknown counts as none");
    }

    @Test
    void theFirstStopOfEachSortCountsAndProcessingEndsQueuingToo() {
        StageState state = new StageState(0, 1, 0);
        state.endQueuing(10);
        state.endQueuing(20);
        assertEquals(10, state.at(30).endQueuingNs());
        assertEquals(RequestTimings.ABSENT, state.at(30).endProcessingNs());
        state.endProcessing(40);
        state.endProcessing(50);
        assertEquals(10, state.at(60).endQueuingNs());
        assertEquals(40, state.at(60).endProcessingNs());
        StageState other = new StageState(0, 1, 0);
        other.endProcessing(40);
        assertEquals(40, other.at(60).endQueuingNs());
    }
}
