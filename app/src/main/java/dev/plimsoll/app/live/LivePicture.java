package dev.plimsoll.app.live;

import dev.plimsoll.engine.metrics.LiveSnapshot;
import dev.plimsoll.engine.run.RunEvent;
import dev.plimsoll.engine.run.RunStatus;
import java.util.List;
import java.util.Optional;

/**
 * What the engine tells of a run at one moment.
 *
 * @param heading name, target and model: {@code Sweep chat-short → vllm-h100 · Llama-3.1-8B-Instruct}
 * @param targetHere whether the target runs on this machine
 * @param running whether it is still on
 * @param status where it is
 * @param live its figures
 * @param events its log, oldest first
 */
record LivePicture(
        String heading,
        boolean targetHere,
        boolean running,
        RunStatus status,
        LiveSnapshot live,
        List<RunEvent> events) {
    /** The stage that runs, else the last one. */
    Optional<LiveSnapshot.Stage> stage() {
        return live.stages().isEmpty()
                ? Optional.empty()
                : Optional.of(live.stages().getLast());
    }

    /** The saturation of the stage that is shown, if it seems saturated. */
    Optional<RunStatus.Saturation> saturation() {
        return stage().flatMap(s -> status.saturations().stream()
                .filter(x -> x.stage() == s.index())
                .reduce((a, b) -> b));
    }
}
