package dev.plimsoll.engine.plan;

import dev.plimsoll.engine.workspace.PluginSpec;
import dev.plimsoll.engine.workspace.ProfileSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Turns a profile as written into one that can be run. */
final class ProfileCompiler {
    private static final int MOST_STREAMS = 1_000_000;
    private static final int DEFAULT_SWEEP_SIZE = 10;
    private static final int DEFAULT_SWEEP_CONCURRENCY = 512;
    private static final int MOST_SWEEP_STAGES = 100;
    /** Rates beyond this are a slip of the pen: it is ten times what one machine can send. */
    private static final double MOST_RATE = 10_000_000;
    /** Beyond these a gamma law is numerically a single burst, or a constant rate. */
    private static final double LEAST_BURSTINESS = 0.001;

    private static final double MOST_BURSTINESS = 1_000_000;
    /** A year and more. */
    private static final double MOST_SECONDS = 40_000_000;

    private final Ranges ranges;

    ProfileCompiler(Ranges ranges) {
        this.ranges = ranges;
    }

    /** The plan of a profile; null where its kind cannot run (which was told). */
    @Nullable
    ProfilePlan compile(ProfileSpec spec) {
        if (!(spec instanceof ProfileSpec.BuiltIn builtIn)) {
            return null;
        }
        String path = spec.path();
        double rampup = ranges.notNegative(path + ".rampup", builtIn.common().rampup(), 0);
        if (rampup > 0 && !canRamp(spec)) {
            ranges.wrong(path + ".rampup", "a profile of this kind says itself how the load begins; leave rampup out");
        }
        return switch (spec) {
            case ProfileSpec.Synchronous _ -> new ProfilePlan.Synchronous(rampup);
            case ProfileSpec.Concurrent concurrent ->
                new ProfilePlan.Concurrent(streams(path + ".streams", concurrent.streams()), rampup);
            case ProfileSpec.Throughput throughput ->
                new ProfilePlan.Throughput(cap(path, throughput.maxConcurrency()), rampup);
            case ProfileSpec.Constant constant ->
                new ProfilePlan.Constant(
                        rates(path + ".rate", constant.rates()), cap(path, constant.maxConcurrency()), rampup);
            case ProfileSpec.Poisson poisson ->
                new ProfilePlan.Poisson(
                        rates(path + ".rate", poisson.rates()),
                        cap(path, poisson.maxConcurrency()),
                        rampup,
                        poisson.seed());
            case ProfileSpec.Gamma gamma ->
                new ProfilePlan.Gamma(
                        rates(path + ".rate", gamma.rates()),
                        burstiness(path, gamma.burstiness()),
                        cap(path, gamma.maxConcurrency()),
                        rampup,
                        gamma.seed());
            case ProfileSpec.RateSeries series ->
                new ProfilePlan.RateSeries(
                        points(path + ".points", series.points()), cap(path, series.maxConcurrency()));
            case ProfileSpec.Trace trace ->
                new ProfilePlan.Trace(
                        ranges.positive(path + ".timeScale", trace.timeScale(), 1), cap(path, trace.maxConcurrency()));
            case ProfileSpec.Users users ->
                new ProfilePlan.Users(
                        (int) ranges.whole(path + ".users", users.users(), 1, 1, MOST_STREAMS),
                        rate(path + ".rate", users.rate()),
                        cap(path, users.maxConcurrency()));
            case ProfileSpec.Sweep sweep -> sweep(sweep, rampup);
            case ProfileSpec.Policies policies -> new PoliciesCompiler(ranges, this).compile(policies);
            case PluginSpec _ -> null;
        };
    }

    /** Seconds of pause between stages. */
    double cooldownBetween(ProfileSpec spec) {
        return spec instanceof ProfileSpec.BuiltIn builtIn
                ? ranges.notNegative(
                        spec.path() + ".cooldownBetween", builtIn.common().cooldownBetween(), 0)
                : 0;
    }

