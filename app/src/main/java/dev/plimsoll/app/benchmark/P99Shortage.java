package dev.plimsoll.app.benchmark;

import dev.plimsoll.engine.metrics.MetricSummary;
import dev.plimsoll.engine.report.Numbers;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
 * @param remedy on the link, or empty where there is none
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
    static Optional<P99Shortage> of(StageForecast.Stages stages) {
        List<StageForecast> small = stages.all().stream()
                .filter(s -> s.most() >= 0 && s.most() < NEEDED)
                .toList();
        if (!small.isEmpty()) {
            return Optional.of(new P99Shortage(
                    title(small.size()),
                    Numbers.count(small.getFirst().most(), "request", "requests") + " a stage; a p99 needs " + NEEDED
                            + ".",
                    "Use " + NEEDED + " requests",
                    Map.of(),
                    true));
        }
        List<StageForecast> few = stages.all().stream()
                .filter(s -> s.rate() > 0 && s.seconds() > 0 && s.rate() * s.seconds() < NEEDED)
                .toList();
        if (few.isEmpty()) {
            return Optional.empty();
        }
        // one request at a time is for a look at a quiet server: asking for minutes of it helps nobody while others are
        // short too
        List<StageForecast> planned =
                few.stream().filter(s -> s.planned() && s.strategy() != null).toList();
        List<StageForecast> lengthened = planned.isEmpty() ? few : planned;
        Map<Integer, Double> seconds = new LinkedHashMap<>();
        lengthened.forEach(s -> seconds.put(s.index(), enough(s.rate())));
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

    private static double enough(double rate) {
        return Math.ceil(NEEDED / rate / ROUND_SECONDS) * ROUND_SECONDS;
    }

    private static String title(int count) {
        return count < WORDS.size()
                ? WORDS.get(count) + (count == 1 ? " is short for a p99." : " are short for a p99.")
                : count + " stages are short for a p99.";
    }

    private static String text(List<StageForecast> few) {
        boolean sameTime =
                few.stream().mapToDouble(StageForecast::seconds).distinct().count() == 1;
        String needs = "; a p99 needs " + NEEDED + ".";
        if (few.size() > MOST_NAMED || !sameTime) {
            StageForecast least = few.getFirst();
            return "At " + Numbers.brief(least.rate()) + " req/s, " + span(least.seconds()) + " give "
                    + Numbers.count(Math.round(least.rate() * least.seconds())) + " requests" + needs;
        }
        String rates = and(few.stream().map(s -> Numbers.brief(s.rate())).toList());
        String counts = and(few.stream()
                .map(s -> Numbers.count(Math.round(s.rate() * s.seconds())))
                .toList());
        return "At " + rates + " req/s, " + span(few.getFirst().seconds()) + " give " + counts + " requests" + needs;
    }

    private static String remedy(List<StageForecast> lengthened) {
        if (lengthened.size() == 1) {
            StageForecast stage = lengthened.getFirst();
            return "Use " + span(enough(stage.rate())) + " at " + Numbers.brief(stage.rate()) + " req/s";
        }
        double most =
                lengthened.stream().mapToDouble(s -> enough(s.rate())).max().orElse(0);
        return "Use up to " + span(most) + " there";
    }

    private static String span(double seconds) {
        return Quantities.span(BigDecimal.valueOf(seconds));
    }

    private static String and(List<String> words) {
        return words.size() < 2
                ? String.join("", words)
                : words.subList(0, words.size() - 1).stream().collect(Collectors.joining(", ")) + " and "
                        + words.getLast();
    }
}
