package dev.plimsoll.app.live;

import dev.plimsoll.app.live.LiveFace.Accent;
import dev.plimsoll.app.live.LiveFace.EventFace;
import dev.plimsoll.app.live.LiveFace.SloFace;
import dev.plimsoll.app.live.LiveFace.StageFace;
import dev.plimsoll.app.live.LiveFace.StageSign;
import dev.plimsoll.engine.metrics.LiveSlo;
import dev.plimsoll.engine.metrics.LiveSnapshot;
import dev.plimsoll.engine.report.MetricNames;
import dev.plimsoll.engine.report.Numbers;
import dev.plimsoll.engine.run.RunEvent;
import dev.plimsoll.engine.run.RunStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Banner, objectives, stages and events in words. Pure. */
final class LiveSide {
    /** Events worth a place on the page; all of them are in the run's folder. */
    private static final int MOST_EVENTS = 100;
    /** Nobody waits that long for a decision. */
    private static final double LONGEST_FORECAST = 3600;

    private LiveSide() {}

    static LiveFace.Banner banner(RunStatus.Saturation saturation) {
        String sentence = saturation.sentence();
        String rest = sentence.isEmpty()
                ? ""
                : " — " + sentence.substring(0, 1).toLowerCase(Locale.ROOT) + sentence.substring(1);
        return new LiveFace.Banner(
                "Saturated since " + Numbers.clock(saturation.atRunSeconds()) + rest,
                saturation.evidence().isEmpty() ? "" : "Evidence: " + String.join(" · ", saturation.evidence()) + ".",
                saturation.atRunSeconds());
    }

    static List<SloFace> slos(LivePicture picture) {
        Optional<LiveSnapshot.Stage> stage = picture.stage();
        if (stage.isEmpty()) {
            return List.of();
        }
        Said said = new Said(stage.get().exact());
        return stage.get().slos().stream().map(s -> slo(s, said)).toList();
    }

    private static SloFace slo(LiveSlo slo, Said said) {
        String metric = MetricNames.of(slo.metric());
        String name = metric.substring(0, 1).toUpperCase(Locale.ROOT) + metric.substring(1);
        String label = slo.stat().equals("each")
                ? "Each " + metric + " ≤ " + Numbers.limit(slo.maxMs())
                : name + " " + MetricNames.stat(slo.stat()) + " ≤ " + Numbers.limit(slo.maxMs());
        Double measured = slo.measuredMs();
        String figure = measured == null ? "" : MetricNames.stat(slo.stat()) + " " + said.duration(measured);
        return new SloFace(label, slo.met(), slo.met().equals("INCONCLUSIVE") ? note(slo, figure) : figure);
    }

    private static String note(LiveSlo slo, String figure) {
        Double seconds = slo.secondsToDecide();
        String missing = slo.stat().equals("each")
                ? "decided at the end of the stage"
                : slo.count() == 0
                        ? "no value yet"
                        : seconds == null || seconds > LONGEST_FORECAST
                                ? "too near to its limit to decide"
                                : "needs about " + Numbers.span(Math.max(1, Math.ceil(seconds))) + " more to decide";
        return figure.isEmpty() ? missing : figure + ", " + missing;
    }

    static List<StageFace> stages(LivePicture picture) {
        List<StageFace> rows = new ArrayList<>();
        for (RunStatus.Stage stage : picture.status().stages()) {
            Optional<LiveSnapshot.Stage> figures = picture.live().stages().stream()
                    .filter(s -> s.index() == stage.index())
                    .findFirst();
            boolean running = picture.running() && stage.phase().isRunning();
            boolean pending = stage.phase() == RunStatus.Phase.PENDING;
            StageSign sign = pending ? StageSign.NONE : sign(picture, stage, figures);
            rows.add(new StageFace(
                    stage.index(),
                    stage.title(),
                    pending ? "" : new Said(!running).three(stage.requestsPerSecond()),
                    sign,
                    running,
                    pending,
                    stage.fraction(),
                    tip(stage, sign)));
        }
        return rows;
    }

    private static StageSign sign(LivePicture picture, RunStatus.Stage stage, Optional<LiveSnapshot.Stage> figures) {
        if (picture.status().saturations().stream().anyMatch(s -> s.stage() == stage.index())) {
            return StageSign.SATURATED;
        }
        if (figures.isEmpty() || !figures.get().exact()) {
            return StageSign.NONE;
        }
        boolean missed = figures.get().slos().stream().anyMatch(s -> s.met().equals("FAIL"));
        return missed ? StageSign.MISSED : StageSign.PASSED;
    }

    private static String tip(RunStatus.Stage stage, StageSign sign) {
        String phase = switch (stage.phase()) {
            case PENDING -> "not begun";
            case WARM_UP -> "warming up: what is sent now is left out of the figures";
            case RUNNING -> "measuring";
            case COOL_DOWN -> "cooling down: what is sent now is left out of the figures";
            case STOPPING -> "stopping: requests in flight may end";
            case DONE -> "ended";
        };
        String word = switch (sign) {
            case NONE -> "";
            case PASSED -> ", no objective missed";
            case MISSED -> ", an objective was missed";
            case SATURATED -> ", the server seems saturated";
        };
        return "Stage " + (stage.index() + 1) + ", " + stage.title() + ": " + phase + word;
    }

    static List<EventFace> events(LivePicture picture) {
        List<EventFace> rows = new ArrayList<>();
        List<RunEvent> events = picture.events();
        for (int i = events.size() - 1; i >= 0 && rows.size() < MOST_EVENTS; i--) {
            RunEvent event = events.get(i);
            rows.add(new EventFace(Numbers.clock(event.atSeconds()), event.sentence(), accent(event.kind())));
        }
        return rows;
    }

    private static Accent accent(RunEvent.Kind kind) {
        return switch (kind) {
            case RUN, STAGE_STARTED, CONSTRAINT -> Accent.NONE;
            case STAGE_ENDED -> Accent.GOOD;
            case SLO_FAILED, WORKER_LOST, TARGET_LOST -> Accent.BAD;
            case SATURATION -> Accent.LOAD;
            case STOPPED -> Accent.WARN;
        };
    }
}
