package dev.plimsoll.app.shell;

import dev.plimsoll.app.session.Notices;
import dev.plimsoll.app.session.ResultImport;
import dev.plimsoll.app.session.Workbench;
import dev.plimsoll.app.widgets.Mark;
import dev.plimsoll.engine.plan.PlanCompiler;
import dev.plimsoll.engine.problem.PlimsollException;
import dev.plimsoll.engine.run.Doctor;
import java.io.File;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import javafx.geometry.Pos;
import javafx.scene.Scene;
import javafx.scene.control.MenuBar;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.DragEvent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/** Everything in the window. */
final class Shell {
    private final Workbench bench;
    private final StackPane root = new StackPane();
    private final Layers layers = new Layers();
    private final PageHost host;
    private final RunActions runs;
    private final ResultImport results;
    private final Menus menus;
    private final Palette palette;

    /**
     * Builds it.
     *
     * @param closeWindow what Quit does
     */
    Shell(Workbench bench, List<Pages.Entry> pages, Runnable closeWindow) {
        this.bench = bench;
        bench.navigator().offer(pages.stream().map(Pages.Entry::id).collect(Collectors.toSet()));
        results = new ResultImport(bench);
        new WorkspaceActions(bench, results).register();
        runs = new RunActions(bench);
        runs.register();
        new ViewActions(bench, pages, new Diagnostics(bench)).register(new AboveTheWindow(), closeWindow);
        menus = new Menus(bench);
        palette = new Palette(this::closePalette);
        host = new PageHost(bench, pages);

        MenuBar bar = menus.bar();
        HBox menuRow = new HBox(Mark.of(15), bar);
        menuRow.getStyleClass().add("menu-row");
        menuRow.setAlignment(Pos.CENTER_LEFT);
        HBox.setHgrow(bar, Priority.ALWAYS);
        BannerStack banners = new BannerStack(
                bench.notices(),
                bench.services().clipboard()::putText,
                () -> bench.notices().toast("Details copied."));
        VBox middle = new VBox(banners, host);
        VBox.setVgrow(host, Priority.ALWAYS);
        BorderPane frame = new BorderPane(middle);
        frame.setTop(new VBox(menuRow, new Header(bench)));
        frame.setLeft(new Rail(bench, pages));
        frame.setBottom(new StatusBar(bench, bench.desk().keeper().autosaved()));
        frame.getStyleClass().add("shell");
        ToastStack toasts = new ToastStack(bench.notices());
        toasts.setMouseTransparent(false);
        root.getChildren().addAll(frame, toasts, layers);
        root.getStylesheets()
                .add(Objects.requireNonNull(Shell.class.getResource("shell.css"))
                        .toExternalForm());
        bench.notices().question().addListener((_, _, asked) -> ask(asked));
        root.addEventFilter(KeyEvent.KEY_PRESSED, this::undoKeys);
        root.setOnDragOver(this::dragOver);
        root.setOnDragDropped(this::dropped);
    }

    /** A scene of it, dressed. */
    Scene scene(double width, double height) {
        Scene scene = new Scene(root, width, height);
        bench.services().theme().dress(scene);
        menus.install(scene);
        return scene;
    }

    RunActions runs() {
        return runs;
    }

    /** Lets every page go. */
    void dispose() {
        host.dispose();
    }

    private void closePalette() {
        layers.close(palette);
    }

    private void ask(Notices.@org.jspecify.annotations.Nullable Question question) {
        if (question == null) {
            return;
        }
        QuestionBox[] box = new QuestionBox[1];
        box[0] = new QuestionBox(question, () -> layers.close(box[0]));
        layers.open(box[0], Pos.CENTER, true, bench.notices()::answered);
        box[0].focusFirst();
    }

    /**
     * Undo and redo belong to the document, also while a field of a form has the keyboard: fields write to the document as they are typed
     * in. A field that holds nothing of it (a search) has the style class {@code pl-own-undo} and keeps its own.
     */
    private void undoKeys(KeyEvent event) {
        boolean z = event.getCode() == KeyCode.Z && event.isShortcutDown() && !event.isAltDown();
        boolean y = event.getCode() == KeyCode.Y && event.isShortcutDown() && !event.isAltDown();
        if (!(z || y) || layers.isOpen()) {
            return;
        }
        if (event.getTarget() instanceof TextInputControl field
                && field.getStyleClass().contains("pl-own-undo")) {
            return;
        }
        event.consume();
        if (y || event.isShiftDown()) {
            bench.workspace().redo();
        } else {
            bench.workspace().undo();
        }
    }

    private void dragOver(DragEvent event) {
        if (event.getDragboard().hasFiles()) {
            event.acceptTransferModes(TransferMode.COPY);
        }
        event.consume();
    }

    private void dropped(DragEvent event) {
        boolean files = event.getDragboard().hasFiles();
        event.setDropCompleted(files);
        event.consume();
        if (files) {
            results.dropped(
                    event.getDragboard().getFiles().stream().map(File::toPath).toList());
        }
    }

    private final class AboveTheWindow implements ViewActions.Openers {
        @Override
        public void palette() {
            if (layers.shows(palette)) {
                closePalette();
                return;
            }
            layers.open(palette, Pos.TOP_CENTER, true, () -> {});
            palette.begin(PaletteItems.of(bench));
        }

        @Override
        public void tasks() {
            layers.open(new TaskList(bench.tasks()), Pos.BOTTOM_RIGHT, false, () -> {});
        }

        @Override
        public void shortcuts() {
            layers.open(new ShortcutSheet(bench.actions()), Pos.CENTER, true, () -> {});
        }

        @Override
        public void doctor() {
            DoctorModel model = new DoctorModel(DoctorModel.Examiner.of(patient()));
            DoctorBox[] box = new DoctorBox[1];
            Runnable close = () -> layers.close(box[0]);
            box[0] = new DoctorBox(
                    model,
                    bench.services().clipboard(),
                    () -> {
                        close.run();
                        doctor();
                    },
                    close);
            layers.open(box[0], Pos.CENTER, true, model::stop);
            model.start(bench.tasks());
        }

        /** This machine for the benchmark in hand; by itself where there is none that can run. */
        private Doctor patient() {
            String benchmark = bench.workspace().selectedBenchmark().get();
            if (benchmark == null) {
                return Doctor.ofMachine();
            }
            try {
                return Doctor.of(PlanCompiler.compile(bench.workspace().file().get(), benchmark));
            } catch (PlimsollException e) {
                return Doctor.ofMachine();
            }
        }
    }
}
