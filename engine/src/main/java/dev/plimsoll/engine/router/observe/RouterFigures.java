package dev.plimsoll.engine.router.observe;

import dev.plimsoll.engine.metrics.RouterStage;
import dev.plimsoll.engine.router.process.ModelState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a router did within windows of time, from its log in one pass.
 *
 * <p>Whatever happened after a window counts only as far as it ends something of the window's: a request that arrived in it, a swap that
 * began in it, or a later swap that a request of the window waited for. So the figures of a window are the same whether the router went on
 * after it or not, and a policy that puts swaps off does not look as if it had saved them. The share of time is that of the window alone.
 *
 * <p>Memory: 24 bytes a request of a window, and some hundred bytes a load of the log; nothing else grows. One thread.
 */
public final class RouterFigures {
    /**
     * A span of the log's clock.
     *
     * @param fromNs its first moment
     * @param toNs the first one after it
     */
    public record Window(long fromNs, long toNs) {
        public Window {
            if (toNs < fromNs) {
                throw new IllegalArgumentException("a window from " + fromNs + " to " + toNs);
            }
        }

        boolean holds(long atNs) {
            return atNs >= fromNs && atNs < toNs;
        }
    }

    private final List<RouterTally> tallies;
    private final Map<Long, RouterEvent.SwapStarted> underWay = new HashMap<>();
    private final Map<String, List<ModelLoad>> loads = new HashMap<>();
    private final Map<String, Long> leftReadyNs = new HashMap<>();
    private final Map<String, Long> stoppingSinceNs = new HashMap<>();
    private final Set<String> loadedBefore = new HashSet<>();
    private @Nullable String policy;
    private long lastNs = Long.MIN_VALUE;

    private RouterFigures(List<Window> windows) {
        tallies = windows.stream().map(RouterTally::new).toList();
    }

    /** The figures of one window; {@code fromNs <= toNs}. */
    public static RouterStage of(RouterLog log, long fromNs, long toNs) {
        return of(log, List.of(new Window(fromNs, toNs))).getFirst();
    }

    /** The figures of several windows, in their order. */
    public static List<RouterStage> of(RouterLog log, List<Window> windows) {
        RouterFigures figures = new RouterFigures(windows);
        log.forEach(figures::take);
        return figures.end();
    }

    private void take(RouterEvent event) {
        lastNs = Math.max(lastNs, event.atNs());
        switch (event) {
            case RouterEvent.Started e -> {
                closeOpen(e.atNs());
                policy(e.atNs(), e.policy());
            }
            case RouterEvent.PolicyChanged e -> policy(e.atNs(), e.policy());
            case RouterEvent.ModelChanged e -> changed(e);
            case RouterEvent.SwapStarted e -> underWay.put(e.swap(), e);
            case RouterEvent.SwapEnded e -> ended(e);
            case RouterEvent.RequestEnded e -> ended(e.request());
            case RouterEvent.Position _ -> {}
        }
    }

    /** The router before was killed: what it had begun ended with it, and its numbers are given again. */
    private void closeOpen(long atNs) {
        underWay.values().forEach(swap -> tallies.forEach(tally -> tally.swapUnended(swap.atNs(), atNs)));
        underWay.clear();
        tallies.forEach(RouterTally::forgetNumbers);
        stoppingSinceNs.clear();
        loads.values().forEach(each -> each.getLast().leaves(atNs));
    }

    private void policy(long atNs, String name) {
        for (RouterTally tally : tallies) {
            if (atNs <= tally.window().fromNs()) {
                tally.policy(name);
            } else if (policy == null && atNs < tally.window().toNs()) {
                tally.policy(name); // the router began within the window
            }
        }
        policy = name;
    }

    private void changed(RouterEvent.ModelChanged e) {
        if (e.from() == ModelState.READY) {
            leftReadyNs.put(e.model(), e.atNs());
            List<ModelLoad> known = loads.get(e.model());
            if (known != null) {
                known.getLast().leaves(e.atNs());
            }
        }
        if (e.to() == ModelState.STOPPING) {
            stoppingSinceNs.put(e.model(), e.atNs());
            return;
        }
        Long since = stoppingSinceNs.remove(e.model());
        if (since != null && !e.to().holdsMemory()) {
            tallies.forEach(tally -> tally.stopped(e.model(), since, e.atNs()));
        }
    }

    private void ended(RouterEvent.SwapEnded e) {
        RouterEvent.SwapStarted start = underWay.remove(e.swap());
        SwapTimes times = e.times();
        long endedNs = known(times.endedAtNs(), e.atNs());
        long begunNs = known(times.begunAtNs(), start == null ? endedNs : start.atNs());
        List<String> evicted = start == null ? null : start.evict();
        ModelLoad load = e.load() && e.failure() == null ? loaded(e, begunNs, endedNs) : null;
        EndedSwap swap = new EndedSwap(e.swap(), begunNs, endedNs, e.failure() != null, load, evicted);
        tallies.forEach(tally -> tally.swap(swap));
    }

    private ModelLoad loaded(RouterEvent.SwapEnded e, long begunNs, long endedNs) {
        boolean cold = loadedBefore.add(e.model());
        ModelLoad load = new ModelLoad(e.model(), begunNs, known(e.times().evictedAtNs(), begunNs), endedNs, cold);
        Long left = leftReadyNs.get(e.model());
        if (left != null && left >= endedNs) {
            load.leaves(left);
        }
        loads.computeIfAbsent(e.model(), _ -> new ArrayList<>()).add(load);
        return load;
    }

    private static long known(long atNs, long otherwiseNs) {
        return atNs == RequestPhases.ABSENT ? otherwiseNs : atNs;
    }

    private void ended(RoutedRequest request) {
        for (RouterTally tally : tallies) {
            tally.request(request);
        }
        if (!request.phases().served()) {
            return;
        }
        long servedNs = request.phases().servedAtNs();
        List<ModelLoad> known = loads.getOrDefault(request.model(), List.of());
        for (int i = known.size() - 1; i >= 0; i--) {
            if (known.get(i).begunNs() <= servedNs) {
                known.get(i).served(servedNs);
                return;
            }
        }
    }

    private List<RouterStage> end() {
        underWay.values().forEach(swap -> tallies.forEach(tally -> tally.swapUnended(swap.atNs(), lastNs)));
        tallies.forEach(RouterTally::judge);
        return tallies.stream().map(RouterTally::figures).toList();
    }
}
