package dev.plimsoll.engine.interop;

/** Tags of figures that other programs define otherwise than we define ours: never mixed, so that nothing unlike is compared. */
public final class TheirMetrics {
    /** From the send to the last content, ms: the request latency of AIPerf and vLLM. Ours goes on to the end of the answer. */
    public static final String LATENCY_TO_LAST_TOKEN = "latencyToLastToken";

    /** (Last token - first token) / (output tokens - 1), every request weighted by its tokens, ms: GuideLLM's ITL. */
    public static final String GUIDELLM_ITL = "guidellmItl";

    /** (Last token - sent) / output tokens, every request weighted by its tokens, ms: GuideLLM's TPOT, which holds the TTFT. */
    public static final String GUIDELLM_TPOT = "guidellmTpot";

    /** 1 / ITL, tokens/s: AIPerf's output token throughput per user. Ours is 1 / TPOT. */
    public static final String AIPERF_PER_USER = "aiperfOutputTokensPerSecondPerUser";

    private TheirMetrics() {}
}
