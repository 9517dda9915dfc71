package dev.plimsoll.engine.metrics;

import dev.plimsoll.engine.record.RequestStatus;
import dev.plimsoll.engine.record.RequestTimings;
import dev.plimsoll.engine.stats.Distribution;
import dev.plimsoll.engine.stats.StepFunction;
import java.util.Arrays;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;

/** Makes the series of one stage from its columns. */
final class SeriesMaker {
    private final StageFacts facts;
    private final RequestColumns rows;
    private final TokenTimeline tokens;
    private final StepFunction inFlight;
    private final PhaseCurves phases;
    private final StepGrid steps;
    private final long startNs;
    private final long stepNs;
    private final int n;

    SeriesMaker(
            StageFacts facts,
            RequestColumns rows,
            TokenTimeline tokens,
            StepFunction inFlight,
            PhaseCurves phases,
            StageWindow window) {
        this.facts = facts;
        this.rows = rows;
        this.tokens = tokens;
        this.inFlight = inFlight;
        this.phases = phases;
        this.startNs = facts.startNs();
        long lengthNs = rows.size() == 0 ? 0 : Math.max(window.toNs(), window.lastEndNs()) - startNs;
        this.steps = StepGrid.of(startNs, lengthNs);
        this.stepNs = steps.stepNs();
        this.n = steps.count();
    }

    /** The steps of the series. */
    StepGrid steps() {
        return steps;
    }

    StageSeries make() {
        double[] offered = new double[n];
        if (facts.openLoop()) {
            offered = rate(RequestColumns::intended, null);
        } else {
            Arrays.fill(offered, StageSeries.ABSENT);
        }
        double[] outputTokens = tokens.perStep(stepNs, n);
        for (int i = 0; i < n; i++) {
            outputTokens[i] /= stepNs / 1e9;
        }
        double[][] ttft = percentiles(RequestColumns::firstToken, r -> ms(r.sendStart(), r.firstToken()));
        double[][] latency = percentiles(RequestColumns::end, r -> ms(r.sendStart(), r.end()));
        double[][] fromSchedule = percentiles(RequestColumns::end, r -> ms(r.intended(), r.end()));
        return new StageSeries(
                facts.index(),
                startNs / 1e9,
                stepNs / 1e9,
                offered,
                rate(RequestColumns::sendStart, null),
                rate(RequestColumns::end, RequestStatus.COMPLETED),
                rate(RequestColumns::end, RequestStatus.ERRORED),
                outputTokens,
                inFlight.means(startNs, startNs + n * stepNs, n),
                ttft[0],
                ttft[1],
                ttft[2],
                latency[0],
                latency[1],
                latency[2],
                fromSchedule[2],
                phases.prefill(steps),
                phases.decode(steps),
                phases.tokensInFlight(steps));
    }

    private static double ms(long from, long to) {
        return (to - from) / 1e6;
    }

    private double[] rate(ToLongFunction<RequestColumns> at, @org.jspecify.annotations.Nullable RequestStatus status) {
        double[] perSecond = new double[n];
        double each = 1e9 / stepNs;
        for (int i = 0; i < rows.size(); i++) {
            RequestColumns row = rows.at(i);
            int step = status == null || row.status() == status ? steps.of(at.applyAsLong(row)) : -1;
            if (step >= 0) {
                perSecond[step] += each;
            }
        }
        return perSecond;
    }

    /** p50, p90, p99 of the successful requests by the step in which {@code at} lies: two passes of a counting sort by step. */
    private double[][] percentiles(ToLongFunction<RequestColumns> at, ToDoubleFunction<RequestColumns> value) {
        int[] ends = new int[n + 1];
        for (int i = 0; i < rows.size(); i++) {
            int step = stepOf(i, at);
            if (step >= 0) {
                ends[step + 1]++;
            }
        }
        for (int s = 1; s <= n; s++) {
            ends[s] += ends[s - 1];
        }
        int[] next = ends.clone();
        double[] values = new double[ends[n]];
        for (int i = 0; i < rows.size(); i++) {
            int step = stepOf(i, at);
            if (step >= 0) {
                values[next[step]++] = value.applyAsDouble(rows);
            }
        }
        double[][] result = new double[3][n];
        double[] fractions = {0.5, 0.9, 0.99};
        for (int s = 0; s < n; s++) {
            Arrays.sort(values, ends[s], ends[s + 1]);
            for (int p = 0; p < fractions.length; p++) {
                result[p][s] = ends[s] == ends[s + 1]
                        ? StageSeries.ABSENT
                        : Distribution.interpolate(values, ends[s], ends[s + 1], fractions[p]);
            }
        }
        return result;
    }

    private int stepOf(int row, ToLongFunction<RequestColumns> at) {
        RequestColumns r = rows.at(row);
        return r.successful() && RequestTimings.has(r.sendStart()) ? steps.of(at.applyAsLong(r)) : -1;
    }
}
