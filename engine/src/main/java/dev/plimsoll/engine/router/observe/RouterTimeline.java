package dev.plimsoll.engine.router.observe;

import dev.plimsoll.engine.problem.PlimsollException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What happened in a router, laid out to be drawn: of every model its states one after another, and above them its requests, side by side
 * in lanes where they overlap. Made by a {@link RouterTimelineBuilder}.
 *
 * @param fromNs the first thing known
 * @param toNs the last thing known, or the moment at which it was asked for
 * @param policies which policy decided, one after another
 * @param models in the order of the configuration, then those it does not name
 * @param swaps in the order in which they began
 */
public record RouterTimeline(
        long fromNs, long toNs, List<PolicySpan> policies, List<ModelLine> models, List<SwapSpan> swaps) {
    public RouterTimeline {
        policies = List.copyOf(policies);
        models = List.copyOf(models);
        swaps = List.copyOf(swaps);
    }

    /** A state in which a model's process exists. */
    public enum State {
        STARTING,
        READY,
        STOPPING
    }

    /** A policy that decided from one moment to another. */
    public record PolicySpan(String policy, long fromNs, long toNs) {}

    /**
     * A model's state.
     *
     * @param lasts whether it had not ended when this was made; {@code toNs} is that moment then
     */
    public record StateSpan(State state, long fromNs, long toNs, boolean lasts) {
        /** Its length, ns. */
        public long lengthNs() {
            return toNs - fromNs;
        }
    }

    /**
     * A request.
     *
     * @param lane from 0; requests of one model and one lane do not overlap
     */
    public record LaidRequest(RoutedRequest request, int lane) {
        /** When it arrived, ns. */
        public long fromNs() {
            return request.phases().arrivedAtNs();
        }

        /** When it ended, ns; not before {@link #fromNs}. */
        public long toNs() {
            return Math.max(request.phases().arrivedAtNs(), request.phases().endedAtNs());
        }

        /** When its model got it, or its end if it never did; ns. */
        public long servedNs() {
            return request.phases().served() ? request.phases().servedAtNs() : toNs();
        }
    }

    /**
     * A swap.
     *
     * @param number its number
     * @param model the model that was to be ready
     * @param evict models that it stopped
     * @param toNs when it had ended, or the timeline's end
     * @param failure the failure's code, or null
     */
    public record SwapSpan(
            long number,
            String model,
            List<String> evict,
            long fromNs,
            long toNs,
            @Nullable String failure) {
        public SwapSpan {
            evict = List.copyOf(evict);
        }
    }

    /**
     * A model.
     *
     * @param states in order, not overlapping; between them no process exists
     * @param requests in order of arrival
     * @param lanes how many there are
     * @param seen how many requests it had; more than there are here if only the extremes were kept
     * @param keptPerNs where only the extremes were kept, the piece of time of which they are the extremes, ns; else 0
     */
    public record ModelLine(
            String model, List<StateSpan> states, List<LaidRequest> requests, int lanes, long seen, long keptPerNs) {
        public ModelLine {
            states = List.copyOf(states);
            requests = List.copyOf(requests);
        }

        /** Whether every request is here. */
        public boolean whole() {
            return seen == requests.size();
        }

        /** How often it was started. */
        public long starts() {
            return states.stream().filter(s -> s.state() == State.STARTING).count();
        }
    }

    /** Whether nothing was seen of any model. */
    public boolean isEmpty() {
        return models.stream().allMatch(m -> m.states().isEmpty() && m.seen() == 0);
    }

    /**
     * Reads a file of events, such as a run's {@code router.jsonl}.
     *
     * @throws PlimsollException if it cannot be read
     */
    public static RouterTimeline read(Path file) {
        RouterTimelineBuilder builder = new RouterTimelineBuilder();
        // A line that this version cannot read is something it does not draw.
        var unused = RouterEventJson.readAll(file, builder);
        return builder.timeline();
    }
}
