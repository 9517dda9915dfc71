package dev.plimsoll.engine.metrics;

import dev.plimsoll.engine.record.RequestTimings;

/**
 * The steps of a stage's series: usually seconds, shorter where a stage is short, so that a chart has points.
 *
 * @param startNs start of the stage, run time
 * @param stepNs length of a step
 * @param count steps in all
 */
record StepGrid(long startNs, long stepNs, int count) {
    /** A stage shorter than this many seconds has steps of half a second; below half of it, of a quarter. */
    private static final double SHORT_STAGE_SECONDS = 20;
    /** Longest series: beyond, steps are longer than a second (28 h). A damaged time cannot exhaust the memory. */
    private static final int MOST_STEPS = 100_000;

    /** The steps of a stage of a length; none where it is 0. */
    static StepGrid of(long startNs, long lengthNs) {
        double seconds = lengthNs / 1e9;
        double step = seconds < SHORT_STAGE_SECONDS / 2 ? 0.25 : seconds < SHORT_STAGE_SECONDS ? 0.5 : 1;
        while (seconds / step > MOST_STEPS) {
            step *= 10;
        }
        long stepNs = Math.round(step * 1e9);
        return new StepGrid(startNs, stepNs, (int) ((lengthNs + stepNs - 1) / stepNs));
    }

    /** Length of a step, s. */
    double seconds() {
        return stepNs / 1e9;
    }

    /** End of the last step, run time. */
    long endNs() {
        return startNs + count * stepNs;
    }

    /** The step an instant falls into; the end of the last one belongs to it. -1 where it falls into none. */
    int of(long atNs) {
        if (!RequestTimings.has(atNs) || count == 0) {
            return -1;
        }
        long step = Math.floorDiv(atNs - startNs, stepNs);
        if (step == count && atNs == endNs()) {
            return count - 1;
        }
        return step < 0 || step >= count ? -1 : (int) step;
    }
}
