package dev.plimsoll.engine.worker;

import dev.plimsoll.engine.dataset.Conversation;
import dev.plimsoll.engine.dataset.ConversationGraph;
import dev.plimsoll.engine.dataset.MediaMeter;
import dev.plimsoll.engine.dataset.Turn;
import dev.plimsoll.engine.endpoint.Backend;
import dev.plimsoll.engine.endpoint.Backend.Exchange;
import dev.plimsoll.engine.record.Modalities;
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

    /** When its first turn starts, run time; 0 where that is not the conversation's own time. */
    final long startNs;

    /** A turn failed, was cancelled or dropped: nothing further of it is started. */
    boolean broken;

    /** Turns whose parents have completed and that wait: for their delay, a slot, or the stream. */
    int readied;

    private static final @Nullable Exchange[] NO_EXCHANGES = {};

    private final @Nullable Exchange[] exchanges;
    private final @Nullable ConversationGraph graph;

    ConversationRun(Conversation conversation) {
        this(conversation, 0);
    }

    ConversationRun(Conversation conversation, long startNs) {
        this.conversation = conversation;
        this.startNs = startNs;
        int count = conversation.turns().size();
        turns = new TurnRun[count];
        exchanges = count == 1 ? NO_EXCHANGES : new Exchange[count];
        graph = count == 1 ? null : ConversationGraph.of(conversation.turns());
        for (int i = 0; i < count; i++) {
            turns[i] = new TurnRun(this, conversation.turns().get(i));
        }
    }

    TurnRun firstTurn() {
        return turns[0];
    }

    /** Its first turn starts now: further turns that wait for no other begin with it, each after its own delay. */
    void begin(long nowNs, Pacing pacing) {
        for (int i = 1; i < turns.length; i++) {
            if (turns[i].missingParents == 0) {
                turns[i].readyNs = nowNs + turns[i].turn.settings().delayNs();
                pacing.ready(turns[i]);
            }
        }
    }

    /** Encodes a turn whose parents have all completed, unless it is encoded already. */
    Backend.Prepared prepare(TurnRun run, Backend backend) {
        Backend.Prepared known = run.prepared;
        if (known == null) {
            List<Exchange> history = history(run.turn);
            known = backend.prepare(run.turn, history);
            run.prepared = known;
            run.modalities = modalities(run.turn, history);
        }
        return known;
    }

    private static Modalities modalities(Turn turn, List<Exchange> history) {
        MediaMeter meter = new MediaMeter();
        for (Exchange earlier : history) {
            meter.add(earlier.turn().content());
        }
        return meter.add(turn.content()).sum();
    }

    /** A turn completed: tells the pacing which turns are ready now, their bytes encoded. */
    void completed(TurnRun run, long endNs, Backend backend, Pacing pacing) {
        if (graph == null) {
            return;
        }
        for (int child : graph.children(run.turn.index())) {
            TurnRun later = turns[child];
            if (--later.missingParents == 0) {
                later.readyNs = endNs + later.turn.settings().delayNs();
                prepare(later, backend);
                pacing.ready(later);
            }
        }
    }

    /** Keeps an answer for later turns: the one that came, or the one of the data where those are to be sent. */
    void answered(TurnRun run, @Nullable String text) {
        if (exchanges.length > 0) {
            String kept = conversation.givenAnswers() ? run.turn.answer() : text;
            exchanges[run.turn.index()] = new Exchange(run.turn, kept);
        }
    }

    /** The requestIds of a turn's parents. */
    long[] parentIds(Turn turn) {
        List<Turn.Parent> parents = turn.parents();
        if (parents.isEmpty()) {
            return RequestInfo.NO_PARENTS;
        }
        long[] ids = new long[parents.size()];
        for (int i = 0; i < ids.length; i++) {
            RequestInfo parent = turns[parents.get(i).turn()].info;
            ids[i] = parent == null ? -1 : parent.requestId();
        }
        return ids;
    }

    /** Whether anything of the conversation is sent with a turn. */
    boolean hasHistory(Turn turn) {
        return graph != null && !turn.parents().isEmpty() && graph.history(turn.index()).length > 0;
    }

    private List<Exchange> history(Turn turn) {
        if (graph == null || turn.parents().isEmpty()) {
            return List.of();
        }
        List<Exchange> history = new ArrayList<>();
        for (int earlier : graph.history(turn.index())) {
            Exchange exchange = exchanges[earlier];
            if (exchange != null) {
                history.add(exchange);
            }
        }
        return history;
    }
}
