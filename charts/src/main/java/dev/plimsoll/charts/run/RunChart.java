package dev.plimsoll.charts.run;

import dev.plimsoll.charts.style.ChartStyle;
import java.util.List;
import java.util.function.Function;

/**
 * One chart of a run, not drawn yet.
 *
 * @param id stable name, also of its file
 * @param group where it belongs
 * @param overTime whether its x axis is the run's time, so that it shares zoom and crosshair
 * @param wideHeight the height it asks for where it takes a whole row, px; 0 for one that shares its row
 * @param view builds it in a style
 * @param variants other ways to draw it, to be chosen from; empty for none
 */
public record RunChart(
        String id,
        Group group,
        boolean overTime,
        int wideHeight,
        Function<ChartStyle, ChartView> view,
        List<Variant> variants) {
    public RunChart {
        variants = List.copyOf(variants);
    }

    /**
     * One way to draw a chart.
     *
     * @param label what it shows, for a menu
     * @param view builds it in a style
     */
    public record Variant(String label, Function<ChartStyle, ChartView> view) {}

    /** What a chart is about; in the order in which a reader asks. */
    public enum Group {
        /** What more load costs. */
        STAGES("Stages against each other"),
        /** What a router in front of the models did. */
        ROUTER("Models and the router"),
        /** What was asked and what came. */
        LOAD("Load over time"),
        /** How long it took. */
        LATENCY("Latency over time"),
        /** Where values lie. */
        DISTRIBUTION("Distributions"),
        /** What measures. */
        GENERATOR("The load generator");

        private final String title;

        Group(String title) {
            this.title = title;
        }

        /** Its heading. */
        public String title() {
            return title;
        }
    }
}
