package dev.plimsoll.engine.trust;

import dev.plimsoll.engine.metrics.MetricSummary;
import dev.plimsoll.engine.metrics.StageFigures;
import dev.plimsoll.engine.metrics.StageSeries;
import dev.plimsoll.engine.metrics.StageSummary;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an open-loop stage left undone in the last half of its window: the rule {@code achieved / offered < 0.98} ({@code loadgen}
 * practice: sustained over the last half of the window), which carries stages too short for a slope detector.
 *
 * <p>A gap between what is taken in and what is completed is growth of what is in flight. Three guards keep chance out: the gap must
 * exceed the noise of the arrivals, of the work per request and of what is in flight anyway; the waiting must grow along with it; and
 * half the window must outlast an unhindered request, or it is only filling up.
 *
 * @param offered requests taken in per second
 * @param achieved requests served per second
 * @param fromSeconds start of the judged half, seconds after the stage's start
 * @param beyondChance whether the gap exceeds its noise
 * @param waitingGrows whether waits grow, the cap is full, or the server turns requests away
 */
record Backlog(double offered, double achieved, double fromSeconds, boolean beyondChance, boolean waitingGrows) {
    /** Served over offered requests below which a server falls behind. */
    static final double FALLS_BEHIND = 0.98;
    /** Fewest slots in the judged half: with fewer a single slow answer is more than the limit. */
    private static final double FEWEST_SLOTS = 20;
    /** Standard deviations that the gap must exceed. */
    private static final double DEVIATIONS = 1.5;
    /** How many unhindered requests the judged half must outlast. */
    private static final double UNHINDERED = 1.5;
    /** Relative deviation of the work per request where neither tokens nor TPOT tell it. */
    private static final double UNKNOWN_DEVIATION = 0.5;
    /** Growth of the median wait from the third to the last quarter of the window that is no flicker. */
    private static final double GROWTH = 1.1;
    /** Share of a cap that counts as full. */
    private static final double FULL = 0.95;

    /** Of a stage; empty where it cannot be judged: a closed loop, too short, too few requests, or not sent as it should be. */
    static Optional<Backlog> of(StageFigures figures) {
        StageSummary stage = figures.summary();
        StageSeries series = figures.series();
        double unhindered = unhinderedSeconds(stage);
        double from = stage.windowSeconds()[0];
        double to = stage.windowSeconds()[1];
        double half = (to - from) / 2;
        if (!stage.openLoop() || unhindered <= 0 || half < UNHINDERED * unhindered) {
            return Optional.empty();
        }
        Steps last = new Steps(series, from + half, to);
        double cap = stage.strategy().get("maxConcurrency") instanceof Number n ? n.doubleValue() : 0;
        // Without a cap nothing but the generator keeps a slot from being sent; its lateness is no evidence about the
        // target.
        double takenIn = cap > 0 ? last.sum(series.offered()) : last.sum(series.sent());
        if (takenIn < FEWEST_SLOTS) {
            return Optional.empty();
        }
        double turnedAway = turnedAway(stage);
        double served = last.sum(series.completed()) + (1 - turnedAway) * last.sum(series.errored());
        double inFlight = new Steps(series, from + half - series.stepSeconds(), from + half).mean(series.inFlight());
        double noise = Math.max(DEVIATIONS * Math.sqrt(takenIn * dispersion(stage)), Math.sqrt(Math.max(1, inFlight)));
        Steps third = new Steps(series, from + half, from + 1.5 * half);
        Steps fourth = new Steps(series, from + 1.5 * half, to);
        boolean grows = third.grewTo(fourth, series.ttftP50Ms())
                || third.grewTo(fourth, series.latencyP50Ms())
                || (cap > 0 && fourth.mean(series.inFlight()) >= FULL * cap)
                || turnedAway * last.sum(series.errored()) > (1 - FALLS_BEHIND) * takenIn;
        return Optional.of(new Backlog(
                takenIn / last.seconds(), served / last.seconds(), from + half, takenIn - served > noise, grows));
    }

