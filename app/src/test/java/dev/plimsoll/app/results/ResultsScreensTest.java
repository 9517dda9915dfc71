package dev.plimsoll.app.results;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import dev.plimsoll.app.Bench;
import dev.plimsoll.app.FxTest;
import dev.plimsoll.app.Screens;
import dev.plimsoll.app.TheirResults;
import dev.plimsoll.app.services.ThemeChoice;
import dev.plimsoll.charts.viewer.XRange;
import dev.plimsoll.engine.archive.RunNotes;
import dev.plimsoll.engine.archive.Trash;
import dev.plimsoll.engine.interop.ResultImporters;
import dev.plimsoll.engine.metrics.WindowChoice;
import dev.plimsoll.engine.plan.WindowRule;
import dev.plimsoll.engine.run.RunRequest;
import dev.plimsoll.engine.workspace.WorkspaceFile;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javafx.application.Platform;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TableView;
import javafx.scene.control.TextInputControl;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.Region;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Pictures of the results page for a person to look at: {@code target/screens/result*.png}. */
@Timeout(180)
class ResultsScreensTest extends FxTest {
    @TempDir
    static Path folder;

    private static Path run = Path.of("");
    private static Path workspace = Path.of("");

    @BeforeAll
    static void writeRuns() {
        workspace = folder.resolve("chat-on-h100.plimsoll.json");
        WorkspaceFile.create("chat-on-h100", folder).save(workspace);
        Path runs = RunRequest.runsFolderOf(workspace);
        run = new FabricatedFolder(60, false).sealed(runs);
        Path failing = new FabricatedFolder(6, true).sealed(runs, "20261120-091500-sweep-chat-short");
        new RunNotes("Sweep with a short queue", "max-num-seqs lowered to 256", List.of("queue", "h100"))
                .write(failing);
        new FabricatedFolder(6, false).interrupted(runs, "20261119-180000-sweep-chat-short");
        ResultImporters.importInto(runs, TheirResults.guideLlm(folder));
        new RunNotes(null, "baseline after the driver update", List.of("baseline", "h100")).write(run);
    }

    /** As much of the window's frame as decides how large the page is. */
    private static Scene scene(Parent page, ThemeChoice theme, int width, int height) {
        BorderPane frame = new BorderPane(page);
        frame.setLeft(sized(width < 1200 ? 48 : 76, 0));
        frame.setTop(sized(0, 76));
        frame.setBottom(sized(0, 28));
        Scene scene = new Scene(frame, width, height);
        Screens.dress(scene, theme);
        return scene;
    }

    private static Region sized(double width, double height) {
        Region region = new Region();
        region.setMinSize(width, height);
        region.setStyle(
                "-fx-background-color: -color-border-default, -color-bg-default; -fx-background-insets: 0, 1px;");
        return region;
    }

    private record Shown(Bench bench, ResultsPage page, Scene scene) {}

    private static Shown show(ThemeChoice theme, int width, int height) {
        return fx(() -> {
            Bench bench = new Bench(folder, Platform::runLater);
            bench.workbench().services().theme().choice().set(theme);
            bench.workbench().workspace().open(workspace);
            ResultsPage page = new ResultsPage(bench.workbench(), ZoneOffset.UTC, Trash.beside());
            return new Shown(bench, page, scene(page.view(), theme, width, height));
        });
    }

    private static RunView opened(Shown shown) {
        return opened(shown, run);
    }

    private static RunView opened(Shown shown, Path run) {
        onFx(() -> shown.page().shown(run));
        until("the run is open", () -> shown.page().run() != null);
        RunView view = fx(() -> shown.page().run());
        assertNotNull(view);
        return view;
    }

    private static TableView<?> requests(Shown shown) {
        return Objects.requireNonNull(shown.page().run()).requestsTable();
    }

    @Test
    void aRunsSummaryHasItsPictures() {
        for (ThemeChoice theme : List.of(ThemeChoice.LIGHT, ThemeChoice.DARK)) {
            for (int[] size : new int[][] {{1440, 900}, {1100, 700}}) {
                Shown shown = show(theme, size[0], size[1]);
                RunView view = opened(shown);
                until(
                        "the requests are counted",
                        () -> !requests(shown).getItems().isEmpty());
                onFx(() -> {
                    view.run().scope().stage().set(8);
                    double origin = view.run().scope().origin();
                    view.run().scope().range().set(Optional.of(new XRange(origin + 30.4, origin + 31.4)));
                    view.run().scope().filter().set("ttft > 60 ms");
                });
                until("they are filtered", () -> requests(shown).getItems().size() < 60);
                onFx(() -> requests(shown).getSelectionModel().select(4));
                Screens.write(
                        shown.scene(),
                        "result-summary-" + theme.name().toLowerCase(java.util.Locale.ROOT) + "-" + size[0] + "x"
                                + size[1]);
                if (size[0] < 1280) {
                    onFx(() -> ((ScrollPane) shown.scene().lookup("#summary-scroll")).setVvalue(1));
                    Screens.write(
                            shown.scene(),
                            "result-summary-" + theme.name().toLowerCase(java.util.Locale.ROOT) + "-scrolled");
                }
                assertEquals(
                        "Sweep chat-short → vllm-h100", ((Label) shown.scene().lookup("#run-title")).getText());
                onFx(shown.page()::dispose);
            }
        }
    }

