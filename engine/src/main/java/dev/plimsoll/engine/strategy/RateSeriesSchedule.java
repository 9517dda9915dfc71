package dev.plimsoll.engine.strategy;

import dev.plimsoll.engine.plan.RatePoint;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A rate that is linear between points, and that of the first or the last point before and after them. Slot i lies where the area under
 * the rate reaches i + 1, nearest nanosecond; where the rate is 0 the area stands still and there is no slot, and none ever again where
 * it ends at 0.
 *
 * <p>The area up to each point is computed exactly, and within a piece the moment is the root of a quadratic, taken from its end with
 * the lower rate so that nothing cancels: a closed form, with no sum over slots and thus no drift. After the last point the slots are a
 * {@link Progression}.
 */
final class RateSeriesSchedule implements ArrivalSchedule {
    private static final double NS_PER_SECOND = 1e9;
    private static final BigDecimal TWO = BigDecimal.valueOf(2);

    /**
     * Between two points.
     *
     * @param from begin, s
     * @param to end, s
     * @param rateFrom requests/s at the begin
     * @param rateTo requests/s at the end
     * @param areaFrom requests due before it
     * @param areaTo requests due before its end
     * @param lastSlot whole requests due before its end
     */
    private record Piece(
            double from, double to, double rateFrom, double rateTo, double areaFrom, double areaTo, long lastSlot) {
        /** Where the area reaches n, s. */
        double moment(long n) {
            double steepness = StrictMath.abs(rateTo - rateFrom) / (to - from);
            return rateFrom <= rateTo
                    ? from + root(rateFrom, steepness, n - areaFrom)
                    : to - root(rateTo, steepness, areaTo - n);
        }

        /** The time after which an area is filled under a rate that begins at {@code rate} and grows by {@code steepness}. */
        private static double root(double rate, double steepness, double area) {
            return area <= 0 ? 0 : 2 * area / (rate + StrictMath.sqrt(rate * rate + 2 * steepness * area));
        }
    }

    private final List<Piece> pieces = new ArrayList<>();
    /** After the last point; null where the rate ends at 0. */
    private final @Nullable Progression rest;

    RateSeriesSchedule(List<RatePoint> points) {
        if (!isSound(points)) {
            throw new IllegalArgumentException("rate series " + points);
        }
        BigDecimal area = BigDecimal.ZERO;
        RatePoint from = new RatePoint(0, points.getFirst().rate());
        for (RatePoint to : points) {
            if (to.seconds() > from.seconds()) {
                BigDecimal before = area;
                area = area.add(area(from, to));
                pieces.add(new Piece(
                        from.seconds(),
                        to.seconds(),
                        from.rate(),
                        to.rate(),
                        before.doubleValue(),
                        area.doubleValue(),
                        area.setScale(0, RoundingMode.FLOOR).longValue()));
            }
            from = to;
        }
        rest = from.rate() == 0
                ? null
                : new Progression(BigDecimal.valueOf(from.seconds()), area, BigDecimal.valueOf(from.rate()));
    }

    private static boolean isSound(List<RatePoint> points) {
        double before = -1;
        double highest = 0;
        for (RatePoint point : points) {
            boolean sound = point.seconds() > before && point.seconds() >= 0 && point.rate() >= 0;
            if (!sound || !Double.isFinite(point.seconds()) || !Double.isFinite(point.rate())) {
                return false;
            }
            before = point.seconds();
            highest = StrictMath.max(highest, point.rate());
        }
        return points.size() >= 2 && highest > 0;
    }

    private static BigDecimal area(RatePoint from, RatePoint to) {
        BigDecimal length = BigDecimal.valueOf(to.seconds()).subtract(BigDecimal.valueOf(from.seconds()));
        return BigDecimal.valueOf(from.rate())
                .add(BigDecimal.valueOf(to.rate()))
                .multiply(length)
                .divide(TWO);
    }

    @Override
    public Cursor cursor() {
        return new Cursor() {
            private long n;
            private int piece;
            private long lastNs;

            @Override
            public long nextOffsetNs() {
                n++;
                while (piece < pieces.size() && n > pieces.get(piece).lastSlot()) {
                    piece++;
                }
                if (piece < pieces.size()) {
                    lastNs = Math.max(lastNs, StrictMath.round(pieces.get(piece).moment(n) * NS_PER_SECOND));
                } else {
                    lastNs = rest == null ? NO_SLOT : Math.max(lastNs, rest.momentNs(n));
                }
                return lastNs;
            }
        };
    }
}
