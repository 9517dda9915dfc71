package dev.plimsoll.app.shell;

import dev.plimsoll.app.services.Texts;
import dev.plimsoll.engine.metrics.LiveSnapshot;
import dev.plimsoll.engine.report.Numbers;
import dev.plimsoll.engine.run.RunStatus;

/**
 * What the header says of a run, worked out from its latest picture.
 *
 * @param stage {@code stage 3 of 8}, or what happens before the first stage
 * @param fraction how far the whole run is, [0,1], or -1 where unknown
 * @param clock time since the start: {@code 9:47}
 * @param left {@code of 10:00 · 13 s left}, or empty where unknown
 */
record RunStripModel(String stage, double fraction, String clock, String left) {
    static RunStripModel of(RunStatus status, LiveSnapshot live, double elapsedSeconds) {
        String clock = Numbers.clock(elapsedSeconds);
        if (status.stages().isEmpty()) {
            return new RunStripModel(status.doing(), -1, clock, "");
        }
        RunStatus.Stage now = status.stages().getLast();
        int planned = status.stagesPlanned();
        String stage = planned > 1
                ? Texts.of("header.stage", now.index() + 1, planned)
                : planned == 1 ? "" : Texts.of("header.stageAlone", now.index() + 1);
        if (planned <= 0) {
            return new RunStripModel(stage, -1, clock, "");
        }
        double fraction = Math.clamp((now.index() + now.fraction()) / planned, 0, 1);
        double remaining = remaining(now, planned, live);
        String left = remaining < 0
                ? ""
                : Texts.of(
                        "header.left", Numbers.clock(elapsedSeconds + remaining), Numbers.span(Math.round(remaining)));
        return new RunStripModel(stage, fraction, clock, left);
    }

    /** Seconds left of the whole run, taking later stages to be as long as this one; -1 where unknown. */
    private static double remaining(RunStatus.Stage now, int planned, LiveSnapshot live) {
        boolean done = now.phase() == RunStatus.Phase.DONE;
        double ofStage = done ? 0 : now.remainingSeconds();
        if (ofStage < 0) {
            return -1;
        }
        double elapsedInStage =
                live.stages().isEmpty() ? 0 : live.stages().getLast().elapsedSeconds();
        int later = Math.max(0, planned - now.index() - 1);
        return ofStage + later * (elapsedInStage + ofStage);
    }
}
