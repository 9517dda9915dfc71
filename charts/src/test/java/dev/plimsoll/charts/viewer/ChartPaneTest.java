package dev.plimsoll.charts.viewer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.plimsoll.charts.FabricatedRun;
import dev.plimsoll.charts.run.HoverPoint;
import dev.plimsoll.charts.run.RunChart;
import dev.plimsoll.charts.run.RunCharts;
import dev.plimsoll.charts.style.ChartStyle;
import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javafx.event.Event;
import javafx.scene.Scene;
import javafx.scene.control.MenuItem;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.PickResult;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.StackPane;
import javafx.scene.paint.Color;
import javafx.stage.Stage;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class ChartPaneTest {
    private static final RunCharts CHARTS =
            new RunCharts(FabricatedRun.sweep().summary(), FabricatedRun.sweep().figures());
    private static final int WIDTH = 600;
    private static final int HEIGHT = 300;

    private final List<Stage> stages = new ArrayList<>();

    @AfterEach
    void closeWindows() {
        Fx.run(() -> stages.forEach(Stage::close));
    }

    @Test
    void manyChangesBetweenTwoPulsesAreDrawnOnce() {
        ChartPane pane = shown(CHARTS::ttft);
        int before = Fx.call(pane::draws);
        Fx.run(() -> {
            for (int i = 0; i < 50; i++) {
                pane.show(CHARTS::ttft);
            }
        });
        pulse(pane);
        assertEquals(before + 1, Fx.call(pane::draws));
    }

    @Test
    void aPaneThatCannotBeSeenIsNotDrawnUntilItCan() {
        ChartPane pane = shown(CHARTS::ttft);
        StackPane parent = Fx.call(() -> (StackPane) pane.getParent());
        int before = Fx.call(pane::draws);
        Fx.run(() -> parent.setVisible(false));
        Fx.run(() -> pane.show(CHARTS::throughput));
        pulse(pane);
        assertEquals(before, Fx.call(pane::draws), "hidden");
        Fx.run(() -> parent.setVisible(true));
        pulse(pane);
        assertEquals(before + 1, Fx.call(pane::draws), "visible again");
        Fx.run(() -> parent.getChildren().remove(pane));
        Fx.run(() -> pane.show(CHARTS::ttft));
        assertEquals(before + 1, Fx.call(pane::draws), "not in a scene");
        Fx.run(() -> parent.getChildren().add(pane));
        pulse(pane);
        assertEquals(before + 2, Fx.call(pane::draws), "in a scene again");
    }

    @Test
    void aPointerThatMovesDoesNotDrawTheChartAgain() {
        ChartPane pane = shown(CHARTS::ttft);
        int before = Fx.call(pane::draws);
        move(pane, 300, 150);
        pulse(pane);
        assertTrue(Fx.call(() -> pane.group().crosshair()).isPresent());
        assertEquals(before, Fx.call(pane::draws));
    }

    @Test
    void aDragZoomsAndBackspaceAndDoubleClickUndoIt() {
        ChartPane pane = shown(CHARTS::throughput);
        XRange all = visible(pane);
        drag(pane, MouseButton.PRIMARY, 200, 300);
        XRange first = visible(pane);
        assertTrue(first.length() < all.length() / 3, first.toString());
        drag(pane, MouseButton.PRIMARY, 200, 300);
        assertTrue(visible(pane).length() < first.length() / 3);
        key(pane, KeyCode.BACK_SPACE);
        assertEquals(first, visible(pane));
        click(pane, 300, 150, 2);
        assertEquals(all, visible(pane));
    }

    @Test
    void theWheelZoomsAtThePointerAndKeepsWhatIsUnderIt() {
        ChartPane pane = shown(CHARTS::throughput);
        XRange all = visible(pane);
        double under = drawing(pane).valueAt(400);
        scroll(pane, 400, 40);
        assertEquals(under, drawing(pane).valueAt(400), all.length() * 1e-6);
        assertTrue(visible(pane).length() < all.length());
        scroll(pane, 400, -400);
        assertEquals(all, visible(pane));
    }

    @Test
    void inAPageThatScrollsTheWheelIsThePagesUntilTheChartIsClicked() {
        ChartPane pane = shown(CHARTS::throughput);
        ScrollPane scroll = Fx.call(() -> {
            StackPane parent = (StackPane) pane.getParent();
            javafx.scene.layout.Region below = new javafx.scene.layout.Region();
            below.setMinHeight(2000);
            ScrollPane page = new ScrollPane(new javafx.scene.layout.VBox(pane, below));
            page.setFitToWidth(true);
            parent.getChildren().setAll(page);
            page.requestFocus();
            return page;
        });
        Fx.pulse(Fx.call(scroll::getScene)); // the page takes its content in with its skin
        pulse(pane);
        XRange all = visible(pane);
        scroll(pane, 300, 40);
        assertEquals(all, visible(pane));
        click(pane, 300, 150, 1);
        scroll(pane, 300, 40);
        assertTrue(visible(pane).length() < all.length());
        assertEquals(0, Fx.call(scroll::getVvalue));
    }

    @Test
    void theMiddleButtonPansAndNeverBeyondTheData() {
        ChartPane pane = shown(CHARTS::throughput);
        XRange all = visible(pane);
        drag(pane, MouseButton.PRIMARY, 300, 400);
        XRange zoomed = visible(pane);
        drag(pane, MouseButton.MIDDLE, 300, 350);
        XRange panned = visible(pane);
        assertTrue(panned.from() < zoomed.from());
        assertEquals(zoomed.length(), panned.length(), 1e-9);
        drag(pane, MouseButton.MIDDLE, 100, 1100);
        drag(pane, MouseButton.MIDDLE, 100, 1100);
        assertEquals(all.from(), visible(pane).from(), 1e-9);
    }

    @Test
    void spaceTurnsADragIntoAPan() {
        ChartPane pane = shown(CHARTS::throughput);
        drag(pane, MouseButton.PRIMARY, 300, 400);
        double length = visible(pane).length();
        key(pane, KeyCode.SPACE);
        drag(pane, MouseButton.PRIMARY, 300, 350);
        assertEquals(length, visible(pane).length(), 1e-9);
    }

    @Test
    void panesOfAGroupShareZoomAndCrosshair() {
        ChartGroup group = new ChartGroup();
        ChartPane one = shown(CHARTS::throughput);
        ChartPane two = shown(CHARTS::ttft);
        Fx.run(() -> {
            one.join(group);
            two.join(group);
        });
        pulse(one);
        pulse(two);
        drag(one, MouseButton.PRIMARY, 200, 300);
        pulse(two);
        assertEquals(visible(one), visible(two));
        move(one, 300, 150);
        assertTrue(Fx.call(group::crosshair).isPresent());
        Fx.run(() -> Event.fireEvent(one, mouse(MouseEvent.MOUSE_EXITED, MouseButton.NONE, 0, 0, 0)));
        assertEquals(OptionalDouble.empty(), Fx.call(group::crosshair));
    }

    @Test
    void aDraggedRangeAndAClickedPointAreTold() {
        List<Optional<XRange>> ranges = new ArrayList<>();
        List<HoverPoint> points = new ArrayList<>();
        ChartPane pane = shown(CHARTS::latencyThroughput);
        Fx.run(() -> pane.setSelection(new ChartSelection() {
            @Override
            public void range(Optional<XRange> range) {
                ranges.add(range);
            }

            @Override
            public void point(HoverPoint point) {
                points.add(point);
            }
        }));
        Drawing drawing = drawing(pane);
        HoverPoint fourth = drawing.view().hover().get(3);
        click(pane, drawing.x(fourth.x()) + 3, drawing.y(fourth.y()) - 3, 1);
        assertEquals(List.of(fourth), points);
        assertTrue(fourth.stage() >= 0);
        drag(pane, MouseButton.PRIMARY, 200, 300);
        key(pane, KeyCode.ESCAPE);
        assertEquals(2, ranges.size());
        assertTrue(ranges.getFirst().isPresent());
        assertEquals(Optional.empty(), ranges.getLast());
    }

    @Test
    void aHighlightedStageStandsOut() {
        ChartPane pane = shown(CHARTS::throughput);
        BufferedImage plain = Fx.call(() -> Fx.picture(pane));
        Fx.run(() -> pane.highlight(4));
        pulse(pane);
        BufferedImage marked = Fx.call(() -> Fx.picture(pane));
        double middle = Fx.call(() -> {
            XRange span = drawing(pane).span(4).orElseThrow();
            return drawing(pane).x((span.from() + span.to()) / 2);
        });
        assertFalse(plain.getRGB((int) middle, 250) == marked.getRGB((int) middle, 250));
        assertEquals(plain.getRGB(590, 250), marked.getRGB(590, 250));
    }

    @Test
    void aMenuOffersOnlyWhatCanBeDone() {
        ChartPane pane = shown(CHARTS::ttft);
        assertEquals(List.of("Zoom back", "Show all"), entries(pane));
        List<String> copied = new ArrayList<>();
        List<ChartFile> saved = new ArrayList<>();
        List<BufferedImage> pictures = new ArrayList<>();
        Fx.run(() -> pane.setExports(new ChartExports() {
            @Override
            public void save(ChartFile file) {
                saved.add(file);
            }

            @Override
            public void copyPicture(BufferedImage picture) {
                pictures.add(picture);
            }

            @Override
            public void copyData(String table) {
                copied.add(table);
            }
        }));
        Fx.run(() -> pane.contextMenu().getItems().forEach(MenuItem::fire));
        assertEquals(
                List.of("ttft.png", "ttft.svg", "ttft.csv"),
                saved.stream().map(ChartFile::name).toList());
        assertEquals(2 * WIDTH, pictures.getFirst().getWidth());
        assertTrue(copied.getFirst().startsWith("run time (s)\tp50 (ms)\tp99 (ms)\n"), copied.getFirst());
        String csv = new String(saved.get(2).content().get(), StandardCharsets.UTF_8);
        assertTrue(csv.startsWith("run time (s),p50 (ms),p99 (ms)\n"), csv.substring(0, 40));
        assertTrue(saved.get(0).content().get().length > 1000);
        assertTrue(new String(saved.get(1).content().get(), StandardCharsets.UTF_8).startsWith("<?xml"));
    }

    @Test
    void otherWaysToDrawAChartAreChosenInItsMenu() {
        ChartPane pane = shown(CHARTS::operatingPoints);
        List<RunChart.Variant> variants = CHARTS.list().stream()
                .filter(c -> c.id().equals("operating-points"))
                .findFirst()
                .orElseThrow()
                .variants();
        Fx.run(() -> pane.setChoices(variants.stream()
                .map(v -> new ChartChoice(v.label(), s -> v.view().apply(s)))
                .toList()));
        int before = Fx.call(pane::draws);
        Fx.run(() -> pane.contextMenu().getItems().stream()
                .filter(i -> "99 % of the runs".equals(i.getText()))
                .forEach(MenuItem::fire));
        pulse(pane);
        assertEquals(before + 1, Fx.call(pane::draws));
        assertTrue(Fx.call(() -> pane.drawing().orElseThrow().view().subtitle()).endsWith("bars 99 % CI"));
        assertEquals(
                List.of("99 % of the runs"),
                Fx.call(() -> pane.contextMenu().getItems().stream()
                        .filter(i -> i instanceof RadioMenuItem r && r.isSelected())
                        .map(MenuItem::getText)
                        .toList()));
    }

    @Test
    void aPointerOnTheMarkOfSaturationIsToldWhatWasSeen() {
        ChartPane pane = shown(CHARTS::concurrency);
        HoverPoint seen = Fx.call(() -> {
            Drawing drawing = pane.drawing().orElseThrow();
            return drawing.nearest(drawing.x(571) + 2, drawing.area().getMinY() + 20)
                    .orElseThrow();
        });
        assertEquals("Saturated since 9:31 · stage 10", seen.lines().getFirst());
        assertEquals("in flight +4.10/s (90 % CI 3.30–4.80)", seen.lines().getLast());
        assertEquals(9, seen.stage());
    }

    @Test
    void whatIsCopiedIsWhatIsZoomedTo() {
        ChartPane pane = shown(CHARTS::ttft);
        long all = rows(pane);
        drag(pane, MouseButton.PRIMARY, 200, 300);
        long zoomed = rows(pane);
        assertTrue(zoomed > 1 && zoomed < all / 3, zoomed + " of " + all);
    }

    @ParameterizedTest
    @ValueSource(strings = {"light", "dark"})
    void panesCanBeLookedAt(String theme) throws IOException {
        ChartStyle style = ChartStyle.named(theme);
        GridPane grid = Fx.call(() -> {
            GridPane all = new GridPane(8, 8);
            ChartGroup group = new ChartGroup();
            List<ChartSource> sources = List.of(
                    CHARTS::ttft,
                    CHARTS::throughput,
                    CHARTS::latencyPercentiles,
                    CHARTS::concurrency,
                    CHARTS::latencyThroughput,
                    CHARTS::cdf);
            for (int i = 0; i < sources.size(); i++) {
                ChartPane pane = new ChartPane();
                pane.setTheme(style);
                pane.show(sources.get(i));
                pane.setPrefSize(i == 3 ? 330 : 560, i == 3 ? 190 : 300);
                if (i < 4) {
                    pane.join(group);
                }
                all.add(pane, i % 2, i / 2);
            }
            Stage stage = new Stage();
            Scene scene = new Scene(all, 1140, 930, theme.equals("dark") ? Color.BLACK : Color.web("#f6f8fa"));
            stage.setScene(scene);
            stage.show();
            stages.add(stage);
            return all;
        });
        pulse((ChartPane) grid.getChildren().getFirst());
        Fx.run(() -> ((ChartPane) grid.getChildren().getFirst()).pointer(420, 120));
        pulse((ChartPane) grid.getChildren().getFirst());
        BufferedImage picture = Fx.call(() -> Fx.picture(grid));
        File file = new File("target/screens/panes-" + theme + ".png");
        assertTrue(file.getParentFile().isDirectory() || file.getParentFile().mkdirs());
        assertTrue(ImageIO.write(picture, "png", file));
    }

    private static long rows(ChartPane pane) {
        return Fx.call(() -> dev.plimsoll.charts.run.ChartTable.of(
                        pane.copier(ChartStyle.LIGHT).get())
                .csv()
                .lines()
                .count());
    }

    private static List<String> entries(ChartPane pane) {
        return Fx.call(() -> pane.contextMenu().getItems().stream()
                .map(MenuItem::getText)
                .filter(t -> t != null)
                .toList());
    }

    private ChartPane shown(ChartSource source) {
        ChartPane pane = Fx.call(() -> {
            ChartPane made = new ChartPane();
            made.setMinSize(WIDTH, HEIGHT);
            made.show(source);
            Stage stage = new Stage();
            stage.setScene(new Scene(new StackPane(made), WIDTH, HEIGHT));
            stage.show();
            stages.add(stage);
            return made;
        });
        pulse(pane);
        return pane;
    }

    private static void pulse(ChartPane pane) {
        Fx.pulse(Fx.call(pane::getScene));
    }

    private static Drawing drawing(ChartPane pane) {
        return Stream.of(pane)
                .map(ChartPane::drawing)
                .flatMap(Optional::stream)
                .findFirst()
                .orElseThrow();
    }

    private static XRange visible(ChartPane pane) {
        return Fx.call(() -> drawing(pane).shown());
    }

    private static void move(ChartPane pane, double x, double y) {
        Fx.run(() -> Event.fireEvent(pane, mouse(MouseEvent.MOUSE_MOVED, MouseButton.NONE, x, y, 0)));
    }

    private static void drag(ChartPane pane, MouseButton button, double from, double to) {
        Fx.run(() -> {
            Event.fireEvent(pane, mouse(MouseEvent.MOUSE_PRESSED, button, from, 150, 1));
            Event.fireEvent(pane, mouse(MouseEvent.MOUSE_DRAGGED, button, (from + to) / 2, 150, 0));
            Event.fireEvent(pane, mouse(MouseEvent.MOUSE_DRAGGED, button, to, 150, 0));
            Event.fireEvent(pane, mouse(MouseEvent.MOUSE_RELEASED, button, to, 150, 1));
        });
        pulse(pane);
    }

    private static void click(ChartPane pane, double x, double y, int count) {
        Fx.run(() -> {
            Event.fireEvent(pane, mouse(MouseEvent.MOUSE_PRESSED, MouseButton.PRIMARY, x, y, count));
            Event.fireEvent(pane, mouse(MouseEvent.MOUSE_RELEASED, MouseButton.PRIMARY, x, y, count));
            Event.fireEvent(pane, mouse(MouseEvent.MOUSE_CLICKED, MouseButton.PRIMARY, x, y, count));
        });
        pulse(pane);
    }

    private static void key(ChartPane pane, KeyCode code) {
        Fx.run(() ->
                Event.fireEvent(pane, new KeyEvent(KeyEvent.KEY_PRESSED, "", "", code, false, false, false, false)));
        pulse(pane);
    }

    private static void scroll(ChartPane pane, double x, double delta) {
        Fx.run(() -> Event.fireEvent(
                pane,
                new ScrollEvent(
                        ScrollEvent.SCROLL,
                        x,
                        150,
                        x,
                        150,
                        false,
                        false,
                        false,
                        false,
                        false,
                        false,
                        0,
                        delta,
                        0,
                        delta,
                        ScrollEvent.HorizontalTextScrollUnits.NONE,
                        0,
                        ScrollEvent.VerticalTextScrollUnits.NONE,
                        0,
                        0,
                        new PickResult(pane, x, 150))));
        pulse(pane);
    }

    private static MouseEvent mouse(
            javafx.event.EventType<MouseEvent> type, MouseButton button, double x, double y, int count) {
        return new MouseEvent(
                type,
                x,
                y,
                x,
                y,
                button,
                count,
                false,
                false,
                false,
                false,
                button == MouseButton.PRIMARY,
                false,
                false,
                false,
                false,
                true,
                new PickResult(null, x, y));
    }
}
