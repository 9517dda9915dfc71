package dev.plimsoll.app.session;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Undo and redo of a document: a stack of documents. Edits with equal keys in a row are one step.
 *
 * @param <D> the document, immutable
 */
final class History<D> {
    private static final int MOST_STEPS = 500;

    private final Deque<Step<D>> past = new ArrayDeque<>();
    private final Deque<Step<D>> future = new ArrayDeque<>();

    /** The document before a step, what the step was, and the key that lets the next edit join it. */
    private record Step<D>(D document, String what, String mergeKey) {}

    /** Remembers the document as it was before an edit, unless the edit belongs to the step before. */
    void before(D document, String what, String mergeKey) {
        boolean joins = !mergeKey.isEmpty()
                && future.isEmpty()
                && !past.isEmpty()
                && past.getLast().mergeKey().equals(mergeKey);
        future.clear();
        if (joins) {
            return;
        }
        past.addLast(new Step<>(document, what, mergeKey));
        if (past.size() > MOST_STEPS) {
            past.removeFirst();
        }
    }

    /** Ends a step, so that the next edit starts another even with the same key. */
    void seal() {
        if (!past.isEmpty()) {
            Step<D> last = past.removeLast();
            past.addLast(new Step<>(last.document(), last.what(), ""));
        }
    }

    boolean canUndo() {
        return !past.isEmpty();
    }

    boolean canRedo() {
        return !future.isEmpty();
    }

    String undoes() {
        return past.isEmpty() ? "" : past.getLast().what();
    }

    String redoes() {
        return future.isEmpty() ? "" : future.getLast().what();
    }

    D undo(D now) {
        Step<D> step = past.removeLast();
        future.addLast(new Step<>(now, step.what(), ""));
        return step.document();
    }

    D redo(D now) {
        Step<D> step = future.removeLast();
        past.addLast(new Step<>(now, step.what(), ""));
        return step.document();
    }

    void clear() {
        past.clear();
        future.clear();
    }
}
