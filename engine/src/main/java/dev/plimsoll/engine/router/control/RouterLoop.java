package dev.plimsoll.engine.router.control;

import dev.plimsoll.engine.problem.PlimsollException;
import dev.plimsoll.engine.router.config.RoutingPolicy;
import dev.plimsoll.engine.router.observe.RequestPhases;
import dev.plimsoll.engine.router.observe.RouterEvent;
import dev.plimsoll.engine.router.process.ModelProcess;
import dev.plimsoll.engine.router.process.ModelState;
import dev.plimsoll.engine.router.schedule.Effect;
import dev.plimsoll.engine.router.schedule.Effects;
import dev.plimsoll.engine.router.schedule.Failure;
import dev.plimsoll.engine.router.schedule.SchedulerEvent;
import dev.plimsoll.engine.router.schedule.SwapScheduler;
import dev.plimsoll.engine.time.NanoClock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The router's one loop: it owns the scheduler, tells it one event at a time, and carries out what it decides. It decides neither order nor
 * victims, and nothing on it waits: swaps go on beside it, as futures whose ends are turns of the loop.
 *
 * <p>Each request that is submitted ends exactly once: its {@link Caller} hears so, and a {@link RouterEvent.RequestEnded} tells it.
 *
 * <p>Threading: every public method may be called from any thread and never blocks. Callers, listeners of events and whoever depends on the
 * stages run on the loop's thread and must not block it.
 */
public final class RouterLoop {
    private final Consumer<RouterEvent> events;
    private final Turns turns;
    private final ModelBoard board;
    private final RequestBook requests;
    private final SwapBook swaps;
    private final CostBook costs = new CostBook();
    private final Stops stops;
    private final Wakes wakes;
    private final Models models;
    private final LoopSettings settings;
    private final Effects deciding = new Deciding();
    private final CompletableFuture<Void> down = new CompletableFuture<>();

    // Of the loop's thread.
    private String policy;
    private SwapScheduler scheduler;
    private @Nullable Unloading unloading;
    private boolean goingDown;
    private boolean processesEnded;
    private long loads;

    /** A wish to unload that the scheduler is being told; {@code stopped} is what it made of it. */
    private static final class Unloading {
        private final Optional<Duration> grace;
        private CompletableFuture<Void> stopped = CompletableFuture.completedFuture(null);

        Unloading(Optional<Duration> grace) {
            this.grace = grace;
        }
    }

    RouterLoop(
            LoopSettings settings,
            RoutingPolicy policy,
            Function<ModelProcess.Listener, Models> models,
            NanoClock clock,
            Consumer<RouterEvent> events,
            LoopThread thread) {
        this.settings = settings;
        this.events = events;
        this.turns = new Turns(thread, clock);
        this.board = new ModelBoard(turns.nowNs(), settings.models().keySet());
        this.requests = new RequestBook(events);
        this.models = models.apply(new Ears());
        this.stops = new Stops(this.models, settings, board, costs, turns);
        this.swaps = new SwapBook(this.models, stops, board, costs, turns, events, this::swapEnded);
        this.wakes = new Wakes(turns, () -> tell(new SchedulerEvent.Wake()));
        this.policy = policy.name();
        this.scheduler = policy.scheduler().apply(deciding);
        events.accept(new RouterEvent.Started(turns.nowNs(), policy.name(), List.copyOf(board.ids())));
        preload(settings.preload());
    }

    /**
     * Starts a loop. All models are stopped; those to preload are loaded one after another.
     *
     * @param policy decides at first
     * @param models makes the models, which tell the listener what becomes of them
     * @param clock of all times
     * @param events gets every event, on the loop's thread; must not block, as {@link EventQueue} does not
     */
    public static RouterLoop start(
            LoopSettings settings,
            RoutingPolicy policy,
            Function<ModelProcess.Listener, Models> models,
            NanoClock clock,
            Consumer<RouterEvent> events) {
        LoopThread thread = LoopThread.start("router-loop");
        CompletableFuture<RouterLoop> made = new CompletableFuture<>();
        thread.execute(() -> {
            try {
                made.complete(new RouterLoop(settings, policy, models, clock, events, thread));
            } catch (RuntimeException e) {
                thread.end();
                made.completeExceptionally(e);
            }
        });
        return made.join();
    }

    /**
     * A request has come in.
     *
     * @param request its id, unique while the router runs
     * @param model the id that its model's name was resolved to
     * @param asked the name that it asked for
     * @param arrivedAtNs its head had been read
     */
    public void submit(String request, String model, String asked, long arrivedAtNs, Caller caller) {
        boolean added = turns.add(() -> arrive(request, model, asked, arrivedAtNs, caller, true));
        if (!added) {
            long absent = RequestPhases.ABSENT;
            int unused = caller.refused(
                    Failure.shuttingDown(),
                    new RequestPhases(arrivedAtNs, 0, 0, 0, 0, absent, absent, absent, absent, arrivedAtNs));
        }
    }

