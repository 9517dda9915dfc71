package dev.plimsoll.charts.run;

import dev.plimsoll.charts.run.RunChart.Group;
import dev.plimsoll.charts.style.ChartStyle;
import dev.plimsoll.engine.archive.ArchivedRun;
import dev.plimsoll.engine.archive.RunSummary;
import dev.plimsoll.engine.metrics.StageFigures;
import dev.plimsoll.engine.report.JointRegion;
import dev.plimsoll.engine.stats.TInterval;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jfree.data.Range;

/** Every chart of a run. A chart without data keeps its axes and says why it is empty; one that this run cannot have is left out. */
public final class RunCharts {
    private static final double LEVEL = 0.95;

    private final RunFacts facts;
    private final Optional<RouterRun> router;
    private final Optional<RouterTimelineChart> routerTimeline;
    private final Map<String, ChartView> prepared = new ConcurrentHashMap<>();

    /** Charts of a summary and the figures of its stages; without those of a router. */
    public RunCharts(RunSummary summary, List<StageFigures> figures) {
        this(summary, figures, Optional.empty());
    }

    /** The same with what happened in a router. */
    public RunCharts(RunSummary summary, List<StageFigures> figures, Optional<RouterRun> router) {
        this.facts = new RunFacts(summary, figures);
        this.router = router;
        this.routerTimeline = router.map(r -> new RouterTimelineChart(r.timeline()));
    }

    /** Charts of an archived run; reads its figures and its router's events. */
    public static RunCharts of(ArchivedRun run) {
        return new RunCharts(run.summary(), run.figures(), RouterRun.of(run));
    }

    /** Whether answers came as streams, so that there is a first token to speak of; true where nothing is known. */
    public boolean streamed() {
        return facts.has("ttft") || !facts.has("latency");
    }

    /** The charts this run has, the most telling group first. */
    public List<RunChart> list() {
        List<RunChart> list = new ArrayList<>();
        list.add(chart("latency-throughput", Group.STAGES, false, this::latencyThroughput));
        list.add(operatingPointsAndVariants());
        if (facts.has("tpot")) {
            list.add(chart("pareto", Group.STAGES, false, this::pareto));
        }
        router.ifPresent(r -> addRouter(list, r));
        list.add(chart("throughput", Group.LOAD, true, this::throughput));
        list.add(chart("tokens", Group.LOAD, true, this::tokens));
        list.add(chart("concurrency", Group.LOAD, true, this::concurrency));
        if (facts.knowsTokensInFlight()) {
            list.add(chart("tokens-in-flight", Group.LOAD, true, this::tokensInFlight));
        }
        if (facts.failed()) {
            list.add(chart("errors", Group.LOAD, true, this::errors));
        }
        if (streamed()) {
            list.add(chart("ttft", Group.LATENCY, true, this::ttft));
        }
        if (facts.hasBand("tpot")) {
            list.add(chart("tpot", Group.LATENCY, true, this::tpot));
        }
        if (facts.hasBand("icl")) {
            list.add(chart("icl", Group.LATENCY, true, this::icl));
        }
        list.add(chart("latency-percentiles", Group.LATENCY, true, this::latencyPercentiles));
        if (streamed()) {
            list.add(chart("ttft-heat-map", Group.LATENCY, true, this::ttftHeatMap));
        }
        list.add(chart("latency-heat-map", Group.LATENCY, true, this::latencyHeatMap));
        list.add(chart("cdf", Group.DISTRIBUTION, false, this::cdf));
        list.add(chart("histogram", Group.DISTRIBUTION, false, this::histogram));
        list.add(chart("generator-lag", Group.GENERATOR, true, this::generatorLag));
        return list;
    }

    private void addRouter(List<RunChart> list, RouterRun run) {
        routerTimeline.ifPresent(t -> list.add(router("router-timeline", true, t.height(), this::routerTimeline)));
        if (run.compared()) {
            int height = RouterCharts.policiesHeight(run);
            list.add(router("router-policies", false, height, this::routerPolicies));
        }
        list.add(router("router-waits", false, RouterCharts.waitsHeight(run), this::routerWaits));
        list.add(router("router-swap-costs", false, RouterCharts.swapCostsHeight(run), this::routerSwapCosts));
    }

    private RunChart chart(String id, Group group, boolean overTime, Function<ChartStyle, ChartView> build) {
        return new RunChart(id, group, overTime, 0, once(id, build), List.of());
    }

    private RunChart router(String id, boolean overTime, int height, Function<ChartStyle, ChartView> build) {
        return new RunChart(id, Group.ROUTER, overTime, height, once(id, build), List.of());
    }

    private Function<ChartStyle, ChartView> once(String id, Function<ChartStyle, ChartView> build) {
        return style -> {
            ChartView ready = prepared.remove(key(id, style));
            return ready == null ? build.apply(style) : ready;
        };
    }

