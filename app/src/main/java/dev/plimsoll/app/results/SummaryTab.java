package dev.plimsoll.app.results;

import dev.plimsoll.charts.run.HoverPoint;
import dev.plimsoll.charts.run.RunCharts;
import dev.plimsoll.charts.viewer.ChartExports;
import dev.plimsoll.charts.viewer.ChartPane;
import dev.plimsoll.charts.viewer.ChartSelection;
import dev.plimsoll.charts.viewer.XRange;
import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.RowConstraints;
import javafx.scene.layout.VBox;

/** Verdict and load line, stages beside their chart, requests beside their timeline; one column in a narrow window. */
final class SummaryTab extends VBox {
    private static final double LEFT_PERCENT = 61.2;
    private static final double CHART = 280;
    private static final double REQUESTS = 244;

    private final GridPane head = new GridPane();
    private final GridPane body = new GridPane();
    private final VerdictCard verdict;
    private final LoadLineCard load;
    private final StageTable stages;
    private final ChartPane chart = new ChartPane();

    SummaryTab(RunModel run, StageTable stages, ChartExports exports) {
        getStyleClass().add("results-summary");
        this.stages = stages;
        verdict = new VerdictCard(run);
        load = new LoadLineCard(
                LoadLineText.of(run.headline().loadLine(), run.summary().saturation()));
        RunCharts charts = new RunCharts(run.summary(), List.of());
        chart.setId("chart-latency-throughput");
        chart.show(charts::latencyThroughput);
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
    }

    ChartPane chart() {
        return chart;
    }

    /** Lays it out; the requests belong to this tab from then on. */
    void arrange(boolean narrow, Region requests, Region timeline) {
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
        requests.setMinHeight(narrow ? REQUESTS + 76 : REQUESTS);
        timeline.setMinHeight(narrow ? REQUESTS + 32 : REQUESTS);
        if (narrow) {
            head.addColumn(0, verdict);
            body.addColumn(0, load, stages, chart, requests, timeline);
            body.getRowConstraints().addAll(fixed(), fixed(), fixed(), growing(), growing());
        } else {
            head.addRow(0, verdict, load);
            body.addRow(0, stages, chart);
            body.addRow(1, requests, timeline);
            body.getRowConstraints().addAll(fixed(), growing());
        }
        for (Node each : List.of(verdict, load, stages, chart, requests, timeline)) {
            GridPane.setFillHeight(each, true);
            GridPane.setFillWidth(each, true);
            if (each instanceof Region region) {
                region.setMaxSize(Double.MAX_VALUE, Double.MAX_VALUE);
                region.setMinWidth(0);
            }
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
