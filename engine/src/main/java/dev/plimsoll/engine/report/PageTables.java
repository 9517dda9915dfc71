package dev.plimsoll.engine.report;

import dev.plimsoll.engine.archive.RunSummary;
import dev.plimsoll.engine.metrics.MetricDefinition.Flag;
import dev.plimsoll.engine.report.ConsoleTable.Enabled;
import java.util.List;

/**
 * The tables of the page below its charts: what a stage tells beside its metrics, declared as those of the console are, with room for
 * more.
 */
public final class PageTables {
    private static final List<ConsoleTable> ALL = List.of(
            new ConsoleTable(
                            "Latency with failed requests as infinite",
                            Enabled.whereAnyStage(s -> !s.errorAdjusted().isEmpty(), "no request failed"),
                            StageViewFigures::adjusted)
                    .of(ConsoleGroup.TTFT, ConsoleGroup.LATENCY, ConsoleGroup.LATENCY_FROM_SCHEDULE),
            new ConsoleTable(
                    "By class of requests",
                    Enabled.whereAnyStage(s -> !s.classes().isEmpty(), "requests have no labels"),
                    StageViewFigures::classes),
            new ConsoleTable(
                    "By model of requests",
                    Enabled.whereAnyStage(s -> !s.models().isEmpty(), "requests are for one model"),
                    StageViewFigures::models),
            new ConsoleTable(
                    "By how requests ended",
                    Enabled.whereAnyStage(StatusTable::tells, "every request ended well"),
                    StatusTable::figures),
            new ConsoleTable(
                    "Prefill, decode and tokens in flight",
                    Enabled.whereAnyStage(s -> s.phases() != null, "another program measured"),
                    StageViewFigures::phases),
            new ConsoleTable(
                    "Images, audio and tool calls",
                    Enabled.whereAnyStage(StageViewFigures::hasModalities, "requests are text only"),
                    StageViewFigures::modalities),
            new ConsoleTable(
                    "Measurement windows",
                    Enabled.whereAnyStage(s -> s.window() != null, "another program measured"),
                    WindowTable::figures),
            new ConsoleTable(
                            "How far to trust the figures",
                            Enabled.whereAnyStage(s -> s.honesty() != null, "another program measured"),
                            HonestyTable::withReads)
                    .requiring(Flag.INTERNAL),
            new ConsoleTable(
                            "Effective samples: what a percentile is worth where requests that follow each other are"
                                    + " alike",
                            Enabled.whereAnyStage(EffectiveTable::tells, "every request tells by itself"),
                            EffectiveTable::figures)
                    .requiring(Flag.INTERNAL),
            new ConsoleTable(
                    "Compatibility metrics, as GuideLLM defines them: means per request, weighted by tokens",
                    Enabled.whereAnyStage(s -> s.compat().containsKey("guidellm"), "another program measured"),
                    StageViewFigures::guideLlm));

    private PageTables() {}

    /** Those that a run has something for, in order. */
    public static List<Sheet> of(RunSummary summary) {
        return ConsoleLayout.sheets(ALL, summary);
    }

    /** Those of what the model router did; none for a run without one. */
    public static List<Sheet> ofRouter(RunSummary summary) {
        return ConsoleLayout.sheets(RouterTables.ALL, summary);
    }
}
