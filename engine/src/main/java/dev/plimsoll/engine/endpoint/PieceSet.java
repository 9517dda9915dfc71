package dev.plimsoll.engine.endpoint;

import java.util.Arrays;

/** Pieces of one answer that were heard of; reused. An answer has few, and its events come piece after piece. */
final class PieceSet {
    private int[] pieces = new int[8];
    private int size;

    void clear() {
        size = 0;
    }

    /** Adds a piece; whether it is new. */
    boolean add(int piece) {
        for (int i = size - 1; i >= 0; i--) {
            if (pieces[i] == piece) {
                return false;
            }
        }
        if (size == pieces.length) {
            pieces = Arrays.copyOf(pieces, size * 2);
        }
        pieces[size++] = piece;
        return true;
    }
}