    @Test
    void theOtherTabsHaveTheirPictures() {
        for (int[] size : new int[][] {{1440, 900}, {1100, 700}}) {
            ThemeChoice theme = ThemeChoice.LIGHT;
            String at = "-" + size[0] + "x" + size[1];
            Shown shown = show(theme, size[0], size[1]);
            RunView view = opened(shown);
            until("the records are read", () -> view.run().charts().get() != null);
            for (RunView.Tab tab : RunView.Tab.values()) {
                if (tab == RunView.Tab.SUMMARY) {
                    continue;
                }
                onFx(() -> view.show(tab));
                if (tab == RunView.Tab.REQUESTS) {
                    until(
                            "the requests are there",
                            () -> requests(shown).getItems().size() > 10);
                    onFx(() -> requests(shown).getSelectionModel().select(3));
                }
                Screens.write(shown.scene(), "result-" + tab.title().toLowerCase(java.util.Locale.ROOT) + at);
            }
            onFx(shown.page()::dispose);
        }
    }

    @Test
    void theListHasItsPictures() {
        for (ThemeChoice theme : List.of(ThemeChoice.LIGHT, ThemeChoice.DARK)) {
            for (int[] size : new int[][] {{1440, 900}, {1100, 700}}) {
                Shown shown = show(theme, size[0], size[1]);
                onFx(() -> shown.page().shown(null));
                until(
                        "the runs are listed",
                        () -> shown.scene().lookup("#runs") instanceof TableView<?> t
                                && t.getItems().size() == 4);
                Screens.write(
                        shown.scene(),
                        "results-list-" + theme.name().toLowerCase(java.util.Locale.ROOT) + "-" + size[0] + "x"
                                + size[1]);
                assertEquals("4 runs", ((Label) shown.scene().lookup("#runs-count")).getText());
                onFx(shown.page()::dispose);
            }
        }
    }

    @Test
    void importedRunsHaveTheirPictures() {
        Path runs = folder.resolve("imported");
        Path guideLlm = ResultImporters.importInto(runs, TheirResults.guideLlm(folder));
        Path aiperf = ResultImporters.importInto(runs, TheirResults.aiperf(folder));
        new FabricatedFolder(6, false).sealed(runs, "20261121-140200-sweep-chat-short");
        for (ThemeChoice theme : List.of(ThemeChoice.LIGHT, ThemeChoice.DARK)) {
            for (int[] size : new int[][] {{1440, 900}, {1100, 700}}) {
                Shown shown = show(theme, size[0], size[1]);
                String at = "-" + theme.name().toLowerCase(java.util.Locale.ROOT) + "-" + size[0] + "x" + size[1];
                RunView view = opened(shown, guideLlm);
                until("the charts are made", () -> view.run().charts().get() != null);
                Screens.write(shown.scene(), "result-imported-summary" + at);
                onFx(() -> view.show(RunView.Tab.CHARTS));
                Screens.write(shown.scene(), "result-imported-charts" + at);
                onFx(shown.page()::dispose);
            }
        }
        Shown shown = show(ThemeChoice.LIGHT, 1440, 900);
        opened(shown, aiperf);
        Screens.write(shown.scene(), "result-imported-aiperf");
        onFx(shown.page()::dispose);
    }

    @Test
    void anotherWindowHasItsPictures() {
        for (ThemeChoice theme : List.of(ThemeChoice.LIGHT, ThemeChoice.DARK)) {
            for (int[] size : new int[][] {{1440, 900}, {1100, 700}}) {
                Shown shown = show(theme, size[0], size[1]);
                String at = "-" + theme.name().toLowerCase(java.util.Locale.ROOT) + "-" + size[0] + "x" + size[1];
                RunView view = opened(shown);
                Screens.write(shown.scene(), "result-window-own" + at);
                onFx(() -> {
                    ((ButtonBase) shown.scene().lookup("#stages-window")).fire();
                    ((TextInputControl) shown.scene().lookup("#window-first")).setText("40");
                    ((TextInputControl) shown.scene().lookup("#window-last")).setText("20");
                });
                Screens.write(shown.scene(), "result-window-form" + at);
                onFx(() -> ((ButtonBase) shown.scene().lookup("#window-reset")).fire());
                until("the form is closed", () -> !view.run().measuring().get());
                onFx(() -> view.measure(new WindowChoice(WindowRule.END_IN, 10.0, 60.0, null, null)));
                until("it is measured", () -> view.run().otherWindow().isPresent());
                Screens.write(shown.scene(), "result-window-cut" + at);
                onFx(shown.page()::dispose);
            }
        }
    }

    @Test
    void failuresAndClassesHaveTheirPictures() {
        Path mixed = new FabricatedFolder(6, true, true).sealed(folder.resolve("mixed"));
        for (ThemeChoice theme : List.of(ThemeChoice.LIGHT, ThemeChoice.DARK)) {
            for (int[] size : new int[][] {{1440, 900}, {1100, 700}}) {
                Shown shown = show(theme, size[0], size[1]);
                String at = "-" + theme.name().toLowerCase(java.util.Locale.ROOT) + "-" + size[0] + "x" + size[1];
                RunView view = opened(shown, mixed);
                onFx(() -> view.run().failuresInfinite().set(true));
                Screens.write(shown.scene(), "result-failures" + at);
                onFx(() -> view.show(RunView.Tab.CLASSES));
                Screens.write(shown.scene(), "result-classes" + at);
                onFx(shown.page()::dispose);
            }
        }
    }
}
