package dev.plimsoll.engine.router.control;

import dev.plimsoll.engine.router.observe.RouterEvent;
import dev.plimsoll.engine.router.process.ModelStartException;
import dev.plimsoll.engine.router.process.ModelState;
import dev.plimsoll.engine.router.schedule.Effect;
import dev.plimsoll.engine.router.schedule.Failure;
import dev.plimsoll.engine.router.schedule.SwapScheduler;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The swaps under way: each stops what has to go, waits for it, brings its model to ready, and reports its end, once. Each of these steps is
 * a turn; whether an abandoned swap may still start its model is asked in the very turn in which it would. Of the loop's thread.
 */
final class SwapBook {
    private final Models models;
    private final Stops stops;
    private final ModelBoard board;
    private final CostBook costs;
    private final Turns turns;
    private final Consumer<RouterEvent> events;
    private final BiConsumer<SwapTask, Optional<Failure>> whenEnded;
    private final List<SwapTask> underWay = new ArrayList<>();
    private long lastNumber;
    private long ended;
    private long loads;
    private long failed;
    private long swappingNs;
    private long swappingSinceNs;

    /**
     * No swaps.
     *
     * @param whenEnded told in the turn in which a swap ends, with why its model is not ready
     */
    SwapBook(
            Models models,
            Stops stops,
            ModelBoard board,
            CostBook costs,
            Turns turns,
            Consumer<RouterEvent> events,
            BiConsumer<SwapTask, Optional<Failure>> whenEnded) {
        this.models = models;
        this.stops = stops;
        this.board = board;
        this.costs = costs;
        this.turns = turns;
        this.events = events;
        this.whenEnded = whenEnded;
    }

    void begin(SwapScheduler scheduler, Effect.StartSwap order) {
        lastNumber++;
        SwapTask swap = new SwapTask(lastNumber, scheduler, order, turns.nowNs());
        if (underWay.isEmpty()) {
            swappingSinceNs = turns.nowNs();
        }
        underWay.add(swap);
        events.accept(new RouterEvent.SwapStarted(
                turns.nowNs(),
                swap.number(),
                swap.model(),
                order.plan().evict(),
                order.plan().await()));
        List<String> leaving = new ArrayList<>(order.plan().evict());
        leaving.addAll(order.plan().await());
        board.state(swap.model())
                .filter(ModelState.STOPPING::equals)
                .ifPresent(_ -> leaving.add(swap.model())); // its own earlier process has to be gone as well
        if (leaving.isEmpty()) {
            evicted(swap);
        } else {
            var unused = stops.all(leaving).thenRun(() -> evicted(swap));
        }
    }

    private void evicted(SwapTask swap) {
        ModelState state = board.said(swap.model());
        swap.evicted(turns.nowNs(), state == ModelState.STARTING || state == ModelState.READY);
        if (swap.abandoned()) {
            end(swap, new Failure(Failure.Code.START_ABORTED, "The load of '" + swap.model() + "' was given up."));
            return;
        }
        board.startBegun(swap.model());
        var unused = models.ensureReady(swap.model())
                .whenComplete((_, why) -> turns.add(() -> {
                    board.startEnded(swap.model());
                    end(swap, why == null ? null : failure(swap.model(), why));
                }));
    }

    private static Failure failure(String model, Throwable why) {
        Throwable cause = why instanceof CompletionException && why.getCause() != null ? why.getCause() : why;
        Failure.Code code = Failure.Code.LOAD_FAILED;
        if (cause instanceof ModelStartException start) {
            switch (start.reason()) {
                case START_ABORTED -> code = Failure.Code.START_ABORTED;
                case SHUTDOWN -> {
                    return Failure.shuttingDown();
                }
                case SPAWN_FAILED, EXITED_DURING_START, HEALTH_TIMEOUT -> {}
            }
        }
        return new Failure(code, "Model '" + model + "' did not become ready: " + cause.getMessage());
    }

    private void end(SwapTask swap, @Nullable Failure failure) {
        swap.ended(turns.nowNs(), failure == null);
        underWay.remove(swap);
        ended++;
        if (underWay.isEmpty()) {
            swappingNs += turns.nowNs() - swappingSinceNs;
        }
        if (failure != null) {
            failed++;
        } else if (swap.load()) {
            loads++;
            costs.loaded(swap);
            board.loaded(swap.model());
        }
        events.accept(new RouterEvent.SwapEnded(
                turns.nowNs(),
                swap.number(),
                swap.model(),
                swap.load(),
                swap.times(),
                failure == null ? null : failure.code().name()));
        whenEnded.accept(swap, Optional.ofNullable(failure));
    }

    /** A process of a model exists. */
    void spawned(long atNs, String model) {
        underWay.stream()
                .filter(swap -> swap.model().equals(model) && !swap.abandoned())
                .forEach(swap -> swap.spawned(atNs));
    }

    /** These must not start their models any more. */
    void abandon(Predicate<SwapTask> which) {
        underWay.stream().filter(which).forEach(SwapTask::abandon);
    }

    /** The swap that a scheduler believes to be under way to a model. */
    Optional<SwapTask> to(SwapScheduler scheduler, String model) {
        return underWay.stream()
                .filter(swap -> swap.isOrderedBy(scheduler) && swap.model().equals(model) && !swap.abandoned())
                .findFirst();
    }

    Collection<SwapTask> underWay() {
        return Collections.unmodifiableList(underWay);
    }

    long ended() {
        return ended;
    }

    long loads() {
        return loads;
    }

    long failed() {
        return failed;
    }

    /** For how long at least one swap was under way. */
    long swappingNs() {
        return swappingNs + (underWay.isEmpty() ? 0 : turns.nowNs() - swappingSinceNs);
    }
}
