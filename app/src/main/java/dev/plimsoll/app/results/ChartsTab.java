package dev.plimsoll.app.results;

import dev.plimsoll.app.widgets.Buttons;
import dev.plimsoll.charts.run.HoverPoint;
import dev.plimsoll.charts.run.RunCharts;
import dev.plimsoll.charts.style.ChartStyle;
import dev.plimsoll.charts.viewer.ChartExports;
import dev.plimsoll.charts.viewer.ChartGroup;
import dev.plimsoll.charts.viewer.ChartPane;
import dev.plimsoll.charts.viewer.ChartSelection;
import dev.plimsoll.charts.viewer.ChartSource;
import dev.plimsoll.charts.viewer.XRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.RowConstraints;
import javafx.scene.layout.VBox;

/** Every chart of the run; those over time share zoom, crosshair and the piece of time that narrows the requests. */
final class ChartsTab extends VBox {
    private static final double LEAST = 232;

    private final RunModel run;
    private final ChartExports exports;
    private final ChartGroup time = new ChartGroup();
    private final GridPane grid = new GridPane();
    private final List<ChartPane> panes = new ArrayList<>();
    private final HBox strip = new HBox();
    private final Label words = new Label();
    private ChartStyle style = ChartStyle.LIGHT;
    private boolean narrow;

    /**
     * Charts of a run, once its records were read.
     *
     * @param showRequests goes to the requests in scope
     */
    ChartsTab(RunModel run, RequestsModel requests, ChartExports exports, Runnable showRequests) {
        this.run = run;
        this.exports = exports;
        getStyleClass().add("results-charts");
        grid.getStyleClass().add("results-grid");
        ScrollPane scroll = new ScrollPane(grid);
        scroll.setFitToWidth(true);
        scroll.setFitToHeight(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.getStyleClass().addAll("edge-to-edge", "results-scroll");
        VBox.setVgrow(scroll, Priority.ALWAYS);
        strip.setAlignment(Pos.CENTER_LEFT);
        strip.getStyleClass().add("results-strip");
        Button show = Buttons.plain("charts-requests", "Show requests", showRequests);
        Button clear = Buttons.link("charts-clear", "Show all of the run", this::clear);
        strip.getChildren().addAll(words, show, clear);
        getChildren().add(scroll);
        run.scope().range().addListener(_ -> strip());
        requests.counted().subscribe(c -> words.setText(picked() + c));
        strip();
        run.charts().addListener(_ -> build());
        build();
        run.scope().stage().subscribe(s -> panes.forEach(p -> highlight(p, s.intValue())));
    }

    void setTheme(ChartStyle theme) {
        style = theme;
        panes.forEach(p -> p.setTheme(theme));
    }

    /** One column or two. */
    void arrange(boolean oneColumn) {
        narrow = oneColumn;
        place();
    }

    private String picked() {
        return run.scope()
                .rangeText()
                .map(t -> t.replace("from chart: ", "") + ": ")
                .orElse("");
    }

    private void strip() {
        boolean on = run.scope().range().get().isPresent();
        if (on && !getChildren().contains(strip)) {
            getChildren().addFirst(strip);
        } else if (!on) {
            getChildren().remove(strip);
            if (time.highlight().isPresent()) {
                time.reset();
                time.highlightRange(Optional.empty());
            }
        }
    }

    private void clear() {
        time.reset();
        run.scope().pick(Optional.empty());
    }

    private void build() {
        RunCharts charts = run.charts().get();
        panes.clear();
        if (charts == null) {
            grid.getChildren().setAll(new Skeleton("Reading the records of " + run.title() + "…"));
            return;
        }
        add("throughput", charts::throughput, true);
        if (charts.streamed()) {
            add("ttft", charts::ttft, true);
        }
        add("latency", charts::latencyPercentiles, true);
        add("concurrency", charts::concurrency, true);
        add("curve", charts::latencyThroughput, false);
        add("cdf", charts::cdf, false);
        place();
    }

    private void add(String id, ChartSource source, boolean overTime) {
        ChartPane pane = new ChartPane();
        pane.setId("chart-" + id);
        pane.setTheme(style);
        pane.setExports(exports);
        pane.setMinSize(0, LEAST);
        pane.setMaxSize(Double.MAX_VALUE, Double.MAX_VALUE);
        if (overTime) {
            pane.join(time);
        }
        pane.setSelection(overTime ? new Picker() : new SummaryTab.StagePicker(run.scope()));
        highlight(pane, run.scope().stage().get());
        pane.show(source);
        panes.add(pane);
    }

    private static void highlight(ChartPane pane, int stage) {
        pane.highlight(stage == ScopeModel.ALL ? HoverPoint.NO_STAGE : stage);
    }

    private void place() {
        if (run.charts().get() == null) {
            return;
        }
        grid.getChildren().clear();
        grid.getColumnConstraints().clear();
        grid.getRowConstraints().clear();
        int columns = narrow ? 1 : 2;
        for (int i = 0; i < columns; i++) {
            ColumnConstraints column = new ColumnConstraints();
            column.setPercentWidth(100.0 / columns);
            grid.getColumnConstraints().add(column);
        }
        for (int i = 0; i < panes.size(); i++) {
            grid.add(Objects.requireNonNull(panes.get(i)), i % columns, i / columns);
        }
        for (int i = 0; i * columns < panes.size(); i++) {
            RowConstraints row = new RowConstraints();
            row.setVgrow(Priority.ALWAYS);
            row.setMinHeight(LEAST);
            grid.getRowConstraints().add(row);
        }
    }

    private final class Picker implements ChartSelection {
        @Override
        public void range(Optional<XRange> range) {
            run.scope().pick(range);
        }

        @Override
        public void point(HoverPoint point) {
            if (point.stage() != HoverPoint.NO_STAGE) {
                run.scope().stage().set(point.stage());
            }
        }
    }
}
