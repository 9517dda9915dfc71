package dev.plimsoll.engine.report;

import dev.plimsoll.engine.metrics.StageSummary.SloResult;
import java.util.List;
import java.util.stream.Collectors;

/** What metrics and objectives are called in front of people. */
public final class MetricNames {
    private MetricNames() {}

    /** {@code ttft} is TTFT, {@code latencyFromSchedule} is "latency from schedule"; an unknown tag is its own name. */
    public static String of(String tag) {
        return switch (tag) {
            case "ttft" -> "TTFT";
            case "ttftFromSchedule" -> "TTFT from schedule";
            case "tpot" -> "TPOT";
            case "itl" -> "ITL";
            case "icl" -> "ICL";
            case "maxStall" -> "max stall";
            case "latency" -> "latency";
            case "latencyFromSchedule" -> "latency from schedule";
            case "sendLag" -> "send lag";
            case "promptTokens" -> "input";
            case "outputTokens" -> "output";
            case "routerQueue" -> "router queue";
            case "routerEvicting" -> "router stopping models";
            case "routerSpawning" -> "router starting the process";
            case "routerHealthWait" -> "router health wait";
            case "routerWait" -> "router wait";
            case "routerProxying" -> "router overhead";
            case "ttftServed" -> "TTFT once served";
            default -> tag;
        };
    }

    /** {@code p999} is p99.9, {@code each} is "each"; the others are their own names. */
    public static String stat(String stat) {
        return stat.equals("p999") ? "p99.9" : stat;
    }

    /** An objective in words: {@code TTFT p99 ≤ 500 ms}, {@code each TPOT ≤ 30 ms}. */
    public static String of(SloResult objective) {
        String metric = of(objective.metric());
        String what = objective.stat().equals("each") ? "each " + metric : metric + " " + stat(objective.stat());
        return what + " ≤ " + Numbers.limit(objective.max());
    }

    /** Several objectives: {@code a}, {@code a and b}, {@code a, b and c}. */
    public static String all(List<SloResult> objectives) {
        List<String> names = objectives.stream().map(MetricNames::of).toList();
        return names.size() < 2
                ? String.join("", names)
                : names.subList(0, names.size() - 1).stream().collect(Collectors.joining(", ")) + " and "
                        + names.getLast();
    }
}
