package dev.plimsoll.app.results;

import dev.plimsoll.charts.run.HoverPoint;
import dev.plimsoll.charts.run.RunCharts;
import dev.plimsoll.charts.viewer.ChartExports;
import dev.plimsoll.charts.viewer.ChartPane;
import dev.plimsoll.charts.viewer.ChartSelection;
import dev.plimsoll.charts.viewer.XRange;
import dev.plimsoll.engine.report.Numbers;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.scene.Node;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.RowConstraints;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** Verdict and load line, stages beside their chart, requests beside their timeline; one column in a narrow window. */
final class SummaryTab extends VBox {
    private static final double LEFT_PERCENT = 61.2;
    private static final double CHART = 280;
    private static final double REQUESTS = 244;

    private final GridPane head = new GridPane();
    private final GridPane body = new GridPane();
    private final RunModel run;
    private final Supplier<StageTable> makeStages;
    private final ChartPane chart = new ChartPane();
    private Region verdict = new Region();
    private Region side = new Region();
    private final StackPane stagesPlace = new StackPane();
    private Region stages = new Region();
    private @Nullable NotesCard notes;
    private @Nullable RequestsTab requests;
    private boolean narrow;

    /**
     * A summary that follows the window that is measured.
     *
     * @param makeStages makes the table of what is measured now
     */
    SummaryTab(RunModel run, ChartExports exports, Supplier<StageTable> makeStages) {
        getStyleClass().add("results-summary");
        this.run = run;
        this.makeStages = makeStages;
        chart.setId("chart-latency-throughput");
        chart.setExports(exports);
        chart.setSelection(new StagePicker(run.scope()));
        run.scope()
                .stage()
                .subscribe(s -> chart.highlight(s.intValue() == ScopeModel.ALL ? HoverPoint.NO_STAGE : s.intValue()));
        head.getStyleClass().add("results-grid");
        body.getStyleClass().add("results-grid");
        ScrollPane scroll = new ScrollPane(body);
        scroll.setId("summary-scroll");
        scroll.setFitToWidth(true);
        scroll.setFitToHeight(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.getStyleClass().addAll("edge-to-edge", "results-scroll");
        VBox.setVgrow(scroll, Priority.ALWAYS);
        getChildren().addAll(head, scroll);
        run.measured().subscribe(_ -> measured());
        run.measuring().addListener(_ -> measuring());
        run.failuresInfinite().addListener(_ -> showStages());
    }

    /** Grey bars in the place of the figures that are being made; everything keeps its size. */
    private void measuring() {
        boolean on = run.measuring().get();
        stagesPlace.getChildren().removeIf(Skeleton.class::isInstance);
        stages.setVisible(!on);
        if (on) {
            Skeleton bars =
                    new Skeleton("Measuring " + Numbers.count(run.requests(), "request", "requests") + " again…");
            bars.getStyleClass().add("pl-card");
            stagesPlace.getChildren().add(bars);
        }
    }

    /** Makes anew what depends on the window. */
    private void measured() {
        RunCharts charts = new RunCharts(run.summary(), List.of());
        chart.show(charts::latencyThroughput);
        verdict = run.origin().<Region>map(OtherVerdictCard::new).orElseGet(() -> new VerdictCard(run));
        side = run.origin()
                .<Region>map(from -> new OriginCard(run.summary(), from))
                .orElseGet(() -> new LoadLineCard(
                        LoadLineText.of(run.headline().loadLine(), run.summary().saturation())));
        showStages();
        notes = run.origin().isPresent() && NotesCard.suits(run.stages()) ? new NotesCard(run.stages()) : null;
        arrange();
    }

    ChartPane chart() {
        return chart;
    }

    /**
     * Lays it out.
     *
     * @param lender has the table of requests and their timeline, which belong to this tab from then on; null where there are none
     */
    void arrange(boolean oneColumn, @Nullable RequestsTab lender) {
        narrow = oneColumn;
        requests = lender;
        arrange();
    }

    private void showStages() {
        stages = makeStages.get();
        stagesPlace.getChildren().setAll(stages);
    }

    private void arrange() {
        for (GridPane grid : List.of(head, body)) {
            grid.getChildren().clear();
            grid.getColumnConstraints().clear();
            grid.getRowConstraints().clear();
            if (narrow) {
                grid.getColumnConstraints().add(column(100));
            } else {
                grid.getColumnConstraints().addAll(column(LEFT_PERCENT), column(100 - LEFT_PERCENT));
            }
        }
        chart.setMinHeight(narrow ? CHART : 180);
        if (narrow) {
            GridPane.setRowSpan(chart, 1);
            head.addColumn(0, verdict);
            body.addColumn(0, side, stagesPlace, chart);
            body.getRowConstraints().addAll(fixed(), fixed(), fixed());
        } else {
            GridPane.setRowSpan(chart, 1);
            head.addRow(0, verdict, side);
            body.addRow(0, stagesPlace, chart);
            body.getRowConstraints().add(fixed());
        }
        if (requests != null) {
            below(requests.card(), requests.timeline());
        } else if (notes != null) {
            below(notes);
        }
        for (Node each : List.of(verdict, side, stagesPlace, chart)) {
            fill(each);
        }
    }

    private void below(Region card, Region timeline) {
        card.setMinHeight(narrow ? REQUESTS + 76 : REQUESTS);
        timeline.setMinHeight(narrow ? REQUESTS + 32 : REQUESTS);
        if (narrow) {
            body.addColumn(0, card, timeline);
            body.getRowConstraints().addAll(growing(), growing());
        } else {
            body.addRow(1, card, timeline);
            body.getRowConstraints().add(growing());
        }
        fill(card);
        fill(timeline);
    }

    /** Notes in the place of requests; the chart takes the room beside them too. */
    private void below(NotesCard card) {
        body.getRowConstraints().add(growing());
        if (narrow) {
            body.addColumn(0, card);
        } else {
            body.add(card, 0, 1);
            GridPane.setRowSpan(chart, 2);
        }
        fill(card);
    }

    private static void fill(Node node) {
        GridPane.setFillHeight(node, true);
        GridPane.setFillWidth(node, true);
        if (node instanceof Region region) {
            region.setMaxSize(Double.MAX_VALUE, Double.MAX_VALUE);
            region.setMinWidth(0);
        }
    }

    private static ColumnConstraints column(double percent) {
        ColumnConstraints column = new ColumnConstraints();
        column.setPercentWidth(percent);
        return column;
    }

    private static RowConstraints fixed() {
        RowConstraints row = new RowConstraints();
        row.setVgrow(Priority.NEVER);
        return row;
    }

    private static RowConstraints growing() {
        RowConstraints row = new RowConstraints();
        row.setVgrow(Priority.ALWAYS);
        return row;
    }

    /** A clicked stage becomes the scope's. */
    record StagePicker(ScopeModel scope) implements ChartSelection {
        @Override
        public void range(Optional<XRange> range) {}

        @Override
        public void point(HoverPoint point) {
            if (point.stage() != HoverPoint.NO_STAGE) {
                scope.stage().set(point.stage());
            }
        }
    }
}
