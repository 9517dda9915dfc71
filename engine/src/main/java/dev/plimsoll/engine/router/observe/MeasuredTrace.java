package dev.plimsoll.engine.router.observe;

import dev.plimsoll.engine.router.simulation.SwapTimes;
import dev.plimsoll.engine.router.simulation.TraceRequest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What a simulation is fed with, from what was measured; the rules are told in {@link PolicyPrediction}. */
final class MeasuredTrace {
    private MeasuredTrace() {}

    /**
     * The requests of a stage as they arrived, counted from its beginning, each as long served as the sources tell.
     *
     * @param models those that exist; a request for another one is left out
     */
    static List<TraceRequest> of(MeasuredStage stage, List<MeasuredStage> sources, Set<String> models) {
        Map<String, Integer> places = new HashMap<>();
        Map<String, Long> usual = new HashMap<>();
        List<TraceRequest> trace = new ArrayList<>();
        for (RoutedRequest request : stage.requests()) {
            String model = request.model();
            if (!models.contains(model)) {
                continue; // refused, for nobody knows its model
            }
            int place = places.merge(model, 1, Integer::sum) - 1;
            long serviceNs = serviceAt(model, place, stage.requests(model).size(), sources);
            if (serviceNs < 0) {
                serviceNs = usual.computeIfAbsent(model, name -> usualService(name, sources));
            }
            trace.add(new TraceRequest(
                    request.request(),
                    model,
                    request.phases().arrivedAtNs() - stage.stage().fromNs(),
                    serviceNs));
        }
        return trace;
    }

    /** The median at one place among a model's requests; -1 where there is none. */
    private static long serviceAt(String model, int place, int count, List<MeasuredStage> sources) {
        List<Long> seen = sources.stream()
                .map(source -> source.requests(model))
                .filter(requests -> requests.size() == count)
                .map(requests -> service(requests.get(place)))
                .filter(Objects::nonNull)
                .toList();
        return seen.isEmpty() ? -1 : median(seen);
    }

    private static long usualService(String model, List<MeasuredStage> sources) {
        List<Long> seen = sources.stream()
                .flatMap(source -> source.requests(model).stream())
                .map(MeasuredTrace::service)
                .filter(Objects::nonNull)
                .toList();
        return seen.isEmpty() ? 0 : median(seen);
    }

    /** How long a request's model took for it; null where it was not served to the end. */
    private static @Nullable Long service(RoutedRequest request) {
        return request.outcome() == RoutedRequest.Outcome.SERVED
                ? request.phases().endedAtNs() - request.phases().servedAtNs()
                : null;
    }

    /** How long models take to come and go, as the sources tell. */
    static SwapTimes times(List<MeasuredStage> sources) {
        Map<String, List<Long>> loads = gathered(sources, MeasuredStage::loadsNs);
        Map<String, List<Long>> stops = gathered(sources, MeasuredStage::stopsNs);
        return new SwapTimes(medians(loads), overall(loads), medians(stops), overall(stops));
    }

    private static Map<String, List<Long>> gathered(
            List<MeasuredStage> sources, Function<MeasuredStage, Map<String, List<Long>>> what) {
        Map<String, List<Long>> all = new HashMap<>();
        sources.forEach(source -> what.apply(source)
                .forEach((model, some) ->
                        all.computeIfAbsent(model, _ -> new ArrayList<>()).addAll(some)));
        return all;
    }

    private static Map<String, Long> medians(Map<String, List<Long>> values) {
        Map<String, Long> medians = new HashMap<>();
        values.forEach((model, some) -> medians.put(model, median(some)));
        return medians;
    }

    private static long overall(Map<String, List<Long>> values) {
        List<Long> all = values.values().stream().flatMap(List::stream).toList();
        return all.isEmpty() ? 0 : median(all);
    }

    /** Of an even number the mean of the two in the middle, rounded down. */
    private static long median(List<Long> values) {
        List<Long> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }
}
