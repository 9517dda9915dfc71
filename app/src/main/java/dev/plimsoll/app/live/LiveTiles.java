package dev.plimsoll.app.live;

import dev.plimsoll.app.live.LiveFace.Accent;
import dev.plimsoll.app.live.LiveFace.TileFace;
import dev.plimsoll.engine.metrics.LiveSlo;
import dev.plimsoll.engine.metrics.LiveSnapshot.Point;
import dev.plimsoll.engine.metrics.LiveSnapshot.Stage;
import dev.plimsoll.engine.report.LatencyUnit;
import dev.plimsoll.engine.report.MetricNames;
import dev.plimsoll.engine.report.Numbers;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The six headline numbers. Pure. */
final class LiveTiles {
    /** Completed over offered requests below which a server falls behind. */
    private static final double FALLS_BEHIND = 0.98;
    /** A percentile with fewer requests beyond it is luck: n (1 − p) below 5. */
    private static final double FEWEST_BEYOND = 5;
    /** Seconds in a sparkline, one a pixel. */
    private static final int SPARK = 64;

    private static final double[] NO_LINE = {};

    private LiveTiles() {}

    static List<TileFace> of(LivePicture picture) {
        Optional<Stage> shown = picture.stage();
        if (shown.isEmpty()) {
            return List.of(
                    absent("Offered", "req/s"),
                    absent("Achieved", "req/s"),
                    absent("TTFT p99", "ms"),
                    absent("TPOT p99", "ms"),
                    absent("Output", "tok/s"),
                    absent("Errors", ""));
        }
        Stage stage = shown.get();
        Said said = new Said(stage.exact());
        return List.of(
                offered(picture, stage, said),
                achieved(picture, stage, said),
                latency(picture, stage, said),
                perToken(picture, stage, said),
                new TileFace(
                        "Output",
                        said.three(stage.outputTokensPerSecond()),
                        "tok/s",
                        "",
                        stage.exact() ? "whole stage" : "last 5 s · content events",
                        Accent.NONE,
                        "",
                        spark(picture, Point::outputTokens)),
                errors(stage));
    }

    private static TileFace absent(String label, String unit) {
        return new TileFace(label, Numbers.ABSENT, unit, "", "", Accent.NONE, "", NO_LINE);
    }

    private static TileFace offered(LivePicture picture, Stage stage, Said said) {
        Object kind = stage.strategy().get("kind");
        if (!stage.openLoop()) {
            Object streams = stage.strategy().containsKey("streams")
                    ? stage.strategy().get("streams")
                    : stage.strategy().get("maxConcurrency");
            String number = streams instanceof Number n
                    ? Numbers.count(n.longValue())
                    : "synchronous".equals(kind) ? "1" : "no cap";
            return new TileFace(
                    "Streams",
                    number,
                    "",
                    "",
                    "closed loop · " + Numbers.count(stage.counts().inFlight()) + " in flight",
                    Accent.NONE,
                    "In a closed loop each stream sends its next request when the last one ended; no rate is offered.",
                    spark(picture, Point::inFlight));
        }
        Object rate = stage.strategy().get("rate");
        Object seed = stage.strategy().get("seed");
        String plan = rate instanceof Number n ? "plan " + Numbers.three(n.doubleValue()) + " · " : "";
        return new TileFace(
                "Offered",
                said.three(stage.offeredPerSecond()),
                "req/s",
                "",
                plan + capital(String.valueOf(kind)) + (seed == null ? "" : ", seed " + seed),
                Accent.NONE,
                "",
                spark(picture, Point::offered));
    }

    private static TileFace achieved(LivePicture picture, Stage stage, Said said) {
        Double offered = stage.offeredPerSecond();
        String lead = "";
        String context = Numbers.count(stage.counts().inFlight()) + " in flight";
        String tip = "";
        Accent accent = Accent.NONE;
        if (offered != null && offered > 0) {
            double share = stage.requestsPerSecond() / offered;
            // While requests are on their way for the first time, what is completed lags behind what is offered.
            boolean behind = share < FALLS_BEHIND && picture.saturation().isPresent();
            lead = said.marked(Numbers.three(share * 100)) + " % of offered";
            context = "";
            tip = "Below 98 % the server falls behind what is offered.";
            accent = behind ? Accent.LOAD : Accent.NONE;
        }
        return new TileFace(
                "Achieved",
                said.three(stage.requestsPerSecond()),
                "req/s",
                lead,
                context,
                accent,
                tip,
                spark(picture, Point::completed));
    }

