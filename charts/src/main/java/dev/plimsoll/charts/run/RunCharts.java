package dev.plimsoll.charts.run;

import dev.plimsoll.charts.style.ChartStyle;
import dev.plimsoll.engine.archive.ArchivedRun;
import dev.plimsoll.engine.archive.RunSummary;
import dev.plimsoll.engine.metrics.StageFigures;
import java.util.List;

/** Every chart of a run. A chart without data keeps its axes and says why it is empty. */
public final class RunCharts {
    private final RunFacts facts;

    /** Charts of a summary and the figures of its stages. */
    public RunCharts(RunSummary summary, List<StageFigures> figures) {
        this.facts = new RunFacts(summary, figures);
    }

    /** Charts of an archived run; reads its figures. */
    public static RunCharts of(ArchivedRun run) {
        return new RunCharts(run.summary(), run.figures());
    }

    /** Whether answers came as streams, so that there is a first token to speak of; true where nothing is known. */
    public boolean streamed() {
        return facts.has("ttft") || !facts.has("latency");
    }

    /** All of them, the most telling first. */
    public List<ChartView> all(ChartStyle style) {
        return List.of(
                latencyThroughput(style),
                throughput(style),
                ttft(style),
                latencyPercentiles(style),
                concurrency(style),
                cdf(style));
    }

    /** Latency against achieved throughput, one point per stage, with the load line. */
    public ChartView latencyThroughput(ChartStyle style) {
        return new LatencyThroughputChart(facts, style).view();
    }

    /** Offered and achieved requests/s over time. */
    public ChartView throughput(ChartStyle style) {
        return new TimeCharts(facts, style).throughput();
    }

    /** TTFT p50 to p99 over time. */
    public ChartView ttft(ChartStyle style) {
        return new TimeCharts(facts, style).ttft();
    }

    /** Request latency p50, p90 and p99 over time, p99 from the schedule beside it. */
    public ChartView latencyPercentiles(ChartStyle style) {
        return new TimeCharts(facts, style).latencyPercentiles();
    }

    /** Requests in flight over time. */
    public ChartView concurrency(ChartStyle style) {
        return new TimeCharts(facts, style).concurrency();
    }

    /** Distribution of TTFT (of latency where answers were not streamed) per stage, stretched towards the tail. */
    public ChartView cdf(ChartStyle style) {
        return new CdfChart(facts, style).view();
    }
}
