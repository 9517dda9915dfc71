package dev.plimsoll.app.live;

import dev.plimsoll.app.services.AppPreferences;
import dev.plimsoll.app.session.Workbench;
import dev.plimsoll.app.widgets.WindowExports;
import dev.plimsoll.charts.live.LiveCharts;
import dev.plimsoll.charts.style.ChartStyle;
import dev.plimsoll.charts.viewer.ChartGroup;
import dev.plimsoll.charts.viewer.ChartPane;
import dev.plimsoll.charts.viewer.XRange;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import javafx.geometry.Point2D;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.RowConstraints;
import org.jspecify.annotations.Nullable;

/** The six charts, three by two or two by three, with one time axis and one crosshair; arranged as the person likes, which is remembered. */
final class LiveChartGrid extends GridPane {
    private static final String ORDER = "live.charts";
    private static final double LEAST_HEIGHT = 200;
    /** Before and after the moment of saturation, s. */
    private static final double AROUND = 60;

    private final Map<String, ChartPane> panes = new LinkedHashMap<>();
    private final AppPreferences preferences;
    private final ChartGroup group = new ChartGroup();
    private LiveChartOrder order;
    private int columns;

    LiveChartGrid(Workbench workbench) {
        getStyleClass().add("live-charts");
        preferences = workbench.services().preferences();
        order = preferences.choice(ORDER).map(LiveChartOrder::parse).orElse(LiveChartOrder.DEFAULT);
        WindowExports exports = new WindowExports(workbench);
        ChartMover mover = new ChartMover(
                this::at,
                (one, other) -> arrange(order.swapped(id(one), id(other))),
                (pane, by) -> arrange(order.moved(id(pane), by)));
        for (String id : LiveChartOrder.DEFAULT.ids()) {
            ChartPane pane = new ChartPane();
            pane.setId("live-chart-" + id);
            pane.join(group);
            pane.setExports(exports);
            pane.setMinHeight(LEAST_HEIGHT);
            pane.setMinWidth(0);
            pane.setPrefSize(340, 240);
            mover.install(pane);
            panes.put(id, pane);
        }
        columns(3);
    }

    void dark(boolean on) {
        panes.values().forEach(p -> p.setTheme(on ? ChartStyle.DARK : ChartStyle.LIGHT));
    }

    void columns(int count) {
        if (count == columns) {
            return;
        }
        columns = count;
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
        place();
    }

    private void place() {
        for (int i = 0; i < order.ids().size(); i++) {
            ChartPane pane = pane(order.ids().get(i));
            GridPane.setConstraints(pane, i % columns, i / columns);
        }
        // In reading order, so that Tab goes from one to the next as the eye does.
        getChildren().setAll(order.ids().stream().map(this::pane).toList());
    }

    private void arrange(LiveChartOrder changed) {
        if (!changed.equals(order)) {
            order = changed;
            preferences.choice(ORDER, changed.text());
            place();
        }
    }

    private ChartPane pane(String id) {
        return Objects.requireNonNull(panes.get(id));
    }

    private String id(ChartPane pane) {
        return panes.entrySet().stream()
                .filter(e -> e.getValue() == pane)
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow();
    }

    private @Nullable ChartPane at(Point2D inScene) {
        return panes.values().stream()
                .filter(p -> p.getLayoutBounds().contains(p.sceneToLocal(inScene)))
                .findFirst()
                .orElse(null);
    }

    void show(LiveCharts charts) {
        pane("ttft").show(charts::ttft);
        pane("tpot").show(charts::tpot);
        pane("throughput").show(charts::throughput);
        pane("in-flight").show(charts::inFlight);
        pane("latency").show(charts::latency);
        pane("generator-lag").show(charts::generatorLag);
    }

    /** Lets a stage stand out in every chart. */
    void highlight(int stage) {
        panes.values().forEach(p -> p.highlight(stage));
    }

    /** Zooms all charts to the time around a moment. */
    void around(double seconds) {
        group.zoomTo(new XRange(Math.max(0, seconds - AROUND), seconds + AROUND));
    }

    /** What the charts cost when they were last drawn, ms. */
    double lastDrawMs() {
        return panes.values().stream().mapToLong(ChartPane::lastDrawNs).sum() / 1e6;
    }
}
