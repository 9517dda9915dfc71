package dev.plimsoll.engine.router.observe;

import dev.plimsoll.engine.router.observe.RouterTimeline.ModelLine;
import dev.plimsoll.engine.router.observe.RouterTimeline.PolicySpan;
import dev.plimsoll.engine.router.observe.RouterTimeline.SwapSpan;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Makes a {@link RouterTimeline} of events, all at once or while they come: a timeline may be asked for at any time, and what was shown
 * once stays in its lane.
 *
 * <p>Bounded: of a model with more than {@value #MOST_REQUESTS} requests only the extremes are kept (see {@link ThinnedRequests}). A
 * request is seen when it ends; those that wait or are served are told by the running router, not by its events.
 *
 * <p>One thread.
 */
public final class RouterTimelineBuilder implements Consumer<RouterEvent> {
    /** Most requests of one model that are kept. */
    public static final int MOST_REQUESTS = 30_000;

    private final int mostRequests;
    private final Map<String, ModelHistory> models = new LinkedHashMap<>();
    private final Map<Long, RouterEvent.SwapStarted> running = new LinkedHashMap<>();
    private final List<SwapSpan> swaps = new ArrayList<>();
    private final List<PolicySpan> policies = new ArrayList<>();
    private @Nullable String policy;
    private long policySinceNs;
    private long fromNs = Long.MAX_VALUE;
    private long toNs = Long.MIN_VALUE;

    /** Nothing seen yet. */
    public RouterTimelineBuilder() {
        this(MOST_REQUESTS);
    }

    RouterTimelineBuilder(int mostRequests) {
        this.mostRequests = mostRequests;
    }

    @Override
    public void accept(RouterEvent event) {
        seen(event.atNs());
        switch (event) {
            case RouterEvent.Started e -> {
                e.models().forEach(this::model);
                policy(e.atNs(), e.policy());
            }
            case RouterEvent.PolicyChanged e -> policy(e.atNs(), e.policy());
            case RouterEvent.ModelChanged e -> model(e.model()).changed(e);
            case RouterEvent.SwapStarted e -> running.put(e.swap(), e);
            case RouterEvent.SwapEnded e -> {
                RouterEvent.SwapStarted begun = running.remove(e.swap());
                long beganNs = begun == null ? e.times().begunAtNs() : begun.atNs();
                swaps.add(new SwapSpan(
                        e.swap(),
                        e.model(),
                        begun == null ? List.of() : begun.evict(),
                        beganNs == RequestPhases.ABSENT ? e.atNs() : beganNs,
                        e.atNs(),
                        e.failure()));
            }
            case RouterEvent.Position _ -> {
                // Where a request stands in the queue is not drawn.
            }
            case RouterEvent.RequestEnded e -> {
                // One without an arrival has no place in time.
                if (e.request().phases().arrivedAtNs() != RequestPhases.ABSENT) {
                    seen(e.request().phases().arrivedAtNs());
                    model(e.request().model()).ended(e.request());
                }
            }
        }
    }

    /** Everything seen so far; what goes on ends with the last event. */
    public RouterTimeline timeline() {
        return timeline(toNs);
    }

    /** Everything seen so far; what goes on reaches to this moment, which is not before the last event. */
    public RouterTimeline timeline(long atNs) {
        if (fromNs > toNs) {
            return new RouterTimeline(0, 0, List.of(), List.of(), List.of());
        }
        long endNs = Math.max(toNs, atNs);
        List<PolicySpan> decided = new ArrayList<>(policies);
        if (policy != null) {
            decided.add(new PolicySpan(policy, policySinceNs, endNs));
        }
        List<SwapSpan> all = new ArrayList<>(swaps);
        running.values().forEach(s -> all.add(new SwapSpan(s.swap(), s.model(), s.evict(), s.atNs(), endNs, null)));
        all.sort(Comparator.comparingLong(SwapSpan::fromNs).thenComparingLong(SwapSpan::number));
        List<ModelLine> lines =
                models.values().stream().map(m -> m.line(fromNs, endNs)).toList();
        return new RouterTimeline(fromNs, endNs, decided, lines, all);
    }

    private void seen(long atNs) {
        if (atNs != RequestPhases.ABSENT) {
            fromNs = Math.min(fromNs, atNs);
            toNs = Math.max(toNs, atNs);
        }
    }

    private void policy(long atNs, String name) {
        if (policy != null && atNs > policySinceNs) {
            policies.add(new PolicySpan(policy, policySinceNs, atNs));
        }
        policy = name;
        policySinceNs = atNs;
    }

    private ModelHistory model(String name) {
        return models.computeIfAbsent(name, n -> new ModelHistory(n, mostRequests));
    }
}
