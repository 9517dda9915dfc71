package dev.plimsoll.engine.router.schedule;

import dev.plimsoll.engine.router.process.ModelState;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A world that only keeps book: what a swap stops is stopping until the swap is reported done, what an unload stops has stopped at once,
 * and a target keeps its state until it is reported ready.
 */
final class ReplayedWorld implements Effects {
    private final SortedMap<String, ModelState> states = new TreeMap<>();
    private final Map<String, Deque<Effect.StartSwap>> unreported = new HashMap<>();
    private final Set<String> gone = new HashSet<>();
    private final Set<String> absent = new HashSet<>();
    private List<Effect> happened = new ArrayList<>();

    ReplayedWorld(Map<String, ModelState> states) {
        this.states.putAll(states);
    }

    /** From now on nobody takes what is handed to this request. */
    void leaves(String request) {
        gone.add(request);
    }

    /** This request's caller has gone before it was admitted; an admission that nobody takes is none. */
    void wasNeverThere(String request) {
        absent.add(request);
    }

    void become(String model, ModelState state) {
        states.put(model, state);
    }

    SortedMap<String, ModelState> states() {
        return states;
    }

    /** The oldest swap to the model that has not been reported, now reported; empty if there is none. */
    Optional<Effect.StartSwap> swapEnds(String model, boolean success) {
        Effect.StartSwap ended =
                unreported.getOrDefault(model, new ArrayDeque<>()).poll();
        if (ended != null) {
            ended.plan().evict().forEach(evicted -> states.put(evicted, ModelState.STOPPED));
        }
        states.put(model, success ? ModelState.READY : ModelState.STOPPED);
        return Optional.ofNullable(ended);
    }

    /** What was performed since the last call. */
    List<Effect> take() {
        List<Effect> taken = happened;
        happened = new ArrayList<>();
        return taken;
    }

    @Override
    public Optional<ModelState> state(String model) {
        return Optional.ofNullable(states.get(model));
    }

    @Override
    public SortedMap<String, ModelState> running() {
        SortedMap<String, ModelState> running = new TreeMap<>(states);
        running.values().removeIf(state -> !state.holdsMemory());
        return running;
    }

    @Override
    public boolean perform(Effect effect) {
        if (effect instanceof Effect.Admit admit && absent.contains(admit.request())) {
            return false;
        }
        happened.add(effect);
        switch (effect) {
            case Effect.StartSwap swap -> {
                unreported
                        .computeIfAbsent(swap.model(), _ -> new ArrayDeque<>())
                        .add(swap);
                swap.plan().evict().stream()
                        .filter(model -> states.get(model) != ModelState.STOPPED)
                        .forEach(model -> states.put(model, ModelState.STOPPING));
            }
            case Effect.StopModels stop -> stop.models().forEach(model -> states.put(model, ModelState.STOPPED));
            case Effect.Serve serve -> {
                return !gone.contains(serve.request());
            }
            case Effect.Admit _, Effect.Refuse _, Effect.Fail _, Effect.QueuePosition _, Effect.WakeAt _ -> {}
        }
        return true;
    }
}
