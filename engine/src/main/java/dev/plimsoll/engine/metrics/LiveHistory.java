package dev.plimsoll.engine.metrics;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The seconds of a run in fixed memory: the last hour second by second, before it steps of ten seconds for ten hours, then nothing. One
 * thread; the list it hands out is immutable.
 */
final class LiveHistory {
    /** Points of one second. */
    static final int FINE = 3600;
    /** Points of ten seconds. */
    static final int COARSE = 3600;

    private static final int STEP = 10;

    private final ArrayDeque<LiveSnapshot.Point> fine = new ArrayDeque<>();
    private final ArrayDeque<LiveSnapshot.Point> coarse = new ArrayDeque<>();
    private @Nullable List<LiveSnapshot.Point> shown = List.of();

    void add(LiveSnapshot.Point point) {
        fine.add(point);
        shown = null;
        if (fine.size() >= FINE + STEP) {
            List<LiveSnapshot.Point> oldest = new ArrayList<>(STEP);
            do {
                oldest.add(fine.removeFirst());
            } while (oldest.size() < STEP
                    && fine.getFirst().stage() == oldest.getFirst().stage());
            coarse.add(LiveSnapshot.Point.merged(oldest));
            if (coarse.size() > COARSE) {
                coarse.removeFirst();
            }
        }
    }

    /** All points, oldest first. Made once for every point that is added. */
    List<LiveSnapshot.Point> points() {
        List<LiveSnapshot.Point> known = shown;
        if (known == null) {
            List<LiveSnapshot.Point> all = new ArrayList<>(coarse.size() + fine.size());
            all.addAll(coarse);
            all.addAll(fine);
            known = List.copyOf(all);
            shown = known;
        }
        return known;
    }

    /** The last points of a stage, newest first, at most {@code most}. */
    List<LiveSnapshot.Point> last(int stage, int most) {
        List<LiveSnapshot.Point> found = new ArrayList<>(most);
        for (var newest = fine.descendingIterator(); newest.hasNext() && found.size() < most; ) {
            LiveSnapshot.Point point = newest.next();
            if (point.stage() != stage) {
                break;
            }
            found.add(point);
        }
        return found;
    }
}
