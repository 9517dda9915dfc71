package dev.plimsoll.app.shell;

import dev.plimsoll.app.services.Texts;
import dev.plimsoll.app.session.Action;
import dev.plimsoll.app.session.Workbench;
import dev.plimsoll.app.widgets.Icons;
import dev.plimsoll.app.widgets.Keys;
import dev.plimsoll.app.widgets.Widths;
import dev.plimsoll.engine.archive.ArchivedRun;
import dev.plimsoll.engine.plan.RunPlan;
import dev.plimsoll.engine.workspace.BenchmarkSpec;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.shape.Circle;

/** Under the menu: the workspace, the way into the palette, the run, and Run or Stop, always in the same place. */
final class Header extends HBox {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT).withZone(ZoneId.systemDefault());
    private static final double MOST_NAME_WIDTH = 160;

    private final Workbench bench;
    private final Label name = new Label();
    private final Label edited = new Label(Texts.of("header.edited"), new Circle(3));
    private final Label benchmark = new Label();
    private final Label stage = new Label();
    private final ProgressBar progress = new ProgressBar();
    private final Label clock = new Label();
    private final Label left = new Label();
    private final Button run = new Button();
    private final Button stop = new Button();
    private final HBox strip = new HBox();
    private final BooleanBinding narrow = Widths.below(this, Widths.NARROW);

    Header(Workbench bench) {
        this.bench = bench;
        setId("header");
        getStyleClass().add("header");
        setAlignment(Pos.CENTER_LEFT);
        name.setId("workspace-name");
        name.getStyleClass().add("workspace-name");
        edited.setId("workspace-edited");
        edited.getStyleClass().add("workspace-edited");
        HBox workspace = new HBox(Icons.of("bi-folder", 16), name, edited);
        workspace.getStyleClass().add("workspace-box");
        workspace.setAlignment(Pos.CENTER_LEFT);
        strip.getStyleClass().add("run-strip");
        strip.setAlignment(Pos.CENTER_RIGHT);
        benchmark.setId("run-benchmark");
        benchmark.getStyleClass().add("pl-muted");
        stage.setId("run-stage");
        stage.getStyleClass().add("pl-medium");
        progress.setId("run-progress");
        progress.getStyleClass().add("run-progress");
        progress.setAccessibleText("Progress of the run");
        clock.setId("run-clock");
        clock.getStyleClass().add("pl-strong");
        left.setId("run-left");
        left.getStyleClass().add("pl-muted");
        for (Label each : new Label[] {clock, left, stage}) {
            each.setMinWidth(USE_PREF_SIZE);
        }
        // In a narrow window the progress bar gives way before the benchmark's name does.
        benchmark
                .minWidthProperty()
                .bind(Bindings.createDoubleBinding(
                        () -> Math.min(MOST_NAME_WIDTH, benchmark.prefWidth(USE_COMPUTED_SIZE)),
                        benchmark.textProperty(),
                        benchmark.fontProperty()));
        HBox.setHgrow(strip, Priority.ALWAYS);
        strip.setMinWidth(0);
        button(run, "run", "bi-play-fill", "run.start", "Shortcut+Enter");
        run.getStyleClass().add("accent");
        button(stop, "stop", "bi-stop-fill", "run.stop", "Shortcut+Period");
        stop.getStyleClass().add("stop-button");
        getChildren().addAll(workspace, search(), strip, run, stop);
        bindWorkspace();
        bindRun();
    }

    private Button search() {
        Label text = new Label(Texts.of("view.palette"));
        text.getStyleClass().add("search-text");
        Region room = new Region();
        HBox.setHgrow(room, Priority.ALWAYS);
        HBox inside = new HBox(8, Icons.of("bi-search", 14), text, room, Keys.cap(Keys.shown("Shortcut+K")));
        inside.setAlignment(Pos.CENTER_LEFT);
        Button search = new Button();
        search.setId("search");
        search.getStyleClass().add("search");
        search.setGraphic(inside);
        search.setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
        search.setAccessibleText(Texts.of("view.palette"));
        search.setOnAction(_ -> fire("view.palette"));
        inside.prefWidthProperty().bind(search.widthProperty().subtract(18));
        return search;
    }

    private void button(Button button, String id, String icon, String action, String shortcut) {
        button.setId(id);
        button.setMinWidth(USE_PREF_SIZE);
        Label key = new Label(Keys.shown(shortcut));
        key.getStyleClass().add("button-key");
        Label text = new Label();
        text.getStyleClass().add("button-text");
        text.textProperty().bind(button.textProperty());
        HBox inside = new HBox(6, Icons.of(icon, 14), text, key);
        inside.setAlignment(Pos.CENTER_LEFT);
        button.setGraphic(inside);
        button.setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
        button.setOnAction(_ -> fire(action));
        button.managedProperty().bind(button.visibleProperty());
        button.accessibleTextProperty().bind(button.textProperty());
        bench.actions().find(action).ifPresent(a -> {
            button.setDisable(!a.enabled().get());
            a.enabled().addListener((_, _, on) -> button.setDisable(!on));
        });
    }

    private void fire(String action) {
        bench.actions().find(action).ifPresent(Action::fire);
    }

    private void bindWorkspace() {
        name.textProperty()
                .bind(Bindings.when(bench.workspace().opened())
                        .then(bench.workspace().name())
                        .otherwise(Texts.of("header.none")));
        bench.workspace().opened().addListener(_ -> opened());
        opened();
        edited.visibleProperty()
                .bind(bench.workspace().edited().and(bench.workspace().opened()));
        edited.managedProperty().bind(edited.visibleProperty());
    }

    private void opened() {
        name.getStyleClass().setAll("label", bench.workspace().opened().get() ? "workspace-name" : "workspace-none");
    }

    private void bindRun() {
        run.visibleProperty().bind(bench.run().running().not());
        stop.visibleProperty().bind(bench.run().running());
        run.setText(Texts.of("header.run"));
        run.setTooltip(new Tooltip());
        stop.setText(Texts.of("header.stop"));
        bench.run().running().addListener(_ -> update());
        bench.run().status().addListener(_ -> update());
        bench.run().stops().addListener(_ -> update());
        bench.workspace().selectedBenchmark().addListener(_ -> update());
        bench.workspace().file().addListener(_ -> update());
        narrow.addListener(_ -> update());
        update();
    }

    private void update() {
        boolean running = bench.run().running().get();
        if (running) {
            RunStripModel model = RunStripModel.of(bench.run().status().get());
            boolean stopping = bench.run().stops().get() > 0;
            benchmark.setText(bench.run().benchmark().get());
            stage.setText(stopping ? Texts.of("header.stopping") : model.stage());
            progress.setProgress(model.fraction());
            clock.setText(model.clock());
            left.setText(model.left());
            left.setVisible(!narrow.get());
            left.setManaged(!narrow.get());
            stop.setText(Texts.of(stopping ? "header.stopNow" : "header.stop"));
            strip.getChildren().setAll(benchmark, stage, progress, clock, left);
        } else {
            boolean again = ranLast();
            benchmark.setText(again ? Texts.of("header.last") : title());
            stage.setText(title());
            left.setText(Texts.of("header.finished", finishedAt()));
            left.setVisible(true);
            left.setManaged(true);
            run.setText(Texts.of(again ? "header.runAgain" : "header.run"));
            if (again) {
                strip.getChildren().setAll(benchmark, stage, left);
            } else {
                strip.getChildren().setAll(benchmark);
            }
        }
        Tooltip tip = run.getTooltip();
        if (tip != null) {
            tip.setText(title().isEmpty() ? Texts.of("header.run") : Texts.of("header.run") + " " + title());
        }
    }

    /** Whether what Run would run is what ran last in this workspace. */
    private boolean ranLast() {
        ArchivedRun last = bench.run().lastRun().get();
        RunPlan plan = bench.run().plan().get();
        return last != null
                && plan != null
                && plan.benchmark().equals(bench.workspace().selectedBenchmark().get())
                && bench.run().runsFolder().equals(last.folder().getParent());
    }

    private String finishedAt() {
        ArchivedRun last = bench.run().lastRun().get();
        String ended = last == null ? null : last.summary().run().endedAt();
        try {
            return ended == null ? "" : TIME.format(Instant.parse(ended));
        } catch (DateTimeParseException e) {
            return "";
        }
    }

    /** What Run would run, where that is a question: the name of the chosen benchmark. */
    private String title() {
        String id = bench.workspace().selectedBenchmark().get();
        return bench.workspace().file().get().workspace().benchmarks().stream()
                .filter(b -> id != null && id.equals(b.id()))
                .findFirst()
                .map(Header::shown)
                .orElse("");
    }

    private static String shown(BenchmarkSpec benchmark) {
        String name = benchmark.name();
        return name == null || name.isBlank() ? String.valueOf(benchmark.id()) : name;
    }
}
