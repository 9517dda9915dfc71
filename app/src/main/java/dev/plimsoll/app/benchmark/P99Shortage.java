package dev.plimsoll.app.benchmark;

import dev.plimsoll.engine.metrics.MetricSummary;
import dev.plimsoll.engine.plan.ConstraintPlan;
import dev.plimsoll.engine.plan.RunPlan;
import dev.plimsoll.engine.report.Numbers;
import dev.plimsoll.engine.run.Estimate;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Stages that will have too few requests for a p99 one may print, and what would be enough.
 *
 * @param title {@code Two stages are short for a p99.}
 * @param text which ones, and what a p99 needs
 * @param remedy on the link
 * @param seconds least time limit by stage that would be enough
 * @param requests whether the limit of requests is too low, rather than the time
 */
record P99Shortage(String title, String text, String remedy, Map<Integer, Double> seconds, boolean requests) {
    /** Requests for five values beyond a p99. */
    static final long NEEDED = MetricSummary.FEWEST_BEYOND * 100L;

    private static final int MOST_NAMED = 3;
    private static final double ROUND_SECONDS = 5;
    private static final List<String> WORDS = List.of("No stage", "One stage", "Two stages", "Three stages");

    P99Shortage {
        seconds = Map.copyOf(seconds);
    }

    /** The shortage of a plan; empty where every stage has enough, or nothing is known of its rates. */
    static Optional<P99Shortage> of(RunPlan plan, Estimate estimate) {
        List<Long> small = estimate.stages().stream()
                .map(s -> most(plan, s.index()))
                .filter(m -> m < NEEDED)
                .toList();
        if (!small.isEmpty()) {
            return Optional.of(new P99Shortage(
                    title(small.size()),
                    Numbers.count(small.getFirst(), "request", "requests") + " a stage; a p99 needs " + NEEDED + ".",
                    "Use " + NEEDED + " requests",
                    Map.of(),
                    true));
        }
        List<Estimate.Stage> few = estimate.tooShortForP99();
        if (few.isEmpty()) {
            return Optional.empty();
        }
        // one request at a time is for a look at a quiet server: minutes of it help nobody while planned stages are
        // short too
        List<Estimate.Stage> planned =
                few.stream().filter(s -> s.index() > 0 || !s.measured()).toList();
        List<Estimate.Stage> lengthened = planned.isEmpty() ? few : planned;
        Map<Integer, Double> seconds = new LinkedHashMap<>();
        lengthened.forEach(s -> seconds.put(s.index(), enough(s)));
        return Optional.of(new P99Shortage(title(few.size()), text(few), remedy(lengthened), seconds, false));
    }

    /** The constraints of a benchmark with limits that are enough; everything else in them stays. */
    List<JsonNode> applied(List<JsonNode> constraints, int stages) {
        List<JsonNode> changed = new ArrayList<>();
        for (JsonNode constraint : constraints) {
            String kind = constraint.path("kind").asString("");
            boolean limits = kind.equals(requests ? "max_requests" : "max_duration");
            changed.add(limits && constraint instanceof ObjectNode object ? applied(object, stages) : constraint);
        }
        return changed;
    }

    private ObjectNode applied(ObjectNode constraint, int stages) {
        String field = requests ? "count" : "seconds";
        JsonNode written = constraint.path(field);
        List<BigDecimal> values = new ArrayList<>();
        for (int i = 0; i < stages; i++) {
            JsonNode value =
                    written.isArray() && !written.isEmpty() ? written.get(Math.min(i, written.size() - 1)) : written;
            if (!value.isNumber()) {
                return constraint;
            }
            double least = requests ? NEEDED : seconds.getOrDefault(i, 0.0);
            values.add(value.decimalValue().max(BigDecimal.valueOf(least)));
        }
        while (values.size() > 1 && values.getLast().compareTo(values.get(values.size() - 2)) == 0) {
            values.removeLast();
        }
        ObjectNode changed = constraint.deepCopy();
        if (values.size() == 1) {
            changed.set(field, Codec.number(values.getFirst()));
        } else {
            ArrayNode list = JsonNodeFactory.instance.arrayNode();
            values.forEach(v -> list.add(Codec.number(v)));
            changed.set(field, list);
        }
        return changed;
    }

    private static long most(RunPlan plan, int stage) {
        return plan.constraints().stream()
                .filter(ConstraintPlan.MaxRequests.class::isInstance)
                .mapToLong(c -> ConstraintPlan.forStage(((ConstraintPlan.MaxRequests) c).counts(), stage))
                .min()
                .orElse(Long.MAX_VALUE);
    }

    private static double enough(Estimate.Stage stage) {
        return Math.ceil(stage.secondsForP99() / ROUND_SECONDS - 1e-9) * ROUND_SECONDS;
    }

    /** How much of a stage is measured: all but what warm-up and cool-down leave out. */
    private static double measured(Estimate.Stage stage) {
        double leftOut = stage.secondsForP99() - stage.requestsForP99() / stage.requestsPerSecond();
        return Math.max(0, stage.seconds() - Math.max(0, leftOut));
    }

    private static String title(int count) {
        return (count < WORDS.size() ? WORDS.get(count) : count + " stages")
                + (count == 1 ? " is short for a p99." : " are short for a p99.");
    }

    private static String text(List<Estimate.Stage> few) {
        double first = measured(few.getFirst());
        boolean sameTime = few.stream().allMatch(s -> Math.abs(measured(s) - first) < 0.01);
        List<Estimate.Stage> named = sameTime && few.size() <= MOST_NAMED ? few : few.subList(0, 1);
        boolean cut = few.getFirst().seconds() - first > 0.01;
        String seconds = Quantities.span(BigDecimal.valueOf(Math.round(first * 10) / 10.0));
        return "At " + and(named, s -> s.requestsPerSecond()) + " req/s, " + seconds
                + (cut ? " measured give " : " give ") + and(named, s -> s.requestsPerSecond() * measured(s))
                + " requests; a p99 needs " + NEEDED + ".";
    }

    private static String remedy(List<Estimate.Stage> lengthened) {
        double most = lengthened.stream().mapToDouble(P99Shortage::enough).max().orElse(0);
        String span = Quantities.span(BigDecimal.valueOf(most));
        return lengthened.size() == 1
                ? "Use " + span + " at " + Numbers.brief(lengthened.getFirst().requestsPerSecond()) + " req/s"
                : "Use up to " + span + " there";
    }

    private static String and(List<Estimate.Stage> stages, ToDoubleFunction<Estimate.Stage> value) {
        List<String> words =
                stages.stream().map(s -> Numbers.brief(value.applyAsDouble(s))).toList();
        return words.size() < 2
                ? String.join("", words)
                : words.subList(0, words.size() - 1).stream().collect(Collectors.joining(", ")) + " and "
                        + words.getLast();
    }
}
