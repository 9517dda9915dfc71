package dev.plimsoll.engine.router.simulation;

import dev.plimsoll.engine.router.process.ModelState;
import dev.plimsoll.engine.router.schedule.Effect;
import dev.plimsoll.engine.router.schedule.Effects;
import dev.plimsoll.engine.router.schedule.Failure;
import dev.plimsoll.engine.router.schedule.SchedulerEvent;
import dev.plimsoll.engine.router.schedule.SwapScheduler;
import dev.plimsoll.engine.router.schedule.WaitReasons;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One policy and one trace. All models are stopped when it begins. */
public final class Simulation {
    private final SwapTimes times;
    private final List<TraceRequest> trace;
    private final PriorityQueue<Happening> calendar =
            new PriorityQueue<>(Comparator.comparingLong(Happening::atNs).thenComparingLong(Happening::order));
    private final Map<String, Server> servers = new TreeMap<>();
    private final Map<String, TraceRequest> byId = new HashMap<>();
    private final Map<String, Long> starts = new HashMap<>();
    private final Map<String, Failure.Code> failures = new HashMap<>();
    private final List<Swap> swaps = new ArrayList<>();
    private final List<SimulatedChange> changes = new ArrayList<>();
    private final SwapScheduler scheduler;
    private long nowNs;
    private long foreseen;

    /**
     * Something that is going to happen.
     *
     * @param order in which it was foreseen
     * @param event what the scheduler is told, or null where it is not told anything
     */
    private record Happening(
            long atNs,
            long order,
            Runnable change,
            @Nullable SchedulerEvent event) {}

    /** A model's server, as far as its memory goes. */
    private static final class Server {
        private ModelState state = ModelState.STOPPED;
        private long exitNs;
        private @Nullable Swap loadedBy;
    }

    private static final class Swap {
        private final Effect.StartSwap start;
        private final long atNs;
        private final long freeNs;
        private final long readyNs;
        private final boolean load;
        private int served;

        Swap(Effect.StartSwap start, boolean load, long atNs, long freeNs, long readyNs) {
            this.start = start;
            this.load = load;
            this.atNs = atNs;
            this.freeNs = freeNs;
            this.readyNs = readyNs;
        }
    }

    private Simulation(
            Collection<String> models,
            SwapTimes times,
            List<TraceRequest> trace,
            Function<Effects, SwapScheduler> scheduler) {
        this.times = times;
        this.trace = trace;
        models.forEach(model -> servers.put(model, new Server()));
        this.scheduler = scheduler.apply(new Machine());
        for (TraceRequest request : trace) {
            byId.put(request.id(), request);
            foresee(request.arriveNs(), () -> {}, new SchedulerEvent.Arrived(request.id(), request.model()));
        }
    }

    /**
     * Plays a trace to its end.
     *
     * @param policy the result's name
     * @param models every model there is
     * @param scheduler makes the scheduler to be tried
     */
    public static SimulationResult run(
            String policy,
            Collection<String> models,
            SwapTimes times,
            List<TraceRequest> trace,
            Function<Effects, SwapScheduler> scheduler) {
        Simulation simulation = new Simulation(models, times, trace, scheduler);
        simulation.playUntil(Long.MAX_VALUE);
        return simulation.result(policy);
    }

    /** Plays a trace up to a moment and says why each request waits that waits then, in service order. */
    public static List<WaitReasons> waitingAt(
            long atNs,
            Collection<String> models,
            SwapTimes times,
            List<TraceRequest> trace,
            Function<Effects, SwapScheduler> scheduler) {
        Simulation simulation = new Simulation(models, times, trace, scheduler);
        simulation.playUntil(atNs);
        var state = simulation.scheduler.state();
        return Stream.concat(state.loading().values().stream().flatMap(List::stream), state.queue().stream())
                .flatMap(request -> simulation.scheduler.explain(atNs, request).stream())
                .toList();
    }

    private void playUntil(long endNs) {
        while (!calendar.isEmpty() && calendar.peek().atNs() <= endNs) {
            Happening next = calendar.remove();
            nowNs = next.atNs();
            next.change().run();
            if (next.event() != null) {
                scheduler.handle(nowNs, next.event());
            }
        }
    }

    private void foresee(long atNs, Runnable change, @Nullable SchedulerEvent event) {
        calendar.add(new Happening(atNs, foreseen++, change, event));
    }

