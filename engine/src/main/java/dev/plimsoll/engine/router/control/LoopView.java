package dev.plimsoll.engine.router.control;

import dev.plimsoll.engine.router.observe.RequestPhases;
import dev.plimsoll.engine.router.observe.SwapTimes;
import dev.plimsoll.engine.router.schedule.SchedulerState;
import dev.plimsoll.engine.router.schedule.SwapScheduler;
import dev.plimsoll.engine.router.schedule.WaitReason;
import dev.plimsoll.engine.router.schedule.WaitReasons;
import dev.plimsoll.engine.router.swap.SwapReason;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Takes the copy that is handed out: what the books hold, and what the scheduler says about who waits. In one turn of the loop. */
record LoopView(
        long nowNs,
        String policy,
        LoopSettings settings,
        SwapScheduler scheduler,
        ModelBoard board,
        RequestBook requests,
        SwapBook swaps,
        CostBook costs) {

    RouterView take() {
        SchedulerState state = scheduler.state();
        return new RouterView(
                nowNs,
                policy,
                settings.models().entrySet().stream()
                        .map(each -> model(each.getKey(), each.getValue(), state))
                        .toList(),
                Stream.concat(state.loading().values().stream().flatMap(List::stream), state.queue().stream())
                        .flatMap(each -> requests.find(each).stream())
                        .flatMap(each -> waiting(each).stream())
                        .toList(),
                swaps.underWay().stream().map(LoopView::swap).toList(),
                new RouterView.Counters(
                        requests.endedByOutcome(),
                        swaps.ended(),
                        swaps.loads(),
                        swaps.failed(),
                        board.wastedLoads(),
                        swaps.swappingNs()),
                costs.view());
    }

    private RouterView.Model model(String id, LoopSettings.Model settings, SchedulerState state) {
        int serving = state.serving().getOrDefault(id, 0);
        return new RouterView.Model(
                id,
                board.said(id),
                board.sinceNs(id),
                board.pid(id),
                settings.priority(),
                serving,
                state.reserved().getOrDefault(id, 0) - serving);
    }

    private Optional<RouterView.Waiting> waiting(LiveRequest request) {
        return scheduler.explain(nowNs, request.id()).map(why -> {
            SwapReason swap = why.swap();
            return new RouterView.Waiting(
                    request.id(),
                    request.model(),
                    request.asked(),
                    why.position(),
                    nowNs - request.arrivedAtNs(),
                    why.reasons().stream().map(WaitReason::tell).toList(),
                    swap == null ? List.of() : swap.because(),
                    swap == null ? List.of() : swap.candidates(),
                    expectedInNs(request, why));
        });
    }

    private static RouterView.Swap swap(SwapTask swap) {
        return new RouterView.Swap(
                swap.number(),
                swap.model(),
                swap.order().plan().evict(),
                swap.order().plan().await(),
                swap.times(),
                swap.abandoned());
    }

    /** Known only for one whose swap is under way: how long others will still be served, nobody knows. */
    private @Nullable Long expectedInNs(LiveRequest request, WaitReasons why) {
        SwapTask swap = request.swap();
        if (swap == null || why.position() > 0) {
            return null;
        }
        OptionalLong load = costs.loadNs(swap.model());
        if (load.isEmpty()) {
            return null;
        }
        SwapTimes times = swap.times();
        if (times.evictedAtNs() != RequestPhases.ABSENT) {
            return Math.max(0, times.evictedAtNs() + load.getAsLong() - nowNs);
        }
        long stopNs = 0;
        for (String leaving : swap.order().plan().evict()) {
            OptionalLong stop = costs.stopNs(leaving);
            if (stop.isEmpty()) {
                return null;
            }
            stopNs = Math.max(stopNs, stop.getAsLong());
        }
        return Math.max(0, times.begunAtNs() + stopNs - nowNs) + load.getAsLong();
    }
}
