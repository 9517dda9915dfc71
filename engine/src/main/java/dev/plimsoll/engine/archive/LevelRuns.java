package dev.plimsoll.engine.archive;

/** Parquet's definition or repetition levels, at most 255, as runs of equal ones (its encoding RLE). One thread. */
final class LevelRuns {
    private final Bytes runs = new Bytes();
    private int level;
    private long length;

    void add(int next) {
        add(next, 1);
    }

    void add(int next, long times) {
        if (next != level) {
            endRun();
            level = next;
        }
        length += times;
    }

    private void endRun() {
        if (length > 0) {
            runs.addVarint(length << 1);
            runs.add(level);
            length = 0;
        }
    }

    /** Bytes so far, about. */
    int size() {
        return runs.size();
    }

    /** Writes what was added with its length before it, and begins anew. */
    void drainTo(Bytes out) {
        endRun();
        out.addInt(runs.size());
        out.add(runs);
        runs.clear();
    }
}
