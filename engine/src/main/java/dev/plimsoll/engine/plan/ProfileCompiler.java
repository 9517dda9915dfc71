package dev.plimsoll.engine.plan;

import dev.plimsoll.engine.workspace.PluginSpec;
import dev.plimsoll.engine.workspace.ProfileSpec;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Turns a profile as written into one that can be run. */
final class ProfileCompiler {
    private static final int MOST_STREAMS = 1_000_000;
    private static final int DEFAULT_SWEEP_SIZE = 10;
    private static final int DEFAULT_SWEEP_CONCURRENCY = 512;
    private static final int MOST_SWEEP_STAGES = 100;
    /** Rates beyond this are a slip of the pen: it is ten times what one machine can send. */
    private static final double MOST_RATE = 10_000_000;

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
            case ProfileSpec.Sweep sweep -> sweep(sweep, rampup);
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
            case ProfilePlan.Constant _, ProfilePlan.Poisson _, ProfilePlan.Sweep _ -> true;
            case ProfilePlan.Synchronous _, ProfilePlan.Concurrent _, ProfilePlan.Throughput _ -> false;
        };
    }

    private ProfilePlan sweep(ProfileSpec.Sweep spec, double rampup) {
        String path = spec.path();
        String strategy = spec.strategy();
        if ("gamma".equals(strategy)) {
            ranges.wrong(
                    path + ".strategy", "strategy 'gamma' is not available in this version", "constant", "poisson");
            strategy = null;
        }
        Integer cap = cap(path, spec.maxConcurrency());
        return new ProfilePlan.Sweep(
                (int) ranges.whole(path + ".size", spec.size(), DEFAULT_SWEEP_SIZE, 2, MOST_SWEEP_STAGES),
                ranges.word(path + ".strategy", strategy, "constant", "constant", "poisson"),
                cap == null ? DEFAULT_SWEEP_CONCURRENCY : cap,
                spec.refine() == null || spec.refine(),
                rampup);
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
