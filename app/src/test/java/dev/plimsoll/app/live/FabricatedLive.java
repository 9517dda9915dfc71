package dev.plimsoll.app.live;

import dev.plimsoll.engine.metrics.LiveCells;
import dev.plimsoll.engine.metrics.LiveCounts;
import dev.plimsoll.engine.metrics.LiveSelf;
import dev.plimsoll.engine.metrics.LiveSlo;
import dev.plimsoll.engine.metrics.LiveSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** An invented run that is on: a sweep of stages of a minute whose last one saturates after half of it. The same every time. */
public final class FabricatedLive {
    private static final double[] RATES = {0, 0, 6.2, 11.4, 16.6, 21.8, 27, 36, 40, 44};
    private static final double[] TTFT_P50 = {36, 9200, 40, 42, 43, 45, 47, 56, 63, 400};
    private static final double[] TPOT_P50 = {5.6, 23.8, 6.3, 7, 8, 9.3, 10.9, 15.9, 20.5, 23.9};
    private static final double[] ACHIEVED = {1.38, 42.4, 6.16, 11.4, 16.7, 21.8, 26.7, 36.4, 39.4, 42.8};
    private static final double STAGE = 60;

    private FabricatedLive() {}

    /** The run as it stands after so many seconds, at most 600. */
    static LiveSnapshot at(double seconds) {
        List<LiveSnapshot.Stage> stages = new ArrayList<>();
        List<LiveSnapshot.Point> points = new ArrayList<>();
        SplittableRandom random = new SplittableRandom(7);
        for (int i = 0; i < RATES.length && i * STAGE < seconds; i++) {
            double elapsed = Math.min(STAGE, seconds - i * STAGE);
            stages.add(stage(i, elapsed, elapsed >= STAGE));
            for (int s = 0; s + 1 <= elapsed; s++) {
                points.add(point(i, s, random));
            }
        }
        return new LiveSnapshot(stages, points);
    }

    private static boolean open(int stage) {
        return RATES[stage] > 0;
    }

    private static Map<String, Object> strategy(int stage) {
        return switch (stage) {
            case 0 -> Map.of("kind", "synchronous");
            case 1 -> Map.of("kind", "throughput", "maxConcurrency", 512);
            default -> Map.of("kind", "poisson", "rate", RATES[stage]);
        };
    }

    private static LiveSnapshot.Stage stage(int i, double elapsed, boolean exact) {
        double ttft99 = i == 9 ? 1790 : TTFT_P50[i] * 1.8;
        long done = Math.round(ACHIEVED[i] * elapsed);
        return new LiveSnapshot.Stage(
                i,
                i == 0 ? "synchronous" : i == 1 ? "throughput@512" : "poisson@" + RATES[i],
                strategy(i),
                open(i),
                exact,
                i * STAGE,
                elapsed,
                STAGE,
                0,
                new LiveCounts(
                        Math.round((i * STAGE + elapsed) * 1e9),
                        done + (exact ? 0 : 200),
                        exact ? 0 : 200,
                        done,
                        0,
                        0,
                        0,
                        1 - elapsed / STAGE,
                        STAGE - elapsed),
                open(i) ? (Double) (RATES[i] * 1.016) : null,
                ACHIEVED[i],
                ACHIEVED[i] * 123.5,
                i == 9 ? 1370 : TTFT_P50[i],
                ttft99,
                TPOT_P50[i] - 0.5,
                TPOT_P50[i] + 0.7,
                TPOT_P50[i] * 128,
                TPOT_P50[i] * 260,
                TPOT_P50[i],
                TPOT_P50[i] * 1.6,
                41.0,
                new LiveSelf(130.0, 780.0, 0.11, 0.4, 4.0, 0.46, 120),
                slos(i, exact, ttft99));
    }

    private static List<LiveSlo> slos(int i, boolean exact, double ttft99) {
        return List.of(
                new LiveSlo("ttft", "p99", 500, ttft99, ttft99 > 500 ? "FAIL" : "PASS", 2000, null),
                new LiveSlo(
                        "tpot",
                        "p99",
                        30,
                        TPOT_P50[i] + 0.7,
                        exact ? "PASS" : "INCONCLUSIVE",
                        2000,
                        exact ? null : (Double) 14.0));
    }

    private static LiveSnapshot.Point point(int i, int second, SplittableRandom random) {
        double wave = 1 + 0.10 * Math.sin(second / 3.0) + 0.08 * (random.nextDouble() - 0.5);
        double grow = i == 9 ? Math.max(1, Math.min(8, second / 6.0)) : 1;
        double p50 = TTFT_P50[i] * wave * (i == 9 ? grow * 0.4 : 1);
        double spike = i == 8 && second == 34 ? 4 : 1;
        double inFlight = i == 1 ? 512 : Math.max(1, RATES[i] * 2.6 * wave + (i == 9 ? second * 1.2 : 0));
        double tpot = TPOT_P50[i] * wave;
        return new LiveSnapshot.Point(
                i,
                i * STAGE + second,
                1,
                open(i) ? (Double) (RATES[i] * (1 + 0.2 * (random.nextDouble() - 0.5))) : null,
                RATES[i],
                ACHIEVED[i] * (1 + 0.2 * (random.nextDouble() - 0.5)),
                0,
                ACHIEVED[i] * 123.5,
                inFlight,
                p50,
                p50 * (1.5 + random.nextDouble()) * spike,
                tpot,
                tpot * 1.15,
                tpot,
                tpot * 1.5,
                tpot * 128,
                tpot * 260,
                25 + 30 * wave * random.nextDouble(),
                (i == 8 && second == 20 ? 780.0 : 110 + 160 * wave * random.nextDouble()),
                cells(tpot * 128, ACHIEVED[i], random));
    }

    private static LiveCells cells(double medianMs, double count, SplittableRandom random) {
        int[] counts = new int[LiveCells.CELLS];
        int first = LiveCells.CELLS;
        int last = -1;
        for (int n = 0; n < Math.ceil(count); n++) {
            double ms =
                    medianMs * Math.exp((random.nextDouble() + random.nextDouble() + random.nextDouble() - 1.5) * 1.1);
            int cell = (int) Math.clamp(Math.floor(Math.log10(ms) * LiveCells.PER_DECADE), 0, LiveCells.CELLS - 1);
            counts[cell]++;
            first = Math.min(first, cell);
            last = Math.max(last, cell);
        }
        return last < 0 ? LiveCells.NONE : new LiveCells(first, java.util.Arrays.copyOfRange(counts, first, last + 1));
    }
}
