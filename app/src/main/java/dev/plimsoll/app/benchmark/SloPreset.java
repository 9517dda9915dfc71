package dev.plimsoll.app.benchmark;

import dev.plimsoll.engine.report.MetricNames;
import dev.plimsoll.engine.report.Numbers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Objectives by use, all at p99. Those by task are the recommendations in GuideLLM's documentation; those by model are the targets of
 * MLPerf Inference, server and interactive scenario.
 *
 * @param group heading in the menu
 * @param name shown name
 * @param limits limits of the metrics, in the order of the list
 */
record SloPreset(String group, String name, List<Limit> limits) {
    private static final String TASKS = "By task";
    private static final String SERVER = "MLPerf, server";
    private static final String INTERACTIVE = "MLPerf, interactive";
    private static final int PERCENTILE = 99;

    /** All of them, in the order of the menu. */
    static final List<SloPreset> ALL = List.of(
            new SloPreset(TASKS, "Chat", List.of(new Limit("ttft", 200, "ms"), new Limit("itl", 50, "ms"))),
            new SloPreset(
                    TASKS,
                    "RAG",
                    List.of(new Limit("latency", 3, "s"), new Limit("ttft", 300, "ms"), new Limit("itl", 100, "ms"))),
            new SloPreset(TASKS, "Code completion", List.of(new Limit("latency", 2, "s"))),
            new SloPreset(TASKS, "Code generation", ttftItl(500, 150)),
            new SloPreset(TASKS, "Content generation", ttftItl(600, 200)),
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

    SloPreset {
        limits = List.copyOf(limits);
    }

    /** The largest allowed value of a metric. */
    record Limit(String metric, int max, String unit) {}

    /** Whether it is for a kind of task, rather than a model. */
    boolean isByTask() {
        return group.equals(TASKS);
    }

    /** Its name with what tells it from others of that name: {@code Chat}, {@code Llama 3.1 8B, interactive}. */
    String fullName() {
        return isByTask() ? name : name + group.substring(group.indexOf(','));
    }

    /** Its limits in a line: {@code TTFT ≤ 200 ms, ITL ≤ 50 ms}. */
    String summary() {
        List<String> words = new ArrayList<>();
        limits.forEach(l -> words.add(MetricNames.of(l.metric()) + " ≤ " + Numbers.count(l.max()) + " " + l.unit()));
        return String.join(", ", words);
    }

    /** Its objectives as a document has them. */
    List<ObjectNode> slos() {
        return limits.stream().map(SloPreset::slo).toList();
    }

    /** The preset that objectives are exactly those of. */
    static Optional<SloPreset> of(List<JsonNode> slos) {
        return ALL.stream().filter(p -> p.slos().equals(slos)).findFirst();
    }

    private static ObjectNode slo(Limit limit) {
        ObjectNode slo = JsonNodeFactory.instance.objectNode();
        slo.put("metric", limit.metric());
        slo.put("percentile", PERCENTILE);
        slo.put("max", limit.max());
        slo.put("unit", limit.unit());
        return slo;
    }

    private static List<Limit> ttftItl(int ttft, int itl) {
        return Arrays.asList(new Limit("ttft", ttft, "ms"), new Limit("itl", itl, "ms"));
    }

    private static List<Limit> ttftTpot(int ttft, int tpot) {
        return Arrays.asList(new Limit("ttft", ttft, "ms"), new Limit("tpot", tpot, "ms"));
    }
}
