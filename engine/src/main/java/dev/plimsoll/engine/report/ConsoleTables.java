package dev.plimsoll.engine.report;

import dev.plimsoll.engine.metrics.MetricDefinition.Flag;
import dev.plimsoll.engine.report.ConsoleTable.Enabled;
import java.util.List;
import java.util.stream.Stream;

/** The tables of the console, in order. */
final class ConsoleTables {
    private static final List<ConsoleTable> OF_METRICS = List.of(
            new ConsoleTable("Stages", Enabled.whereAnyStage(s -> true, "no stage began"), MetricTables::stages),
            new ConsoleTable(
                    "Throughput", Enabled.whereAnyStage(s -> true, "no stage began"), MetricTables::throughput),
            new ConsoleTable(
                            "Latencies",
                            Enabled.whereAnyStage(MetricTables::hasLatency, "no request ended well"),
                            MetricTables::latencies)
                    .splitInto(ConsoleGroup.values()),
            new ConsoleTable(
                    "SLOs",
                    Enabled.whereAnyStage(s -> !s.slos().isEmpty(), "none was asked for"),
                    ObjectiveTables::slos),
            new ConsoleTable(
                            "Errors",
                            Enabled.whereAnyStage(s -> !s.errors().isEmpty(), "no request failed"),
                            ObjectiveTables::errors)
                    .requiring(Flag.ERROR_ONLY));

    static final List<ConsoleTable> ALL = Stream.of(OF_METRICS, RouterTables.ALL, StageViewTables.ALL)
            .flatMap(List::stream)
            .toList();

    private ConsoleTables() {}
}
