package dev.plimsoll.engine.run;

import dev.plimsoll.engine.archive.RunSummary;
import dev.plimsoll.engine.dataset.DatasetPreview;
import dev.plimsoll.engine.dataset.TokenLengths;
import dev.plimsoll.engine.metrics.MeasurementWindow;
import dev.plimsoll.engine.metrics.MetricSummary;
import dev.plimsoll.engine.metrics.StageSummary;
import dev.plimsoll.engine.metrics.WindowSummary;
import dev.plimsoll.engine.plan.DatasetPlan;
import dev.plimsoll.engine.plan.RunPlan;
import dev.plimsoll.engine.plan.StrategyPlan;
import dev.plimsoll.engine.plan.TransientPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Works out one {@link Estimate}. */
final class Estimator {
    /** Requests of which 5 lie beyond the 99th percentile. */
    private static final double REQUESTS_FOR_P99 = MetricSummary.FEWEST_BEYOND * 100.0;
    /** Rates closer than this share are the same load. */
    private static final double SAME_RATE = 0.05;
    /** A line of the journal without the times of its content events, measured. */
    private static final double LINE_BYTES = 720;
    /** Each content time in it: four or five digits and a comma. */
    private static final double TIME_BYTES = 5.5;

    private final RunPlan plan;
    private final @Nullable RunSummary last;
    private final @Nullable DatasetPreview dataset;
    private final PlannedStages planned;
    private boolean usedLast;

    Estimator(RunPlan plan, @Nullable RunSummary last, @Nullable DatasetPreview dataset) {
        this.plan = plan;
        this.last = last;
        this.dataset = dataset;
        this.planned = PlannedStages.withData(plan);
    }

    Estimate estimate() {
        List<Estimate.Stage> stages = new ArrayList<>();
        double seconds = plan.cooldownBetweenSeconds() * Math.max(0, planned.count() - 1);
        double requests = 0;
        for (int i = 0; i < planned.count(); i++) {
            Estimate.Stage stage = stage(i);
            stages.add(stage);
            seconds = seconds < 0 || stage.seconds() < 0 ? -1 : seconds + stage.seconds();
            requests = requests < 0 || stage.requests() < 0 ? -1 : requests + stage.requests();
        }
        double prompt = meanPromptTokens();
        double output = meanOutputTokens();
        double times = plan.target().stream() ? Math.min(Math.max(output, 0), plan.maxEventTimes()) : 0;
        return new Estimate(
                seconds,
                (long) requests,
                product(requests, prompt),
                product(requests, output),
                product(requests, LINE_BYTES + TIME_BYTES * times),
                usedLast,
                stages);
    }

    private Estimate.Stage stage(int index) {
        StrategyPlan strategy = index < planned.known().size() ? planned.known().get(index) : null;
        StageLimits limits = StageLimits.of(plan, index);
        double rate = strategy == null ? 0 : limits.rate(strategy);
        boolean measured = false;
        String title = planned.title(index);
        StageSummary before = before(index, strategy);
        if (rate <= 0 && before != null) {
            Double offered = before.rates().offered();
            rate = offered == null ? before.rates().requests() : offered;
            measured = rate > 0;
            usedLast |= measured;
        }
        double seconds = limits.mostSeconds(strategy);
        if (rate > 0 && limits.requests() > 0) {
            double byRequests = limits.requests() / rate;
            seconds = seconds < 0 ? byRequests : Math.min(seconds, byRequests);
        }
        long requests = rate > 0 && seconds >= 0
                ? Math.round(rate * seconds)
                : limits.requests() > 0 && limits.seconds() <= 0 ? limits.requests() : -1;
        if (limits.requests() > 0 && requests > limits.requests()) {
            requests = limits.requests();
        }
        double cut = cutSeconds(limits, rate);
        double forP99 = REQUESTS_FOR_P99 * effect(before, rate);
        double needed = rate > 0 ? forP99 / rate + cut : -1;
        return new Estimate.Stage(
                index,
                title,
                seconds,
                rate > 0 ? rate : -1,
                measured,
                requests,
                enough(seconds, rate, cut, forP99),
                forP99,
                needed);
    }

