package dev.plimsoll.engine.metrics;

import static dev.plimsoll.engine.record.RequestTimings.has;

import dev.plimsoll.engine.stats.StepCurve;
import dev.plimsoll.engine.stats.StepFunction;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The levels of {@link StagePhases} over the whole stage. A request that was sent and never got a token is in prefill to its end, if
 * answers are streamed at all: where it waits is the question (AIPerf leaves it out).
 */
final class PhaseCurves {
    private final @Nullable StepFunction prefill;
    private final @Nullable StepFunction decode;
    private final @Nullable StepCurve tokensInFlight;

    PhaseCurves(RequestColumns rows) {
        int n = rows.size();
        long[] starts = new long[n];
        long[] firsts = new long[n];
        long[] firstTokens = new long[n];
        long[] ends = new long[n];
        int sent = 0;
        int decoded = 0;
        StepCurve.Builder tokens = new StepCurve.Builder();
        boolean counted = false;
        for (int i = 0; i < n; i++) {
            RequestColumns row = rows.at(i);
            if (!has(row.sendStart())) {
                continue;
            }
            long start = row.sendStart();
            long end = Math.max(start, row.end());
            long first = has(row.firstToken()) ? Math.clamp(row.firstToken(), start, end) : end;
            starts[sent] = start;
            firsts[sent++] = first;
            if (has(row.firstToken())) {
                firstTokens[decoded] = first;
                ends[decoded++] = end;
            }
            counted |= row.prompt() >= 0 || row.output() >= 0;
            addTokens(tokens, start, first, end, Math.max(0, row.prompt()), output(row));
        }
        prefill = decoded == 0
                ? null
                : StepFunction.ofIntervals(Arrays.copyOf(starts, sent), Arrays.copyOf(firsts, sent));
        decode = decoded == 0
                ? null
                : StepFunction.ofIntervals(Arrays.copyOf(firstTokens, decoded), Arrays.copyOf(ends, decoded));
        tokensInFlight = counted ? tokens.build() : null;
    }

    private static int output(RequestColumns row) {
        return row.output() >= 0 ? row.output() : row.contentEvents();
    }

    private static void addTokens(StepCurve.Builder tokens, long start, long first, long end, int prompt, int output) {
        if (prompt > 0) {
            tokens.step(start, prompt);
        }
        boolean decodes = output > 0 && first < end;
        if (decodes) {
            tokens.step(first, output);
        }
        if (prompt > 0 || decodes) {
            tokens.step(end, -(prompt + (decodes ? (double) output : 0)));
        }
    }

    StagePhases within(StageWindow window) {
        return new StagePhases(level(prefill, window), level(decode, window), level(tokensInFlight, window));
    }

    private static StagePhases.@Nullable Level level(@Nullable StepFunction levels, StageWindow window) {
        return levels == null
                ? null
                : new StagePhases.Level(
                        levels.mean(window.fromNs(), window.toNs()), levels.max(window.fromNs(), window.toNs()));
    }

    private static StagePhases.@Nullable Level level(@Nullable StepCurve levels, StageWindow window) {
        return levels == null
                ? null
                : new StagePhases.Level(
                        levels.mean(window.fromNs(), window.toNs()), levels.max(window.fromNs(), window.toNs()));
    }

    /** Time-weighted means by step; absent throughout where there are none. */
    double[] prefill(StepGrid steps) {
        return prefill == null ? absent(steps) : prefill.means(steps.startNs(), steps.endNs(), steps.count());
    }

    /** Same of the requests in decode. */
    double[] decode(StepGrid steps) {
        return decode == null ? absent(steps) : decode.means(steps.startNs(), steps.endNs(), steps.count());
    }

    /** Same of the tokens in flight. */
    double[] tokensInFlight(StepGrid steps) {
        return tokensInFlight == null
                ? absent(steps)
                : tokensInFlight.means(steps.startNs(), steps.endNs(), steps.count());
    }

    private static double[] absent(StepGrid steps) {
        double[] none = new double[steps.count()];
        Arrays.fill(none, StageSeries.ABSENT);
        return none;
    }
}