    /** Whether any of a profile's stages follows a schedule. */
    static boolean hasOpenLoop(ProfilePlan plan) {
        return switch (plan) {
            case ProfilePlan.Constant _,
                    ProfilePlan.Poisson _,
                    ProfilePlan.Gamma _,
                    ProfilePlan.RateSeries _,
                    ProfilePlan.Trace _,
                    ProfilePlan.Users _,
                    ProfilePlan.Sweep _,
                    ProfilePlan.Policies _ -> true;
            case ProfilePlan.Synchronous _, ProfilePlan.Concurrent _, ProfilePlan.Throughput _ -> false;
        };
    }

    private ProfilePlan sweep(ProfileSpec.Sweep spec, double rampup) {
        String path = spec.path();
        String strategy = ranges.word(path + ".strategy", spec.strategy(), "constant", "constant", "poisson", "gamma");
        double burstiness = burstiness(path, spec.burstiness());
        if (spec.burstiness() != null && !strategy.equals("gamma")) {
            ranges.wrong(path + ".burstiness", "belongs to the strategy \"gamma\"");
            burstiness = 1;
        }
        Integer cap = cap(path, spec.maxConcurrency());
        return new ProfilePlan.Sweep(
                (int) ranges.whole(path + ".size", spec.size(), DEFAULT_SWEEP_SIZE, 2, MOST_SWEEP_STAGES),
                strategy,
                burstiness,
                cap == null ? DEFAULT_SWEEP_CONCURRENCY : cap,
                spec.refine() == null || spec.refine(),
                rampup);
    }

    private static boolean canRamp(ProfileSpec spec) {
        return !(spec instanceof ProfileSpec.RateSeries
                || spec instanceof ProfileSpec.Trace
                || spec instanceof ProfileSpec.Users
                || spec instanceof ProfileSpec.Policies);
    }

    private double burstiness(String path, @Nullable Double written) {
        return written == null || ranges.isBetween(path + ".burstiness", written, LEAST_BURSTINESS, MOST_BURSTINESS)
                ? Objects.requireNonNullElse(written, 1.0)
                : 1;
    }

    private List<RatePoint> points(String path, @Nullable List<List<Double>> written) {
        List<RatePoint> points = new ArrayList<>();
        if (written == null) {
            return List.of(new RatePoint(0, 1), new RatePoint(1, 1)); // told by the workspace
        }
        if (written.size() < 2) {
            ranges.wrong(path, "needs at least two points [seconds, requests per second]");
        }
        boolean some = false;
        for (int i = 0; i < written.size(); i++) {
            String at = path + "[" + i + "]";
            double seconds = ranges.between(at + "[0]", written.get(i).get(0), i, 0, MOST_SECONDS);
            double rate = ranges.between(at + "[1]", written.get(i).get(1), 1, 0, MOST_RATE);
            if (!points.isEmpty() && seconds <= points.getLast().seconds()) {
                ranges.wrong(
                        at + "[0]",
                        "must be later than the point before, at "
                                + Ranges.shown(points.getLast().seconds()) + " s");
            }
            some |= rate > 0;
            points.add(new RatePoint(seconds, rate));
        }
        if (!points.isEmpty() && !some) {
            ranges.wrong(path, "every rate is 0: no request would ever start");
        }
        return points;
    }

    private @Nullable Integer cap(String path, @Nullable Long written) {
        return ranges.optionalWhole(path + ".maxConcurrency", written, 1, MOST_STREAMS);
    }

    private List<Integer> streams(String path, @Nullable List<Long> written) {
        List<Integer> streams = new ArrayList<>();
        for (int i = 0; written != null && i < written.size(); i++) {
            streams.add((int) ranges.whole(Ranges.element(path, written, i), written.get(i), 1, 1, MOST_STREAMS));
        }
        return streams.isEmpty() ? List.of(1) : streams;
    }

    private double rate(String path, @Nullable Double written) {
        return written == null ? 1 : rates(path, List.of(written)).getFirst();
    }

    private List<Double> rates(String path, @Nullable List<Double> written) {
        List<Double> rates = ranges.positives(path, written);
        for (int i = 0; i < rates.size(); i++) {
            if (rates.get(i) > MOST_RATE) {
                ranges.wrong(
                        Ranges.element(path, rates, i), "must be at most " + Ranges.shown(MOST_RATE) + " requests/s");
            }
        }
        return rates;
    }
}
