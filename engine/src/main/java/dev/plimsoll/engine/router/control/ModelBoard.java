package dev.plimsoll.engine.router.control;

import dev.plimsoll.engine.router.process.ModelState;
import java.util.Collection;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Where each model was when its process last said so, and what the loop knows better, because a process says so a little later: one that
 * was asked to start is about to hold memory, one that was asked to stop is leaving. Of the loop's thread.
 */
final class ModelBoard {
    private final SortedMap<String, Seen> models = new TreeMap<>();
    private long wastedLoads;

    private static final class Seen {
        private ModelState state = ModelState.STOPPED;
        private long sinceNs;
        private @Nullable Long pid;
        private int starts;
        private int stops;
        private boolean loadedForNothing;
    }

    ModelBoard(long nowNs, Collection<String> ids) {
        for (String id : ids) {
            Seen seen = new Seen();
            seen.sinceNs = nowNs;
            models.put(id, seen);
        }
    }

    Collection<String> ids() {
        return models.keySet();
    }

    boolean knows(String model) {
        return models.containsKey(model);
    }

    void changed(long atNs, String model, ModelState to) {
        Seen seen = seen(model);
        if (seen.loadedForNothing && to != ModelState.READY) {
            seen.loadedForNothing = false;
            wastedLoads++;
        }
        seen.state = to;
        seen.sinceNs = atNs;
        if (!to.holdsMemory()) {
            seen.pid = null;
        }
    }

    void spawned(String model, long pid) {
        seen(model).pid = pid;
    }

    void startBegun(String model) {
        seen(model).starts++;
    }

    void startEnded(String model) {
        seen(model).starts--;
    }

    void stopBegun(String model) {
        seen(model).stops++;
    }

    void stopEnded(String model) {
        seen(model).stops--;
    }

    /** A swap has loaded it; wasted, if it goes before it serves anything. */
    void loaded(String model) {
        seen(model).loadedForNothing = true;
    }

    void serves(String model) {
        seen(model).loadedForNothing = false;
    }

    /** As its process said. */
    ModelState said(String model) {
        return seen(model).state;
    }

    /** As a scheduler sees it; empty for a model that there is not. */
    Optional<ModelState> state(String model) {
        return Optional.ofNullable(models.get(model)).map(ModelBoard::view);
    }

    /** Every model that holds memory, as a scheduler sees it. */
    SortedMap<String, ModelState> running() {
        SortedMap<String, ModelState> running = new TreeMap<>();
        models.forEach((model, seen) -> {
            ModelState state = view(seen);
            if (state.holdsMemory()) {
                running.put(model, state);
            }
        });
        return running;
    }

    long sinceNs(String model) {
        return seen(model).sinceNs;
    }

    @Nullable
    Long pid(String model) {
        return seen(model).pid;
    }

    long wastedLoads() {
        return wastedLoads;
    }

    private static ModelState view(Seen seen) {
        ModelState state = seen.state == ModelState.STOPPED && seen.starts > 0 ? ModelState.STARTING : seen.state;
        return state.holdsMemory() && seen.stops > 0 ? ModelState.STOPPING : state;
    }

    private Seen seen(String model) {
        Seen seen = models.get(model);
        if (seen == null) {
            throw new IllegalArgumentException("there is no model " + model);
        }
        return seen;
    }
}
