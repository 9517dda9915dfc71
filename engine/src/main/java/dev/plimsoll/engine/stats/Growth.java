package dev.plimsoll.engine.stats;

/** How a column grows: by half, which keeps copying linear without doubling the memory of a large one. */
final class Growth {
    private Growth() {}

    static int next(int size) {
        return Math.max(16, size + (size >> 1));
    }
}
