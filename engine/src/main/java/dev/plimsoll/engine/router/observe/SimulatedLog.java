package dev.plimsoll.engine.router.observe;

import dev.plimsoll.engine.router.simulation.SimulatedRequest;
import dev.plimsoll.engine.router.simulation.SimulatedSwap;
import dev.plimsoll.engine.router.simulation.SimulationResult;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;

/** What a simulated router would have written into its log, so that its figures come from the same code as those of a real one. */
final class SimulatedLog {
    /** What happens at one moment is told in this order: what begins, what a model does, what ends. */
    private record Told(int order, RouterEvent event) {}

    private SimulatedLog() {}

    /**
     * The events.
     *
     * @param result what a policy made of a trace
     * @param fromNs where the trace's beginning stands on the log's clock
     * @param toNs when clients go away that have no whole answer yet; {@link Long#MAX_VALUE} if they wait
     * @param models every model there is
     * @param priority of a model
     */
    static List<RouterEvent> of(
            SimulationResult result,
            long fromNs,
            long toNs,
            Collection<String> models,
            ToIntFunction<String> priority) {
        List<Told> told = new ArrayList<>();
        told.add(new Told(
                0,
                new RouterEvent.Started(
                        fromNs, result.policy(), models.stream().sorted().toList())));
        long number = 0;
        for (SimulatedSwap swap : result.swaps()) {
            number++;
            if (fromNs + swap.atNs() < toNs) {
                swap(swap, number, fromNs).forEach(told::add);
            }
        }
        result.changes().stream()
                .filter(change -> fromNs + change.atNs() < toNs)
                .forEach(change -> told.add(new Told(
                        1,
                        new RouterEvent.ModelChanged(
                                fromNs + change.atNs(), change.model(), change.from(), change.to()))));
        Map<String, Map<Long, Long>> numbers = numbers(result.swaps());
        for (SimulatedRequest each : result.requests()) {
            long waitedFor =
                    numbers.getOrDefault(each.request().model(), Map.of()).getOrDefault(each.startNs(), 0L);
            RoutedRequest request = request(each, waitedFor, fromNs, toNs, priority);
            told.add(new Told(3, new RouterEvent.RequestEnded(request.phases().endedAtNs(), request)));
        }
        return told.stream()
                .sorted(Comparator.comparingLong((Told each) -> each.event().atNs())
                        .thenComparingInt(Told::order))
                .map(Told::event)
                .toList();
    }

    private static Stream<Told> swap(SimulatedSwap swap, long number, long fromNs) {
        long begunNs = fromNs + swap.atNs();
        long freeNs = fromNs + swap.freeNs();
        long readyNs = fromNs + swap.readyNs();
        SwapTimes times = new SwapTimes(begunNs, freeNs, swap.load() ? freeNs : RequestPhases.ABSENT, readyNs);
        return Stream.of(
                new Told(
                        0,
                        new RouterEvent.SwapStarted(
                                begunNs,
                                number,
                                swap.model(),
                                swap.plan().evict(),
                                swap.plan().await())),
                new Told(2, new RouterEvent.SwapEnded(readyNs, number, swap.model(), swap.load(), times, null)));
    }

    /** Each swap's number, by its model and the moment at which that became ready: then those that waited for it are served. */
    private static Map<String, Map<Long, Long>> numbers(List<SimulatedSwap> swaps) {
        Map<String, Map<Long, Long>> numbers = new HashMap<>();
        for (int i = 0; i < swaps.size(); i++) {
            SimulatedSwap swap = swaps.get(i);
            numbers.computeIfAbsent(swap.model(), _ -> new HashMap<>()).put(swap.readyNs(), i + 1L);
        }
        return numbers;
    }

    private static RoutedRequest request(
            SimulatedRequest each, long swap, long fromNs, long toNs, ToIntFunction<String> priority) {
        String model = each.request().model();
        long arrivedNs = fromNs + each.request().arriveNs();
        boolean served = each.served() && fromNs + each.startNs() < toNs;
        RoutedRequest.Outcome outcome = RoutedRequest.Outcome.SERVED;
        long endedNs = fromNs + each.endNs();
        if (each.failure() != null) {
            outcome = RoutedRequest.Outcome.REFUSED;
            endedNs = arrivedNs;
        } else if (!each.served() || endedNs >= toNs) {
            outcome = RoutedRequest.Outcome.CANCELLED;
            endedNs = Math.max(arrivedNs, toNs);
        }
        long servedNs = served ? fromNs + each.startNs() : RequestPhases.ABSENT;
        RequestPhases phases = new RequestPhases(
                arrivedNs,
                (served ? servedNs : endedNs) - arrivedNs,
                0,
                0,
                0,
                servedNs,
                RequestPhases.ABSENT,
                RequestPhases.ABSENT,
                RequestPhases.ABSENT,
                endedNs);
        return new RoutedRequest(
                each.request().id(),
                model,
                model,
                priority.applyAsInt(model),
                outcome,
                0, // nobody got an answer
                each.failure() == null ? null : each.failure().name(),
                swap,
                each.overtakenBy(),
                phases);
    }
}
