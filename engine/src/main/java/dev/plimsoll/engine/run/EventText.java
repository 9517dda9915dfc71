package dev.plimsoll.engine.run;

import dev.plimsoll.engine.metrics.MetricDefinition;
import dev.plimsoll.engine.metrics.Metrics;
import dev.plimsoll.engine.metrics.StageSummary;
import dev.plimsoll.engine.trust.InFlightGrowth;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The sentences of a run's log. */
final class EventText {
    private static final double MS_PER_SECOND = 1000;

    private EventText() {}

    /** {@code Stage 9 ended · SLOs passed, n = 2,208}. */
    static String ended(StageSummary stage) {
        String n = String.format(Locale.ROOT, "n = %,d", stage.windowRequests().successful());
        String slos = slos(stage.slos());
        return "Stage " + (stage.index() + 1) + " ended · " + (slos.isEmpty() ? n : slos + ", " + n);
    }

    /** Whether an objective was missed. */
    static boolean failed(StageSummary stage) {
        return stage.slos().stream().anyMatch(s -> s.met().equals("FAIL"));
    }

    private static String slos(List<StageSummary.SloResult> slos) {
        if (slos.isEmpty()) {
            return "";
        }
        List<String> failed = slos.stream()
                .filter(s -> s.met().equals("FAIL"))
                .map(EventText::objective)
                .toList();
        if (!failed.isEmpty()) {
            return "SLO " + String.join(" and ", failed) + " failed";
        }
        return slos.stream().allMatch(s -> s.met().equals("PASS")) ? "SLOs passed" : "SLOs inconclusive";
    }

    private static String objective(StageSummary.SloResult slo) {
        String label = Metrics.byTag(slo.metric()).map(MetricDefinition::label).orElse(slo.metric());
        return label + (slo.stat().equals("each") ? "" : " " + slo.stat()) + " ≤ " + limit(slo.max());
    }

    private static String limit(double ms) {
        return ms >= MS_PER_SECOND ? plain(ms / MS_PER_SECOND) + " s" : plain(ms) + " ms";
    }

    private static String plain(double value) {
        return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }

    /** {@code The server takes in 44.0 req/s but completes 42.8.}, or what is rising where no rate says it. */
    static String saturated(String stageName, double offered, double completed) {
        if (offered > 0 && completed > 0 && completed < 0.995 * offered) {
            return "The server takes in " + number(offered) + " req/s but completes " + number(completed) + ".";
        }
        return "Requests in flight and TTFT keep rising at " + stageName + ".";
    }

    /** What the slope detector saw, from the metadata of its action. */
    static List<String> slopes(Map<String, Object> metadata) {
        List<String> evidence = new ArrayList<>();
        slope("in flight grows", "", metadata.get("concurrentSlope"), metadata.get("concurrentSlopeMoe"), evidence);
        slope("TTFT grows", " s", metadata.get("ttftSlope"), metadata.get("ttftSlopeMoe"), evidence);
        evidence.add("detector over_saturation");
        return evidence;
    }

    /** What the growth detector saw. */
    static String growth(InFlightGrowth.Evidence seen) {
        return "in flight grows " + number(seen.perSecond()) + "/s over "
                + number(seen.atSeconds() - seen.fromSeconds()) + " s (90 % CI " + number(seen.low()) + "–"
                + number(seen.high()) + ")";
    }

    /** The detector tells its margin as a share of the slope. */
    private static void slope(
            String what, String unit, @Nullable Object slope, @Nullable Object share, List<String> evidence) {
        if (slope instanceof Number s && s.doubleValue() > 0) {
            double value = s.doubleValue();
            String ci = share instanceof Number m && Double.isFinite(m.doubleValue())
                    ? " (95 % CI " + number(value * (1 - m.doubleValue())) + "–" + number(value * (1 + m.doubleValue()))
                            + ")"
                    : "";
            evidence.add(what + " " + number(value) + unit + "/s" + ci);
        }
    }

    /** Three significant digits, whole from 1,000 on, never with an exponent. */
    static String number(double value) {
        double size = Math.abs(value);
        if (size >= 999.5) {
            return String.format(Locale.ROOT, "%,d", Math.round(value)).replace('-', '−');
        }
        int decimals = size >= 99.95 ? 0 : size >= 9.995 ? 1 : size >= 0.9995 ? 2 : 3;
        return String.format(Locale.ROOT, "%." + decimals + "f", value).replace('-', '−');
    }

    /** The evidence of a finished stage. */
    static String evidence(String code) {
        return switch (code) {
            case "over_saturation" -> "requests in flight and TTFT kept rising";
            case InFlightGrowth.Evidence.NAME -> "requests in flight kept growing";
            case "achieved_offered" -> "completed less than 98 % of what was offered";
            case "knee" -> "throughput no longer grew with the load";
            default -> code;
        };
    }
}
