package dev.plimsoll.engine.worker;

import dev.plimsoll.engine.dataset.Conversation;
import dev.plimsoll.engine.dataset.Turn;
import dev.plimsoll.engine.endpoint.Backend;
import dev.plimsoll.engine.endpoint.Backend.Exchange;
import dev.plimsoll.engine.record.RequestInfo;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A conversation and how far it is: which turns are ready, what was answered. Belongs to the loop. */
final class ConversationRun {
    final Conversation conversation;
    final TurnRun[] turns;

    /** The closed loop's stream that runs it, null in an open loop. */
    ClosedPacing.@Nullable Stream stream;

    /** A turn failed, was cancelled or dropped: nothing further of it is started. */
    boolean broken;

    /** Turns whose parents have completed and that wait: for their delay, a slot, or the stream. */
    int readied;

    private static final @Nullable Exchange[] NO_EXCHANGES = {};

    private final @Nullable Exchange[] exchanges;

    ConversationRun(Conversation conversation) {
        this.conversation = conversation;
        int count = conversation.turns().size();
        turns = new TurnRun[count];
        exchanges = count == 1 ? NO_EXCHANGES : new Exchange[count];
        for (int i = 0; i < count; i++) {
            turns[i] = new TurnRun(this, conversation.turns().get(i));
        }
    }

    TurnRun firstTurn() {
        return turns[0];
    }

    /** Encodes a turn whose parents have all completed, unless it is encoded already. */
    Backend.Prepared prepare(TurnRun run, Backend backend) {
        Backend.Prepared known = run.prepared;
        if (known == null) {
            known = backend.prepare(run.turn, history(run.turn));
            run.prepared = known;
        }
        return known;
    }

    /** A turn completed: tells the pacing which turns are ready now, their bytes encoded. */
    void completed(TurnRun run, long endNs, Backend backend, Pacing pacing) {
        for (int i = run.turn.index() + 1; i < turns.length; i++) {
            TurnRun later = turns[i];
            if (isParent(run.turn.index(), later.turn) && --later.missingParents == 0) {
                later.readyNs = endNs + later.turn.settings().delayNs();
                prepare(later, backend);
                pacing.ready(later);
            }
        }
    }

    private static boolean isParent(int index, Turn turn) {
        for (int parent : turn.parents()) {
            if (parent == index) {
                return true;
            }
        }
        return false;
    }

    /** Keeps an answer for later turns. */
    void answered(TurnRun run, @Nullable String text) {
        if (exchanges.length > 0) {
            exchanges[run.turn.index()] = new Exchange(run.turn, text);
        }
    }

    /** The requestIds of a turn's parents. */
    long[] parentIds(Turn turn) {
        if (turn.parents().length == 0) {
            return RequestInfo.NO_PARENTS;
        }
        long[] ids = new long[turn.parents().length];
        for (int i = 0; i < ids.length; i++) {
            RequestInfo parent = turns[turn.parents()[i]].info;
            ids[i] = parent == null ? -1 : parent.requestId();
        }
        return ids;
    }

    /** All ancestors of a turn with their answers, oldest first. */
    private List<Exchange> history(Turn turn) {
        if (turn.parents().length == 0) {
            return List.of();
        }
        boolean[] ancestor = new boolean[turn.index()];
        mark(ancestor, turn);
        for (int i = turn.index() - 1; i > 0; i--) {
            if (ancestor[i]) {
                mark(ancestor, turns[i].turn);
            }
        }
        List<Exchange> history = new ArrayList<>();
        for (int i = 0; i < ancestor.length; i++) {
            Exchange exchange = exchanges[i];
            if (ancestor[i] && exchange != null) {
                history.add(exchange);
            }
        }
        return history;
    }

    private static void mark(boolean[] ancestor, Turn turn) {
        for (int parent : turn.parents()) {
            ancestor[parent] = true;
        }
    }
}
