package dev.plimsoll.engine.report;

import dev.plimsoll.engine.metrics.MetricDefinition.Flag;
import dev.plimsoll.engine.report.ConsoleTable.Enabled;
import java.util.List;

/** The console's tables of what a stage tells beside its metrics. */
final class StageViewTables {
    static final List<ConsoleTable> ALL = List.of(
            new ConsoleTable(
                            "Latency with failed requests as infinite",
                            Enabled.whereAnyStage(s -> !s.errorAdjusted().isEmpty(), "no request failed"),
                            StageViewFigures::adjusted)
                    .of(ConsoleGroup.TTFT, ConsoleGroup.LATENCY),
            new ConsoleTable(
                    "By class of requests",
                    Enabled.whereAnyStage(s -> !s.classes().isEmpty(), "requests have no labels"),
                    StageViewFigures::classes),
            new ConsoleTable(
                    "By model of requests",
                    Enabled.whereAnyStage(s -> !s.models().isEmpty(), "requests are for one model"),
                    StageViewFigures::models),
            new ConsoleTable(
                    "Prefill, decode and tokens in flight",
                    Enabled.whereAnyStage(s -> s.phases() != null, "another program measured"),
                    StageViewFigures::phases),
            new ConsoleTable(
                    "Images, audio and tool calls",
                    Enabled.whereAnyStage(StageViewFigures::hasModalities, "requests are text only"),
                    StageViewFigures::modalities),
            new ConsoleTable(
                            "How far to trust the figures",
                            Enabled.whereAnyStage(s -> s.honesty() != null, "another program measured"),
                            HonestyTable::figures)
                    .requiring(Flag.INTERNAL),
            new ConsoleTable(
                    "As GuideLLM prints it: means per request, weighted by tokens",
                    Enabled.whereAnyStage(s -> s.compat().containsKey("guidellm"), "another program measured"),
                    StageViewFigures::guideLlm));

    private StageViewTables() {}
}
