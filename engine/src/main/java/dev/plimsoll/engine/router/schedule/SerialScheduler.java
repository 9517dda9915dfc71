package dev.plimsoll.engine.router.schedule;

import dev.plimsoll.engine.router.process.ModelState;
import dev.plimsoll.engine.router.swap.SwapPlan;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Exact order of arrival, one request at a time, one model in memory: before a request is served, every other model has stopped. Nothing
 * is reordered, nothing batched, no group or matrix is asked, no limit refuses anybody. Arrivals a b c a b c cost six loads.
 *
 * <p>The promise is this class's, not the configuration's: a configuration that would let models run together does not weaken it.
 */
public final class SerialScheduler implements SwapScheduler {
    private final Effects effects;
    private final Deque<WaitingRequest> queue = new ArrayDeque<>();
    private final Counts reserved = new Counts();
    private @Nullable Load load;
    private @Nullable String serving;
    private long lastSwap;
    private boolean down;

    /**
     * A load under way.
     *
     * @param over whether its request has gone or has been told already; the load goes on, and the next request starts when it ends
     */
    private record Load(WaitingRequest request, long swap, boolean over) {}

    /** A scheduler without requests. */
    public SerialScheduler(Effects effects) {
        this.effects = effects;
    }

    @Override
    public String name() {
        return "serial";
    }

    @Override
    public void handle(long nowNs, SchedulerEvent event) {
        switch (event) {
            case SchedulerEvent.Arrived arrived -> arrived(nowNs, arrived);
            case SchedulerEvent.Cancelled cancelled -> cancelled(cancelled.request());
            case SchedulerEvent.SwapDone done -> swapDone(done);
            case SchedulerEvent.ServeDone done -> serveDone(done.model());
            case SchedulerEvent.Unload unload -> unload(unload);
            case SchedulerEvent.Wake _ -> {}
            case SchedulerEvent.Shutdown _ -> shutdown();
        }
    }

    private void arrived(long nowNs, SchedulerEvent.Arrived event) {
        if (down) {
            effects.perform(new Effect.Refuse(event.request(), Failure.shuttingDown()));
        } else if (effects.state(event.model()).isEmpty()) {
            effects.perform(new Effect.Refuse(event.request(), Failure.notFound(event.model())));
        } else if (effects.perform(new Effect.Admit(event.request(), event.model()))) {
            reserved.add(event.model());
            queue.add(new WaitingRequest(event.request(), event.model(), nowNs));
            if (idle()) {
                next();
            } else {
                tellPositions();
            }
        }
    }

    private void cancelled(String request) {
        List<WaitingRequest> gone =
                queue.stream().filter(each -> each.id().equals(request)).toList();
        if (load != null && !load.over() && load.request().id().equals(request)) {
            over(load);
        }
        if (!gone.isEmpty()) {
            queue.removeAll(gone);
            gone.forEach(each -> reserved.remove(each.model()));
            tellPositions();
        }
    }

    private void swapDone(SchedulerEvent.SwapDone done) {
        Load ended = load;
        if (ended == null || ended.swap() != done.swap()) {
            return;
        }
        load = null;
        if (!ended.over()) {
            Failure failure = done.failure();
            if (failure == null) {
                serve(ended.request());
            } else {
                fail(ended.request(), failure);
            }
        }
        if (idle()) {
            next();
        }
    }

    private void serveDone(String model) {
        if (!model.equals(serving)) {
            return;
        }
        reserved.remove(model);
        serving = null;
        next();
    }

    private void unload(SchedulerEvent.Unload unload) {
        List<Long> abandoned = new ArrayList<>();
        if (load != null && unload.models().contains(load.request().model())) {
            abandoned.add(load.swap());
            if (!load.over()) {
                effects.perform(new Effect.Fail(
                        load.request().id(), Failure.unloaded(load.request().model())));
                over(load);
            }
        }
        List<WaitingRequest> gone = queue.stream()
                .filter(each -> unload.models().contains(each.model()))
                .toList();
        queue.removeAll(gone);
        gone.forEach(each -> fail(each, Failure.unloaded(each.model())));
        effects.perform(new Effect.StopModels(unload.models(), unload.grace(), abandoned));
        if (!gone.isEmpty()) {
            tellPositions();
        }
    }

    private void shutdown() {
        down = true;
        if (load != null && !load.over()) {
            fail(load.request(), Failure.shuttingDown());
        }
        load = null;
        queue.forEach(each -> fail(each, Failure.shuttingDown()));
        queue.clear();
    }

    /** Serves the head of the queue or loads its model; a head whose caller has gone makes room for the one after it. */
    private void next() {
        while (idle() && !queue.isEmpty()) {
            WaitingRequest head = queue.remove();
            List<String> others = effects.running().keySet().stream()
                    .filter(model -> !model.equals(head.model()))
                    .toList();
            Optional<ModelState> state = effects.state(head.model());
            if (state.isEmpty()) {
                fail(head, Failure.notFound(head.model()));
            } else if (state.get() == ModelState.READY && others.isEmpty()) {
                serve(head);
            } else {
                lastSwap++;
                load = new Load(head, lastSwap, false);
                effects.perform(new Effect.StartSwap(head.model(), lastSwap, SwapPlan.evicting(others)));
            }
            tellPositions();
        }
    }

    private void serve(WaitingRequest request) {
        if (effects.perform(new Effect.Serve(request.id(), request.model()))) {
            serving = request.model();
        } else {
            reserved.remove(request.model());
        }
    }

    private void fail(WaitingRequest request, Failure failure) {
        effects.perform(new Effect.Fail(request.id(), failure));
        reserved.remove(request.model());
    }

    private void over(Load given) {
        reserved.remove(given.request().model());
        load = new Load(given.request(), given.swap(), true);
    }

    private boolean idle() {
        return load == null && serving == null && !down;
    }

    private void tellPositions() {
        int position = 0;
        for (WaitingRequest waiting : queue) {
            position++;
            effects.perform(new Effect.QueuePosition(waiting.id(), position));
        }
    }

    /** {@inheritDoc} A load whose request has gone is there without a request. */
    @Override
    public SchedulerState state() {
        Map<String, Integer> served = serving == null ? Map.of() : Map.of(serving, 1);
        Map<String, List<String>> loading = load == null
                ? Map.of()
                : Map.of(
                        load.request().model(),
                        load.over() ? List.of() : List.of(load.request().id()));
        return new SchedulerState(
                queue.stream().map(WaitingRequest::id).toList(), loading, new TreeMap<>(served), reserved.view());
    }

    @Override
    public Optional<WaitReasons> explain(long nowNs, String request) {
        if (load != null && !load.over() && load.request().id().equals(request)) {
            String model = load.request().model();
            return Optional.of(new WaitReasons(request, model, 0, List.of(new WaitReason.Loading(model)), null));
        }
        int position = 0;
        for (WaitingRequest waiting : queue) {
            position++;
            if (waiting.id().equals(request)) {
                return Optional.of(new WaitReasons(
                        request, waiting.model(), position, List.of(new WaitReason.Turn(position)), null));
            }
        }
        return Optional.empty();
    }
}
