package dev.plimsoll.app.results;

import dev.plimsoll.app.widgets.StateChip;
import dev.plimsoll.engine.metrics.MetricSummary;
import dev.plimsoll.engine.report.Numbers;
import dev.plimsoll.engine.report.Objectives;
import javafx.scene.control.Labeled;
import javafx.scene.control.TableCell;
import javafx.scene.control.Tooltip;
import org.jspecify.annotations.Nullable;

/** The mark of a percentile that rests on too few requests: the figure is muted, a tag stands before it, and pointing at it tells why. */
final class FewMark {
    private static final String STYLE = "pl-few";
    private static final double TAG = 41;
    private static final double CHARACTER = 6.5;

    private FewMark() {}

    /** Marks a cell. */
    static void put(TableCell<?, ?> cell, String why) {
        cell.getStyleClass().add(STYLE);
        cell.setGraphic(new StateChip(StateChip.State.FEW));
        cell.setTooltip(new Tooltip(why));
    }

    /** Takes the mark away, of a cell that is used again. */
    static void clear(Labeled cell) {
        cell.getStyleClass().remove(STYLE);
        cell.setGraphic(null);
        cell.setTooltip(null);
    }

    /** Width of a column whose marked cells hold texts of a length. */
    static double width(int characters) {
        return TAG + characters * CHARACTER;
    }

    /**
     * What the figure rests on and what it would need: {@code 84 requests; a p99 needs 500 requests}.
     *
     * @param requests successful requests
     * @param metric the metric they are counted for; where they depend on each other it tells what they are worth
     */
    static String why(long requests, @Nullable MetricSummary metric, String stat) {
        String rests = Numbers.count(requests, "request", "requests");
        if (metric != null && metric.effectiveCount(stat) < metric.count()) {
            rests += ", which depend on each other and are worth " + Numbers.count(metric.effectiveCount(stat));
        }
        return rests + "; " + Objectives.needs(stat).replace("few: ", "");
    }
}
