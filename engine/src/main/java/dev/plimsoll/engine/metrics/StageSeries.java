package dev.plimsoll.engine.metrics;

import java.util.Arrays;

/**
 * One stage by the second: arrays of equal length, one element per second after the stage's start. {@code Double.NaN} never occurs;
 * a second without a value is marked by {@link #ABSENT} (negative) so that charts draw a gap.
 *
 * @param stage index
 * @param startSeconds stage start, seconds of run time
 * @param stepSeconds length of one element, usually 1 (less for stages shorter than 20 s, so that a chart has points)
 * @param offered slots whose time fell in it, per second; ABSENT throughout in closed loops
 * @param sent requests sent, per second
 * @param completed requests completed, per second
 * @param errored requests errored, per second
 * @param outputTokens output tokens by event time, per second
 * @param inFlight time-weighted mean of requests in flight
 * @param ttftP50Ms TTFT of requests whose first token came in it
 * @param ttftP90Ms same
 * @param ttftP99Ms same
 * @param latencyP50Ms latency of requests that ended in it
 * @param latencyP90Ms same
 * @param latencyP99Ms same
 * @param latencyFromScheduleP99Ms same, from the intended time
 * @param prefill time-weighted mean of {@link StagePhases#prefill}; ABSENT throughout without streamed answers
 * @param decode same of {@link StagePhases#decode}
 * @param tokensInFlight same of {@link StagePhases#tokensInFlight}; ABSENT throughout where no count is known
 */
public record StageSeries(
        int stage,
        double startSeconds,
        double stepSeconds,
        double[] offered,
        double[] sent,
        double[] completed,
        double[] errored,
        double[] outputTokens,
        double[] inFlight,
        double[] ttftP50Ms,
        double[] ttftP90Ms,
        double[] ttftP99Ms,
        double[] latencyP50Ms,
        double[] latencyP90Ms,
        double[] latencyP99Ms,
        double[] latencyFromScheduleP99Ms,
        double[] prefill,
        double[] decode,
        double[] tokensInFlight) {
    /** No value in this second. */
    public static final double ABSENT = -1;

    /** The series of a stage of which no second is known. */
    public static StageSeries none(int stage, double startSeconds) {
        double[] no = {};
        return new StageSeries(stage, startSeconds, 1, no, no, no, no, no, no, no, no, no, no, no, no, no);
    }

    /** A series without phases. */
    public StageSeries(
            int stage,
            double startSeconds,
            double stepSeconds,
            double[] offered,
            double[] sent,
            double[] completed,
            double[] errored,
            double[] outputTokens,
            double[] inFlight,
            double[] ttftP50Ms,
            double[] ttftP90Ms,
            double[] ttftP99Ms,
            double[] latencyP50Ms,
            double[] latencyP90Ms,
            double[] latencyP99Ms,
            double[] latencyFromScheduleP99Ms) {
        this(
                stage,
                startSeconds,
                stepSeconds,
                offered,
                sent,
                completed,
                errored,
                outputTokens,
                inFlight,
                ttftP50Ms,
                ttftP90Ms,
                ttftP99Ms,
                latencyP50Ms,
                latencyP90Ms,
                latencyP99Ms,
                latencyFromScheduleP99Ms,
                absent(sent.length),
                absent(sent.length),
                absent(sent.length));
    }

    private static double[] absent(int length) {
        double[] none = new double[length];
        Arrays.fill(none, ABSENT);
        return none;
    }
}
