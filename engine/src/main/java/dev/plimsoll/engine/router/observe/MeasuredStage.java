package dev.plimsoll.engine.router.observe;

import dev.plimsoll.engine.router.process.ModelState;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a router's log tells of one stage that a simulation of another one can use. Filled in the log's order; one thread. */
final class MeasuredStage {
    private static final Comparator<RoutedRequest> BY_ARRIVAL = Comparator.comparingLong(
                    (RoutedRequest each) -> each.phases().arrivedAtNs())
            .thenComparing(RoutedRequest::request);

    private final PolicyPrediction.Stage stage;
    private final List<RoutedRequest> requests = new ArrayList<>();
    private final Map<String, List<RoutedRequest>> byModel = new TreeMap<>();
    private final Map<String, List<Long>> loadsNs = new HashMap<>();
    private final Map<String, List<Long>> stopsNs = new HashMap<>();
    private final Map<String, Long> stoppingSinceNs = new HashMap<>();
    private boolean cut;

    MeasuredStage(PolicyPrediction.Stage stage) {
        this.stage = stage;
    }

    void take(RouterEvent event) {
        switch (event) {
            case RouterEvent.RequestEnded e when holds(e.request().phases().arrivedAtNs()) -> requests.add(e.request());
            case RouterEvent.SwapEnded e
            when e.load() && e.failure() == null && holds(e.times().begunAtNs()) ->
                loadsNs.computeIfAbsent(e.model(), _ -> new ArrayList<>())
                        .add(e.times().endedAtNs() - e.times().evictedAtNs());
            case RouterEvent.ModelChanged e -> changed(e);
            default -> {}
        }
    }

    private void changed(RouterEvent.ModelChanged e) {
        Long since = stoppingSinceNs.remove(e.model());
        if (e.to() == ModelState.STOPPING && holds(e.atNs())) {
            stoppingSinceNs.put(e.model(), e.atNs());
        } else if (since != null && !e.to().holdsMemory()) {
            stopsNs.computeIfAbsent(e.model(), _ -> new ArrayList<>()).add(e.atNs() - since);
        }
    }

    private boolean holds(long atNs) {
        return atNs >= stage.fromNs() && atNs < stage.toNs();
    }

    /** Everything has been told. */
    void end() {
        requests.sort(BY_ARRIVAL);
        requests.forEach(each ->
                byModel.computeIfAbsent(each.model(), _ -> new ArrayList<>()).add(each));
        cut = requests.stream().anyMatch(each -> each.outcome() == RoutedRequest.Outcome.CANCELLED);
    }

    PolicyPrediction.Stage stage() {
        return stage;
    }

    /** In the order of their arrival. */
    List<RoutedRequest> requests() {
        return requests;
    }

    /** One model's, in the order of their arrival. */
    List<RoutedRequest> requests(String model) {
        return byModel.getOrDefault(model, List.of());
    }

    /** Durations of loads by model. */
    Map<String, List<Long>> loadsNs() {
        return loadsNs;
    }

    /** Durations of stops by model. */
    Map<String, List<Long>> stopsNs() {
        return stopsNs;
    }

    /** Whether clients went away, as they do when a stage ends before its requests have. */
    boolean cut() {
        return cut;
    }
}
