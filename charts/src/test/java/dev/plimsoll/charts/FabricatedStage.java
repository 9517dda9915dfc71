package dev.plimsoll.charts;

import dev.plimsoll.engine.metrics.MetricSummary;
import dev.plimsoll.engine.metrics.QuantileCurve;
import dev.plimsoll.engine.metrics.StageFigures;
import dev.plimsoll.engine.metrics.StageSeries;
import dev.plimsoll.engine.metrics.StageSummary;
import dev.plimsoll.engine.metrics.StageSummary.Counts;
import dev.plimsoll.engine.metrics.StageSummary.SloResult;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * One invented stage.
 *
 * @param offered rate of the schedule, null in a closed loop
 * @param name overrides the kind's own name, null for none
 * @param failure what every request failed with, null for none
 */
record FabricatedStage(
        int index,
        Map<String, Object> strategy,
        @Nullable Double offered,
        double achieved,
        double ttftP50,
        double ttftP99,
        double tpotP50,
        double latencyP50,
        int seconds,
        boolean saturating,
        boolean slos,
        boolean streaming,
        @Nullable String name,
        @Nullable String failure) {
    private static final double[] LEVELS = {0.01, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99, 0.999};
    private static final double SATURATED_AFTER = 20;

    static FabricatedStage poisson(
            int index, double offered, double achieved, double ttft50, double ttft99, double tpot, double latency) {
        return new FabricatedStage(
                index,
                Map.of("kind", "poisson", "rate", offered),
                offered,
                achieved,
                ttft50,
                ttft99,
                tpot,
                latency,
                60,
                false,
                true,
                true,
                null,
                null);
    }

    static FabricatedStage closed(
            int index,
            Map<String, Object> strategy,
            double achieved,
            double ttft50,
            double ttft99,
            double tpot,
            double latency) {
        return new FabricatedStage(
                index, strategy, null, achieved, ttft50, ttft99, tpot, latency, 60, false, true, true, null, null);
    }

    FabricatedStage seconds(int length) {
        return with(length, saturating, slos, streaming, name, failure);
    }

    FabricatedStage saturates() {
        return with(seconds, true, slos, streaming, name, failure);
    }

    FabricatedStage withoutSlos() {
        return with(seconds, saturating, false, streaming, name, failure);
    }

    FabricatedStage notStreaming() {
        return with(seconds, saturating, slos, false, name, failure);
    }

    FabricatedStage failing(String with) {
        return with(seconds, saturating, slos, streaming, name, with);
    }

    FabricatedStage named(String other) {
        return with(seconds, saturating, slos, streaming, other, failure);
    }

    private FabricatedStage with(
            int newSeconds,
            boolean newSaturating,
            boolean newSlos,
            boolean newStreaming,
            @Nullable String newName,
            @Nullable String newFailure) {
        return new FabricatedStage(
                index,
                newName == null ? strategy : Map.of("kind", newName),
                offered,
                achieved,
                ttftP50,
                ttftP99,
                tpotP50,
                latencyP50,
                newSeconds,
                newSaturating,
                newSlos,
                newStreaming,
                newName,
                newFailure);
    }

    private double start() {
        return 60.0 * index;
    }

    long requests() {
        return Math.round(achieved * (seconds - 5));
    }

    StageSummary summary() {
        long good = requests();
        long bad = failure == null ? 0 : 600;
        Map<String, MetricSummary> metrics = new LinkedHashMap<>();
        if (good > 0) {
            if (streaming) {
                metrics.put("ttft", metric(ttftP50, ttftP99));
                metrics.put("tpot", metric(tpotP50, tpotP50 * 1.18 + 1));
                metrics.put("icl", metric(tpotP50, tpotP50 * 4));
                metrics.put("outputTokensPerSecondPerUser", perUser(1000 / (tpotP50 * 1.18 + 1), 1000 / tpotP50));
            }
            metrics.put("latency", metric(latencyP50, latencyP50 * 3));
            if (offered != null) {
                metrics.put("latencyFromSchedule", metric(latencyP50 + 0.05, latencyP50 * 3 + 1));
            }
        }
        List<SloResult> results = !slos ? List.of() : List.of(slo("ttft", 500, metrics), slo("tpot", 30, metrics));
        boolean within = ttftP99 <= 500;
        double goodput = within ? achieved : ttftP50 > 500 ? achieved * 0.2 : achieved * 0.8;
        return new StageSummary(
                index,
                strategy,
                name == null ? "stage " + index : name,
                offered != null,
                "",
                start(),
                start() + seconds + latencyP50 / 1000,
                new double[] {5, seconds},
                new Counts(good + bad + 3, good, bad, 3, 0),
                new Counts(good + bad, good, bad, 0, 0),
                failure == null ? List.of() : List.of(new StageSummary.ErrorCount("connect", null, bad, failure)),
                metrics,
                new StageSummary.Rates(
                        offered,
                        offered == null ? achieved : offered,
                        achieved,
                        achieved * 512,
                        achieved * 126,
                        slos ? goodput : null),
                new StageSummary.Totals(good * 512, good * 126),
                new StageSummary.Concurrency(achieved * latencyP50 / 1000, Math.round(achieved * latencyP50 / 400)),
                results,
                List.of("output tokens counted by the server (usage)"));
    }

    private SloResult slo(String tag, double limit, Map<String, MetricSummary> metrics) {
        MetricSummary metric = metrics.get(tag);
        Double p99 = metric == null ? null : metric.p99();
        String met = p99 == null || metric == null || metric.tooFew().contains("p99")
                ? "INCONCLUSIVE"
                : p99 <= limit ? "PASS" : "FAIL";
        return new SloResult(tag, "p99", limit, p99, met, "PASS".equals(met) ? 0.999 : 0.2);
    }

    private MetricSummary metric(double p50, double p99) {
        double[] q = Arrays.stream(LEVELS).map(p -> quantile(p, p50, p99)).toArray();
        long n = requests();
        List<String> few = new ArrayList<>();
        if (n < 500) {
            few.add("p99");
        }
        if (n < 5000) {
            few.add("p999");
        }
        return new MetricSummary(
                "ms",
                n,
                (p50 * 4 + p99) / 5,
                (p99 - p50) / 3,
                q[0] * 0.9,
                q[0],
                q[1],
                q[2],
                q[3],
                q[4],
                q[5],
                q[6],
                q[7],
                q[8],
                q[9],
                q[9] * 1.05,
                few);
    }

    private MetricSummary perUser(double low, double middle) {
        return new MetricSummary(
                "tok/s",
                requests(),
                middle,
                1.0,
                low,
                low,
                low,
                low,
                low,
                middle,
                middle,
                middle,
                middle,
                middle,
                middle,
                middle,
                List.of());
    }

    /** A curve through p50 and p99 that is straight over −log(1−p) in the logarithm of the value. */
    static double quantile(double p, double p50, double p99) {
        double at = (-Math.log10(1 - p) - Math.log10(2)) / (2 - Math.log10(2));
        return p50 * Math.pow(p99 / p50, at);
    }

    StageFigures figures() {
        List<QuantileCurve> curves = new ArrayList<>();
        if (requests() > 0) {
            if (streaming) {
                curves.add(curve("ttft", ttftP50, ttftP99));
            }
            curves.add(curve("latency", latencyP50, latencyP50 * 3));
        }
        return new StageFigures(summary(), series(), curves, FabricatedDetail.of(this));
    }

    private QuantileCurve curve(String tag, double p50, double p99) {
        int points = (int) Math.min(200, requests());
        double[] fractions = new double[points];
        double[] values = new double[points];
        for (int i = 0; i < points; i++) {
            // Denser towards the tail, as the real ones are.
            fractions[i] = i == points - 1 ? 1 : 1 - Math.pow(1.0 / requests(), (double) i / (points - 1));
            values[i] = quantile(Math.min(fractions[i], 1 - 0.5 / requests()), p50, p99);
        }
        return new QuantileCurve(index, tag, "ms", fractions, values);
    }

    /** What is known where answers are streamed. */
    private double[] scaled(double[] inFlight, double factor) {
        return Arrays.stream(inFlight)
                .map(v -> streaming && requests() > 0 && v >= 0 ? v * factor : StageSeries.ABSENT)
                .toArray();
    }

    private StageSeries series() {
        SplittableRandom random = new SplittableRandom(index + 7);
        double[][] columns = new double[13][seconds];
        for (double[] column : columns) {
            Arrays.fill(column, StageSeries.ABSENT);
        }
        double wave = 0;
        for (int i = 0; i < seconds; i++) {
            wave = 0.8 * wave + 0.5 * (random.nextDouble() - 0.5);
            double swing = 1 + wave * Math.min(0.5, 1.2 / Math.sqrt(Math.max(1, achieved)));
            boolean any = requests() > 0 && random.nextDouble() < achieved * 3;
            double growth = saturating ? Math.max(0, i - SATURATED_AFTER) / (seconds - SATURATED_AFTER) : 0;
            if (offered != null) {
                columns[0][i] = Math.max(0, offered * swing);
            }
            columns[1][i] = Math.max(0, (offered == null ? achieved : offered) * swing);
            columns[2][i] = requests() == 0 ? 0 : Math.max(0, achieved * (1 + wave * 0.15));
            columns[3][i] = failure == null ? 0 : 10;
            columns[4][i] = columns[2][i] * 126;
            columns[5][i] =
                    requests() == 0 ? 0 : achieved * latencyP50 / 1000 * (saturating ? 0.8 + 1.4 * growth : swing);
            if (any) {
                double spike = random.nextDouble() < 0.04 ? 2.2 : 1;
                double base = saturating ? 65 * Math.pow(2700.0 / 65, growth) : ttftP50;
                double tail = saturating ? base * 1.25 + 40 : ttftP50 + (ttftP99 - ttftP50) * 0.6 * swing * spike;
                if (streaming) {
                    columns[6][i] = base * (1 + 0.1 * wave);
                    columns[7][i] = (columns[6][i] + tail) / 2;
                    columns[8][i] = Math.max(columns[6][i], tail);
                }
                columns[9][i] = latencyP50 * (1 + 0.2 * wave) * (0.7 + growth);
                columns[10][i] = columns[9][i] * 1.8;
                columns[11][i] = columns[9][i] * (2.4 + 0.4 * random.nextDouble());
                if (offered != null) {
                    columns[12][i] = columns[11][i] * (1 + 0.3 * growth) + 1;
                }
            }
        }
        return new StageSeries(
                index,
                start(),
                1,
                columns[0],
                columns[1],
                columns[2],
                columns[3],
                columns[4],
                columns[5],
                columns[6],
                columns[7],
                columns[8],
                columns[9],
                columns[10],
                columns[11],
                columns[12],
                scaled(columns[5], ttftP50 / latencyP50),
                scaled(columns[5], 1 - Math.min(1, ttftP50 / latencyP50)),
                scaled(columns[5], 560));
    }
}
