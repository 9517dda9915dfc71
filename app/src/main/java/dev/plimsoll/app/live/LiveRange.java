package dev.plimsoll.app.live;

import dev.plimsoll.charts.live.LiveView;
import dev.plimsoll.engine.metrics.LiveSnapshot;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** How much of the run the charts show. */
enum LiveRange {
    ONE_MINUTE("1 min", 60),
    FOUR_MINUTES("4 min", 240),
    STAGE("Stage", -1),
    WHOLE_RUN("Whole run", -1);

    /** An axis is never shorter than this, s: a run that has just begun grows into it. */
    private static final double LEAST = 60;

    private final String text;
    private final double seconds;

    LiveRange(String text, double seconds) {
        this.text = text;
        this.seconds = seconds;
    }

    /** The one with a remembered name. */
    static Optional<LiveRange> named(String name) {
        return Arrays.stream(values()).filter(r -> r.name().equals(name)).findFirst();
    }

    /** On its button. */
    String text() {
        return text;
    }

    /** The stretch of time it means now; ends move in whole seconds, so that nothing trembles. */
    LiveView of(LiveSnapshot live, List<LiveView.Saturated> saturated) {
        if (live.stages().isEmpty()) {
            return new LiveView(0, LEAST, saturated);
        }
        LiveSnapshot.Stage last = live.stages().getLast();
        double begin = Math.floor(live.stages().getFirst().startSeconds());
        double now = Math.ceil(last.endSeconds());
        double from = switch (this) {
            case ONE_MINUTE, FOUR_MINUTES -> Math.max(begin, now - seconds);
            case STAGE -> Math.floor(last.startSeconds());
            case WHOLE_RUN -> begin;
        };
        return new LiveView(from, Math.max(now, from + LEAST), saturated);
    }
}
