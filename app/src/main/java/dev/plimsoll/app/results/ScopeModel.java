package dev.plimsoll.app.results;

import dev.plimsoll.charts.viewer.XRange;
import dev.plimsoll.engine.metrics.StageSummary;
import dev.plimsoll.engine.report.Numbers;
import dev.plimsoll.engine.report.StageNames;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

/** What the requests of a run are narrowed to: a stage, a piece of run time, and what was typed. */
final class ScopeModel {
    /** Every stage. */
    static final int ALL = -1;

    private final List<StageSummary> stages;
    private final IntegerProperty stage = new SimpleIntegerProperty(ALL);
    private final ObjectProperty<Optional<XRange>> range = new SimpleObjectProperty<>(Optional.empty());
    private final StringProperty filter = new SimpleStringProperty("");

    ScopeModel(List<StageSummary> stages) {
        this.stages = List.copyOf(stages);
        // A piece of time belongs to the stage it was picked in.
        stage.addListener((_, _, to) -> {
            Optional<XRange> picked = range.get();
            if (to.intValue() != ALL && picked.isPresent() && stageOf(picked.get()) != to.intValue()) {
                range.set(Optional.empty());
            }
        });
    }

    /** The stage, or {@link #ALL}. */
    IntegerProperty stage() {
        return stage;
    }

    /** A piece of run time picked in a chart, seconds. */
    ObjectProperty<Optional<XRange>> range() {
        return range;
    }

    /** What was typed. */
    StringProperty filter() {
        return filter;
    }

    /** Narrows to a piece of run time, and to its stage where it lies in one. */
    void pick(Optional<XRange> picked) {
        range.set(picked);
        picked.ifPresent(r -> stage.set(stageOf(r)));
    }

    /** When the stage began, seconds of run time; 0 where every stage is shown, so that times are run time. */
    double origin() {
        return stages.stream()
                .filter(s -> s.index() == stage.get())
                .mapToDouble(StageSummary::startSeconds)
                .findFirst()
                .orElse(0);
    }

    /** {@code from chart: t = 30.43–30.66 s}. */
    Optional<String> rangeText() {
        return range.get().map(r -> {
            double origin = origin();
            int decimals = r.length() < 1 ? 2 : r.length() < 20 ? 1 : 0;
            return "from chart: t = " + Numbers.fixed(r.from() - origin, decimals) + "–"
                    + Numbers.fixed(r.to() - origin, decimals) + " s";
        });
    }

    /** {@code stage 9}, {@code all stages}. */
    String stageText() {
        return stage.get() == ALL ? "all stages" : StageNames.numbered(stage.get());
    }

    private int stageOf(XRange picked) {
        int from = at(picked.from());
        return from == at(picked.to()) ? from : ALL;
    }

    private int at(double seconds) {
        int found = ALL;
        for (StageSummary each : stages) {
            if (each.startSeconds() <= seconds) {
                found = each.index();
            }
        }
        return found;
    }
}
