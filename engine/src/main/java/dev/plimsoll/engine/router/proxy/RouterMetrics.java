package dev.plimsoll.engine.router.proxy;

import dev.plimsoll.engine.router.control.RouterView;
import dev.plimsoll.engine.router.observe.RequestPhases;
import dev.plimsoll.engine.router.observe.RoutedRequest;
import dev.plimsoll.engine.router.observe.RouterEvent;
import dev.plimsoll.engine.router.process.ModelState;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * What Prometheus reads: counters and histograms of what has happened, from the router's events, and gauges of what is, from a look at the
 * router.
 *
 * <p>Threading: any thread; what it does under its lock is short.
 */
final class RouterMetrics implements Consumer<RouterEvent> {
    static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private static final double NS = 1e9;
    private static final double[] SECONDS = {
        0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 25, 60, 120, 300, 600
    };

    private record Outcome(String model, RoutedRequest.Outcome outcome) implements Comparable<Outcome> {
        @Override
        public int compareTo(Outcome other) {
            int byModel = model.compareTo(other.model);
            return byModel != 0 ? byModel : outcome.compareTo(other.outcome);
        }
    }

    private final Map<Outcome, Long> requests = new TreeMap<>(); // all guarded by this
    private final Map<String, Long> swaps = new TreeMap<>();
    private final Map<String, Long> failedSwaps = new TreeMap<>();
    private final Map<String, PrometheusHistogram> loads = new TreeMap<>();
    private final Map<String, PrometheusHistogram> waits = new TreeMap<>();
    private final Map<String, PrometheusHistogram> firstTokens = new TreeMap<>();

    @Override
    public synchronized void accept(RouterEvent event) {
        switch (event) {
            case RouterEvent.RequestEnded ended -> request(ended.request());
            case RouterEvent.SwapEnded ended -> swap(ended);
            case RouterEvent.Started _,
                    RouterEvent.PolicyChanged _,
                    RouterEvent.ModelChanged _,
                    RouterEvent.SwapStarted _,
                    RouterEvent.Position _ -> {}
        }
    }

    private void request(RoutedRequest request) {
        requests.merge(new Outcome(request.model(), request.outcome()), 1L, Long::sum);
        RequestPhases phases = request.phases();
        if (phases.served()) {
            wait("queued", phases.queuedNs());
            wait("evicting", phases.evictingNs());
            wait("spawning", phases.spawningNs());
            wait("health", phases.healthWaitNs());
            if (phases.firstTokenAtNs() != RequestPhases.ABSENT) {
                firstTokens
                        .computeIfAbsent(request.model(), _ -> new PrometheusHistogram(SECONDS))
                        .add((phases.firstTokenAtNs() - phases.arrivedAtNs()) / NS);
            }
        }
    }

    private void wait(String phase, long ns) {
        waits.computeIfAbsent(phase, _ -> new PrometheusHistogram(SECONDS)).add(ns / NS);
    }

    private void swap(RouterEvent.SwapEnded ended) {
        (ended.failure() == null ? swaps : failedSwaps).merge(ended.model(), 1L, Long::sum);
        long from = ended.times().evictedAtNs();
        if (ended.load() && ended.failure() == null && from != RequestPhases.ABSENT) {
            loads.computeIfAbsent(ended.model(), _ -> new PrometheusHistogram(SECONDS))
                    .add((ended.times().endedAtNs() - from) / NS);
        }
    }

    /** In Prometheus' text format. */
    synchronized String text(RouterView view) {
        PrometheusText text = new PrometheusText();
        text.metric("plimsoll_router_info", "gauge", "The policy that decides.");
        text.sample("plimsoll_router_info", 1, "policy", view.policy());
        text.metric("plimsoll_router_requests_total", "counter", "Requests that have ended, by how.");
        requests.forEach((key, count) -> text.sample(
                "plimsoll_router_requests_total",
                count,
                "model",
                key.model(),
                "outcome",
                key.outcome().name().toLowerCase(java.util.Locale.ROOT)));
        text.metric("plimsoll_router_queue_length", "gauge", "Requests that wait without a swap under way for them.");
        text.sample(
                "plimsoll_router_queue_length",
                view.waiting().stream().filter(each -> each.position() > 0).count());
        text.metric("plimsoll_router_waiting", "gauge", "Requests that have a slot and not yet their model.");
        view.models().forEach(each -> text.sample("plimsoll_router_waiting", each.waiting(), "model", each.model()));
        text.metric("plimsoll_router_serving", "gauge", "Requests being served.");
        view.models().forEach(each -> text.sample("plimsoll_router_serving", each.serving(), "model", each.model()));
        text.metric("plimsoll_router_model_state", "gauge", "1 for the state a model is in, 0 for the others.");
        view.models().forEach(each -> states(text, each));
        text.metric("plimsoll_router_swaps_total", "counter", "Swaps that have ended, by model and result.");
        swaps.forEach(
                (model, count) -> text.sample("plimsoll_router_swaps_total", count, "model", model, "result", "ready"));
        failedSwaps.forEach((model, count) ->
                text.sample("plimsoll_router_swaps_total", count, "model", model, "result", "failed"));
        text.metric("plimsoll_router_wasted_loads_total", "counter", "Loads whose model left before it served.");
        text.sample("plimsoll_router_wasted_loads_total", view.counters().wastedLoads());
        text.metric("plimsoll_router_swapping_seconds_total", "counter", "Time in which some swap was under way.");
        text.sample("plimsoll_router_swapping_seconds_total", view.counters().swappingNs() / NS);
        text.metric(
                "plimsoll_router_load_seconds", "histogram", "From the last stop of a swap until its model was ready.");
        loads.forEach((model, each) -> each.write(text, "plimsoll_router_load_seconds", "model", model));
        text.metric("plimsoll_router_wait_seconds", "histogram", "Where served requests waited, by phase.");
        waits.forEach((phase, each) -> each.write(text, "plimsoll_router_wait_seconds", "phase", phase));
        text.metric("plimsoll_router_first_token_seconds", "histogram", "From a request's arrival to its first token.");
        firstTokens.forEach((model, each) -> each.write(text, "plimsoll_router_first_token_seconds", "model", model));
        return text.toString();
    }

    private static void states(PrometheusText text, RouterView.Model model) {
        for (ModelState state : ModelState.values()) {
            text.sample(
                    "plimsoll_router_model_state",
                    model.state() == state ? 1 : 0,
                    "model",
                    model.model(),
                    "state",
                    ControlApi.word(state));
        }
    }
}
