package dev.plimsoll.engine.metrics;

import dev.plimsoll.engine.stats.DoubleList;
import dev.plimsoll.engine.stats.TimedWeights;
import dev.plimsoll.engine.stats.WeightedDistribution;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * One stage as GuideLLM compiles a benchmark, for files that are compared with its own. Not our figures: a TTFT that does not exist is 0
 * here, rates are those of local gaps, and token rates know no window (docs/metrics.md says what is meant by each).
 *
 * @param counts requests that touch the window, by group
 * @param metrics by GuideLLM's name, by group
 */
public record GuideLlmBenchmark(Map<Group, Integer> counts, Map<String, Map<Group, Summary>> metrics) {
    /** How a request ended, in GuideLLM's words; {@code TOTAL} is all of them together. */
    public enum Group {
        SUCCESSFUL("successful"),
        INCOMPLETE("incomplete"),
        ERRORED("errored"),
        TOTAL("total");

        private final String text;

        Group(String text) {
            this.text = text;
        }

        /** Its name in files. */
        public String text() {
            return text;
        }
    }

    /**
     * A distribution and how many it counts.
     *
     * @param distribution by weight
     * @param count values or weight, as GuideLLM counts this metric
     */
    public record Summary(WeightedDistribution distribution, long count) {}

    /**
     * One request.
     *
     * @param group how it ended; not TOTAL
     * @param stats its own figures
     * @param requestIterations events of any kind
     */
    public record Request(Group group, GuideLlmRequestStats stats, int requestIterations) {}

    /**
     * Compiles a stage.
     *
     * @param requests all of it that were started
     * @param from start of the measured window, s
     * @param to its end, s
     */
    public static GuideLlmBenchmark of(List<Request> requests, double from, double to) {
        Map<Group, List<Request>> members = new EnumMap<>(Group.class);
        for (Group group : Group.values()) {
            members.put(
                    group,
                    requests.stream()
                            .filter(r -> group == Group.TOTAL || r.group() == group)
                            .filter(r -> touches(r.stats(), from, to))
                            .toList());
        }
        Map<Group, Integer> counts = new EnumMap<>(Group.class);
        members.forEach((group, list) -> counts.put(group, list.size()));
        Map<String, Map<Group, Summary>> metrics = new LinkedHashMap<>();
        for (Metric metric : METRICS) {
            Map<Group, Summary> groups = new EnumMap<>(Group.class);
            members.forEach((group, list) -> groups.put(group, metric.compute.of(list, from, to)));
            metrics.put(metric.name, groups);
        }
        return new GuideLlmBenchmark(counts, metrics);
    }

    private static boolean touches(GuideLlmRequestStats stats, double from, double to) {
        Double start = stats.requestStartTime();
        Double end = stats.requestEndTime();
        return start != null && end != null && end >= from && start <= to;
    }

    private interface Compute {
        Summary of(List<Request> members, double from, double to);
    }

    private record Metric(String name, Compute compute) {}

    private static final List<Metric> METRICS = List.of(
            new Metric("requests_per_second", GuideLlmBenchmark::endings),
            new Metric("request_concurrency", GuideLlmBenchmark::concurrency),
            each("request_latency", r -> zero(r.stats().requestLatency())),
            each("request_streaming_iterations_count", Request::requestIterations),
            each("prompt_token_count", r -> count(r.stats().promptTokens())),
            each("output_token_count", r -> count(r.stats().outputTokens())),
            each("total_token_count", r -> count(r.stats().totalTokens())),
            each("time_to_first_token_ms", r -> zero(r.stats().timeToFirstTokenMs())),
            each("time_to_first_output_token_ms", r -> zero(r.stats().timeToFirstOutputTokenMs())),
            weighted(
                    "time_per_output_token_ms",
                    r -> zero(r.stats().timePerOutputTokenMs()),
                    r -> count(r.stats().outputTokens())),
            weighted(
                    "inter_token_latency_ms",
                    r -> zero(r.stats().interTokenLatencyMs()),
                    r -> Math.max(0, count(r.stats().outputTokens()) - 1)),
            tokens("prompt_tokens_per_second", r -> {
                GuideLlmRequestStats.TokenEvent event = r.stats().promptTokensTiming();
                return event == null ? List.of() : List.of(event);
            }),
            tokens("output_tokens_per_second", r -> r.stats().outputTokensTimings()),
            tokens("tokens_per_second", r -> r.stats().totalTokensTimings()),
            perEvent("output_tokens_per_iteration", r -> r.stats().outputTokensTimings()),
            perEvent("iter_tokens_per_iteration", r -> r.stats().iterTokensTimings()));

