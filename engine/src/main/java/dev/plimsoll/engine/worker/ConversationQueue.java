package dev.plimsoll.engine.worker;

import dev.plimsoll.engine.dataset.Conversation;
import dev.plimsoll.engine.endpoint.Backend;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Prefetched conversations, not yet started. The next few have their first request encoded, so that at its time nothing is left to do
 * but to send it. Belongs to the loop.
 */
final class ConversationQueue {
    /** Conversations encoded ahead, at most. */
    static final int PREPARED_AHEAD = 64;

    /** Bytes encoded ahead, at most (one conversation may go beyond): long prompts must not fill the memory. */
    static final long PREPARED_BYTES_AHEAD = 16L << 20;

    private final Backend backend;
    private final ArrayDeque<ConversationRun> prepared = new ArrayDeque<>(PREPARED_AHEAD);
    private final ArrayDeque<ConversationRun> raw = new ArrayDeque<>();
    private long preparedBytes;

    ConversationQueue(Backend backend) {
        this.backend = backend;
    }

    void add(Conversation conversation) {
        raw.add(new ConversationRun(conversation));
    }

    /** Adds one that starts at its own time, run time; before those that start later, as one of a lost worker may come late. */
    void add(Conversation conversation, long startNs) {
        ArrayDeque<ConversationRun> later = new ArrayDeque<>();
        while (!raw.isEmpty() && raw.getLast().startNs > startNs) {
            later.addFirst(raw.removeLast());
        }
        while (raw.isEmpty() && !prepared.isEmpty() && prepared.getLast().startNs > startNs) {
            ConversationRun last = prepared.removeLast();
            preparedBytes -= bytes(last);
            later.addFirst(last);
        }
        raw.add(new ConversationRun(conversation, startNs));
        raw.addAll(later);
    }

    /** When the first of them starts, run time; {@link Long#MAX_VALUE} where there is none. */
    long firstStartNs() {
        ConversationRun first = prepared.isEmpty() ? raw.peek() : prepared.peek();
        return first == null ? Long.MAX_VALUE : first.startNs;
    }

    int size() {
        return prepared.size() + raw.size();
    }

    boolean isEmpty() {
        return prepared.isEmpty() && raw.isEmpty();
    }

    /** The next conversation, or null. */
    @Nullable
    ConversationRun poll() {
        ConversationRun next = prepared.poll();
        if (next == null) {
            return raw.poll();
        }
        preparedBytes -= bytes(next);
        return next;
    }

    /** Encodes one more ahead of its time; false where there is nothing to do. */
    boolean prepareOne() {
        if (raw.isEmpty() || prepared.size() >= PREPARED_AHEAD || preparedBytes >= PREPARED_BYTES_AHEAD) {
            return false;
        }
        ConversationRun next = raw.remove();
        next.prepare(next.firstTurn(), backend);
        prepared.add(next);
        preparedBytes += bytes(next);
        return true;
    }

    /** Takes out up to {@code count}, the latest first; answers their ids. */
    List<Long> withdraw(int count) {
        List<Long> ids = new ArrayList<>();
        while (ids.size() < count && !isEmpty()) {
            ConversationRun last = raw.pollLast();
            if (last == null) {
                last = prepared.removeLast();
                preparedBytes -= bytes(last);
                last.firstTurn().release();
            }
            ids.add(last.conversation.id());
        }
        return ids;
    }

    /** Forgets all of them. */
    void clear() {
        withdraw(Integer.MAX_VALUE);
    }

    private static long bytes(ConversationRun conversation) {
        Backend.Prepared bytes = conversation.firstTurn().prepared;
        return bytes == null ? 0 : bytes.byteCount();
    }
}