    /**
     * How long nearly every request takes without a queue, 0 where nothing completed: the shortest wait for the first token plus the
     * time from there to the end. Without a stream waiting and working cannot be told apart; then a quick answer stands for it.
     */
    private static double unhinderedSeconds(StageSummary stage) {
        MetricSummary latency = stage.metrics().get("latency");
        MetricSummary ttft = stage.metrics().get("ttft");
        if (latency == null) {
            return 0;
        }
        return ttft == null
                ? at(latency, "p10") / 1000
                : (at(ttft, "p10") + Math.max(0, at(latency, "p90") - at(ttft, "p90"))) / 1000;
    }

    /**
     * Variance of the requests taken in and completed over their number: of the arrivals (0 at a constant rate, 1 for Poisson) and of
     * the work per request (the squared relative deviation of its tokens and of the time per token).
     */
    private static double dispersion(StageSummary stage) {
        double arrivals = "constant".equals(stage.strategy().get("kind")) ? 0 : 1;
        MetricSummary tokens = stage.metrics().get("outputTokens");
        MetricSummary tpot = stage.metrics().get("tpot");
        double work = tokens == null && tpot == null
                ? UNKNOWN_DEVIATION * UNKNOWN_DEVIATION
                : squaredDeviation(tokens) + squaredDeviation(tpot);
        return arrivals + Math.min(1, work);
    }

    private static double squaredDeviation(@Nullable MetricSummary metric) {
        if (metric == null || at(metric, "mean") <= 0) {
            return 0;
        }
        double relative = at(metric, "std") / at(metric, "mean");
        return relative * relative;
    }

    private static double at(MetricSummary metric, String stat) {
        Double value = metric.stat(stat);
        return value == null ? 0 : value;
    }

    /** Share of the errors that say "too busy": 429 and 503. */
    private static double turnedAway(StageSummary stage) {
        long all = 0;
        long busy = 0;
        for (StageSummary.ErrorCount error : stage.errors()) {
            all += error.count();
            Integer code = error.code();
            busy += code != null && (code == 429 || code == 503) ? error.count() : 0;
        }
        return all == 0 ? 0 : (double) busy / all;
    }

    Optional<SaturationJudge.Sign> sign() {
        boolean saturated = achieved < FALLS_BEHIND * offered && beyondChance && waitingGrows;
        return saturated
                ? Optional.of(new SaturationJudge.Sign("achieved_offered", fromSeconds, sentence()))
                : Optional.empty();
    }

    String sentence() {
        return "The server takes in " + Say.rate(offered) + " but completes " + Say.number(achieved) + ".";
    }

    /** The steps of a series that lie wholly between two times, seconds after the stage's start. */
    private record Steps(int first, int end, double stepSeconds) {
        Steps(StageSeries series, double from, double to) {
            this(
                    (int) Math.ceil(from / series.stepSeconds() - 1e-6),
                    Math.min(series.sent().length, (int) Math.floor(to / series.stepSeconds() + 1e-6)),
                    series.stepSeconds());
        }

        double seconds() {
            return Math.max(0, end - first) * stepSeconds;
        }

        /** Amount of a per-second series. */
        double sum(double[] perSecond) {
            double sum = 0;
            for (int i = Math.max(0, first); i < end; i++) {
                sum += Math.max(0, perSecond[i]) * stepSeconds;
            }
            return sum;
        }

        double mean(double[] values) {
            double sum = 0;
            int n = 0;
            for (int i = Math.max(0, first); i < end; i++) {
                if (values[i] >= 0) {
                    sum += values[i];
                    n++;
                }
            }
            return n == 0 ? 0 : sum / n;
        }

        boolean grewTo(Steps later, double[] values) {
            double before = mean(values);
            return before > 0 && later.mean(values) > GROWTH * before;
        }
    }
}