    /** Whoever sent the request has gone; nothing happens if it has been served or has ended. */
    public void cancelled(String request) {
        boolean unused = turns.add(() -> requests.find(request)
                .filter(each -> !each.served())
                .ifPresent(each -> {
                    requests.cancel(turns.nowNs(), each);
                    tell(new SchedulerEvent.Cancelled(request));
                }));
    }

    /** A request that was served has ended; told once. */
    public void ended(String request, ServeReport report) {
        boolean unused = turns.add(() -> requests.find(request)
                .filter(LiveRequest::served)
                .ifPresent(each -> {
                    models.serveEnded(each.model());
                    requests.ended(turns.nowNs(), each, report);
                    tell(new SchedulerEvent.ServeDone(each.model()));
                    endIfDown();
                }));
    }

    /**
     * Stops models, busy or not; requests that wait for them fail.
     *
     * @param grace how long each may take to end by itself; empty is its own
     * @return completes when they have stopped; fails with {@link PlimsollException} if there is no such model
     */
    public CompletionStage<Void> unload(Collection<String> ids, Optional<Duration> grace) {
        List<String> wanted = List.copyOf(new TreeSet<>(ids));
        return turns.ask(() -> {
            wanted.forEach(this::require);
            return unloadNow(wanted, grace);
        });
    }

    /**
     * Brings a model to ready, as a request without a body would.
     *
     * @return why it is not ready, or empty if it is; fails with {@link PlimsollException} if there is no such model
     */
    public CompletionStage<Optional<Failure>> load(String model) {
        return turns.ask(() -> {
            require(model);
            loads++;
            String id = "load-" + loads;
            CompletableFuture<Optional<Failure>> done = new CompletableFuture<>();
            arrive(id, model, model, turns.nowNs(), new LoadCaller(done, report -> ended(id, report)), false);
            return done;
        });
    }

    /**
     * Another policy decides from now on, and all models are stopped, so that policies start alike. Costs that were measured are forgotten
     * by it.
     *
     * @return completes when they have stopped; fails with {@link PlimsollException} while requests wait or are served
     */
    public CompletionStage<Void> use(RoutingPolicy next) {
        return turns.ask(() -> {
            if (goingDown) {
                throw PlimsollException.usage(Failure.shuttingDown().message());
            }
            if (!requests.isEmpty()) {
                throw PlimsollException.usage("The policy can change when nothing waits and nothing is served; now "
                        + tell(requests.waiting().size(), "waits", "wait") + " and "
                        + tell(requests.served(), "is", "are") + " served.");
            }
            SwapScheduler other = next.scheduler().apply(deciding);
            CompletionStage<Void> stopped = unloadNow(board.ids(), Optional.empty());
            wakes.clear();
            scheduler = other;
            policy = next.name();
            events.accept(new RouterEvent.PolicyChanged(turns.nowNs(), policy));
            return stopped;
        });
    }

    /**
     * From the next decision on, the matrix weighs each model by how long it takes to load, in ms; one that was never loaded keeps its cost.
     *
     * @return the costs from now on; fails with {@link PlimsollException} where the policy weighs none
     */
    public CompletionStage<SortedMap<String, Long>> useMeasuredEvictCosts() {
        return turns.ask(() -> {
            if (scheduler.evictCosts().isEmpty()) {
                throw PlimsollException.usage("The policy " + policy + " weighs no costs; fifo with a matrix does.");
            }
            scheduler.useEvictCosts(costs.evictCosts());
            return CompletableFuture.completedStage(scheduler.evictCosts());
        });
    }

    /** What it is doing. */
    public CompletionStage<RouterView> look() {
        return turns.ask(() -> CompletableFuture.completedStage(
                new LoopView(turns.nowNs(), policy, settings, scheduler, board, requests, swaps, costs).take()));
    }

    /**
     * The end: who waits is told so, models stop within their grace, whoever comes is refused.
     *
     * @return completes when every process has ended and every request that was served has been reported as ended
     */
    public CompletionStage<Void> shutdown() {
        boolean unused = turns.add(() -> {
            if (!goingDown) {
                goingDown = true;
                tell(new SchedulerEvent.Shutdown());
                wakes.clear();
                swaps.abandon(_ -> true);
                var unusedEnd = stops.all(board.ids())
                        .thenCompose(_ -> models.shutdown())
                        .whenComplete((_, _) -> turns.add(() -> {
                            processesEnded = true;
                            endIfDown();
                        }));
            }
        });
        return down.copy();
    }

