package dev.plimsoll.charts.run;

/**
 * One stage of a run to come.
 *
 * @param name how it is called: {@code constant@10.00}
 * @param startSeconds when it starts, s after the run's start
 * @param seconds how long it lasts, above 0
 * @param level its load, in the unit of the chart
 * @param planned whether the load is set in advance; otherwise it follows from what is measured
 * @param refined whether the stage is one of those placed around the knee
 * @param label above its bar, or empty
 */
public record PlannedStage(
        String name,
        double startSeconds,
        double seconds,
        double level,
        boolean planned,
        boolean refined,
        String label) {
    /** When it ends, s after the run's start. */
    public double endSeconds() {
        return startSeconds + seconds;
    }
}
