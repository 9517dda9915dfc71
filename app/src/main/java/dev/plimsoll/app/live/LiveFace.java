package dev.plimsoll.app.live;

import dev.plimsoll.charts.live.LiveCharts;
import dev.plimsoll.charts.live.LiveView;
import dev.plimsoll.engine.run.RunStatus;
import dev.plimsoll.engine.trust.Severity;
import dev.plimsoll.engine.trust.Verdict;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Everything the page shows, in words. Immutable.
 *
 * @param heading what runs
 * @param doing what happens now where no stage runs, else empty: {@code Warming up 2 workers}
 * @param banner saturation of the shown stage
 * @param tiles headline numbers, six
 * @param verdict the verdict with its checks
 * @param slos objectives of the shown stage
 * @param stages all stages
 * @param events newest first
 * @param charts the charts, prepared
 */
record LiveFace(
        String heading,
        String doing,
        Optional<Banner> banner,
        List<TileFace> tiles,
        VerdictFace verdict,
        List<SloFace> slos,
        List<StageFace> stages,
        List<EventFace> events,
        LiveCharts charts) {

    /** How something stands out. */
    enum Accent {
        NONE,
        GOOD,
        WARN,
        BAD,
        LOAD
    }

    /**
     * The saturation banner.
     *
     * @param title {@code Saturated since 9:31 — the server takes in 44 req/s but completes 42.8.}
     * @param evidence what fired
     * @param fromSeconds since when, s of run time
     */
    record Banner(String title, String evidence, double fromSeconds) {}

    /**
     * One headline number.
     *
     * @param label what it is
     * @param value formatted
     * @param unit its unit
     * @param lead first part of the line of context, in the tone of {@code accent}, or empty
     * @param context the rest of that line
     * @param accent BAD: the number itself is out of its objective
     * @param tip a sentence for the pointer, or empty
     * @param spark values of the small line, oldest first, NaN for none
     */
    record TileFace(
            String label,
            String value,
            String unit,
            String lead,
            String context,
            Accent accent,
            String tip,
            double[] spark) {}

    /**
     * The verdict.
     *
     * @param value null before anything could be judged
     * @param suffix {@code so far}, or empty
     * @param text one or two lines
     * @param checks what was checked
     */
    record VerdictFace(@Nullable Verdict value, String suffix, String text, List<CheckFace> checks) {}

    /** One check: how bad, and what was measured with its limit. */
    record CheckFace(Severity severity, String text) {}

    /**
     * One objective.
     *
     * @param label {@code TTFT p99 ≤ 500 ms}
     * @param state PASS, FAIL or INCONCLUSIVE
     * @param note the figure and what is missing
     */
    record SloFace(String label, String state, String note) {}

    /** What a stage's sign is. */
    enum StageSign {
        NONE,
        PASSED,
        MISSED,
        SATURATED
    }

    /**
     * One stage.
     *
     * @param index 0-based
     * @param title its strategy
     * @param value achieved requests/s, empty for none yet
     * @param sign how it went
     * @param running whether it is the one that runs
     * @param pending whether it is still to come
     * @param fraction how far, [0,1]
     * @param tip in words, for the pointer
     */
    record StageFace(
            int index,
            String title,
            String value,
            StageSign sign,
            boolean running,
            boolean pending,
            double fraction,
            String tip) {}

    /** One line of the log. */
    record EventFace(String at, String text, Accent accent) {}

    /** Makes the face of a picture. */
    static LiveFace of(LivePicture picture, LiveRange range) {
        List<LiveView.Saturated> saturated = picture.status().saturations().stream()
                .map(s -> new LiveView.Saturated(s.stage(), s.atRunSeconds(), s.growth()))
                .toList();
        RunStatus status = picture.status();
        return new LiveFace(
                picture.heading(),
                picture.running() && status.running() == null ? status.doing() : "",
                picture.saturation().map(LiveSide::banner),
                LiveTiles.of(picture),
                LiveVerdicts.of(picture),
                LiveSide.slos(picture),
                LiveSide.stages(picture),
                LiveSide.events(picture),
                new LiveCharts(picture.live(), range.of(picture.live(), saturated)));
    }
}
