package dev.plimsoll.engine.strategy;

import dev.plimsoll.engine.dataset.Content;
import dev.plimsoll.engine.dataset.Conversation;
import dev.plimsoll.engine.dataset.Turn;
import dev.plimsoll.engine.record.RequestSettings;
import dev.plimsoll.engine.record.RequestTimings;
import java.util.stream.IntStream;

/** Conversations for tests of their times. */
final class Conversations {
    private Conversations() {}

    /** One of so many turns; the first has this time. */
    static Conversation of(long id, int turns, long firstNs) {
        return new Conversation(
                id,
                null,
                IntStream.range(0, turns)
                        .mapToObj(i -> new Turn(
                                i,
                                Turn.NO_PARENTS,
                                Content.ofText("hello"),
                                3,
                                4,
                                false,
                                null,
                                null,
                                new RequestSettings(i == 0 ? firstNs : RequestTimings.ABSENT, 0),
                                null))
                        .toList());
    }
}
