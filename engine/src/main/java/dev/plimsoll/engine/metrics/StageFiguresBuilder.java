package dev.plimsoll.engine.metrics;

import dev.plimsoll.engine.file.ScratchFile;
import dev.plimsoll.engine.metrics.MetricDefinition.Flag;
import dev.plimsoll.engine.metrics.MetricDefinition.Need;
import dev.plimsoll.engine.plan.SloPlan;
import dev.plimsoll.engine.plan.TransientPlan;
import dev.plimsoll.engine.record.IntervalSample;
import dev.plimsoll.engine.record.RequestRecord;
import dev.plimsoll.engine.record.RequestStatus;
import dev.plimsoll.engine.record.RequestTimings;
import dev.plimsoll.engine.record.SelfSample;
import dev.plimsoll.engine.stats.CountingDistribution;
import dev.plimsoll.engine.stats.Distribution;
import dev.plimsoll.engine.stats.DoubleList;
import dev.plimsoll.engine.stats.StepFunction;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Computes the figures of one stage from its records, in whatever order they come. One thread; {@link #build} may be called again after
 * further records.
 *
 * <p>Memory: bounded counts, and with a scratch file nothing that grows but a few bytes a thousand requests; without one about 160 bytes
 * a request. {@link #build} takes some 100 bytes a request while it computes. Only where warm-up or cool-down is cut by a
 * number of requests are the content times kept as well (4 bytes per event), because which requests count is then known at the end.
 */
public final class StageFiguresBuilder {
    /** Metrics that have a curve. */
    private static final Set<String> CURVES = Set.of("ttft", "latency", "latencyFromSchedule", "sendLag");

    private StageFacts facts;
    private final RequestColumns rows;
    private final TokenTimeline tokens;
    private final CountingDistribution gaps = new CountingDistribution();
    private final @Nullable StageWindow inAdvance;
    private final HeldGaps heldGaps;
    private final ErrorCounts errors = new ErrorCounts();
    private final ErrorTimeline errorTimes;
    private final SampleBands samples;
    private final Honesty honesty = new Honesty();

    /** For a stage, in memory. */
    public StageFiguresBuilder(StageFacts facts) {
        this(facts, null);
    }

    /**
     * For a stage.
     *
     * @param scratch where what is kept of each request goes, open until the last {@link #build}; null for the memory
     */
    public StageFiguresBuilder(StageFacts facts, @Nullable ScratchFile scratch) {
        this.facts = facts;
        this.rows = new RequestColumns(scratch);
        this.errorTimes = new ErrorTimeline(scratch);
        this.heldGaps = new HeldGaps(scratch);
        this.tokens = new TokenTimeline(facts.startNs());
        this.samples = new SampleBands(facts.startNs());
        this.inAdvance = StageWindow.inAdvance(facts);
    }

    /**
     * Adds one finished request.
     *
     * @throws IllegalArgumentException where it has not ended
     */
    public void add(RequestRecord record) {
        if (!record.status().isTerminal()) {
            throw new IllegalArgumentException("request " + record.info().requestId() + " has not ended");
        }
        rows.add(record);
        tokens.add(record);
        if (inAdvance == null) {
            heldGaps.add(record.contentDeltasUs());
        } else if (record.status() == RequestStatus.COMPLETED
                && inAdvance.takes(
                        record.timings().intended(),
                        record.timings().sendStart(),
                        record.timings().end())) {
            addGaps(gaps, record.contentDeltasUs());
        }
        errors.add(record);
        errorTimes.add(record);
        honesty.add(record);
    }

    /** Adds what a worker counted in a second: only charts draw it. */
    public void add(IntervalSample sample) {
        samples.add(sample);
    }

    /** Adds how one of our own processes fared in a second: only charts draw it. */
    public void add(SelfSample sample) {
        samples.add(sample);
    }

    /** Number of requests added. */
    public int size() {
        return rows.size();
    }

    /**
     * Tells what was not known when the stage began: its end, and notes of the run.
     *
     * @throws IllegalArgumentException where the facts are of another stage
     */
    public void ended(StageFacts known) {
        if (known.index() != facts.index() || known.startNs() != facts.startNs()) {
            throw new IllegalArgumentException("facts of stage " + known.index() + " given to stage " + facts.index());
        }
        facts = known;
    }

    /** The figures. A stage without requests has zero counts, rates of zero and no metrics. */
    public StageFigures build() {
        StageWindow whole = StageWindow.of(facts, rows);
        SteadyCut steady = SteadyCut.of(rows, whole.from(0));
        StageWindow window = steady != null && facts.warmup().mode() == TransientPlan.Mode.AUTO
                ? whole.from(steady.seconds())
                : whole;
        boolean cutHere = window != whole;
        Map<String, MetricSummary> metrics = new LinkedHashMap<>();
        // Sorted values are large: only those that an objective asks further questions of are kept to the end.
        Set<String> judged = facts.slos().stream().map(SloPlan::metric).collect(Collectors.toSet());
        Map<String, Distribution> distributions = new HashMap<>();
        List<QuantileCurve> curves = new ArrayList<>();
        CountingDistribution gapsInWindow = gapsIn(window);
        StageTotals totals = new StageTotals(facts, rows);
        StageSummary.Counts counts = totals.counts(window::takes);
        Map<String, AdjustedSummary> adjusted = new LinkedHashMap<>();
        RowChoice completed = chosen(RequestStatus.COMPLETED, window);
        RowChoice errored = chosen(RequestStatus.ERRORED, window);
        EffectiveSamples effective = new EffectiveSamples(completed, window);
        DoubleList inOrder = new DoubleList(Math.max(16, rows.size()));
        for (MetricDefinition metric : Metrics.all()) {
            if (metric.tag().equals(Metrics.ICL)) {
                if (gapsInWindow.count() > 0) {
                    metrics.put(metric.tag(), Summaries.ofMicroseconds(gapsInWindow));
                }
                continue;
            }
            if (metric.needs().contains(Need.ROUTER) && !rows.anyRouted()) {
                continue; // no pass over all requests for what none of them has
            }
            inOrder.clear();
            (metric.flags().contains(Flag.ERROR_ONLY) ? errored : completed).addTo(inOrder, metric);
            Distribution values = Distribution.of(inOrder);
            if (StageViews.isAdjusted(metric)) {
                StageViews.errorAdjusted(counts, metric, values).ifPresent(told -> adjusted.put(metric.tag(), told));
            }
            if (values.count() > 0) {
                MetricSummary figures = Summaries.of(metric.unit(), values);
                metrics.put(metric.tag(), effective.into(figures, metric, values, inOrder));
                if (judged.contains(metric.tag())) {
                    distributions.put(metric.tag(), values);
                }
                if (CURVES.contains(metric.tag())) {
                    curves.add(Summaries.curve(facts.index(), metric, values));
                }
            }
        }
        StepFunction inFlight = inFlight();
        PhaseCurves phases = new PhaseCurves(rows);
        StageViews views = new StageViews(rows, window);
        StageHonesty told = HonestyFigures.of(rows, window, honesty);
        StageSummary summary = new StageSummary(
                facts.index(),
                facts.strategy(),
                facts.displayName(),
                facts.openLoop(),
                facts.scheduleSha256(),
                facts.startNs() / 1e9,
                window.lastEndNs() / 1e9,
                new double[] {window.fromSeconds(), window.toSeconds()},
                totals.counts(_ -> true),
                counts,
                errors.list(),
                metrics,
                totals.rates(window, tokens),
                totals.totals(),
                new StageSummary.Concurrency(
                        inFlight.mean(window.fromNs(), window.toNs()), inFlight.max(window.fromNs(), window.toNs())),
                SloJudge.judge(facts.slos(), rows, window, distributions, gapsInWindow),
                honesty.notes(facts, told),
                totals.goodput(window),
                told,
                phases.within(window),
                views.statusGroups(counts, metrics),
                views.classes(totals, facts.slos()),
                views.models(totals, facts.slos()),
                adjusted,
                views.compat(),
                windowSummary(steady, cutHere));
        SeriesMaker series = new SeriesMaker(facts, rows, tokens, inFlight, phases, window);
        StageDetail detail = new DetailMaker(series.steps(), rows, window, errorTimes, samples).make();
        return new StageFigures(summary, series.make(), curves, detail);
    }

    private WindowSummary windowSummary(@Nullable SteadyCut steady, boolean applied) {
        WindowChoice recut = facts.recut();
        return new WindowSummary(
                facts.windowRule(),
                steady == null
                        ? null
                        : new WindowSummary.Steady(steady.seconds(), steady.settled(), steady.by(), applied),
                recut == null ? null : recut.told());
    }

    private static void addGaps(CountingDistribution gaps, int[] deltasUs) {
        for (int i = 1; i < deltasUs.length; i++) {
            gaps.add(deltasUs[i]);
        }
    }

    private CountingDistribution gapsIn(StageWindow window) {
        if (inAdvance != null) {
            return gaps;
        }
        CountingDistribution inWindow = new CountingDistribution();
        for (int i = 0; i < rows.size(); i++) {
            if (rows.at(i).successful() && window.takes(rows)) {
                heldGaps.countInto(inWindow, i);
            }
        }
        return inWindow;
    }

    private RowChoice chosen(RequestStatus status, StageWindow window) {
        return new RowChoice(rows, row -> row.status() == status && window.takes(row));
    }

    /** In flight is what was sent and has not ended. */
    private StepFunction inFlight() {
        long[] starts = new long[rows.size()];
        long[] ends = new long[rows.size()];
        int n = 0;
        for (int i = 0; i < rows.size(); i++) {
            RequestColumns row = rows.at(i);
            if (RequestTimings.has(row.sendStart())) {
                starts[n] = row.sendStart();
                ends[n++] = Math.max(row.sendStart(), row.end());
            }
        }
        return StepFunction.ofIntervals(Arrays.copyOf(starts, n), Arrays.copyOf(ends, n));
    }
}
