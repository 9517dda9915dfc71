package dev.plimsoll.charts.plot;

import java.util.ArrayList;
import java.util.List;

/** Where axes are labelled. Pure. */
public final class Ticks {
    private static final double[] ROUND = {1, 2, 5};
    private static final double[] TIME = {
        0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10_800, 21_600, 43_200, 86_400
    };

    private Ticks() {}

    /** The smallest round step (1, 2 or 5 times a power of ten) that divides a range into at most {@code most} parts. */
    public static double step(double range, int most) {
        double raw = range / most;
        double power = Math.pow(10, Math.floor(Math.log10(raw)));
        for (double digit : ROUND) {
            if (digit * power >= raw * (1 - 1e-9)) {
                return digit * power;
            }
        }
        return 10 * power;
    }

    /** The same for seconds, where round means what a clock shows. */
    public static double timeStep(double seconds, int most) {
        for (double step : TIME) {
            if (seconds / step <= most + 1e-9) {
                return step;
            }
        }
        return 86_400 * Math.ceil(seconds / 86_400 / most);
    }

    /** The smallest round end of an axis from 0 that holds a value. */
    public static double roundUp(double value, int most) {
        if (!(value > 0)) {
            return 1;
        }
        double step = step(value, most);
        return step * Math.ceil(value / step - 1e-9);
    }

    /** The values 1-2-5 of each decade within a range of positive numbers, both ends included. */
    public static List<Double> decades(double from, double to) {
        List<Double> values = new ArrayList<>();
        for (int exponent = (int) Math.floor(Math.log10(from)); exponent <= Math.log10(to) + 1e-9; exponent++) {
            for (double digit : ROUND) {
                double value = digit * Math.pow(10, exponent);
                if (value >= from * (1 - 1e-9) && value <= to * (1 + 1e-9)) {
                    values.add(value);
                }
            }
        }
        return values;
    }

    /** The largest 1-2-5 value at or below a positive one. */
    public static double decadeBelow(double value) {
        double power = Math.pow(10, Math.floor(Math.log10(value)));
        double digit = value / power;
        return power * (digit >= 5 ? 5 : digit >= 2 ? 2 : 1);
    }

    /** The smallest 1-2-5 value at or above a positive one. */
    public static double decadeAbove(double value) {
        double below = decadeBelow(value);
        if (below >= value * (1 - 1e-9)) {
            return below;
        }
        double power = Math.pow(10, Math.floor(Math.log10(value)));
        double digit = below / power;
        return power * (digit < 1.5 ? 2 : digit < 3 ? 5 : 10);
    }
}
