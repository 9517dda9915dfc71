package dev.plimsoll.app.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.plimsoll.app.Bench;
import dev.plimsoll.app.FxTest;
import dev.plimsoll.app.Screens;
import dev.plimsoll.app.services.ThemeChoice;
import dev.plimsoll.app.session.PageId;
import dev.plimsoll.charts.viewer.ChartPane;
import dev.plimsoll.engine.workspace.WorkspaceFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.Region;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class LivePageTest extends FxTest {
    @TempDir
    Path folder;

    private final List<FakeRun> runs = new ArrayList<>();
    private final List<Stage> windows = new ArrayList<>();
    private Bench bench;
    private LivePage page;

    @AfterEach
    void close() {
        onFx(() -> {
            windows.forEach(Stage::hide);
            page.dispose();
        });
    }

    private Scene open(ThemeChoice theme, double width, double height) {
        return fx(() -> {
            bench = new Bench(folder, Platform::runLater, request -> {
                FakeRun run = new FakeRun(request.plan(), 100);
                runs.add(run);
                return run;
            });
            bench.workbench().services().theme().choice().set(theme);
            bench.workbench().workspace().adopt(WorkspaceFile.parse(FakeRun.workspace(), null, folder), null);
            page = new LivePage(bench.workbench());
            BorderPane frame = new BorderPane(page.view());
            Region rail = new Region();
            rail.setPrefWidth(width < 1280 ? 48 : 76);
            frame.setLeft(rail);
            Region head = new Region();
            head.setPrefHeight(76);
            frame.setTop(head);
            Region status = new Region();
            status.setPrefHeight(28);
            frame.setBottom(status);
            frame.setStyle("-fx-background-color: -color-bg-inset;");
            Scene scene = new Scene(frame, width, height);
            bench.workbench().services().theme().dress(scene);
            Stage stage = new Stage();
            stage.setScene(scene);
            stage.show();
            windows.add(stage);
            page.shown(null);
            return scene;
        });
    }

    private void run(double seconds) {
        onFx(() -> {
            bench.workbench().run().start("sweep");
            runs.getLast().at(seconds);
            bench.workbench().run().poll();
        });
        until("the charts are drawn", () -> {
            ChartPane first = pane("#live-chart-ttft");
            return first != null && first.draws() > 0 && shownStages() == 10;
        });
    }

    private int shownStages() {
        Node list = page.view().lookup("#live-stages");
        return list == null ? 0 : list.lookupAll(".live-stage").size();
    }

    private @org.jspecify.annotations.Nullable ChartPane pane(String id) {
        return (ChartPane) page.view().lookup(id);
    }

    private boolean visible(String id) {
        Node node = page.view().lookup(id);
        return node != null && node.isVisible();
    }

    @Test
    void withoutARunThePageSaysWhatWillBeHere() {
        open(ThemeChoice.LIGHT, 1440, 900);
        assertTrue(fx(() -> visible("#live-empty")));
        assertFalse(fx(() -> visible("#live-saturated")));
        onFx(() -> ((Button) page.view().lookup("#live-to-benchmarks")).fire());
        assertEquals(
                PageId.BENCHMARKS,
                fx(() -> bench.workbench().navigator().at().get().page()));
    }

    @Test
    void aHiddenPageDrawsNothing() {
        open(ThemeChoice.LIGHT, 1440, 900);
        run(300);
        int before = fx(() -> pane("#live-chart-ttft").draws());
        onFx(page::hidden);
        onFx(() -> {
            runs.getLast().at(400);
            bench.workbench().run().poll();
        });
        int[] pulses = {0};
        until("some pulses", () -> ++pulses[0] > 3);
        assertEquals(before, fx(() -> pane("#live-chart-ttft").draws()));
        onFx(() -> page.shown(null));
        until("it draws again", () -> pane("#live-chart-ttft").draws() > before);
    }

    @Test
    void aRangeAndThePauseCanBeChosen() {
        open(ThemeChoice.LIGHT, 1440, 900);
        run(587);
        onFx(() -> ((ToggleButton) page.view().lookup("#live-range-stage")).fire());
        assertEquals(LiveRange.STAGE, fx(() -> page.model().range().get()));
        onFx(() -> ((Button) page.view().lookup("#live-pause")).fire());
        assertEquals("Resume view", fx(() -> ((Button) page.view().lookup("#live-pause")).getText()));
        assertTrue(fx(() -> page.model().paused().get()));
    }

    @Test
    void theBannerShowsTheMomentOnTheCharts() {
        open(ThemeChoice.LIGHT, 1440, 900);
        run(400);
        assertFalse(fx(() -> visible("#live-saturated")));
        onFx(() -> {
            runs.getLast().at(587);
            page.model().range().set(LiveRange.WHOLE_RUN);
            bench.workbench().run().poll();
        });
        until("the banner", () -> visible("#live-saturated"));
        onFx(() -> ((Button) page.view().lookup("#live-show-saturation")).fire());
        var zoom = fx(() -> pane("#live-chart-ttft").group().zoom()).orElseThrow();
        assertTrue(zoom.contains(571) && zoom.length() == 120, zoom.toString());
    }

    @Test
    void aPickedStageStandsOutInTheCharts() {
        open(ThemeChoice.LIGHT, 1440, 900);
        run(587);
        ChartPane chart = fx(() -> pane("#live-chart-tpot"));
        var before = fx(() -> chart.snapshot(null, null));
        onFx(() -> {
            Node row = page.view().lookupAll(".live-stage").stream()
                    .skip(8)
                    .findFirst()
                    .orElseThrow();
            row.getOnKeyPressed()
                    .handle(new javafx.scene.input.KeyEvent(
                            javafx.scene.input.KeyEvent.KEY_PRESSED,
                            "",
                            "",
                            javafx.scene.input.KeyCode.ENTER,
                            false,
                            false,
                            false,
                            false));
        });
        int[] pulses = {0};
        until("two pulses", () -> ++pulses[0] > 2);
        var after = fx(() -> chart.snapshot(null, null));
        int middle = (int) (after.getWidth() * 0.72);
        assertFalse(before.getPixelReader().getArgb(middle, 240)
                == after.getPixelReader().getArgb(middle, 240));
    }

    @Test
    void aChartMovesByItsTitleRowOrByTheKeyboardAndStaysThere() {
        open(ThemeChoice.LIGHT, 1440, 900);
        run(587);
        ChartPane ttft = fx(() -> pane("#live-chart-ttft"));
        ChartPane lag = fx(() -> pane("#live-chart-generator-lag"));
        onFx(() -> {
            var from = ttft.localToScene(60, 10);
            var to = lag.localToScene(100, 100);
            drag(ttft, MouseEvent.MOUSE_PRESSED, from);
            drag(ttft, MouseEvent.MOUSE_DRAGGED, to);
            drag(ttft, MouseEvent.MOUSE_RELEASED, to);
        });
        assertEquals("generator-lag,tpot,throughput,in-flight,latency,ttft", fx(this::order));
        assertEquals(5, fx(() -> ttft.getParent().getChildrenUnmodifiable().indexOf(ttft)));
        onFx(() -> javafx.event.Event.fireEvent(
                ttft,
                new javafx.scene.input.KeyEvent(
                        javafx.scene.input.KeyEvent.KEY_PRESSED,
                        "",
                        "",
                        javafx.scene.input.KeyCode.LEFT,
                        true,
                        true,
                        false,
                        false)));
        assertEquals("generator-lag,tpot,throughput,in-flight,ttft,latency", fx(this::order));
    }

    private String order() {
        return bench.workbench().services().preferences().choice("live.charts").orElse("");
    }

    private static void drag(Node node, javafx.event.EventType<MouseEvent> type, javafx.geometry.Point2D at) {
        javafx.event.Event.fireEvent(
                node,
                new MouseEvent(
                        type,
                        at.getX(),
                        at.getY(),
                        at.getX(),
                        at.getY(),
                        javafx.scene.input.MouseButton.PRIMARY,
                        1,
                        false,
                        false,
                        false,
                        false,
                        true,
                        false,
                        false,
                        false,
                        false,
                        true,
                        new javafx.scene.input.PickResult(node, at.getX(), at.getY())));
    }

    @Test
    void theChecksOfTheVerdictUnfold() {
        open(ThemeChoice.LIGHT, 1440, 900);
        run(587);
        onFx(() -> ((Button) page.view().lookup("#live-checks")).fire());
        assertEquals(
                8,
                fx(() -> page.view()
                        .lookup("#live-verdict")
                        .lookupAll(".live-check-rows > .label")
                        .size()));
    }

    @Test
    void aNarrowWindowFoldsTheColumnIntoTabsAndKeepsTheVerdictInSight() {
        open(ThemeChoice.LIGHT, 1100, 700);
        run(587);
        assertNotNull(fx(() -> page.view().lookup("#live-tabs")));
        assertTrue(fx(() -> page.view().lookup(".live-header").lookup(".pl-verdict-word") != null));
        Scene wide = open(ThemeChoice.LIGHT, 1440, 900);
        assertNull(fx(() -> wide.lookup("#live-tabs")));
    }

    @ParameterizedTest
    @CsvSource({"LIGHT,1440,900"})
    void theEmptyPageCanBeLookedAt(ThemeChoice theme, int width, int height) {
        Scene scene = open(theme, width, height);
        Screens.write(scene, "live-empty-light-" + width + "x" + height);
        assertTrue(fx(() -> visible("#live-empty")));
    }
}
