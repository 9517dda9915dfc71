package dev.plimsoll.engine.scheduler;

import dev.plimsoll.engine.dataset.Conversation;
import dev.plimsoll.engine.record.RequestInfo;
import dev.plimsoll.engine.record.RequestStatus;
import dev.plimsoll.engine.wire.FromWorker;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the coordinator knows of one worker in one stage: what it holds, what it told. Confined to the coordinator's thread. */
final class StageWorker {
    /** Position among the stage's workers. */
    final int place;

    final WorkerLink link;

    /** Streams it runs, 0 in an open loop. */
    final int streams;

    final Prefetch prefetch;

    /** Conversations handed to it of which no request was heard, by id, oldest first. */
    final Map<Long, Conversation> unstarted = new LinkedHashMap<>();

    /** Slots handed to it that no request was heard to use, with their intended times; oldest first. */
    final Map<Long, Long> unusedSlots = new LinkedHashMap<>();

    long unstartedChars;

    /** Turns of every conversation it holds or held. */
    long handedTurns;

    /** Requests heard of, and how the ended ones among them ended. */
    long created;

    private final long[] endedAs = new long[RequestStatus.values().length];

    /** Free streams without work, as last told. */
    int idleStreams;

    /** A withdrawal was asked for and not answered yet. */
    boolean withdrawing;

    /** When it was last heard, run time. */
    long heardNs;

    /** How far its own time has come, run time: everything before was told. */
    long toldUpToNs = Long.MIN_VALUE;

    /** It was lost. */
    boolean lost;

    /** Its last word in this stage. */
    FromWorker.@Nullable StageDone done;

    StageWorker(int place, WorkerLink link, int streams) {
        this.place = place;
        this.link = link;
        this.streams = streams;
        this.prefetch = new Prefetch(streams);
    }

    /** It takes part: neither lost nor done. */
    boolean isActive() {
        return !lost && done == null;
    }

    /** Slots it has and no turn for; negative where it has more turns than slots. Open loops, once no conversation comes any more. */
    long spareSlots() {
        return unusedSlots.size() - uncreatedTurns();
    }

    void hand(Conversation conversation) {
        unstarted.put(conversation.id(), conversation);
        unstartedChars += Weight.of(conversation);
        handedTurns += conversation.turns().size();
    }

    /** A request of it was heard for the first time. */
    void created(RequestInfo info) {
        created++;
        if (info.slot() >= 0) {
            unusedSlots.remove(info.slot());
        }
        Conversation conversation = unstarted.remove(info.conversationId());
        if (conversation != null) {
            unstartedChars -= Weight.of(conversation);
            prefetch.started();
        }
    }

    /** It gave one back; null if it is not among the unstarted ones. */
    @Nullable
    Conversation takeBack(long conversationId) {
        Conversation conversation = unstarted.remove(conversationId);
        if (conversation != null) {
            unstartedChars -= Weight.of(conversation);
            handedTurns -= conversation.turns().size();
        }
        return conversation;
    }

    /** What it holds will not be started. */
    void forgetUnstarted() {
        unstarted.clear();
        unusedSlots.clear();
        unstartedChars = 0;
    }

    /** Turns it holds that are no requests yet. */
    long uncreatedTurns() {
        return handedTurns - created;
    }

    void ended(RequestStatus status) {
        endedAs[status.ordinal()]++;
    }

    void turnedToErrored(RequestStatus before) {
        endedAs[before.ordinal()]--;
        endedAs[RequestStatus.ERRORED.ordinal()]++;
    }

    /** As {@link FromWorker.StageDone}, by what was heard. */
    FromWorker.StageDone heard(int stage) {
        return new FromWorker.StageDone(
                stage,
                created,
                endedAs[RequestStatus.COMPLETED.ordinal()],
                endedAs[RequestStatus.ERRORED.ordinal()],
                endedAs[RequestStatus.CANCELLED.ordinal()],
                endedAs[RequestStatus.DROPPED.ordinal()]);
    }
}
