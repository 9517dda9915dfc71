package dev.plimsoll.engine.worker;

import java.util.Arrays;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Things that become due: a binary heap by time, equal times in the order they were added. For think times and first starts of
 * streams, which are few; slots of a schedule are in a {@link SlotRing}. Belongs to one thread.
 */
final class TimeHeap<T> {
    private long[] atNs = new long[16];
    private long[] order = new long[16];
    private @Nullable Object[] items = new @Nullable Object[16];
    private int size;
    private long added;

    boolean isEmpty() {
        return size == 0;
    }

    int size() {
        return size;
    }

    /** Time of the first, or {@link Long#MAX_VALUE} where empty. */
    long firstNs() {
        return size == 0 ? Long.MAX_VALUE : atNs[0];
    }

    void add(long dueNs, T item) {
        if (size == items.length) {
            atNs = Arrays.copyOf(atNs, size * 2);
            order = Arrays.copyOf(order, size * 2);
            items = Arrays.copyOf(items, size * 2);
        }
        rise(size++, dueNs, added++, item);
    }

    private void rise(int from, long dueNs, long number, @Nullable Object item) {
        int hole = from;
        while (hole > 0) {
            int parent = (hole - 1) >>> 1;
            if (before(parent, dueNs, number)) {
                break;
            }
            move(parent, hole);
            hole = parent;
        }
        put(hole, dueNs, number, item);
    }

    /** Removes and returns the first; only where not empty. */
    @SuppressWarnings({"unchecked", "NullAway"}) // a place below size always holds an item
    T removeFirst() {
        assert size > 0;
        final T first = (T) items[0];
        int last = --size;
        long dueNs = atNs[last];
        long number = order[last];
        Object item = items[last];
        items[last] = null;
        if (last > 0) {
            int hole = 0;
            for (int child = 1; child < last; child = 2 * hole + 1) {
                if (child + 1 < last && before(child + 1, atNs[child], order[child])) {
                    child++;
                }
                if (!before(child, dueNs, number)) {
                    break;
                }
                move(child, hole);
                hole = child;
            }
            put(hole, dueNs, number, item);
        }
        return first;
    }

    /** Takes out everything that matches; linear, for rare events. */
    @SuppressWarnings({"unchecked", "NullAway"}) // a place below size always holds an item
    void removeIf(Predicate<T> matches) {
        int before = size;
        long[] oldAt = Arrays.copyOf(atNs, before);
        long[] oldOrder = Arrays.copyOf(order, before);
        Object[] oldItems = Arrays.copyOf(items, before);
        clear();
        for (int i = 0; i < before; i++) {
            if (!matches.test((T) oldItems[i])) {
                rise(size++, oldAt[i], oldOrder[i], oldItems[i]);
            }
        }
    }

    void clear() {
        Arrays.fill(items, 0, size, null);
        size = 0;
    }

    private boolean before(int index, long dueNs, long number) {
        return atNs[index] < dueNs || (atNs[index] == dueNs && order[index] < number);
    }

    private void move(int from, int to) {
        atNs[to] = atNs[from];
        order[to] = order[from];
        items[to] = items[from];
    }

    private void put(int index, long dueNs, long number, @Nullable Object item) {
        atNs[index] = dueNs;
        order[index] = number;
        items[index] = item;
    }
}