    /** A millionth of slack: 500 requests at 10 req/s do fit into 50 s. */
    private static Estimate.Enough enough(double seconds, double rate, double cut, double forP99) {
        if (rate <= 0 || seconds < 0) {
            return Estimate.Enough.UNKNOWN;
        }
        return rate * (seconds - cut) >= forP99 * (1 - 1e-6) ? Estimate.Enough.YES : Estimate.Enough.NO;
    }

    /**
     * How many requests tell as much about a p99 as one that depends on no other: by the same stage of the last run, where it ran at
     * this rate and was steady (one that drifts will not get better by being longer), else 1.
     */
    private static double effect(@Nullable StageSummary before, double rate) {
        WindowSummary window = before == null ? null : before.window();
        if (before == null
                || window == null
                || window.steady() == null
                || !window.steady().settled()) {
            return 1;
        }
        Double offered = before.rates().offered();
        if (offered != null && Math.abs(offered - rate) > SAME_RATE * rate) {
            return 1;
        }
        double effect = 1;
        for (String tag : new String[] {"ttft", "latency"}) {
            MetricSummary metric = before.metrics().get(tag);
            if (metric != null && metric.effectiveCount("p99") > 0) {
                effect = Math.max(effect, (double) metric.count() / metric.effectiveCount("p99"));
            }
        }
        return effect;
    }

    /** How much of the stage warm-up and cool-down leave out, s. */
    private double cutSeconds(StageLimits limits, double rate) {
        return cutSeconds(plan.warmup(), limits, rate) + cutSeconds(plan.cooldown(), limits, rate);
    }

    private static double cutSeconds(TransientPlan cut, StageLimits limits, double rate) {
        MeasurementWindow.Limits cuts = MeasurementWindow.limits(
                cut,
                limits.seconds() > 0 ? Double.valueOf(limits.seconds()) : null,
                limits.requests() > 0 ? Long.valueOf(limits.requests()) : null);
        double bySeconds = cuts.seconds() == null ? 0 : cuts.seconds();
        double byRequests = cuts.requests() == null || rate <= 0 ? 0 : cuts.requests() / rate;
        return Math.max(bySeconds, byRequests);
    }

    /** The stage in the same place of the last run, where it ran the same kind of load. */
    private @Nullable StageSummary before(int index, @Nullable StrategyPlan strategy) {
        if (last == null || index >= last.stages().size()) {
            return null;
        }
        StageSummary before = last.stages().get(index).figures();
        String kind = strategy == null ? planned.laterKind() : strategy.kind();
        String policy = index < planned.policies().size() ? planned.policies().get(index) : null;
        return kind.equals(before.strategy().get("kind"))
                        && Objects.equals(policy, before.strategy().get("policy"))
                ? before
                : null;
    }

    private double meanPromptTokens() {
        if (plan.dataset().withoutModels() instanceof DatasetPlan.Synthetic s) {
            return s.promptTokens().expected();
        }
        return mean(dataset == null ? null : dataset.promptTokens(), true);
    }

    private double meanOutputTokens() {
        if (plan.dataset().withoutModels() instanceof DatasetPlan.Synthetic s && s.outputTokens() != null) {
            return s.outputTokens().expected();
        }
        return mean(dataset == null ? null : dataset.outputTokens(), false);
    }

    /** By the dataset, else by the last run. */
    private double mean(@Nullable TokenLengths lengths, boolean prompt) {
        if (lengths != null && lengths.count() > 0) {
            return lengths.mean();
        }
        if (last == null) {
            return -1;
        }
        double tokens = 0;
        double requests = 0;
        for (RunSummary.Stage stage : last.stages()) {
            StageSummary figures = stage.figures();
            Long sum =
                    prompt ? figures.totals().promptTokens() : figures.totals().outputTokens();
            tokens += sum == null ? 0 : sum;
            requests += figures.requests().successful();
        }
        if (requests == 0 || tokens == 0) {
            return -1;
        }
        usedLast = true;
        return tokens / requests;
    }

    private static long product(double requests, double each) {
        return requests < 0 || each < 0 ? -1 : Math.round(requests * each);
    }
}
