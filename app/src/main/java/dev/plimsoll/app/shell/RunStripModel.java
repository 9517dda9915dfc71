package dev.plimsoll.app.shell;

import dev.plimsoll.app.services.Texts;
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
    static RunStripModel of(RunStatus status) {
        String clock = Numbers.clock(status.elapsedSeconds());
        long begun = status.stages().stream()
                .filter(s -> s.phase() != RunStatus.Phase.PENDING)
                .count();
        int planned = status.stagesPlanned();
        if (begun == 0 || planned == 0) {
            return new RunStripModel(status.doing(), -1, clock, "");
        }
        String stage = planned == 1 ? status.doing() : Texts.of("header.stage", begun, planned);
        double done = status.stages().stream()
                .mapToDouble(s -> s.phase() == RunStatus.Phase.DONE ? 1 : s.fraction())
                .sum();
        double remaining = status.remainingSeconds();
        String left = remaining < 0
                ? ""
                : Texts.of("header.left", Numbers.clock(status.totalSeconds()), Numbers.span(Math.ceil(remaining)));
        return new RunStripModel(stage, Math.clamp(done / planned, 0, 1), clock, left);
    }
}