    private static TileFace latency(LivePicture picture, Stage stage, Said said) {
        boolean streamed = stage.ttftP99Ms() != null || stage.latencyP99Ms() == null;
        return streamed
                ? percentile(
                        stage, "ttft", stage.ttftP50Ms(), stage.ttftP99Ms(), said, spark(picture, Point::ttftP99Ms))
                : percentile(
                        stage,
                        "latency",
                        stage.latencyP50Ms(),
                        stage.latencyP99Ms(),
                        said,
                        spark(picture, Point::latencyP99Ms));
    }

    private static TileFace perToken(LivePicture picture, Stage stage, Said said) {
        boolean tpot = stage.tpotP99Ms() != null || stage.iclP99Ms() == null;
        return tpot
                ? percentile(
                        stage, "tpot", stage.tpotP50Ms(), stage.tpotP99Ms(), said, spark(picture, Point::tpotP99Ms))
                : percentile(stage, "icl", stage.iclP50Ms(), stage.iclP99Ms(), said, spark(picture, Point::iclP99Ms));
    }

    /** The percentile of the metric's objective where there is one, else p99. */
    private static TileFace percentile(
            Stage stage, String metric, @Nullable Double p50, @Nullable Double p99, Said said, double[] spark) {
        Optional<LiveSlo> slo = stage.slos().stream()
                .filter(s -> s.metric().equals(metric) && s.stat().startsWith("p") && s.measuredMs() != null)
                .reduce((a, b) -> b);
        String stat = slo.map(LiveSlo::stat).orElse("p99");
        Double tail = slo.map(LiveSlo::measuredMs).orElse(p99);
        String label = capital(MetricNames.of(metric)) + " " + MetricNames.stat(stat);
        if (tail == null || p50 == null) {
            return new TileFace(label, Numbers.ABSENT, "ms", "", "", Accent.NONE, "", spark);
        }
        LatencyUnit unit = LatencyUnit.of(tail);
        boolean out = slo.isPresent() && tail > slo.get().maxMs();
        long n = stage.counts().successful();
        long needed = Math.round(FEWEST_BEYOND / (1 - Double.parseDouble("0." + stat.substring(1))));
        boolean few = n < needed && !metric.equals("icl");
        String lead = slo.map(s ->
                        out ? Numbers.three(tail / s.maxMs()) + " × SLO" : few ? "" : "SLO " + Numbers.limit(s.maxMs()))
                .orElse("");
        // There is room for two things; that few requests are behind it comes first.
        String context = few && out ? "few" : (few ? "few · " : "") + "p50 " + said.duration(p50);
        return new TileFace(
                label,
                said.three(unit.fromMs(tail)),
                unit.text(),
                lead,
                context,
                out ? Accent.BAD : Accent.NONE,
                few
                        ? Numbers.count(n, "request", "requests") + "; a " + MetricNames.stat(stat) + " needs "
                                + Numbers.count(needed)
                        : "",
                spark);
    }

    private static TileFace errors(Stage stage) {
        long ended = stage.counts().successful()
                + stage.counts().errored()
                + stage.counts().cancelled();
        long errors = stage.counts().errored();
        return new TileFace(
                "Errors",
                Numbers.count(errors),
                "",
                "",
                (errors == 0 ? "of " : Numbers.percent((double) errors / Math.max(1, ended)) + " of ")
                        + Numbers.count(ended, "request", "requests")
                        + (errors == 0 ? " ended" : ""),
                errors == 0 ? Accent.NONE : Accent.BAD,
                "",
                NO_LINE);
    }

    private static double[] spark(LivePicture picture, Function<Point, @Nullable Double> value) {
        List<Point> points = picture.live().points();
        return points.subList(Math.max(0, points.size() - SPARK), points.size()).stream()
                .mapToDouble(p -> {
                    Double v = value.apply(p);
                    return v == null ? Double.NaN : v;
                })
                .toArray();
    }

    private static String capital(String word) {
        return word.isEmpty() ? word : word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
    }
}
