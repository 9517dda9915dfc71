package dev.plimsoll.engine.metrics;

import dev.plimsoll.engine.record.RequestError;
import dev.plimsoll.engine.record.RequestRecord;
import dev.plimsoll.engine.record.RequestStatus;
import dev.plimsoll.engine.record.RequestTimings;
import dev.plimsoll.engine.record.TokenSource;
import dev.plimsoll.engine.stats.CountingDistribution;
import dev.plimsoll.engine.stats.Distribution;
import dev.plimsoll.engine.stats.DoubleList;
import dev.plimsoll.engine.stats.StepFunction;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Computes the figures of one stage from its records, in whatever order they come. One thread; {@link #build} may be called again after
 * further records.
 *
 * <p>Memory: about 110 bytes per request plus bounded counts, nothing is boxed. Only where warm-up or cool-down is cut by a
 * number of requests are the content times kept as well (4 bytes per event), because which requests count is then known at the end.
 */
public final class StageFiguresBuilder {
    /** Metrics that have a curve. */
    private static final Set<String> CURVES = Set.of("ttft", "latency", "latencyFromSchedule", "sendLag");

    private StageFacts facts;
    private final RequestColumns rows = new RequestColumns();
    private final TokenTimeline tokens;
    private final CountingDistribution gaps = new CountingDistribution();
    private final @Nullable StageWindow inAdvance;
    private final List<int[]> heldTimes = new ArrayList<>();
    private final Map<ErrorKey, ErrorTally> errors = new HashMap<>();
    private final long[] tokenSources = new long[TokenSource.values().length];
    private long contentEvents;
    private long sharedReadEvents;
    private long cutTimes;

    /** For a stage; see {@link StageFacts}. */
    public StageFiguresBuilder(StageFacts facts) {
        this.facts = facts;
        this.tokens = new TokenTimeline(facts.startNs());
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
            heldTimes.add(record.contentDeltasUs());
        } else if (record.status() == RequestStatus.COMPLETED
                && inAdvance.startedIn(
                        record.timings().sendStart(), record.timings().intended())) {
            addGaps(gaps, record.contentDeltasUs());
        }
        RequestError error = record.error();
        if (record.status() == RequestStatus.ERRORED && error != null) {
            errors.computeIfAbsent(new ErrorKey(error.kind().text(), error.httpStatus()), k -> new ErrorTally())
                    .count(error);
        }
        if (record.status() == RequestStatus.COMPLETED) {
            tokenSources[record.tokens().outputSource().ordinal()]++;
        }
        contentEvents += record.wire().contentEvents();
        sharedReadEvents += record.wire().sharedReadEvents();
        cutTimes += record.contentTimesBeyond() > 0 ? 1 : 0;
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
        StageWindow window = StageWindow.of(facts, rows);
        Map<String, MetricSummary> metrics = new LinkedHashMap<>();
        Map<String, Distribution> distributions = new HashMap<>();
        List<QuantileCurve> curves = new ArrayList<>();
        CountingDistribution gapsInWindow = gapsIn(window);
        DoubleList scratch = new DoubleList(Math.max(16, rows.size()));
        for (MetricDefinition metric : Metrics.all()) {
            if (metric.tag().equals(Metrics.ICL)) {
                if (gapsInWindow.count() > 0) {
                    metrics.put(metric.tag(), Summaries.ofMicroseconds(gapsInWindow));
                }
                continue;
            }
            Distribution values = values(metric, window, scratch);
            if (values.count() > 0) {
                metrics.put(metric.tag(), Summaries.of(metric.unit(), values));
                distributions.put(metric.tag(), values);
                if (CURVES.contains(metric.tag())) {
                    curves.add(Summaries.curve(facts.index(), metric, values));
                }
            }
        }
        StepFunction inFlight = inFlight();
        StageSummary summary = new StageSummary(
                facts.index(),
                facts.strategy(),
                facts.displayName(),
                facts.openLoop(),
                facts.scheduleSha256(),
                facts.startNs() / 1e9,
                window.lastEndNs() / 1e9,
                new double[] {window.fromSeconds(), window.toSeconds()},
                counts(null),
                counts(window),
                errorCounts(),
                metrics,
                rates(window),
                totals(),
                new StageSummary.Concurrency(
                        inFlight.mean(window.fromNs(), window.toNs()), inFlight.max(window.fromNs(), window.toNs())),
                SloJudge.judge(facts.slos(), rows, window, distributions, gapsInWindow),
                notes());
        StageSeries series = new SeriesMaker(facts, rows, tokens, inFlight, window).make();
        return new StageFigures(summary, series, curves);
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
            if (rows.at(i).successful() && window.startedIn(rows)) {
                addGaps(inWindow, heldTimes.get(i));
            }
        }
        return inWindow;
    }

    private Distribution values(MetricDefinition metric, StageWindow window, DoubleList scratch) {
        scratch.clear();
        for (int i = 0; i < rows.size(); i++) {
            if (rows.at(i).successful() && window.startedIn(rows)) {
                metric.formula().value(rows, scratch);
            }
        }
        return Distribution.of(scratch);
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
        return StepFunction.ofIntervals(java.util.Arrays.copyOf(starts, n), java.util.Arrays.copyOf(ends, n));
    }

    private StageSummary.Counts counts(@Nullable StageWindow window) {
        long[] by = new long[RequestStatus.values().length];
        long all = 0;
        for (int i = 0; i < rows.size(); i++) {
            RequestColumns row = rows.at(i);
            if (window == null || window.startedIn(row)) {
                by[row.status().ordinal()]++;
                all++;
            }
        }
        return new StageSummary.Counts(
                all,
                by[RequestStatus.COMPLETED.ordinal()],
                by[RequestStatus.ERRORED.ordinal()],
                by[RequestStatus.CANCELLED.ordinal()],
                by[RequestStatus.DROPPED.ordinal()]);
    }

    private StageSummary.Rates rates(StageWindow window) {
        long slots = slotAtTheLimit(window) ? 1 : 0;
        long sent = 0;
        long completed = 0;
        long prompt = 0;
        for (int i = 0; i < rows.size(); i++) {
            RequestColumns row = rows.at(i);
            slots += window.holds(row.intended()) ? 1 : 0;
            sent += window.holds(row.sendStart()) ? 1 : 0;
            completed += row.successful() && window.holds(row.end()) ? 1 : 0;
            boolean prefilled = RequestTimings.has(row.firstToken());
            if ((prefilled || row.successful()) && window.holds(prefilled ? row.firstToken() : row.end())) {
                prompt += Math.max(0, row.prompt());
            }
        }
        double seconds = window.lengthSeconds();
        return new StageSummary.Rates(
                facts.openLoop() ? Double.valueOf(per(slots, seconds)) : null,
                per(sent, seconds),
                per(completed, seconds),
                per(prompt, seconds),
                per(tokens.between(window.fromNs(), window.toNs()), seconds),
                facts.slos().isEmpty()
                        ? null
                        : Double.valueOf(per(SloJudge.good(facts.slos(), rows, window), seconds)));
    }

    /**
     * Whether a constant rate has a slot at the very end of the window: it belongs to the schedule, so 10 requests/s for 5 s are 50
     * slots, although the last one is never started because the time is up.
     */
    private boolean slotAtTheLimit(StageWindow window) {
        if (!"constant".equals(facts.strategy().get("kind"))
                || !(facts.strategy().get("rate") instanceof Number rate)
                || window.toNs() != facts.startNs() + Math.round(facts.limitSeconds() * 1e9)) {
            return false;
        }
        long last = Long.MIN_VALUE;
        for (int i = 0; i < rows.size(); i++) {
            last = Math.max(last, rows.at(i).intended());
        }
        return RequestTimings.has(last) && Math.abs(last + 1e9 / rate.doubleValue() - window.toNs()) <= 1000;
    }

    private static double per(double amount, double seconds) {
        return dev.plimsoll.engine.stats.Finite.share(amount, seconds);
    }

    private StageSummary.Totals totals() {
        long prompt = 0;
        long output = 0;
        for (int i = 0; i < rows.size(); i++) {
            RequestColumns row = rows.at(i);
            if (row.successful()) {
                prompt += Math.max(0, row.prompt());
                output += Math.max(0, row.output());
            }
        }
        return new StageSummary.Totals(prompt, output);
    }

    private List<StageSummary.ErrorCount> errorCounts() {
        List<StageSummary.ErrorCount> list = new ArrayList<>();
        errors.forEach((key, tally) -> list.add(new StageSummary.ErrorCount(
                key.kind(), key.code() == 0 ? null : Integer.valueOf(key.code()), tally.count, tally.sample)));
        list.sort(Comparator.comparingLong(StageSummary.ErrorCount::count)
                .reversed()
                .thenComparing(StageSummary.ErrorCount::kind)
                .thenComparing(e -> e.code() == null ? 0 : e.code()));
        return list;
    }

    private List<String> notes() {
        List<String> notes = new ArrayList<>(facts.notes());
        long byEvents = tokenSources[TokenSource.EVENTS.ordinal()];
        long byTokenizer = tokenSources[TokenSource.TOKENIZER.ordinal()];
        if (byEvents > 0) {
            notes.add(text(
                    "The server did not report the output tokens of %,d requests: one content event counts as one"
                            + " token.",
                    byEvents));
        }
        if (byTokenizer > 0) {
            notes.add(text(
                    "The server did not report the output tokens of %,d requests: our tokenizer counted them.",
                    byTokenizer));
        }
        if (sharedReadEvents > 0) {
            notes.add(text(
                    "%.2g %% of the content events shared a read with another; the gap between them reads 0.",
                    100.0 * sharedReadEvents / Math.max(1, contentEvents)));
        }
        if (cutTimes > 0) {
            notes.add(text(
                    "%,d answers had more content events than times are kept for; their later gaps are not in ICL.",
                    cutTimes));
        }
        return notes;
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }

    private record ErrorKey(String kind, int code) {}

    private static final class ErrorTally {
        private long count;
        private String sample = "";

        void count(RequestError error) {
            if (count++ == 0) {
                sample = error.sample();
            }
        }
    }
}
