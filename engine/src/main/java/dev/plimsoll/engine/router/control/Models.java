package dev.plimsoll.engine.router.control;

import dev.plimsoll.engine.router.process.ModelProcess;
import java.time.Duration;
import java.util.concurrent.CompletionStage;

/**
 * The models' processes as the loop reaches them. None of the methods blocks; wishes for one model are met in the order in which they are
 * made. What a model's state is, the loop learns from a {@link ModelProcess.Listener} alone, which is told of a change before the wish that
 * made it completes.
 */
public interface Models {
    /** Completes when the model is ready; whether that takes a start, its process decides. Fails with
     * {@link dev.plimsoll.engine.router.process.ModelStartException}. */
    CompletionStage<Void> ensureReady(String model);

    /** Completes when the model's process is gone, or if there is none. */
    CompletionStage<Void> stop(String model, Duration grace);

    /** A request is about to be handed to the model; its idle limit does not run until {@link #serveEnded}. */
    void serveBegun(String model);

    /** A request that was handed to it has ended. */
    void serveEnded(String model);

    /** Ends all processes for good; completes when they are gone. */
    CompletionStage<Void> shutdown();
}
