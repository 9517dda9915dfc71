package dev.plimsoll.engine.scheduler;

import dev.plimsoll.engine.dataset.Conversation;
import dev.plimsoll.engine.problem.PlimsollException;
import dev.plimsoll.engine.wire.FrameCodec;
import dev.plimsoll.engine.wire.ToWorker;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Hands conversations to workers: those that came back first, then new ones from the dataset.
 *
 * <p>Guarantees: the turns of all conversations taken from the dataset never exceed the limit (the last one is cut to its first
 * turns; a turn's parents come before it, so a cut conversation is whole). Confined to the coordinator's thread.
 */
final class ConversationFeeder {
    /** Characters of one frame, about: big enough to be cheap, small enough not to hold up what follows. */
    private static final long FRAME_CHARS = 1 << 20;

    /** Three bytes a character at most, in UTF-8 of the basic plane, must fit into a frame. */
    private static final long MOST_CHARS = FrameCodec.MAX_FRAME_BYTES / 3;

    private final int stage;
    private final ConversationSource source;
    private final long turnLimit;
    private final ArrayDeque<Conversation> returned = new ArrayDeque<>();
    private long takenTurns;
    private boolean closed;
    private boolean starving;

    /** {@code turnLimit}: most turns to take from the source, {@link Long#MAX_VALUE} for all. */
    ConversationFeeder(int stage, ConversationSource source, long turnLimit) {
        this.stage = stage;
        this.source = source;
        this.turnLimit = turnLimit;
    }

    /** Whether nothing is left to hand out, now or later, unless something comes back. */
    boolean isFinished() {
        return closed || (returned.isEmpty() && (takenTurns >= turnLimit || source.isEnded()));
    }

    /** Whether the source has given everything, and no limit was in its way. */
    boolean isSourceEnded() {
        return takenTurns < turnLimit && source.isEnded();
    }

    /** Whether a worker waits for the source, which has nothing ready. */
    boolean isStarving() {
        return starving;
    }

    /** Turns of all conversations taken from the source, without those that were lost before they became requests. */
    long takenTurns() {
        return takenTurns;
    }

    /** Turns that may still be taken from the source. */
    long remainingTurns() {
        return turnLimit - takenTurns;
    }

    /** Hands out nothing any more. */
    void close() {
        closed = true;
        returned.clear();
        starving = false;
    }

    /** Conversations that are to be handed out again, before any new one. */
    void giveBack(Collection<Conversation> conversations) {
        if (!closed) {
            List<Conversation> reversed = new ArrayList<>(conversations).reversed();
            reversed.forEach(returned::addFirst);
        }
    }

    /** Turns that were taken and will never become requests: their conversation was lost with its worker. */
    void lostTurns(long count) {
        takenTurns -= count;
    }

    /** Hands out to each worker what it wants, one each in turn while there are some. */
    void deal(List<StageWorker> workers, ToIntFunction<StageWorker> wanted) {
        starving = false;
        if (closed) {
            return;
        }
        int[] want = new int[workers.size()];
        boolean more = false;
        for (int i = 0; i < want.length; i++) {
            want[i] = workers.get(i).isActive() ? wanted.applyAsInt(workers.get(i)) : 0;
            more |= want[i] > 0;
        }
        if (!more) {
            return;
        }
        List<Batch> batches = workers.stream().map(Batch::new).toList();
        while (more && !starving) {
            more = false;
            for (int i = 0; i < want.length && !starving; i++) {
                if (want[i]-- > 0) {
                    Conversation next = next();
                    if (next == null) {
                        starving = true;
                    } else {
                        batches.get(i).add(next);
                        more |= want[i] > 0;
                    }
                }
            }
        }
        starving &= !isFinished();
        batches.forEach(Batch::send);
    }

    /** Hands out all that there are now, one worker after another by the conversations' numbers. */
    void dealAll(List<StageWorker> workers) {
        starving = false;
        List<Batch> batches =
                workers.stream().filter(StageWorker::isActive).map(Batch::new).toList();
        if (closed || batches.isEmpty()) {
            return;
        }
        for (Conversation next = next(); next != null; next = next()) {
            batches.get((int) (next.id() % batches.size())).add(next);
        }
        starving = !isFinished();
        batches.forEach(Batch::send);
    }

    private @Nullable Conversation next() {
        Conversation back = returned.poll();
        if (back != null || takenTurns >= turnLimit) {
            return back;
        }
        Conversation next = source.poll();
        if (next == null) {
            return null;
        }
        if (Weight.of(next) > MOST_CHARS) {
            throw PlimsollException.failed(
                    "Conversation " + next.id() + " of the dataset has " + Weight.of(next)
                            + " characters; the longest that can be sent has " + MOST_CHARS
                            + ". Remove the row or shorten it.",
                    null);
        }
        long room = turnLimit - takenTurns;
        if (next.turns().size() > room) {
            next = next.first((int) room);
        }
        takenTurns += next.turns().size();
        return next;
    }

    /** What one worker gets in one round. */
    private final class Batch {
        private final StageWorker worker;
        private List<Conversation> conversations = new ArrayList<>();
        private long chars;

        Batch(StageWorker worker) {
            this.worker = worker;
        }

        void add(Conversation conversation) {
            worker.hand(conversation);
            conversations.add(conversation);
            chars += Weight.of(conversation);
            if (chars >= FRAME_CHARS) {
                send();
            }
        }

        void send() {
            if (!conversations.isEmpty()) {
                worker.link.send(new ToWorker.Conversations(stage, conversations));
                conversations = new ArrayList<>();
                chars = 0;
            }
        }
    }
}
