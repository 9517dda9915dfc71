package dev.plimsoll.engine.report;

import java.util.List;

/** One chart of a report: one of those there are, or one of a person's own. Immutable, any thread. */
public sealed interface ChartSetting {
    /** Names of the charts there are, in the order of a report that names none; a run that has not what a chart shows goes without. */
    List<String> BUILT_IN = List.of(
            "latency-throughput",
            "operating-points",
            "pareto",
            "router-timeline",
            "router-policies",
            "router-waits",
            "router-swap-costs",
            "throughput",
            "tokens",
            "concurrency",
            "tokens-in-flight",
            "errors",
            "ttft",
            "tpot",
            "icl",
            "latency-percentiles",
            "ttft-heat-map",
            "latency-heat-map",
            "cdf",
            "histogram",
            "generator-lag");

    /** Its name, also of its file. */
    String name();

    /** One of {@link #BUILT_IN}. */
    record BuiltIn(String name) implements ChartSetting {}

    /**
     * A figure of every stage against another.
     *
     * @param name letters, digits, {@code -} and {@code _}
     * @param type how the points are joined
     * @param title shown title
     * @param x figure to the right
     * @param y figure upwards
     * @param labels what is written beside a point
     * @param groups what points of one colour have in common
     */
    record OfStages(String name, Type type, String title, StageFigure x, StageFigure y, Labels labels, Groups groups)
            implements ChartSetting {}

    /** How points are joined. */
    enum Type {
        /** Not at all. */
        SCATTER,
        /** Those of a group, by x. */
        LINE,
        /** Those that no other beats in both figures. */
        PARETO
    }

    /** What is written beside a point. */
    enum Labels {
        NONE,
        /** Its stage's number. */
        STAGE,
        /** What its stage did. */
        STRATEGY
    }

    /** What points of one colour have in common. */
    enum Groups {
        NONE,
        /** The kind of strategy. */
        STRATEGY,
        /** The run. */
        RUN
    }
}
