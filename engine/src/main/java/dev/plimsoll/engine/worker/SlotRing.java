package dev.plimsoll.engine.worker;

import java.util.Arrays;

/**
 * Slots of the near future, ascending by intended time: a ring of primitive longs, so that the next due slot is found without a heap
 * and adding one in order costs two stores.
 *
 * <p>Slots of a lost worker arrive with times older than those held; they are put where they belong. Belongs to one thread.
 */
final class SlotRing {
    private long[] slots = new long[256];
    private long[] intendedNs = new long[256];
    private int head;
    private int size;

    int size() {
        return size;
    }

    boolean isEmpty() {
        return size == 0;
    }

    /** Intended time of the oldest slot, run time; only where not empty. */
    long firstIntendedNs() {
        return intendedNs[head];
    }

    /** Number of the oldest slot; only where not empty. */
    long firstSlot() {
        return slots[head];
    }

    void removeFirst() {
        assert size > 0;
        head = (head + 1) & (slots.length - 1);
        size--;
    }

    /** Removes the latest slot and returns its number; only where not empty. */
    long removeLast() {
        assert size > 0;
        size--;
        return slots[(head + size) & (slots.length - 1)];
    }

    void add(long slot, long atNs) {
        if (size == slots.length) {
            grow();
        }
        int mask = slots.length - 1;
        int place = size;
        while (place > 0 && intendedNs[(head + place - 1) & mask] > atNs) {
            int from = (head + place - 1) & mask;
            int to = (head + place) & mask;
            slots[to] = slots[from];
            intendedNs[to] = intendedNs[from];
            place--;
        }
        slots[(head + place) & mask] = slot;
        intendedNs[(head + place) & mask] = atNs;
        size++;
    }

    /** How many slots have a time at or before {@code nowNs}. */
    int dueBy(long nowNs) {
        int low = 0;
        int high = size;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (intendedNs[(head + middle) & (slots.length - 1)] <= nowNs) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    void clear() {
        head = 0;
        size = 0;
    }

    private void grow() {
        slots = unrolled(slots);
        intendedNs = unrolled(intendedNs);
        head = 0;
    }

    private long[] unrolled(long[] ring) {
        long[] wider = Arrays.copyOfRange(ring, head, head + 2 * ring.length);
        System.arraycopy(ring, 0, wider, ring.length - head, head);
        return wider;
    }
}
