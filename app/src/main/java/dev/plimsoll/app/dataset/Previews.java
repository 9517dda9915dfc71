package dev.plimsoll.app.dataset;

import dev.plimsoll.engine.dataset.DatasetPreview;
import dev.plimsoll.engine.plan.DatasetPlan;
import dev.plimsoll.engine.plan.PlanCompiler;
import dev.plimsoll.engine.problem.PlimsollException;
import dev.plimsoll.engine.workspace.WorkspaceFile;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Looks at a dataset, soon and elsewhere. Tests give looks of their own. */
@FunctionalInterface
interface Previews {
    /** Rows that are kept to be shown. */
    int SHOWN = 50;

    /**
     * Begins.
     *
     * @param id which dataset of the workspace
     * @param cancelled whether nobody waits any more; asked on any thread
     * @param found called on the JavaFX thread, unless it was cancelled; with null where the dataset cannot be read as it is written
     */
    void start(
            WorkspaceFile file,
            String id,
            long seed,
            BooleanSupplier cancelled,
            Consumer<@Nullable DatasetPreview> found);

    /**
     * The engine's, on virtual threads, after a while in which the person may go on typing.
     *
     * @param fx runs something on the JavaFX thread, soon
     */
    static Previews ofEngine(Executor fx, long afterMs) {
        return (file, id, seed, cancelled, found) -> Thread.ofVirtual()
                .name("dataset-preview")
                .start(() -> {
                    try {
                        Thread.sleep(afterMs);
                        DatasetPreview preview = look(file, id, seed, cancelled);
                        fx.execute(() -> {
                            if (!cancelled.getAsBoolean()) {
                                found.accept(preview);
                            }
                        });
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    } catch (CancellationException e) {
                        // a later look is on its way
                    }
                });
    }

    private static @Nullable DatasetPreview look(WorkspaceFile file, String id, long seed, BooleanSupplier cancelled) {
        DatasetPlan plan;
        try {
            plan = PlanCompiler.dataset(file, id);
        } catch (PlimsollException e) {
            return null; // told at its field
        }
        return DatasetPreview.of(plan, seed, SHOWN, cancelled);
    }
}
