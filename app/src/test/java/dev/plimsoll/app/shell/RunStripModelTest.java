package dev.plimsoll.app.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.plimsoll.engine.run.RunStatus;
import dev.plimsoll.engine.run.RunStatus.Phase;
import java.util.List;
import org.junit.jupiter.api.Test;

class RunStripModelTest {
    private static RunStatus.Stage stage(int index, Phase phase, double fraction) {
        return new RunStatus.Stage(index, "x", "X", phase, fraction, -1, 0, 0, -1, -1, 0, 0, 0, -1);
    }

    @Test
    void beforeTheFirstStageItSaysWhatHappens() {
        RunStatus status =
                new RunStatus("Warming up 2 workers", List.of(stage(0, Phase.PENDING, 0)), 2, 3, -1, null, List.of());
        assertEquals(new RunStripModel("Warming up 2 workers", -1, "0:03", ""), RunStripModel.of(status));
    }

    @Test
    void theStageAndTheTimeLeftAreThoseOfTheWholeRun() {
        RunStatus status = new RunStatus(
                "Running",
                List.of(
                        stage(0, Phase.DONE, 1),
                        stage(1, Phase.RUNNING, 0.5),
                        stage(2, Phase.PENDING, 0),
                        stage(3, Phase.PENDING, 0)),
                2,
                15,
                25,
                null,
                List.of());
        assertEquals(new RunStripModel("stage 2 of 4", 0.375, "0:15", "of 0:40 · 25 s left"), RunStripModel.of(status));
    }

    @Test
    void betweenTwoStagesTheLastOneThatEndedIsNamed() {
        RunStatus status = new RunStatus(
                "Pausing", List.of(stage(0, Phase.DONE, 1), stage(1, Phase.PENDING, 0)), 1, 15, -1, null, List.of());
        assertEquals(new RunStripModel("stage 1 of 2", 0.5, "0:15", ""), RunStripModel.of(status));
    }
}
