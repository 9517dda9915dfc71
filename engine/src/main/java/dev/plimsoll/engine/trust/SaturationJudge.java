package dev.plimsoll.engine.trust;

import dev.plimsoll.engine.metrics.StageFigures;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Evidence that the <em>target</em> is saturated, stage by stage. Never a verdict. Stateless, any thread. */
public final class SaturationJudge {
    private SaturationJudge() {}

    /**
     * What a detector said while the stage ran.
     *
     * @param stage index of the stage
     * @param atSeconds seconds after the stage's start
     * @param evidence {@code over_saturation} or {@code in_flight_growth}
     * @param sentence what it saw
     * @param growth the line it saw, of {@code in_flight_growth} only
     */
    public record Warning(
            int stage,
            double atSeconds,
            String evidence,
            String sentence,
            @Nullable GrowthLine growth) {
        /** The {@code over_saturation} constraint changed to saturated. */
        public static Warning overSaturation(int stage, double atSeconds, String stageName) {
            return new Warning(
                    stage,
                    atSeconds,
                    "over_saturation",
                    "Requests in flight and TTFT keep rising at " + stageName + ".",
                    null);
        }

        /** Requests in flight keep growing. */
        public static Warning growth(int stage, InFlightGrowth.Evidence seen) {
            return new Warning(stage, seen.atSeconds(), InFlightGrowth.Evidence.NAME, seen.sentence(), seen.line());
        }
    }

    /**
     * Judges a run.
     *
     * @param stages figures of its stages, in order
     * @param warnings what the detectors said while the stages ran
     * @return one report per saturated stage, in order
     */
    public static List<SaturationReport> judge(List<StageFigures> stages, List<Warning> warnings) {
        List<SaturationReport> reports = new ArrayList<>();
        for (int i = 0; i < stages.size(); i++) {
            StageFigures stage = stages.get(i);
            List<Sign> signs = new ArrayList<>();
            warnings.stream()
                    .filter(w -> w.stage() == stage.summary().index())
                    .sorted(Comparator.comparingDouble(Warning::atSeconds))
                    .filter(w -> signs.stream().noneMatch(s -> s.evidence().equals(w.evidence())))
                    .forEach(w -> signs.add(new Sign(w.evidence(), w.atSeconds(), sentence(w, stage))));
            Backlog.of(stage).flatMap(Backlog::sign).ifPresent(signs::add);
            Knee.of(stages, i).ifPresent(signs::add);
            if (!signs.isEmpty()) {
                reports.add(new SaturationReport(
                        stage.summary().index(),
                        signs.stream().mapToDouble(Sign::atSeconds).min().orElse(0),
                        signs.stream().map(Sign::evidence).toList(),
                        detail(signs),
                        warnings.stream()
                                .filter(w -> w.stage() == stage.summary().index())
                                .map(Warning::growth)
                                .filter(Objects::nonNull)
                                .findFirst()
                                .orElse(null)));
            }
        }
        return reports;
    }

    /** The plainest sentence: the one with rates where there is one. */
    private static String detail(List<Sign> signs) {
        return signs.stream()
                .filter(s -> s.evidence().equals("achieved_offered"))
                .findFirst()
                .orElse(signs.getFirst())
                .detail();
    }

    /** One kind of evidence in one stage. */
    record Sign(String evidence, double atSeconds, String detail) {}

    private static String sentence(Warning warning, StageFigures stage) {
        return Backlog.of(stage)
                .filter(b -> b.achieved() < b.offered())
                .map(Backlog::sentence)
                .orElse(warning.sentence());
    }

    /** Notes on the open-loop stages that no detector could judge, because they were too short. */
    public static List<Finding> tooShortToJudge(
            List<StageFigures> stages, List<Warning> warnings, double detectorSeconds) {
        List<Finding> notes = new ArrayList<>();
        for (StageFigures stage : stages) {
            double seconds =
                    stage.summary().windowSeconds()[1] - stage.summary().windowSeconds()[0];
            Optional<Backlog> backlog = Backlog.of(stage);
            boolean warned =
                    warnings.stream().anyMatch(w -> w.stage() == stage.summary().index());
            if (stage.summary().openLoop() && backlog.isEmpty() && seconds < detectorSeconds && !warned) {
                notes.add(new Finding(
                        "saturation-unknown",
                        Severity.NOTE,
                        stage.summary().index(),
                        "The stage is too short to judge whether the server is saturated",
                        Say.duration(detectorSeconds * 1e9),
                        "Run the stage for longer."));
            }
        }
        return notes;
    }
}