    private SimulationResult result(String policy) {
        long[] started = trace.stream()
                .mapToLong(each -> starts.getOrDefault(each.id(), -1L))
                .toArray();
        Integer[] byArrival = new Integer[trace.size()];
        Arrays.setAll(byArrival, i -> i);
        Arrays.sort(byArrival, Comparator.comparingLong(i -> trace.get(i).arriveNs()));
        long[] ordered = Stream.of(byArrival).mapToLong(i -> started[i]).toArray();
        long[] counts = Overtaking.counts(ordered);
        SimulatedRequest[] requests = new SimulatedRequest[trace.size()];
        for (int place = 0; place < ordered.length; place++) {
            TraceRequest request = trace.get(byArrival[place]);
            long start = ordered[place];
            requests[byArrival[place]] = new SimulatedRequest(
                    request,
                    start,
                    start < 0 ? -1 : start + request.serviceNs(),
                    failures.get(request.id()),
                    counts[place]);
        }
        return new SimulationResult(
                policy,
                List.of(requests),
                swaps.stream()
                        .map(swap -> new SimulatedSwap(
                                swap.start.model(),
                                swap.load,
                                swap.atNs,
                                swap.freeNs,
                                swap.readyNs,
                                swap.start.plan(),
                                swap.served))
                        .toList(),
                changes);
    }

    /** The machine that the scheduler believes to act on. */
    private final class Machine implements Effects {
        @Override
        public Optional<ModelState> state(String model) {
            return Optional.ofNullable(servers.get(model)).map(server -> server.state);
        }

        @Override
        public SortedMap<String, ModelState> running() {
            SortedMap<String, ModelState> running = new TreeMap<>();
            servers.forEach((model, server) -> {
                if (server.state.holdsMemory()) {
                    running.put(model, server.state);
                }
            });
            return running;
        }

        @Override
        public boolean perform(Effect effect) {
            switch (effect) {
                case Effect.StartSwap swap -> start(swap);
                case Effect.Serve serve -> serve(serve);
                case Effect.Refuse refuse ->
                    failures.put(refuse.request(), refuse.failure().code());
                case Effect.Fail fail ->
                    failures.put(fail.request(), fail.failure().code());
                case Effect.StopModels stop -> stop.models().forEach(this::stop);
                case Effect.WakeAt wake -> foresee(wake.atNs(), () -> {}, new SchedulerEvent.Wake());
                case Effect.Admit _, Effect.QueuePosition _ -> {}
            }
            return true;
        }

        private void start(Effect.StartSwap swap) {
            swap.plan().evict().forEach(this::stop);
            long freeNs = Stream.of(swap.plan().evict(), swap.plan().await(), List.of(swap.model()))
                    .flatMap(List::stream)
                    .mapToLong(this::exitNs)
                    .max()
                    .orElse(nowNs);
            Server target = server(swap.model());
            boolean ready = target.state == ModelState.READY;
            long readyNs = freeNs + (ready ? 0 : times.load(swap.model()));
            Swap begun = new Swap(swap, !ready, nowNs, freeNs, readyNs);
            swaps.add(begun);
            if (!ready) {
                foresee(freeNs, () -> change(swap.model(), ModelState.STARTING), null);
            }
            foresee(
                    readyNs,
                    () -> {
                        change(swap.model(), ModelState.READY);
                        target.loadedBy = begun;
                    },
                    new SchedulerEvent.SwapDone(swap.model(), swap.swap(), null));
        }

        private void stop(String model) {
            Server server = server(model);
            if (server.state == ModelState.STARTING || server.state == ModelState.READY) {
                change(model, ModelState.STOPPING);
                server.exitNs = nowNs + times.stop(model);
                foresee(server.exitNs, () -> change(model, ModelState.STOPPED), null);
            }
        }

        private void change(String model, ModelState to) {
            Server server = server(model);
            if (server.state != to) {
                changes.add(new SimulatedChange(nowNs, model, server.state, to));
                server.state = to;
            }
        }

        /** When a model that is going is gone; now, if it is not going. */
        private long exitNs(String model) {
            Server server = server(model);
            return server.state == ModelState.STOPPING ? server.exitNs : nowNs;
        }

        private void serve(Effect.Serve serve) {
            TraceRequest request = byId.get(serve.request());
            if (request == null) {
                throw new IllegalStateException("the scheduler serves a request that is not in the trace");
            }
            starts.put(request.id(), nowNs);
            Swap loadedBy = server(serve.model()).loadedBy;
            if (loadedBy != null) {
                loadedBy.served++;
            }
            foresee(nowNs + request.serviceNs(), () -> {}, new SchedulerEvent.ServeDone(serve.model()));
        }

        private Server server(String model) {
            Server server = servers.get(model);
            if (server == null) {
                throw new IllegalStateException("there is no model " + model);
            }
            return server;
        }
    }
}
