package dev.plimsoll.engine.run;

import java.util.ArrayDeque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The latest events of a run, bounded. Any thread. */
final class EventLog {
    /** Enough for the stages of any sweep; what is older is in {@code events.jsonl}. */
    static final int MOST_EVENTS = 1000;

    private final ArrayDeque<RunEvent> events = new ArrayDeque<>();
    private @Nullable List<RunEvent> copy;

    synchronized void add(RunEvent event) {
        if (events.size() == MOST_EVENTS) {
            events.removeFirst();
        }
        events.addLast(event);
        copy = null;
    }

    /** Oldest first. */
    synchronized List<RunEvent> all() {
        List<RunEvent> all = copy;
        if (all == null) {
            all = List.copyOf(events);
            copy = all;
        }
        return all;
    }
}