    private static Metric each(String name, ToDoubleFunction<Request> value) {
        return weighted(name, value, _ -> 1);
    }

    private static Metric weighted(String name, ToDoubleFunction<Request> value, ToDoubleFunction<Request> weight) {
        return new Metric(name, (members, _, _) -> {
            WeightedDistribution distribution = WeightedDistribution.of(
                    members.stream().mapToDouble(value).toArray(),
                    members.stream().mapToDouble(weight).toArray());
            return new Summary(distribution, distribution.count());
        });
    }

    private interface Events {
        List<GuideLlmRequestStats.TokenEvent> of(Request request);
    }

    /** Tokens of each event, every event counting alike. */
    private static Metric perEvent(String name, Events events) {
        return new Metric(name, (members, _, _) -> {
            WeightedDistribution distribution = WeightedDistribution.of(members.stream()
                    .flatMap(member -> events.of(member).stream())
                    .mapToDouble(GuideLlmRequestStats.TokenEvent::tokens)
                    .toArray());
            return new Summary(distribution, distribution.count());
        });
    }

    private static Metric tokens(String name, Events events) {
        return new Metric(name, (members, _, _) -> {
            DoubleList times = new DoubleList();
            DoubleList weights = new DoubleList();
            double sum = 0;
            for (Request member : members) {
                for (GuideLlmRequestStats.TokenEvent event : events.of(member)) {
                    times.add(event.atSeconds());
                    weights.add(event.tokens());
                    sum += event.tokens();
                }
            }
            return rates(times, weights, sum);
        });
    }

    private static Summary endings(List<Request> members, double from, double to) {
        DoubleList times = new DoubleList();
        DoubleList weights = new DoubleList();
        for (Request member : members) {
            Double end = member.stats().requestEndTime();
            if (end != null && end >= from && end <= to) {
                times.add(end);
                weights.add(1);
            }
        }
        int ended = times.size();
        times.add(from);
        weights.add(0);
        times.add(to);
        weights.add(0);
        return rates(times, weights, ended);
    }

    private static Summary rates(DoubleList times, DoubleList weights, double sum) {
        TimedWeights merged = TimedWeights.of(times.toArray(), weights.toArray(), TimedWeights.USUAL_THRESHOLD_SECONDS);
        return new Summary(merged.rates(), merged.size() < 2 ? times.size() : (long) Math.rint(sum));
    }

    private static Summary concurrency(List<Request> members, double from, double to) {
        List<Double> times = new ArrayList<>();
        DoubleList weights = new DoubleList();
        for (Request member : members) {
            Double start = member.stats().requestStartTime();
            Double end = member.stats().requestEndTime();
            if (start != null && end != null) {
                times.add(start);
                weights.add(1);
                times.add(end);
                weights.add(-1);
            }
        }
        TimedWeights all = TimedWeights.of(
                times.stream().mapToDouble(t -> t).toArray(), weights.toArray(), TimedWeights.USUAL_THRESHOLD_SECONDS);
        return new Summary(all.cumulativeWithin(from, to).levels(), members.size());
    }

    private static double zero(@Nullable Double value) {
        return value == null ? 0 : value;
    }

    private static int count(@Nullable Integer value) {
        return value == null ? 0 : value;
    }
}
