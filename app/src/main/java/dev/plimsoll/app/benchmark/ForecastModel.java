package dev.plimsoll.app.benchmark;

import dev.plimsoll.app.session.Failure;
import dev.plimsoll.app.session.RunSession;
import dev.plimsoll.engine.archive.RunCatalog;
import dev.plimsoll.engine.workspace.WorkspaceFile;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import javafx.beans.InvalidationListener;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the forecast of the selected benchmark up to date. JavaFX thread; the forecast itself is computed elsewhere, one at a time, and
 * what was overtaken by a later edit is dropped.
 */
final class ForecastModel {
    private final BenchmarkModel benchmark;
    private final RunSession runs;
    private final Executor fx;
    private final Executor later;
    private final Consumer<Failure> onFailure;
    private final ReadOnlyObjectWrapper<Forecast> forecast =
            new ReadOnlyObjectWrapper<>(Forecast.none(Optional.empty()));
    private final AtomicReference<@Nullable Asked> waiting = new AtomicReference<>();
    private final Object oneAtATime = new Object();
    private final InvalidationListener runEnded = _ -> lookAgain();
    private volatile @Nullable Known known;
    /** Remembers what it read of each run; used by one computation at a time. */
    private @Nullable RunCatalog catalog;

    private boolean active;

    /** What is to be computed. */
    private record Asked(WorkspaceFile file, String benchmark, Path runs) {}

    /** The last run of a benchmark as it was looked up; looked up again when a run ends. */
    private record Known(String benchmark, Path runs, Optional<LastRun> last) {}

    /**
     * Idle until it is told to be {@link #active}.
     *
     * @param fx runs something on the JavaFX thread, soon
     * @param later runs something off it, after a short while in which further edits may come
     * @param onFailure told on the JavaFX thread where the program itself is at fault
     */
    ForecastModel(BenchmarkModel benchmark, RunSession runs, Executor fx, Executor later, Consumer<Failure> onFailure) {
        this.onFailure = onFailure;
        this.benchmark = benchmark;
        this.runs = runs;
        this.fx = fx;
        this.later = later;
        benchmark.onChange(this::ask);
        runs.lastRun().addListener(runEnded);
    }

    void dispose() {
        runs.lastRun().removeListener(runEnded);
    }

    /** The latest forecast. */
    ReadOnlyObjectProperty<Forecast> forecast() {
        return forecast.getReadOnlyProperty();
    }

    /** Whether anyone looks: nothing is computed for a page that is not shown. */
    void active(boolean shown) {
        active = shown;
        if (shown) {
            lookAgain();
        }
    }

    private void lookAgain() {
        known = null;
        ask();
    }

    private void ask() {
        String id = benchmark.id();
        if (!active || id == null) {
            return;
        }
        waiting.set(new Asked(benchmark.file(), id, runs.runsFolder()));
        later.execute(this::compute);
    }

    private void compute() {
        synchronized (oneAtATime) {
            Asked asked = waiting.getAndSet(null);
            if (asked == null) {
                return;
            }
            Forecast made;
            try {
                made = Forecast.of(asked.file(), asked.benchmark(), last(asked));
            } catch (RuntimeException e) {
                made = Forecast.none(Optional.empty());
                fx.execute(() -> onFailure.accept(Failure.of(e)));
            }
            Forecast shown = made;
            fx.execute(() -> {
                if (waiting.get() == null && Objects.equals(benchmark.id(), asked.benchmark())) {
                    forecast.set(shown);
                }
            });
        }
    }

    private Optional<LastRun> last(Asked asked) {
        Known had = known;
        if (had == null
                || !had.benchmark().equals(asked.benchmark())
                || !had.runs().equals(asked.runs())) {
            RunCatalog read = catalog;
            RunCatalog runsOf =
                    read != null && read.runsFolder().equals(asked.runs()) ? read : new RunCatalog(asked.runs());
            catalog = runsOf;
            had = new Known(asked.benchmark(), asked.runs(), LastRun.find(runsOf, asked.benchmark()));
            known = had;
        }
        return had.last();
    }
}