    private void arrive(String request, String model, String asked, long arrivedAtNs, Caller caller, boolean told) {
        LoopSettings.Model known = settings.models().get(model);
        int priority = known == null ? 0 : known.priority();
        requests.add(
                new LiveRequest(request, model, asked, priority, requests.nextNumber(), arrivedAtNs, caller, told));
        tell(new SchedulerEvent.Arrived(request, model));
    }

    private void preload(List<String> ids) {
        if (!ids.isEmpty()) {
            var unused = load(ids.getFirst()).whenComplete((_, _) -> preload(ids.subList(1, ids.size())));
        }
    }

    private void require(String model) {
        if (!board.knows(model)) {
            throw PlimsollException.usage("There is no model '" + model + "'.");
        }
    }

    private CompletionStage<Void> unloadNow(Collection<String> ids, Optional<Duration> grace) {
        Duration longest = ids.stream().map(stops::grace).reduce(Duration.ZERO, RouterLoop::longer);
        Unloading wish = new Unloading(grace);
        unloading = wish;
        tell(new SchedulerEvent.Unload(List.copyOf(ids), grace.orElse(longest)));
        unloading = null;
        return wish.stopped;
    }

    private static String tell(int count, String one, String many) {
        return count + " " + (count == 1 ? one : many);
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? other : one;
    }

    /** Everything the scheduler is told goes through here. */
    private void tell(SchedulerEvent event) {
        scheduler.handle(turns.nowNs(), event);
        scheduler
                .state()
                .loading()
                .forEach((model, waiters) -> swaps.to(scheduler, model)
                        .ifPresent(swap -> waiters.forEach(waiter ->
                                requests.find(waiter).ifPresent(request -> request.join(swap, turns.nowNs())))));
        requests.endTurn();
    }

    private void swapEnded(SwapTask swap, Optional<Failure> failure) {
        if (swap.isOrderedBy(scheduler)) {
            tell(new SchedulerEvent.SwapDone(swap.model(), swap.order().swap(), failure.orElse(null)));
        }
        endIfDown();
    }

    private void endIfDown() {
        if (processesEnded && requests.isEmpty() && swaps.underWay().isEmpty()) {
            turns.end();
            down.complete(null);
        }
    }

    /** What the models' processes tell. */
    private final class Ears implements ModelProcess.Listener {
        @Override
        public void changed(long atNs, String model, ModelState from, ModelState to) {
            boolean unused = turns.add(() -> {
                board.changed(atNs, model, to);
                events.accept(new RouterEvent.ModelChanged(atNs, model, from, to));
                if (to == ModelState.STOPPED) {
                    tell(new SchedulerEvent.Wake()); // its room may be what somebody waits for
                }
            });
        }

        @Override
        public void spawned(long atNs, String model, long pid) {
            boolean unused = turns.add(() -> {
                board.spawned(model, pid);
                swaps.spawned(atNs, model);
            });
        }
    }

    /** The world as the scheduler reaches it. */
    private final class Deciding implements Effects {
        @Override
        public Optional<ModelState> state(String model) {
            return board.state(model);
        }

        @Override
        public SortedMap<String, ModelState> running() {
            return board.running();
        }

        @Override
        public boolean perform(Effect effect) {
            switch (effect) {
                case Effect.StartSwap order -> swaps.begin(scheduler, order);
                case Effect.StopModels order -> stop(order);
                case Effect.WakeAt wish -> wakes.add(wish.atNs());
                case Effect.Admit(String id, String _) -> {
                    return requests.admit(turns.nowNs(), live(id));
                }
                case Effect.Serve(String id, String model) -> {
                    return serve(live(id), model);
                }
                case Effect.Refuse(String id, Failure failure) -> requests.refuse(turns.nowNs(), live(id), failure);
                case Effect.Fail(String id, Failure failure) -> requests.fail(turns.nowNs(), live(id), failure);
                case Effect.QueuePosition(String id, int position) ->
                    requests.position(turns.nowNs(), live(id), position);
            }
            return true;
        }

        private void stop(Effect.StopModels order) {
            swaps.abandon(swap -> order.abandoned().stream().anyMatch(each -> swap.isOrder(scheduler, each)));
            Unloading wish = unloading;
            if (wish == null || wish.grace.isPresent()) {
                var stopped = stops.all(order.models(), order.grace());
                if (wish != null) {
                    wish.stopped = stopped;
                }
            } else {
                wish.stopped = stops.all(order.models());
            }
        }

        private boolean serve(LiveRequest request, String model) {
            models.serveBegun(model); // before the hand-over, so that the idle limit does not run out in between
            boolean there = requests.serve(turns.nowNs(), request);
            if (!there) {
                models.serveEnded(model);
            } else if (request.told()) {
                board.serves(model);
            }
            return there;
        }

        private LiveRequest live(String id) {
            return requests.find(id)
                    .orElseThrow(
                            () -> new IllegalStateException("the scheduler speaks of " + id + ", which has ended"));
        }
    }
}
