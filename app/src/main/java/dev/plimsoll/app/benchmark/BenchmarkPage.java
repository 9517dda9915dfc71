package dev.plimsoll.app.benchmark;

import dev.plimsoll.app.session.PageId;
import dev.plimsoll.app.session.Workbench;
import dev.plimsoll.app.widgets.Buttons;
import dev.plimsoll.app.widgets.EmptyState;
import dev.plimsoll.app.widgets.ListColumn;
import dev.plimsoll.app.widgets.Page;
import dev.plimsoll.app.widgets.Widths;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import javafx.application.Platform;
import javafx.beans.binding.BooleanBinding;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** The page on which benchmarks are put together; the one selected here is the one that Run starts. */
public final class BenchmarkPage implements Page {
    /** Below this width of the window the plan stands under the form: beside it neither would have room. */
    private static final double BESIDE = 1360;
    /** A forecast waits this long for further keys. */
    private static final long QUIET_MS = 150;

    private final Workbench workbench;
    private final BenchmarkModel model;
    private final BenchmarksModel list;
    private final ForecastModel forecasts;
    private final ListColumn column;
    private final BenchmarkHead head;
    private final PlanColumn plan;
    private final VBox form = new VBox();
    private final VBox side = new VBox();
    private final GridPane below = Grids.columns(2, "bm-below");
    private final HBox beside = new HBox();
    private final VBox body = new VBox();
    private final VBox editor = new VBox();
    private final StackPane content = new StackPane();
    private final EmptyState empty;
    private final BooleanBinding narrow;

    /** For a window. */
    public BenchmarkPage(Workbench workbench) {
        this(
                workbench,
                Platform::runLater,
                CompletableFuture.delayedExecutor(
                        QUIET_MS,
                        TimeUnit.MILLISECONDS,
                        task -> Thread.ofVirtual().name("forecast").start(task)));
    }

    /** For tests, which say when forecasts are computed. */
    BenchmarkPage(Workbench workbench, Executor fx, Executor later) {
        this.workbench = workbench;
        model = new BenchmarkModel(workbench.workspace());
        list = new BenchmarksModel(workbench.workspace());
        forecasts = new ForecastModel(
                model,
                workbench.run(),
                fx,
                later,
                failure ->
                        workbench.notices().failure("What this benchmark will do could not be worked out.", failure));
        column = new ListColumn(
                "benchmarks", "Benchmarks", Buttons.icon("benchmark-add", "bi-plus", "Add a benchmark", list::add));
        head = new BenchmarkHead(workbench, model, list, forecasts);
        plan = new PlanColumn(workbench, model, forecasts);
        empty = new EmptyState(
                "No benchmarks yet",
                "A benchmark says what is loaded, with what, and in which stages. Runs of it appear under Results.",
                Buttons.primary("benchmark-first", "Add a benchmark", "bi-plus", list::add));
        empty.setId("benchmark-empty");
        narrow = Widths.below(column, BESIDE);
        build();
        narrow.addListener(_ -> arrange());
        arrange();
        column.selected().bindBidirectional(workbench.workspace().selectedBenchmark());
        model.onChange(this::refresh);
        refresh();
    }

    @Override
    public PageId id() {
        return PageId.BENCHMARKS;
    }

    @Override
    public Parent view() {
        return column;
    }

    @Override
    public void shown(@Nullable Object argument) {
        if (argument instanceof String id) {
            workbench.workspace().selectedBenchmark().set(id);
        }
        forecasts.active(true);
    }

    @Override
    public void hidden() {
        forecasts.active(false);
    }

    @Override
    public void dispose() {
        forecasts.dispose();
        plan.dispose();
        model.dispose();
    }

    private void build() {
        column.getStylesheets()
                .add(Objects.requireNonNull(BenchmarkPage.class.getResource("benchmark.css"))
                        .toExternalForm());
        GridPane last = Grids.row("bm-pair", new SlosCard(model), new MeasuringCard(model));
        form.getChildren()
                .setAll(
                        new OtherProblems(model),
                        new PartsCard(model),
                        new ProfileCard(model),
                        new ConstraintsCard(model),
                        last);
        form.getStyleClass().add("bm-cards");
        form.setMinWidth(0);
        HBox.setHgrow(form, Priority.ALWAYS);
        side.getStyleClass().addAll("bm-cards", "bm-side");
        beside.getStyleClass().add("bm-beside");
        body.getStyleClass().add("bm-body");
        ScrollPane scroll = new ScrollPane(body);
        scroll.setId("benchmark-scroll");
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        VBox.setVgrow(scroll, Priority.ALWAYS);
        editor.getChildren().setAll(head, scroll);
        column.content(content);
        keys();
    }

    private void keys() {
        ContextMenu menu = new ContextMenu(
                item("Rename", head::rename), item("Duplicate", head::duplicate), item("Delete", head::delete));
        column.list().setContextMenu(menu);
        column.list().setOnKeyPressed(e -> {
            if (e.getCode() == KeyCode.F2) {
                head.rename();
            } else if (e.getCode() == KeyCode.DELETE) {
                head.delete();
            }
        });
    }

    private static MenuItem item(String text, Runnable run) {
        MenuItem item = new MenuItem(text);
        item.setOnAction(_ -> run.run());
        return item;
    }

    private void arrange() {
        List<Node> cards = plan.cards();
        side.getChildren().clear();
        below.getChildren().clear();
        beside.getChildren().clear();
        if (narrow.get()) {
            for (int i = 0; i < cards.size(); i++) {
                below.add(cards.get(i), i % 2, i / 2);
            }
            body.getChildren().setAll(form, below);
        } else {
            side.getChildren().setAll(cards);
            beside.getChildren().setAll(form, side);
            body.getChildren().setAll(beside);
        }
    }

    private void refresh() {
        List<ListColumn.Item> items = list.entries().stream()
                .map(e -> new ListColumn.Item(e.key(), e.name(), e.note(), null))
                .toList();
        if (!column.items().equals(items)) {
            column.items().setAll(items);
        }
        Node shown = model.present() ? editor : empty;
        if (!content.getChildren().equals(List.of(shown))) {
            content.getChildren().setAll(shown);
        }
    }
}
