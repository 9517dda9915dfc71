package dev.plimsoll.engine.router.observe;

import dev.plimsoll.engine.router.observe.RouterTimeline.ModelLine;
import dev.plimsoll.engine.router.observe.RouterTimeline.State;
import dev.plimsoll.engine.router.observe.RouterTimeline.StateSpan;
import dev.plimsoll.engine.router.process.ModelState;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One model while its timeline grows. One thread. */
final class ModelHistory {
    private final String model;
    private final ThinnedRequests requests;
    private final List<StateSpan> states = new ArrayList<>();
    private @Nullable State state;
    private long sinceNs = RequestPhases.ABSENT;
    private boolean changed;

    ModelHistory(String model, int mostRequests) {
        this.model = model;
        this.requests = new ThinnedRequests(mostRequests);
    }

    void changed(RouterEvent.ModelChanged event) {
        if (!changed) {
            // It was in this state before anything of it was seen: since when, only the beginning of all events tells.
            state = state(event.from());
        }
        changed = true;
        end(event.atNs());
        state = state(event.to());
        sinceNs = event.atNs();
    }

    void ended(RoutedRequest request) {
        requests.add(request);
    }

    ModelLine line(long fromNs, long endNs) {
        List<StateSpan> all = new ArrayList<>(states.size() + 1);
        states.forEach(s ->
                all.add(s.fromNs() == RequestPhases.ABSENT ? new StateSpan(s.state(), fromNs, s.toNs(), false) : s));
        if (state != null) {
            all.add(new StateSpan(state, sinceNs, endNs, true));
        }
        all.removeIf(s -> s.lengthNs() <= 0 && !s.lasts());
        var laid = requests.laid();
        return new ModelLine(model, all, laid, requests.lanes(), requests.seen(), requests.keptPerNs());
    }

    private void end(long atNs) {
        if (state != null) {
            states.add(new StateSpan(state, sinceNs, atNs, false));
        }
    }

    private static @Nullable State state(ModelState state) {
        return switch (state) {
            case STARTING -> State.STARTING;
            case READY -> State.READY;
            case STOPPING -> State.STOPPING;
            case STOPPED, SHUTDOWN -> null;
        };
    }
}
