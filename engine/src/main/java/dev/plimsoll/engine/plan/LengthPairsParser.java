package dev.plimsoll.engine.plan;

import dev.plimsoll.engine.problem.PlimsollException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads joint distributions of prompt and output lengths as AIPerf writes them, percentages that sum to 100:
 *
 * <pre>
 * 256,128:40;512|20,256|10:60
 * [(256,128):40,(512|20,256|10):60]
 * {"pairs": [{"isl": 256, "osl": 128, "prob": 40}, {"isl": 512, "isl_stddev": 20, "osl": 256, "osl_stddev": 10, "prob": 60}]}
 * </pre>
 */
final class LengthPairsParser {
    private static final String NUMBER = "(\\d+(?:\\.\\d+)?|\\.\\d+)";
    private static final String LENGTH = "(\\d+)(?:\\|" + NUMBER + ")?";
    private static final Pattern PAIR = Pattern.compile(LENGTH + "\\s*,\\s*" + LENGTH + "\\s*:\\s*" + NUMBER);
    private static final Pattern BRACKETED =
            Pattern.compile("\\(\\s*" + LENGTH + "\\s*,\\s*" + LENGTH + "\\s*\\)\\s*:\\s*" + NUMBER);
    private static final Pattern BETWEEN = Pattern.compile("[\\s,;]*");

    /** How far the percentages may sum to something else than 100; AIPerf's. */
    private static final double SUM_TOLERANCE = 1e-6 + 1e-6 * 100;

    private static final int LONGEST_TOKENS = 10_000_000;
    private static final Set<String> KEYS = Set.of("isl", "osl", "prob", "isl_stddev", "osl_stddev");
    private static final JsonMapper JSON = new JsonMapper();

    private LengthPairsParser() {}

    /**
     * The distribution that a text says.
     *
     * @throws PlimsollException (usage) where it is none: what is wrong, without saying where
     */
    static LengthPairs parse(String text) {
        String stripped = text.strip();
        List<LengthPairs.Pair> pairs = stripped.startsWith("{")
                ? ofJson(stripped)
                : stripped.startsWith("[") && stripped.endsWith("]")
                        ? ofBrackets(stripped.substring(1, stripped.length() - 1))
                        : ofSemicolons(stripped);
        if (pairs.isEmpty()) {
            throw wrong("holds no pair of lengths");
        }
        double sum = pairs.stream().mapToDouble(LengthPairs.Pair::percent).sum();
        if (StrictMath.abs(sum - 100) > SUM_TOLERANCE) {
            throw wrong("percentages must sum to 100, but sum to " + Ranges.shown(sum));
        }
        return new LengthPairs(pairs);
    }

    private static List<LengthPairs.Pair> ofSemicolons(String text) {
        List<LengthPairs.Pair> pairs = new ArrayList<>();
        for (String each : text.split(";")) {
            if (!each.isBlank()) {
                Matcher matcher = PAIR.matcher(each.strip());
                if (!matcher.matches()) {
                    throw wrong(
                            "'" + each.strip() + "' is no pair; write prompt,output:percent, such as 256|10,128|5:40");
                }
                pairs.add(pair(matcher));
            }
        }
        return pairs;
    }

    private static List<LengthPairs.Pair> ofBrackets(String text) {
        List<LengthPairs.Pair> pairs = new ArrayList<>();
        Matcher matcher = BRACKETED.matcher(text);
        int end = 0;
        while (matcher.find()) {
            between(text.substring(end, matcher.start()));
            end = matcher.end();
            pairs.add(pair(matcher));
        }
        between(text.substring(end));
        return pairs;
    }

    private static void between(String text) {
        if (!BETWEEN.matcher(text).matches()) {
            throw wrong("'" + text.strip() + "' is no pair; write (prompt,output):percent, such as (256|10,128|5):40");
        }
    }

    private static LengthPairs.Pair pair(Matcher m) {
        return pair(
                new BigDecimal(m.group(1)),
                number(m.group(2)),
                new BigDecimal(m.group(3)),
                number(m.group(4)),
                number(m.group(5)));
    }

    private static double number(@Nullable String text) {
        return text == null ? 0 : Double.parseDouble(text);
    }

    private static List<LengthPairs.Pair> ofJson(String text) {
        JsonNode root;
        try {
            root = JSON.readTree(text);
        } catch (JacksonException e) {
            throw wrong("is not valid JSON: " + e.getOriginalMessage());
        }
        if (!root.path("pairs").isArray() || root.size() > 1) {
            throw wrong("must be {\"pairs\": [ ... ]}");
        }
        List<LengthPairs.Pair> pairs = new ArrayList<>();
        for (JsonNode pair : root.get("pairs")) {
            if (!pair.isObject() || !pair.has("isl") || !pair.has("osl") || !pair.has("prob")) {
                throw wrong("a pair needs isl, osl and prob, but is " + pair);
            }
            pair.properties().forEach(member -> {
                if (!KEYS.contains(member.getKey())) {
                    throw wrong("unknown key '" + member.getKey() + "' in a pair");
                }
                if (!member.getValue().isNumber()) {
                    throw wrong(member.getKey() + " must be a number, but is " + member.getValue());
                }
            });
            pairs.add(pair(
                    pair.get("isl").decimalValue(),
                    pair.path("isl_stddev").doubleValue(0),
                    pair.get("osl").decimalValue(),
                    pair.path("osl_stddev").doubleValue(0),
                    pair.get("prob").doubleValue()));
        }
        return pairs;
    }

    private static LengthPairs.Pair pair(
            BigDecimal prompt, double promptStddev, BigDecimal output, double outputStddev, double percent) {
        if (!(percent >= 0 && percent <= 100)) {
            throw wrong("a percentage must be from 0 to 100, but is " + Ranges.shown(percent));
        }
        return new LengthPairs.Pair(length(prompt, promptStddev), length(output, outputStddev), percent);
    }

    private static LengthPlan length(BigDecimal tokens, double stddev) {
        if (tokens.signum() <= 0
                || tokens.compareTo(BigDecimal.valueOf(LONGEST_TOKENS)) > 0
                || tokens.stripTrailingZeros().scale() > 0) {
            throw wrong("a length must be a whole number from 1 to " + LONGEST_TOKENS + ", but is " + tokens);
        }
        if (!(stddev >= 0 && stddev <= LONGEST_TOKENS)) {
            throw wrong("a deviation must be from 0 to " + LONGEST_TOKENS + ", but is " + Ranges.shown(stddev));
        }
        LengthPlan plan = LengthPlan.of(tokens.intValueExact(), stddev, null, null);
        return new LengthPlan(plan.mean(), plan.stddev(), plan.min(), StrictMath.min(plan.max(), LONGEST_TOKENS));
    }

    private static PlimsollException wrong(String what) {
        return PlimsollException.usage(what);
    }
}
