package dev.plimsoll.app.benchmark;

import dev.plimsoll.engine.report.Numbers;
import dev.plimsoll.engine.strategy.ArrivalSchedule;
import dev.plimsoll.engine.strategy.Strategies;
import dev.plimsoll.engine.strategy.Strategy;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * When the first requests of a stage start, from the engine's own schedule.
 *
 * @param subtitle {@code stage 8, first 2 s}
 * @param offsets s after the stage's start
 * @param seconds how much of the time is shown
 * @param sha256 identity of the schedule, hex; empty where there is none
 * @param note below the chart: what the schedule depends on, or why there is none
 */
record Arrivals(String subtitle, double[] offsets, double seconds, String sha256, String note) {
    private static final double NS_PER_SECOND = 1e9;
    private static final double SHOWN_SECONDS = 2;
    /** So many starts tell how a schedule looks; with fewer in the shown time, more time is shown. */
    private static final int FEWEST = 8;

    private static final int MOST = 400;
    private static final double[] ROUND = {1, 2, 5, 10};
    private static final int SHORT = 4;

    /** The arrivals of the stage with the highest load that has a schedule. */
    static Arrivals of(StageForecast.Stages stages) {
        Optional<StageForecast> shown = busiest(stages.all());
        if (shown.isEmpty()) {
            String why = stages.measuredFirst()
                    ? "The rates are placed when the first two stages are measured; their arrivals follow the seed."
                    : "Closed loop: a request starts when the one before it on its stream ends. There is no schedule.";
            return new Arrivals("", new double[0], SHOWN_SECONDS, "", why);
        }
        StageForecast stage = shown.get();
        Strategy strategy = Strategies.of(java.util.Objects.requireNonNull(stage.strategy()));
        ArrivalSchedule schedule = java.util.Objects.requireNonNull(strategy.schedule());
        ArrivalSchedule.Cursor cursor = schedule.cursor();
        double seconds = window(stage.level());
        double[] offsets = new double[MOST];
        int count = 0;
        double next = cursor.nextOffsetNs() / NS_PER_SECOND;
        while (count < MOST && next < seconds) {
            offsets[count++] = next;
            next = cursor.nextOffsetNs() / NS_PER_SECOND;
        }
        String where = stages.all().size() == 1 ? "" : "stage " + (stage.index() + 1) + ", ";
        return new Arrivals(
                where + "first " + (seconds < 1 ? Numbers.limit(seconds * 1000) : Numbers.span(seconds)),
                Arrays.copyOf(offsets, count),
                seconds,
                strategy.scheduleSha256(),
                stages.fromLastRun()
                        ? "at the rate of the last run, " + Numbers.three(stage.level()) + " req/s"
                        : "same for any number of workers");
    }

    /** {@code 9f3c…e1a7}. */
    String shortSha() {
        return sha256.length() <= 2 * SHORT
                ? sha256
                : sha256.substring(0, SHORT) + "…" + sha256.substring(sha256.length() - SHORT);
    }

    private static Optional<StageForecast> busiest(List<StageForecast> stages) {
        return stages.stream()
                .filter(StageForecast::isScheduled)
                .max(Comparator.comparingDouble(StageForecast::level)
                        .thenComparing(
                                Comparator.comparingInt(StageForecast::index).reversed()));
    }

    /** Two seconds, more where hardly anything starts in them, less where too much does; a round number. */
    static double window(double rate) {
        if (rate <= 0) {
            return SHOWN_SECONDS;
        }
        if (rate * SHOWN_SECONDS < FEWEST) {
            return roundUp(FEWEST / rate);
        }
        return rate * SHOWN_SECONDS > MOST ? roundUp(MOST / rate / 2) : SHOWN_SECONDS;
    }

    private static double roundUp(double seconds) {
        double power = StrictMath.pow(10, StrictMath.floor(StrictMath.log10(seconds)));
        for (double digit : ROUND) {
            if (digit * power >= seconds * (1 - 1e-9)) {
                return digit * power;
            }
        }
        return seconds;
    }
}
