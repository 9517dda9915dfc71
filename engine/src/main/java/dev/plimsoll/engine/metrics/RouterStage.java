package dev.plimsoll.engine.metrics;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.plimsoll.engine.stats.Finite;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a model router did during one stage, seen from inside it. Requests and swaps count where they arrived or began in the stage's
 * measurement window, whoever sent them, and later swaps where a request of the window waited for them; a request is told once it has ended. Immutable, any thread.
 *
 * @param policy the policy that decided when the window began; null where nobody said
 * @param swaps changes of what is loaded
 * @param failedSwaps those after which their model was not ready
 * @param loads swaps that loaded their model
 * @param wastedLoads loads whose model went again within the window without having got a single request
 * @param swappingShare share of the window in which at least one swap was under way, [0,1]
 * @param requests how requests ended
 * @param waits from arrival to hand-over, of requests that a model got, ms; null without one
 * @param models models with requests, loads or stops, by id
 * @param priorities priorities with requests, the highest first
 * @param pairs loads by what was stopped for them, by ids
 * @param starvation the worst that happened to a request; null without requests
 * @param fairness Jain's index over the models' mean waits, (0,1], 1 where all models wait alike (R. Jain, D. Chiu, W. Hawe: A Quantitative
 *     Measure of Fairness and Discrimination, DEC-TR-301, 1984); null for fewer than two models with served requests, or where none waited
 * @param makespanSeconds from the first arrival until the last of the requests had ended, s; null without requests
 * @param predicted the same figures as a simulation foretold them; null where none was made
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RouterStage(
        @Nullable String policy,
        int swaps,
        int failedSwaps,
        int loads,
        int wastedLoads,
        double swappingShare,
        Requests requests,
        @Nullable MetricSummary waits,
        List<Model> models,
        List<Priority> priorities,
        List<Pair> pairs,
        @Nullable Starvation starvation,
        @Nullable Double fairness,
        @Nullable Double makespanSeconds,
        @Nullable RouterStage predicted) {
    /** What an older file lacks is empty. */
    public RouterStage {
        Finite.require(swappingShare, "a share");
        Finite.requireAll("an index", fairness);
        Finite.requireAll("a time", makespanSeconds);
        requests = requests == null ? Requests.NONE : requests;
        models = models == null ? List.of() : List.copyOf(models);
        priorities = priorities == null ? List.of() : List.copyOf(priorities);
        pairs = pairs == null ? List.of() : List.copyOf(pairs);
    }

    /** The same beside what was foretold. */
    public RouterStage withPredicted(@Nullable RouterStage foretold) {
        return new RouterStage(
                policy,
                swaps,
                failedSwaps,
                loads,
                wastedLoads,
                swappingShare,
                requests,
                waits,
                models,
                priorities,
                pairs,
                starvation,
                fairness,
                makespanSeconds,
                foretold);
    }

    /**
     * Requests by their ends, each counted once.
     *
     * @param served their model answered, whatever the status
     * @param broken the model's server broke off or could not be reached
     * @param refused they got no slot
     * @param failed they were admitted and no model got them
     * @param cancelled their client went away
     */
    public record Requests(long served, long broken, long refused, long failed, long cancelled) {
        /** No request. */
        public static final Requests NONE = new Requests(0, 0, 0, 0, 0);

        /** All of them. */
        public long total() {
            return served + broken + refused + failed + cancelled;
        }

        /** Those without an answer of their model. */
        public long unserved() {
            return total() - served;
        }
    }

    /**
     * One model.
     *
     * @param model id
     * @param requests how its requests ended
     * @param loads how often it was loaded
     * @param wastedLoads of those, for nothing
     * @param coldLoad duration of its first load in the whole run, from the start of its process until it was ready, ms: its file may have
     *     come from the disk; null without one
     * @param warmLoad the same of its later loads, whose file the system has most likely kept in memory
     * @param stop from the wish to stop it until its process was gone, ms; null without one
     * @param waits from arrival to hand-over, of requests that it got, ms; null without one
     * @param mostOvertaken requests that came after one of its own and were served before it, at most
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Model(
            String model,
            Requests requests,
            int loads,
            int wastedLoads,
            @Nullable MetricSummary coldLoad,
            @Nullable MetricSummary warmLoad,
            @Nullable MetricSummary stop,
            @Nullable MetricSummary waits,
            long mostOvertaken) {}

    /**
     * The requests of all models of one priority.
     *
     * @param priority as configured; 0 where nothing is
     * @param requests how they ended
     * @param waits as of a {@link Model}
     * @param mostOvertaken as of a {@link Model}
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Priority(
            int priority, Requests requests, @Nullable MetricSummary waits, long mostOvertaken) {}

    /**
     * What a swap from one model to another costs. A load for which several models were stopped counts in each of its pairs.
     *
     * @param from the model that was stopped; null where memory was free
     * @param to the model that was loaded
     * @param swap from the decision until it was ready, ms
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Pair(@Nullable String from, String to, MetricSummary swap) {}

    /**
     * The worst that happened to a request, whatever its end.
     *
     * @param longest the one that waited longest
     * @param mostOvertaken the one that most later ones were served before; null where none was overtaken
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Starvation(Request longest, @Nullable Request mostOvertaken) {}

    /**
     * One request.
     *
     * @param request the router's id for it: {@code serverRequestId} of its record
     * @param model its model
     * @param arrivedSeconds when it arrived, seconds of run time
     * @param waitMs from its arrival to its hand-over, or to its end where there was none
     * @param overtakenBy requests that came later and were served before it
     * @param served whether its model got it
     */
    public record Request(
            String request, String model, double arrivedSeconds, double waitMs, long overtakenBy, boolean served) {
        public Request {
            Finite.require(arrivedSeconds, "a time");
            Finite.require(waitMs, "a wait");
        }
    }
}
