package dev.plimsoll.app.results;

import dev.plimsoll.app.widgets.Buttons;
import dev.plimsoll.charts.run.HoverPoint;
import dev.plimsoll.charts.run.RunChart;
import dev.plimsoll.charts.run.RunCharts;
import dev.plimsoll.charts.style.ChartStyle;
import dev.plimsoll.charts.viewer.ChartChoice;
import dev.plimsoll.charts.viewer.ChartExports;
import dev.plimsoll.charts.viewer.ChartGroup;
import dev.plimsoll.charts.viewer.ChartPane;
import dev.plimsoll.charts.viewer.ChartSelection;
import dev.plimsoll.charts.viewer.ChartSource;
import dev.plimsoll.charts.viewer.XRange;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import javafx.application.Platform;
import javafx.geometry.Bounds;
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
import org.jspecify.annotations.Nullable;

/** Every chart of the run in groups; those over time share zoom, crosshair and the piece of time that narrows the requests. */
final class ChartsTab extends VBox {
    private static final double LEAST = 264;

    private final RunModel run;
    private final ChartExports exports;
    private final ChartGroup time = new ChartGroup();
    private final VBox column = new VBox();
    private final ScrollPane scroll = new ScrollPane(column);
    private final Map<RunChart.Group, List<ChartPane>> groups = new EnumMap<>(RunChart.Group.class);
    private final List<ChartPane> panes = new ArrayList<>();
    /** Those that take a whole row. */
    private final Set<ChartPane> wide = new HashSet<>();

    private final Map<ChartPane, ChartSource> waiting = new LinkedHashMap<>();
    private final HBox strip = new HBox();
    private final Label words = new Label();
    private ChartStyle style = ChartStyle.LIGHT;
    private boolean narrow;

    /**
     * Charts of a run, once its records were read.
     *
     * @param requests counts what is picked; null where there are no requests, only figures
     * @param showRequests goes to the requests in scope
     */
    ChartsTab(RunModel run, @Nullable RequestsModel requests, ChartExports exports, Runnable showRequests) {
        this.run = run;
        this.exports = exports;
        getStyleClass().add("results-charts");
        column.getStyleClass().add("results-grid-box");
        scroll.setId("charts-scroll");
        scroll.setFitToWidth(true);
        scroll.vvalueProperty().subscribe(v -> reveal());
        scroll.viewportBoundsProperty().subscribe(v -> reveal());
        column.heightProperty().subscribe(h -> reveal());
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
        if (requests != null) {
            requests.counted().subscribe(c -> words.setText(picked() + c));
        }
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
        waiting.clear();
        wide.clear();
        groups.clear();
        if (charts == null) {
            column.getChildren().setAll(new Skeleton("Reading the records of " + run.title() + "…"));
            return;
        }
        for (RunChart chart : charts.list()) {
            // Of another program's run figures of stages are all there is.
            if (run.origin().isEmpty() || chart.group() == RunChart.Group.STAGES) {
                groups.computeIfAbsent(chart.group(), g -> new ArrayList<>()).add(pane(chart));
            }
        }
        place();
    }

    private ChartPane pane(RunChart chart) {
        ChartPane pane = new ChartPane();
        pane.setId("chart-" + chart.id());
        pane.setTheme(style);
        pane.setExports(exports);
        pane.setMinSize(0, chart.wideHeight() > 0 ? chart.wideHeight() : LEAST);
        if (chart.wideHeight() > 0) {
            wide.add(pane);
        }
        pane.setMaxSize(Double.MAX_VALUE, Double.MAX_VALUE);
        if (chart.overTime()) {
            pane.join(time);
        }
        pane.setSelection(chart.overTime() ? new Picker() : new SummaryTab.StagePicker(run.scope()));
        highlight(pane, run.scope().stage().get());
        panes.add(pane);
        pane.setChoices(chart.variants().stream()
                .map(v -> new ChartChoice(v.label(), s -> v.view().apply(s)))
                .toList());
        waiting.put(pane, s -> chart.view().apply(s));
        return pane;
    }

    private static void highlight(ChartPane pane, int stage) {
        pane.highlight(stage == ScopeModel.ALL ? HoverPoint.NO_STAGE : stage);
    }

    private void place() {
        if (run.charts().get() == null) {
            return;
        }
        column.getChildren().clear();
        groups.forEach((group, of) -> {
            Label head = new Label(group.title());
            head.getStyleClass().add("results-charts-head");
            column.getChildren().addAll(head, grid(of));
        });
        Platform.runLater(this::reveal);
    }

    private GridPane grid(List<ChartPane> of) {
        GridPane grid = new GridPane();
        grid.getStyleClass().add("results-grid");
        int columns = narrow ? 1 : 2;
        for (int i = 0; i < columns; i++) {
            ColumnConstraints constraints = new ColumnConstraints();
            constraints.setPercentWidth(100.0 / columns);
            grid.getColumnConstraints().add(constraints);
        }
        int row = 0;
        int column = 0;
        for (int i = 0; i < of.size(); i++) {
            ChartPane pane = Objects.requireNonNull(of.get(i));
            // What is left alone in a row takes all of it.
            boolean all = wide.contains(pane) || column == 0 && (i == of.size() - 1 || wide.contains(of.get(i + 1)));
            grid.add(pane, column, row, all ? columns : 1, 1);
            column += all ? columns : 1;
            if (column >= columns || i == of.size() - 1) {
                RowConstraints constraints = new RowConstraints();
                constraints.setMinHeight(pane.getMinHeight());
                constraints.setPrefHeight(pane.getMinHeight());
                grid.getRowConstraints().add(constraints);
                column = 0;
                row++;
            }
        }
        return grid;
    }

    /** Gives charts to the panes that are in view, or nearly: what nobody scrolls to is never drawn. */
    private void reveal() {
        Bounds view = scroll.localToScene(scroll.getLayoutBounds());
        for (ChartPane pane : List.copyOf(waiting.keySet())) {
            Bounds at = pane.localToScene(pane.getLayoutBounds());
            boolean near = at.getMaxY() > view.getMinY() - view.getHeight()
                    && at.getMinY() < view.getMaxY() + view.getHeight();
            if (near && view.getHeight() > 0) {
                pane.show(Objects.requireNonNull(waiting.remove(pane)));
            }
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