    /** What is drawn around the points can be chosen: the confidence level, and what the region is of. */
    private RunChart operatingPointsAndVariants() {
        RunChart chart = chart("operating-points", Group.STAGES, false, this::operatingPoints);
        List<RunChart.Variant> variants = new ArrayList<>();
        for (JointRegion region : JointRegion.values()) {
            for (double level : TInterval.LEVELS) {
                variants.add(new RunChart.Variant(region.label(level), style -> operatingPoints(style, level, region)));
            }
        }
        return new RunChart(chart.id(), chart.group(), chart.overTime(), 0, chart.view(), variants);
    }

    private static String key(String id, ChartStyle style) {
        return id + " " + style.name();
    }

    /**
     * Builds every chart of the list in a style ahead of its first use, on this thread: whoever draws them then only draws. Each is handed
     * out once.
     */
    public RunCharts prepare(ChartStyle style) {
        list().forEach(c -> prepared.put(key(c.id(), style), c.view().apply(style)));
        return this;
    }

    /** All of them, drawn in a style. */
    public List<ChartView> all(ChartStyle style) {
        return list().stream().map(c -> c.view().apply(style)).toList();
    }

    /** Latency against achieved throughput, one point per stage, with the load line. */
    public ChartView latencyThroughput(ChartStyle style) {
        return new LatencyThroughputChart(facts, style).view();
    }

    /** Mean latency against throughput with error bars and the joint region of both means. */
    public ChartView operatingPoints(ChartStyle style) {
        return operatingPoints(style, LEVEL, JointRegion.MEAN);
    }

    /** The same with another confidence level (0.90, 0.95 or 0.99), or another region. */
    public ChartView operatingPoints(ChartStyle style, double level, JointRegion region) {
        return new TradeOffCharts(facts, style).operatingPoints(level, region);
    }

    /** What all users get against what one user gets, with the stages that nothing beats in both. */
    public ChartView pareto(ChartStyle style) {
        return new TradeOffCharts(facts, style).pareto();
    }

    /** The models behind a router over time, their requests above; only of a run that has a router's events. */
    public ChartView routerTimeline(ChartStyle style) {
        Optional<Range> stages = facts.figures().isEmpty()
                ? Optional.empty()
                : Optional.of(facts.timeline().range());
        return routerTimeline.orElseThrow().view(stages, facts.timeline().bands(), style);
    }

    /** Waits under each of several policies, measured beside foretold; only of a run that has a router's events. */
    public ChartView routerPolicies(ChartStyle style) {
        return new RouterCharts(router.orElseThrow(), style).policies();
    }

    /** How long the requests of each model waited, and for what; only of a run that has a router's events. */
    public ChartView routerWaits(ChartStyle style) {
        return new RouterCharts(router.orElseThrow(), style).waits();
    }

    /** What a swap from one model to another costs; only of a run that has a router's events. */
    public ChartView routerSwapCosts(ChartStyle style) {
        return new RouterCharts(router.orElseThrow(), style).swapCosts();
    }

    /** Offered and achieved requests/s over time. */
    public ChartView throughput(ChartStyle style) {
        return new LoadCharts(facts, style).throughput();
    }

    /** Output tokens/s over time. */
    public ChartView tokens(ChartStyle style) {
        return new LoadCharts(facts, style).tokens();
    }

    /** Requests in flight over time. */
    public ChartView concurrency(ChartStyle style) {
        return new LoadCharts(facts, style).concurrency();
    }

    /** Tokens of the requests in flight over time. */
    public ChartView tokensInFlight(ChartStyle style) {
        return new LoadCharts(facts, style).tokensInFlight();
    }

    /** Failures per second over time, by kind. */
    public ChartView errors(ChartStyle style) {
        return new LoadCharts(facts, style).errors();
    }

    /** TTFT p50 to p99 over time. */
    public ChartView ttft(ChartStyle style) {
        return new LatencyCharts(facts, style).ttft();
    }

    /** TPOT p50 to p99 over time. */
    public ChartView tpot(ChartStyle style) {
        return new LatencyCharts(facts, style).pace("tpot", "ms", "No time per token in these answers.");
    }

    /** Gaps between content events p50 to p99 over time. */
    public ChartView icl(ChartStyle style) {
        return new LatencyCharts(facts, style).pace("icl", "ms, between content events", "No stream had two events.");
    }

    /** Request latency p50, p90 and p99 over time, p99 from the schedule beside it. */
    public ChartView latencyPercentiles(ChartStyle style) {
        return new LatencyCharts(facts, style).percentiles();
    }

    /** Where TTFT lay over time. */
    public ChartView ttftHeatMap(ChartStyle style) {
        return new DistributionCharts(facts, style).heatMap("ttft");
    }

    /** Where request latency lay over time. */
    public ChartView latencyHeatMap(ChartStyle style) {
        return new DistributionCharts(facts, style).heatMap("latency");
    }

    /** Distribution of TTFT (of latency where answers were not streamed) per stage, stretched towards the tail. */
    public ChartView cdf(ChartStyle style) {
        return new CdfChart(facts, style).view();
    }

    /** The same as shares of requests, logarithmic. */
    public ChartView histogram(ChartStyle style) {
        return new DistributionCharts(facts, style).histogram();
    }

    /** How late the generator was over time, with the verdict's limits. */
    public ChartView generatorLag(ChartStyle style) {
        return new LagChart(facts, style).view();
    }
}
