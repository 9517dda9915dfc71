package dev.plimsoll.engine.metrics;

import dev.plimsoll.engine.record.RequestStatus;
import dev.plimsoll.engine.record.RequestTimings;
import dev.plimsoll.engine.stats.Finite;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Counts, rates and sums of one stage from its columns. */
final class StageTotals {
    private final StageFacts facts;
    private final RequestColumns rows;

    StageTotals(StageFacts facts, RequestColumns rows) {
        this.facts = facts;
        this.rows = rows;
    }

    /** How those ended for which {@code chosen} holds when the cursor is on them. */
    StageSummary.Counts counts(Predicate<RequestColumns> chosen) {
        long[] by = new long[RequestStatus.values().length];
        long all = 0;
        for (int i = 0; i < rows.size(); i++) {
            RequestColumns row = rows.at(i);
            if (chosen.test(row)) {
                by[row.status().ordinal()]++;
                all++;
            }
        }
        return new StageSummary.Counts(
                all,
                by[RequestStatus.COMPLETED.ordinal()],
                by[RequestStatus.ERRORED.ordinal()],
                by[RequestStatus.CANCELLED.ordinal()],
                by[RequestStatus.DROPPED.ordinal()]);
    }

    /** Rates in the window. */
    StageSummary.Rates rates(StageWindow window, TokenTimeline tokens) {
        long slots = slotAtTheLimit(window) ? 1 : 0;
        long sent = 0;
        long completed = 0;
        long prompt = 0;
        boolean promptsCounted = false;
        boolean outputsCounted = false;
        for (int i = 0; i < rows.size(); i++) {
            RequestColumns row = rows.at(i);
            promptsCounted |= row.prompt() >= 0;
            outputsCounted |= row.output() >= 0;
            slots += window.holds(row.intended()) ? 1 : 0;
            sent += window.holds(row.sendStart()) ? 1 : 0;
            completed += row.successful() && window.holds(row.end()) ? 1 : 0;
            boolean prefilled = RequestTimings.has(row.firstToken());
            if ((prefilled || row.successful()) && window.holds(prefilled ? row.firstToken() : row.end())) {
                prompt += Math.max(0, row.prompt());
            }
        }
        double seconds = window.lengthSeconds();
        double output = tokens.between(window.fromNs(), window.toNs());
        return new StageSummary.Rates(
                facts.openLoop() ? Double.valueOf(per(slots, seconds)) : null,
                per(sent, seconds),
                per(completed, seconds),
                promptsCounted || rows.size() == 0 ? Double.valueOf(per(prompt, seconds)) : null,
                outputsCounted || output > 0 || rows.size() == 0 ? Double.valueOf(per(output, seconds)) : null,
                goodput(window) instanceof StageSummary.Goodput goodput
                        ? Double.valueOf(per(goodput.good(), seconds))
                        : null);
    }

    /** Goodput with its denominators; null without objectives. */
    StageSummary.@Nullable Goodput goodput(StageWindow window) {
        if (facts.slos().isEmpty()) {
            return null;
        }
        SloJudge.Tally tally = SloJudge.tally(facts.slos(), rows, window);
        Double share = tally.ended() == 0 ? null : Double.valueOf(Finite.share(tally.good(), tally.ended()));
        return new StageSummary.Goodput(tally.good(), tally.ended(), window.lengthSeconds(), share);
    }

    /**
     * Whether a constant rate has a slot at the very end of the window: it belongs to the schedule, so 10 requests/s for 5 s are 50
     * slots, although the last one is never started because the time is up.
     */
    private boolean slotAtTheLimit(StageWindow window) {
        if (!"constant".equals(facts.strategy().get("kind"))
                || !(facts.strategy().get("rate") instanceof Number rate)
                || window.toNs() != facts.startNs() + Math.round(facts.limitSeconds() * 1e9)) {
            return false;
        }
        long last = Long.MIN_VALUE;
        for (int i = 0; i < rows.size(); i++) {
            last = Math.max(last, rows.at(i).intended());
        }
        return RequestTimings.has(last) && Math.abs(last + 1e9 / rate.doubleValue() - window.toNs()) <= 1000;
    }

    private static double per(double amount, double seconds) {
        return Finite.share(amount, seconds);
    }

    /** Sums over all successful requests. */
    StageSummary.Totals totals() {
        long prompt = 0;
        long output = 0;
        for (int i = 0; i < rows.size(); i++) {
            RequestColumns row = rows.at(i);
            if (row.successful()) {
                prompt += Math.max(0, row.prompt());
                output += Math.max(0, row.output());
            }
        }
        return new StageSummary.Totals(prompt, output);
    }
}
