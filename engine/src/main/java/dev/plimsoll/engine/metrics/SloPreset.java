package dev.plimsoll.engine.metrics;

import java.util.List;

/**
 * Objectives by use, all at p99.
 *
 * <p>Those by task are the recommendations in GuideLLM's documentation (0.6); for summarisation, where it names a throughput only, they
 * are those of MLPerf's summarisation task (Llama 3.1 8B over CNN/DailyMail, server). Those by model are the targets of MLPerf Inference
 * 5.1 and 6.0, server and interactive scenario.
 *
 * @param group heading of those that belong together
 * @param name shown name, unique in its group
 * @param limits limits of the metrics, in the order in which they are told
 */
public record SloPreset(String group, String name, List<Limit> limits) {
    private static final String TASKS = "By task";
    private static final String SERVER = "MLPerf, server";
    private static final String INTERACTIVE = "MLPerf, interactive";

    /** The percentile of every limit. */
    public static final int PERCENTILE = 99;

    /** All of them, those of a group together. */
    public static final List<SloPreset> ALL = List.of(
            new SloPreset(TASKS, "Chat", ttftItl(200, 50)),
            new SloPreset(
                    TASKS,
                    "RAG",
                    List.of(new Limit("latency", 3, "s"), new Limit("ttft", 300, "ms"), new Limit("itl", 100, "ms"))),
            new SloPreset(TASKS, "Code completion", List.of(new Limit("latency", 2, "s"))),
            new SloPreset(TASKS, "Code generation", ttftItl(500, 150)),
            new SloPreset(TASKS, "Content generation", ttftItl(600, 200)),
            new SloPreset(TASKS, "Summarisation", ttftTpot(2000, 100)),
            new SloPreset(TASKS, "Agentic", List.of(new Limit("latency", 5, "s"))),
            new SloPreset(SERVER, "Llama 3.1 8B", ttftTpot(2000, 100)),
            new SloPreset(SERVER, "Llama 2 70B", ttftTpot(2000, 200)),
            new SloPreset(SERVER, "Llama 3.1 405B", ttftTpot(6000, 175)),
            new SloPreset(SERVER, "DeepSeek-R1", ttftTpot(2000, 80)),
            new SloPreset(SERVER, "GPT-OSS 120B", ttftTpot(3000, 80)),
            new SloPreset(INTERACTIVE, "Llama 3.1 8B", ttftTpot(500, 30)),
            new SloPreset(INTERACTIVE, "Llama 2 70B", ttftTpot(450, 40)),
            new SloPreset(INTERACTIVE, "Llama 3.1 405B", ttftTpot(4500, 80)),
            new SloPreset(INTERACTIVE, "DeepSeek-R1", ttftTpot(1500, 15)),
            new SloPreset(INTERACTIVE, "GPT-OSS 120B", ttftTpot(2000, 15)));

    public SloPreset {
        limits = List.copyOf(limits);
    }

    /**
     * The largest allowed value of a metric.
     *
     * @param metric its tag
     * @param max in {@code unit}
     * @param unit {@code ms} or {@code s}
     */
    public record Limit(String metric, int max, String unit) {}

    /** Whether it is for a kind of task, rather than a model. */
    public boolean isByTask() {
        return group.equals(TASKS);
    }

    /** Its name with what tells it from others of that name: {@code Chat}, {@code Llama 3.1 8B, interactive}. */
    public String fullName() {
        return isByTask() ? name : name + group.substring(group.indexOf(','));
    }

    private static List<Limit> ttftItl(int ttft, int itl) {
        return List.of(new Limit("ttft", ttft, "ms"), new Limit("itl", itl, "ms"));
    }

    private static List<Limit> ttftTpot(int ttft, int tpot) {
        return List.of(new Limit("ttft", ttft, "ms"), new Limit("tpot", tpot, "ms"));
    }
}
