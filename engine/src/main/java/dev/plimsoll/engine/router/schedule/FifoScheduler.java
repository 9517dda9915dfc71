package dev.plimsoll.engine.router.schedule;

import dev.plimsoll.engine.router.process.ModelState;
import dev.plimsoll.engine.router.swap.RunningModel;
import dev.plimsoll.engine.router.swap.SwapPlan;
import dev.plimsoll.engine.router.swap.Swapper;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * First come, first served, as far as that does not cost a swap: requests for one model share its load, a request for a ready model
 * overtakes the queue, and swaps that do not touch the same models run at the same time. Arrivals a b c a b c of models that exclude each
 * other cost three loads and are served a a b b c c.
 *
 * <p>The rules, in order, for a request for model m whenever it is looked at:
 *
 * <ol>
 *   <li>m is being loaded: join.
 *   <li>m is ready and nothing has to go: serve.
 *   <li>Its swap collides with one under way ({@link ActiveSwap#collision}): wait.
 *   <li>A model that has to go serves requests: wait; a busy model is never stopped by a swap.
 *   <li>A model that has to go keeps its minimum residency: wait.
 *   <li>Start a swap.
 * </ol>
 *
 * A request that has waited for {@link FifoOptions#maxWait()} is <em>due</em>: it moves to the front, and no request behind it is served
 * or loaded that would make it wait on. Its wait is then bounded by what was under way when it became due.
 *
 * <p>The queue is looked at again, in order, when a swap ends, when a model becomes idle, at an unload, and at a {@code Wake}.
 */
public final class FifoScheduler implements SwapScheduler {
    private final FifoOptions options;
    private final Effects effects;
    private final Map<String, ActiveSwap> swaps = new LinkedHashMap<>();
    private final Counts serving = new Counts();
    private final Counts reserved = new Counts();
    private final Map<String, Long> lastUsedNs = new HashMap<>();
    private final Map<String, Long> readySinceNs = new HashMap<>();
    private final FifoQueue queue;
    private Swapper swapper;
    private long lastSwap;
    private boolean down;

    /** A scheduler without requests. */
    public FifoScheduler(Swapper swapper, FifoOptions options, Effects effects) {
        this.swapper = swapper;
        this.options = options;
        this.queue = new FifoQueue(options);
        this.effects = effects;
    }

    /** What to do with a request. */
    private sealed interface Decision {
        record Join(ActiveSwap swap) implements Decision {}

        record ServeNow() implements Decision {}

        record Start(SwapPlan plan, List<RunningModel> running) implements Decision {}

        record Wait(List<WaitReason> reasons) implements Decision {}

        record Unknown() implements Decision {}
    }

    @Override
    public String name() {
        return "fifo";
    }

    @Override
    public void handle(long nowNs, SchedulerEvent event) {
        switch (event) {
            case SchedulerEvent.Arrived arrived -> arrived(nowNs, arrived);
            case SchedulerEvent.Cancelled cancelled -> cancelled(cancelled.request());
            case SchedulerEvent.SwapDone done -> swapDone(nowNs, done);
            case SchedulerEvent.ServeDone done -> serveDone(nowNs, done.model());
            case SchedulerEvent.Unload unload -> unload(nowNs, unload);
            case SchedulerEvent.Wake _ -> rescan(nowNs);
            case SchedulerEvent.Shutdown _ -> shutdown();
        }
    }

    private void arrived(long nowNs, SchedulerEvent.Arrived event) {
        String model = event.model();
        if (down) {
            effects.perform(new Effect.Refuse(event.request(), Failure.shuttingDown()));
        } else if (effects.state(model).isEmpty()) {
            effects.perform(new Effect.Refuse(event.request(), Failure.notFound(model)));
        } else if (reserved.of(model) >= options.limit(model)) {
            effects.perform(new Effect.Refuse(event.request(), Failure.limit(model, options.limit(model))));
        } else if (effects.perform(new Effect.Admit(event.request(), model))) {
            reserved.add(model);
            queue.dueFirst(nowNs);
            WaitingRequest request = new WaitingRequest(event.request(), model, nowNs);
            if (!settle(nowNs, request)) {
                enqueue(nowNs, request);
                tellPositions();
            }
        }
    }

    private void cancelled(String request) {
        Predicate<WaitingRequest> it = waiting -> waiting.id().equals(request);
        List<WaitingRequest> gone =
                new ArrayList<>(queue.all().stream().filter(it).toList());
        queue.removeIf(it);
        for (ActiveSwap swap : swaps.values()) {
            swap.waiters().stream().filter(it).forEach(gone::add);
            swap.waiters().removeIf(it);
        }
        gone.forEach(each -> reserved.remove(each.model()));
        if (!gone.isEmpty()) {
            tellPositions();
        }
    }

    private void swapDone(long nowNs, SchedulerEvent.SwapDone done) {
        ActiveSwap swap = swaps.get(done.model());
        if (swap == null || swap.number() != done.swap()) {
            return; // an abandoned swap: who waited for it has been told, and a newer one may be under way
        }
        swaps.remove(done.model());
        Failure failure = done.failure();
        if (failure == null) {
            readySinceNs.put(done.model(), nowNs);
        }
        for (WaitingRequest waiter : swap.waiters()) {
            if (failure == null) {
                serve(nowNs, waiter);
            } else {
                fail(waiter, failure);
            }
        }
        rescan(nowNs);
    }

    private void serveDone(long nowNs, String model) {
        serving.remove(model);
        reserved.remove(model);
        lastUsedNs.put(model, nowNs);
        if (serving.of(model) == 0) {
            rescan(nowNs);
        }
    }

    private void unload(long nowNs, SchedulerEvent.Unload unload) {
        List<Long> abandoned = new ArrayList<>();
        for (ActiveSwap swap : List.copyOf(swaps.values())) {
            if (unload.models().contains(swap.model())) {
                abandoned.add(swap.number());
                swaps.remove(swap.model());
                swap.waiters().forEach(waiter -> fail(waiter, Failure.unloaded(waiter.model())));
            }
        }
        for (WaitingRequest waiting : List.copyOf(queue.all())) {
            if (unload.models().contains(waiting.model())) {
                queue.removeIf(waiting::equals);
                fail(waiting, Failure.unloaded(waiting.model()));
            }
        }
        unload.models().forEach(readySinceNs::remove);
        effects.perform(new Effect.StopModels(unload.models(), unload.grace(), abandoned));
        rescan(nowNs);
    }

    private void shutdown() {
        down = true;
        for (ActiveSwap swap : swaps.values()) {
            swap.waiters().forEach(waiter -> fail(waiter, Failure.shuttingDown()));
        }
        queue.takeAll().forEach(waiting -> fail(waiting, Failure.shuttingDown()));
        swaps.clear();
    }

    /**
     * One pass in order; what an earlier entry starts counts for the later ones. As long as nothing starts, whatever makes one request wait
     * makes the later ones for its model wait too, so that a long queue costs as many decisions as it has models.
     */
    private void rescan(long nowNs) {
        if (queue.isEmpty()) {
            return;
        }
        queue.dueFirst(nowNs);
        Set<String> blocked = new HashSet<>();
        for (WaitingRequest request : queue.takeAll()) {
            if (!blocked.contains(request.model()) && settle(nowNs, request)) {
                blocked.clear();
                continue;
            }
            queue.putBack(request);
            if (blocked.add(request.model())) {
                wakeForResidency(nowNs, request);
            }
        }
        tellPositions();
    }

    /** Does with the request what can be done now; false if it has to stay in the queue. Those in the queue are ahead of it. */
    private boolean settle(long nowNs, WaitingRequest request) {
        switch (decide(nowNs, request, queue.all())) {
            case Decision.Join(ActiveSwap swap) -> swap.waiters().add(request);
            case Decision.ServeNow _ -> serve(nowNs, request);
            case Decision.Start(SwapPlan plan, List<RunningModel> running) -> start(request, plan, running);
            case Decision.Unknown _ -> fail(request, Failure.notFound(request.model()));
            case Decision.Wait _ -> {
                return false;
            }
        }
        return true;
    }

    private Decision decide(long nowNs, WaitingRequest request, List<WaitingRequest> ahead) {
        String model = request.model();
        Optional<ModelState> state = effects.state(model);
        if (state.isEmpty()) {
            return new Decision.Unknown();
        }
        List<RunningModel> running = running(model);
        SwapPlan plan = swapper.plan(model, running);
        List<WaitReason> reasons = new ArrayList<>();
        yields(nowNs, request, plan, ahead, reasons);
        ActiveSwap own = swaps.get(model);
        if (own != null) {
            return reasons.isEmpty() ? new Decision.Join(own) : new Decision.Wait(reasons);
        }
        for (ActiveSwap swap : swaps.values()) {
            List<String> shared = swap.collision(model, plan);
            if (!shared.isEmpty()) {
                reasons.add(new WaitReason.Collides(swap.model(), shared));
            }
        }
        if (reasons.isEmpty() && state.get() == ModelState.READY && plan.isEmpty()) {
            return new Decision.ServeNow();
        }
        for (String evicted : plan.evict()) {
            if (serving.of(evicted) > 0) {
                reasons.add(new WaitReason.Busy(evicted, serving.of(evicted)));
            } else if (residentUntilNs(evicted) > nowNs) {
                reasons.add(new WaitReason.Resident(evicted, residentUntilNs(evicted)));
            }
        }
        return reasons.isEmpty() ? new Decision.Start(plan, running) : new Decision.Wait(reasons);
    }

    /** Adds a reason for each due request ahead that this one would delay: by keeping busy, or by loading, what that one has to stop. */
    private void yields(
            long nowNs, WaitingRequest request, SwapPlan plan, List<WaitingRequest> ahead, List<WaitReason> reasons) {
        Map<String, Boolean> delayed = new HashMap<>(); // whom it delays hangs on the model only
        for (WaitingRequest other : ahead) {
            if (queue.isDue(nowNs, other)
                    && !other.model().equals(request.model())
                    && delayed.computeIfAbsent(other.model(), model -> delays(request.model(), plan, model))) {
                reasons.add(new WaitReason.YieldsTo(other.id(), other.model()));
            }
        }
    }

    private boolean delays(String model, SwapPlan plan, String other) {
        List<String> goes = swapper.plan(other, with(running(other), model)).evict();
        boolean fights = !swaps.containsKey(model)
                && plan.evict().stream().anyMatch(each -> goes.contains(each) || each.equals(other));
        return goes.contains(model) || fights;
    }

    private void serve(long nowNs, WaitingRequest request) {
        if (effects.perform(new Effect.Serve(request.id(), request.model()))) {
            serving.add(request.model());
            lastUsedNs.put(request.model(), nowNs);
        } else {
            reserved.remove(request.model());
        }
    }

    private void start(WaitingRequest request, SwapPlan plan, List<RunningModel> running) {
        lastSwap++;
        swaps.put(request.model(), new ActiveSwap(request.model(), lastSwap, plan, request));
        plan.evict().forEach(readySinceNs::remove);
        swapper.started(request.model(), running);
        effects.perform(new Effect.StartSwap(request.model(), lastSwap, plan));
    }

    private void fail(WaitingRequest request, Failure failure) {
        effects.perform(new Effect.Fail(request.id(), failure));
        reserved.remove(request.model());
    }

    private void enqueue(long nowNs, WaitingRequest request) {
        queue.insert(nowNs, request);
        if (options.maxWait() != null) {
            effects.perform(new Effect.WakeAt(nowNs + options.maxWait().toNanos()));
        }
        wakeForResidency(nowNs, request);
    }

    private void wakeForResidency(long nowNs, WaitingRequest request) {
        if (options.minResidency().isPositive()
                && decide(nowNs, request, List.of()) instanceof Decision.Wait(List<WaitReason> reasons)) {
            for (WaitReason reason : reasons) {
                if (reason instanceof WaitReason.Resident resident) {
                    effects.perform(new Effect.WakeAt(resident.untilNs()));
                }
            }
        }
    }

    private long residentUntilNs(String model) {
        Long since = readySinceNs.get(model);
        return since == null ? Long.MIN_VALUE : since + options.minResidency().toNanos();
    }

    private void tellPositions() {
        int position = 0;
        for (WaitingRequest waiting : queue.all()) {
            position++;
            effects.perform(new Effect.QueuePosition(waiting.id(), position));
        }
    }

    /** What holds memory or is about to, sorted; the target of its own swap does not count as running. */
    private List<RunningModel> running(String target) {
        SortedMap<String, ModelState> states = new TreeMap<>(effects.running());
        swaps.keySet().stream()
                .filter(model -> !model.equals(target))
                .forEach(model -> states.put(model, ModelState.STARTING));
        List<RunningModel> running = new ArrayList<>();
        states.forEach((model, state) -> running.add(new RunningModel(
                model,
                state == ModelState.STOPPING,
                serving.of(model),
                lastUsedNs.getOrDefault(model, Long.MIN_VALUE))));
        return running;
    }

    private static List<RunningModel> with(List<RunningModel> running, String model) {
        if (running.stream().anyMatch(each -> each.model().equals(model))) {
            return running;
        }
        List<RunningModel> more = new ArrayList<>(running);
        more.add(RunningModel.of(model));
        more.sort(Comparator.comparing(RunningModel::model));
        return more;
    }

    @Override
    public SortedMap<String, Long> evictCosts() {
        return swapper.evictCosts();
    }

    @Override
    public void useEvictCosts(Map<String, Long> costs) {
        swapper = swapper.withEvictCosts(costs);
    }

    /** The number of the swap under way to a model. */
    OptionalLong swapTo(String model) {
        ActiveSwap swap = swaps.get(model);
        return swap == null ? OptionalLong.empty() : OptionalLong.of(swap.number());
    }

    @Override
    public SchedulerState state() {
        Map<String, List<String>> loading = new LinkedHashMap<>();
        swaps.forEach((model, swap) -> loading.put(
                model, swap.waiters().stream().map(WaitingRequest::id).toList()));
        return new SchedulerState(
                queue.all().stream().map(WaitingRequest::id).toList(), loading, serving.view(), reserved.view());
    }

    @Override
    public Optional<WaitReasons> explain(long nowNs, String request) {
        List<WaitingRequest> all = queue.all();
        for (int i = 0; i < all.size(); i++) {
            WaitingRequest waiting = all.get(i);
            if (waiting.id().equals(request)) {
                List<WaitReason> reasons =
                        decide(nowNs, waiting, all.subList(0, i)) instanceof Decision.Wait(List<WaitReason> found)
                                ? found
                                : List.of();
                return Optional.of(new WaitReasons(
                        request,
                        waiting.model(),
                        i + 1,
                        reasons,
                        swapper.explain(waiting.model(), running(waiting.model()))));
            }
        }
        return swaps.values().stream()
                .filter(swap ->
                        swap.waiters().stream().anyMatch(each -> each.id().equals(request)))
                .findFirst()
                .map(swap ->
                        new WaitReasons(request, swap.model(), 0, List.of(new WaitReason.Loading(swap.model())), null));
    }
}
