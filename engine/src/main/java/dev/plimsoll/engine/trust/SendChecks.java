package dev.plimsoll.engine.trust;

import dev.plimsoll.engine.metrics.MetricSummary;
import dev.plimsoll.engine.metrics.StageSummary;
import dev.plimsoll.engine.stats.Distribution;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Were the requests sent when the schedule said, and all of them? */
final class SendChecks {
    private static final String DISPATCH_LAG = "dispatch-lag";
    private static final String SEND_RATIO = "send-ratio";

    private SendChecks() {}

    static void check(StageEvidence evidence, Checks checks) {
        dispatchLag(evidence, checks);
        sendRatio(evidence, checks);
        arrivalLaw(evidence, checks);
        scheduleGap(evidence, checks);
    }

    /**
     * Open loop: the lag is compared with the TTFT, because a request sent late meets another moment of the server's life. Closed loop:
     * it is compared with the latency, because it only makes each turn of the loop longer.
     */
    private static void dispatchLag(StageEvidence evidence, Checks checks) {
        StageSummary stage = evidence.figures().summary();
        Distribution lag = evidence.sends().ownLagNs();
        if (lag.count() == 0) {
            return;
        }
        double measuredNs = 1e6 * (stage.openLoop() ? typicalMs(stage, "ttft") : typicalMs(stage, "latency"));
        double suspect = suspectLagNs(measuredNs);
        double invalid = Math.max(Thresholds.LAG_INVALID_NS, Thresholds.LAG_INVALID_SHARE * measuredNs);
        if (!tooManyLater(lag, suspect)) {
            checks.pass();
            return;
        }
        boolean broken =
                tooManyLater(lag, invalid) || (stage.openLoop() && tooManyLater(lag, Thresholds.LAG_INVALID_NS));
        double p99 = lag.quantile(0.99);
        checks.find(
                DISPATCH_LAG,
                Checks.lower(broken ? Severity.INVALID : Severity.SUSPECT, MachinePauses.explain(evidence, p99)),
                "p99 of the generator's own send lag was " + Say.duration(p99) + ", "
                        + Say.count(lag.countAbove(Thresholds.LAG_INVALID_NS), "request")
                        + " of " + Say.number(lag.count()) + " more than 10 ms late",
                Say.duration(broken ? invalid : suspect),
                stage.openLoop()
                        ? "Lower the rate, allow more workers, or free CPU time on this machine."
                        : "Use fewer streams, allow more workers, or free CPU time on this machine.");
    }

    /** The lag that measurements of this length do not notice. */
    private static double suspectLagNs(double measuredNs) {
        return Math.max(Thresholds.LAG_SUSPECT_NS, Thresholds.LAG_SUSPECT_SHARE * measuredNs);
    }

    private static void arrivalLaw(StageEvidence evidence, Checks checks) {
        StageSummary stage = evidence.figures().summary();
        Optional<ArrivalLaw.Fit> judged = ArrivalLaw.of(stage.strategy())
                .flatMap(law -> law.fit(evidence.sends().dispatchedNs(), suspectLagNs(1e6 * typicalMs(stage, "ttft"))));
        if (judged.isEmpty()) {
            return;
        }
        ArrivalLaw.Fit fit = judged.get();
        if (fit.holds()) {
            checks.pass();
            return;
        }
        Distribution lag = evidence.sends().ownLagNs();
        checks.find(
                "arrival-law",
                Checks.lower(
                        Severity.SUSPECT, lag.count() == 0 ? 0 : MachinePauses.explain(evidence, lag.quantile(0.99))),
                "The gaps between " + Say.count(fit.gaps() + 1L, "send") + " are not those of the schedule's law: their"
                        + " distribution is off by " + Say.percent(fit.distance()),
                Say.percent(fit.limit()),
                "Lower the rate or allow more workers; where the send lag is in order, report it with the run folder.");
    }

    /**
     * The latency from schedule against the latency: where they differ, figures from the send time flatter. The generator's own lag is
     * its fault; a cap or connections that were waited for are the user's wish or the target's doing.
     */
    private static void scheduleGap(StageEvidence evidence, Checks checks) {
        StageSummary stage = evidence.figures().summary();
        Double sent = median(stage.metrics().get("latency"));
        Double scheduled = median(stage.metrics().get("latencyFromSchedule"));
        Distribution lag = evidence.sends().ownLagNs();
        if (sent == null || scheduled == null || lag.count() == 0) {
            return;
        }
        double gapNs = 1e6 * (scheduled - sent);
        double limitNs = Math.max(Thresholds.LAG_SUSPECT_NS, Thresholds.SCHEDULE_GAP * 1e6 * sent);
        if (gapNs <= limitNs) {
            checks.pass();
            return;
        }
        boolean ours = lag.quantile(0.5) >= gapNs / 2;
        checks.find(
                "schedule-gap",
                Checks.lower(
                        ours ? Severity.SUSPECT : Severity.NOTE, MachinePauses.explain(evidence, lag.quantile(0.99))),
                "The median latency is " + Say.duration(gapNs) + " longer from the schedule than from the send: "
                        + (ours ? "the generator was late" : "requests waited for a place or a connection"),
                Say.duration(limitNs),
                ours
                        ? "Lower the rate, allow more workers, or free CPU time on this machine."
                        : "Read the latency from schedule: it is what a user waits.");
    }

    private static boolean tooManyLater(Distribution lag, double limitNs) {
        int later = lag.countAbove(limitNs);
        return later >= Thresholds.FEWEST_LATE && later > Thresholds.LATE_SHARE * lag.count();
    }

    /** The median of a metric, else of the latency, else 0. */
    private static double typicalMs(StageSummary stage, String tag) {
        Double median = median(stage.metrics().get(tag));
        Double fallback = median == null ? median(stage.metrics().get("latency")) : median;
        return fallback == null ? 0 : fallback;
    }

    private static @Nullable Double median(@Nullable MetricSummary metric) {
        return metric == null ? null : metric.p50();
    }

    private static void sendRatio(StageEvidence evidence, Checks checks) {
        long slots = evidence.sends().slots();
        if (!evidence.figures().summary().openLoop() || slots == 0) {
            return;
        }
        long unsent = evidence.sends().unsent();
        double ratio = (double) (slots - unsent) / slots;
        if (ratio >= Thresholds.SEND_RATIO_SUSPECT || unsent < Thresholds.FEWEST_LATE) {
            checks.pass();
            return;
        }
        boolean broken = ratio < Thresholds.SEND_RATIO_INVALID;
        checks.find(
                SEND_RATIO,
                broken ? Severity.INVALID : Severity.SUSPECT,
                Say.number(unsent) + " of " + Say.count(slots, "slot") + " were never sent, though the cap had room",
                Say.percent(1 - (broken ? Thresholds.SEND_RATIO_INVALID : Thresholds.SEND_RATIO_SUSPECT)),
                "Lower the rate or allow more workers.");
    }
}
