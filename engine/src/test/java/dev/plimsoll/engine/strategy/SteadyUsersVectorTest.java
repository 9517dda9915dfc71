package dev.plimsoll.engine.strategy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.plimsoll.engine.VectorFiles;
import dev.plimsoll.engine.dataset.Conversation;
import dev.plimsoll.engine.dataset.Turn;
import dev.plimsoll.engine.plan.StrategyPlan;
import dev.plimsoll.engine.record.RequestTimings;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Virtual users: AIPerf's golden values for their start, and laws of what follows. */
class SteadyUsersVectorTest {
    static Stream<JsonNode> vectors() {
        return VectorFiles.family("aiperf/user_centric_start").stream().flatMap(f -> f.cases().stream());
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void theUsersAtTheStartAreAiperfs(JsonNode vector) {
        JsonNode input = vector.get("input");
        JsonNode expected = vector.get("expected");
        int users = input.get("num_users").asInt();
        int turns = input.get("turns_per_session").asInt();
        double rate = input.get("total_rate_per_s").asDouble();
        SteadyUsers steady = new SteadyUsers(users, turns);
        JsonNode step = expected.get("alternate_step");
        assertEquals(step.isNull(), steady.fractionsDiffer());
        if (!step.isNull()) {
            assertEquals(step.asInt(), steady.step());
        }
        assertEquals(expected.get("turn_gap_s").asDouble(), users / rate, 1e-9);
        assertEquals(expected.get("stagger_s").asDouble(), 1 / rate, 1e-9);
        JsonNode initial = expected.get("initial_users");
        List<SteadyUsers.InitialUser> own = steady.initial();
        assertEquals(initial.size(), own.size());
        ConversationTiming timing =
                Strategies.of(new StrategyPlan.Users(users, rate, null, turns)).timing(Long.MAX_VALUE);
        List<Double> nextSpawns = new ArrayList<>();
        for (int i = 0; i < own.size(); i++) {
            JsonNode user = initial.get(i);
            assertEquals(user.get("user_id").asInt(), own.get(i).id());
            assertEquals(user.get("order").asInt(), own.get(i).lane());
            Conversation timed = timing.timed(Conversations.of(i, turns, RequestTimings.ABSENT));
            assertEquals(user.get("turns_to_send").asInt(), timed.turns().size());
            for (Turn turn : timed.turns()) {
                double wanted = user.get("first_send_s").asDouble() + turn.index() * users / rate;
                assertEquals(wanted * 1e9, turn.settings().relativeTimestampNs(), 1.0);
            }
            nextSpawns.add(user.get("next_spawn_s").asDouble());
        }
        nextSpawns.sort(null);
        for (double spawn : nextSpawns.subList(0, Math.min(3, nextSpawns.size()))) {
            Conversation timed = timing.timed(Conversations.of(99, 1000, RequestTimings.ABSENT));
            assertEquals(spawn * 1e9, startNs(timed), 1.0, "a new user takes the place of one that is done");
        }
    }

    @Test
    void everySlotOfAnEvenRateIsUsedOnceAndFirstTurnsAscend() {
        Random random = new Random(31);
        for (int round = 0; round < 50; round++) {
            int users = random.nextInt(1, 40);
            StrategyPlan plan =
                    new StrategyPlan.Users(users, random.nextInt(1, 500) / 10.0, null, random.nextInt(2, 30));
            Strategy strategy = Strategies.of(plan);
            long count = random.nextInt(1, 2000);
            ConversationTiming timing = strategy.timing(count);
            Set<Long> used = new HashSet<>();
            long before = 0;
            long id = 0;
            Conversation timed = timing.timed(Conversations.of(id++, random.nextInt(1, 30), RequestTimings.ABSENT));
            while (timed != null) {
                assertTrue(startNs(timed) >= before);
                before = startNs(timed);
                for (Turn turn : timed.turns()) {
                    assertTrue(used.add(turn.settings().relativeTimestampNs()), "two turns at one time");
                }
                timed = timing.timed(Conversations.of(id++, random.nextInt(1, 30), RequestTimings.ABSENT));
            }
            Set<Long> slots = new HashSet<>();
            ArrivalSchedule.Cursor cursor = strategy.schedule().cursor();
            for (int i = 0; i < count; i++) {
                slots.add(cursor.nextOffsetNs());
            }
            assertEquals(slots, used, plan.toString());
        }
    }

    @Test
    void slotsLieAtMultiplesOfOneOverTheRateFromTheStartOn() {
        ArrivalSchedule.Cursor cursor =
                Strategies.of(new StrategyPlan.Users(3, 4, null, 5)).schedule().cursor();
        assertEquals(0, cursor.nextOffsetNs());
        assertEquals(250_000_000, cursor.nextOffsetNs());
        assertEquals(500_000_000, cursor.nextOffsetNs());
        assertNull(Strategies.of(new StrategyPlan.Constant(3, null, 0)).timing(7));
    }

    private static long startNs(Conversation conversation) {
        return conversation.turns().getFirst().settings().relativeTimestampNs();
    }
}
