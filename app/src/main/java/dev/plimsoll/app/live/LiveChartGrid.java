package dev.plimsoll.app.live;

import dev.plimsoll.app.session.Workbench;
import dev.plimsoll.app.widgets.WindowExports;
import dev.plimsoll.charts.live.LiveCharts;
import dev.plimsoll.charts.style.ChartStyle;
import dev.plimsoll.charts.viewer.ChartGroup;
import dev.plimsoll.charts.viewer.ChartPane;
import dev.plimsoll.charts.viewer.XRange;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.RowConstraints;

/** The six charts, three by two or two by three, with one time axis and one crosshair. */
final class LiveChartGrid extends GridPane {
    private static final List<String> IDS =
            List.of("ttft", "tpot", "throughput", "in-flight", "latency", "generator-lag");
    private static final double LEAST_HEIGHT = 200;
    /** Before and after the moment of saturation, s. */
    private static final double AROUND = 60;

    private final List<ChartPane> panes = new ArrayList<>();
    private final ChartGroup group = new ChartGroup();
    private int columns;

    LiveChartGrid(Workbench workbench) {
        getStyleClass().add("live-charts");
        WindowExports exports = new WindowExports(workbench);
        for (String id : IDS) {
            ChartPane pane = new ChartPane();
            pane.setId("live-chart-" + id);
            pane.join(group);
            pane.setExports(exports);
            pane.setMinHeight(LEAST_HEIGHT);
            pane.setMinWidth(0);
            pane.setPrefSize(340, 240);
            panes.add(pane);
        }
        columns(3);
    }

    void dark(boolean on) {
        panes.forEach(p -> p.setTheme(on ? ChartStyle.DARK : ChartStyle.LIGHT));
    }

    void columns(int count) {
        if (count == columns) {
            return;
        }
        columns = count;
        getChildren().clear();
        getColumnConstraints().clear();
        getRowConstraints().clear();
        for (int i = 0; i < count; i++) {
            ColumnConstraints column = new ColumnConstraints();
            column.setPercentWidth(100.0 / count);
            getColumnConstraints().add(column);
        }
        for (int i = 0; i < panes.size() / count; i++) {
            RowConstraints row = new RowConstraints();
            row.setVgrow(Priority.ALWAYS);
            row.setPercentHeight(100.0 * count / panes.size());
            getRowConstraints().add(row);
        }
        for (int i = 0; i < panes.size(); i++) {
            add(panes.get(i), i % count, i / count);
        }
    }

    void show(LiveCharts charts) {
        panes.get(0).show(charts::ttft);
        panes.get(1).show(charts::tpot);
        panes.get(2).show(charts::throughput);
        panes.get(3).show(charts::inFlight);
        panes.get(4).show(charts::latency);
        panes.get(5).show(charts::generatorLag);
    }

    /** Lets a stage stand out in every chart. */
    void highlight(int stage) {
        panes.forEach(p -> p.highlight(stage));
    }

    /** Zooms all charts to the time around a moment. */
    void around(double seconds) {
        group.zoomTo(new XRange(Math.max(0, seconds - AROUND), seconds + AROUND));
    }

    /** What the charts cost when they were last drawn, ms. */
    double lastDrawMs() {
        return panes.stream().mapToLong(ChartPane::lastDrawNs).sum() / 1e6;
    }
}
