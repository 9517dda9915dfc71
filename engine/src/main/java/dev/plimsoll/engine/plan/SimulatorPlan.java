package dev.plimsoll.engine.plan;

import java.util.List;

/**
 * The model of the built-in inference server; every parameter resolved from its profile. Times in microseconds.
 *
 * @param profile {@code instant}, {@code small}, {@code large} or {@code fixed}: where the defaults came from
 * @param model model name it lists
 * @param slots batch size: requests decoded together
 * @param queueLimit most waiting requests, beyond which 429 is answered; 0 = unlimited
 * @param kvTokens KV capacity in tokens (prompt + output of all active requests); 0 = unlimited
 * @param prefillBaseUs fixed cost of a prefill
 * @param prefillPerTokenUs cost per prompt token; prefills run one at a time
 * @param stepBaseUs fixed cost of a decode step
 * @param stepPerSequenceUs cost per active sequence in a decode step
 * @param jitter relative standard deviation of a step's duration, 0 = none
 * @param outputTokensMean output tokens where the request names none
 * @param outputTokensStddev their standard deviation
 * @param fixedTtftUs profile {@code fixed}: mean time to first token without any queue; 0 where the queue model is used
 * @param fixedTtftStddevUs its standard deviation
 * @param fixedItlUs profile {@code fixed}: mean time between tokens
 * @param fixedItlStddevUs its standard deviation
 * @param errorRate share of requests answered with 500, [0,1]
 * @param seed seed of all randomness
 */
public record SimulatorPlan(
        String profile,
        String model,
        int slots,
        int queueLimit,
        long kvTokens,
        double prefillBaseUs,
        double prefillPerTokenUs,
        double stepBaseUs,
        double stepPerSequenceUs,
        double jitter,
        int outputTokensMean,
        double outputTokensStddev,
        double fixedTtftUs,
        double fixedTtftStddevUs,
        double fixedItlUs,
        double fixedItlStddevUs,
        double errorRate,
        long seed) {
    /** Endpoint kinds that it answers. */
    public static final List<String> ENDPOINTS = List.of("chat", "completions", "embeddings");
}
