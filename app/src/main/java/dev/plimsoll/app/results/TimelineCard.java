package dev.plimsoll.app.results;

import dev.plimsoll.app.widgets.Card;
import dev.plimsoll.charts.style.ChartStyle;
import dev.plimsoll.charts.svg.SvgDrawing;
import dev.plimsoll.charts.viewer.ChartExports;
import dev.plimsoll.charts.viewer.ChartFile;
import dev.plimsoll.engine.record.RequestRecord;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Bounds;
import javafx.geometry.Pos;
import javafx.geometry.Side;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.canvas.Canvas;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.IndexedCell;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TableView;
import javafx.scene.control.skin.VirtualFlow;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import javax.imageio.ImageIO;
import org.jfree.fx.FXGraphics2D;
import org.jspecify.annotations.Nullable;

/** The rows that a table of requests shows, as bars over time, row by row beside the table. Drawn only when one of them changes. */
final class TimelineCard extends Card {
    private static final int SCALE = 2;
    private static final double GAP = 4;

    private final TableView<RequestSlot> table;
    private final ScopeModel scope;
    private final ChartExports exports;
    private final Canvas canvas = new Canvas();
    private final Region strong = new Region();
    private final Pane pane = new Pane(strong, canvas);
    private final Runnable onPulse = this::look;
    private ChartStyle style = ChartStyle.LIGHT;
    private @Nullable State drawn;
    private @Nullable TimelinePicture picture;

    /** What is on the screen; the same state is not drawn twice. */
    private record State(
            List<@Nullable RequestRecord> rows,
            int first,
            int selected,
            double origin,
            double top,
            double offset,
            double width,
            double height,
            ChartStyle style) {
        boolean same(@Nullable State other) {
            if (other == null || other.rows.size() != rows.size()) {
                return false;
            }
            for (int i = 0; i < rows.size(); i++) {
                if (rows.get(i) != other.rows.get(i)) {
                    return false;
                }
            }
            return first == other.first
                    && selected == other.selected
                    && origin == other.origin
                    && top == other.top
                    && offset == other.offset
                    && width == other.width
                    && height == other.height
                    && style == other.style;
        }
    }

    TimelineCard(RunModel run, TableView<RequestSlot> table, ChartExports exports) {
        super("Request timeline", "linked with the table");
        this.table = table;
        this.scope = run.scope();
        this.exports = exports;
        setId("timeline");
        flush();
        Button menu = new Button("⋯");
        menu.setId("timeline-menu");
        menu.getStyleClass().addAll("flat", "results-menu");
        menu.setAccessibleText("Timeline menu");
        menu.setOnAction(_ -> menu().show(menu, Side.BOTTOM, 0, 0));
        right(key("to first token", "results-key-prefill"), key("decode", "results-key-decode"), menu);
        pane.setMinSize(0, TimelinePicture.BELOW + 4 * TimelinePicture.ROW);
        canvas.setManaged(false);
        strong.setManaged(false);
        strong.getStyleClass().add("results-timeline-row");
        content(pane);
        pane.setOnMouseClicked(e -> pick(e.getY()));
        pane.setOnScroll(e -> {
            VirtualFlow<?> flow = flow();
            if (flow != null) {
                flow.scrollPixels(-e.getDeltaY());
            }
        });
        sceneProperty().addListener((_, from, to) -> follow(from, to));
    }

    void setTheme(ChartStyle theme) {
        style = theme;
        requestLayout();
    }

    private void follow(@Nullable Scene from, @Nullable Scene to) {
        if (from != null) {
            from.removePostLayoutPulseListener(onPulse);
        }
        if (to != null) {
            to.addPostLayoutPulseListener(onPulse);
        }
    }

    private static HBox key(String text, String style) {
        Region swatch = new Region();
        swatch.getStyleClass().addAll("results-key", style);
        Label label = new Label(text);
        label.getStyleClass().add("pl-caption");
        HBox key = new HBox(swatch, label);
        key.setAlignment(Pos.CENTER);
        key.getStyleClass().add("results-key-row");
        return key;
    }

    private @Nullable VirtualFlow<?> flow() {
        return table.lookup(".virtual-flow") instanceof VirtualFlow<?> flow ? flow : null;
    }

    private void look() {
        State now = state();
        if (now.same(drawn)) {
            return;
        }
        drawn = now;
        canvas.setWidth(now.width());
        canvas.setHeight(now.height());
        canvas.getGraphicsContext2D().clearRect(0, 0, now.width(), now.height());
        TimelinePicture shown = new TimelinePicture(
                now.rows(), now.selected(), now.origin(), "time in " + where() + ", s", now.top(), now.offset());
        picture = shown;
        double y = now.top() + now.offset() + now.selected() * TimelinePicture.ROW;
        double floor = now.height() - TimelinePicture.BELOW;
        strong.setVisible(now.selected() >= 0 && now.selected() < now.rows().size() && y < floor);
        double from = Math.max(now.top(), y);
        strong.resizeRelocate(0, from, now.width(), Math.max(0, Math.min(y + TimelinePicture.ROW, floor) - from));
        if (now.width() < 1 || now.height() < TimelinePicture.BELOW) {
            return;
        }
        FXGraphics2D g2 = new FXGraphics2D(canvas.getGraphicsContext2D());
        shown.draw(g2, style, now.width(), now.height());
        g2.dispose();
    }

    private String where() {
        return scope.stage().get() == ScopeModel.ALL ? "the run" : scope.stageText();
    }

    private State state() {
        List<@Nullable RequestRecord> rows = new ArrayList<>();
        double top = GAP;
        double offset = 0;
        int first = 0;
        VirtualFlow<?> flow = flow();
        IndexedCell<?> cell = flow == null ? null : flow.getFirstVisibleCell();
        if (flow != null && cell != null && !cell.isEmpty() && table.getScene() == getScene()) {
            first = cell.getIndex();
            double flowY = y(flow);
            double beside = flowY - y(pane);
            boolean aligned = beside >= 0
                    && beside < pane.getHeight() / 2
                    && flow.localToScene(flow.getLayoutBounds()).getMaxX()
                            <= pane.localToScene(pane.getLayoutBounds()).getMinX();
            top = aligned ? beside : GAP;
            offset = y(cell) - flowY;
            int count = (int) Math.ceil((pane.getHeight() - TimelinePicture.BELOW - top) / TimelinePicture.ROW) + 1;
            for (int i = first;
                    i < Math.min(first + Math.max(0, count), table.getItems().size());
                    i++) {
                rows.add(table.getItems().get(i).request().get());
            }
        }
        int selected = table.getSelectionModel().getSelectedIndex();
        return new State(
                rows,
                first,
                selected < 0 ? -1 : selected - first,
                scope.origin(),
                top,
                offset,
                Math.floor(pane.getWidth()),
                Math.floor(pane.getHeight()),
                style);
    }

    private static double y(Node node) {
        Bounds bounds = node.localToScene(node.getLayoutBounds());
        return bounds.getMinY();
    }

    private void pick(double y) {
        State state = drawn;
        if (state == null || y < state.top() || y > state.height() - TimelinePicture.BELOW) {
            return;
        }
        int index = state.first() + (int) Math.floor((y - state.top() - state.offset()) / TimelinePicture.ROW);
        if (index >= 0 && index < table.getItems().size()) {
            table.getSelectionModel().clearAndSelect(index);
        }
    }

    private ContextMenu menu() {
        ContextMenu menu = new ContextMenu();
        TimelinePicture shown = picture;
        if (shown != null && !shown.rows().isEmpty()) {
            int width = (int) canvas.getWidth();
            int height = (int) canvas.getHeight();
            ChartStyle theme = style;
            menu.getItems()
                    .addAll(
                            item(
                                    "Save as PNG…",
                                    () -> exports.save(new ChartFile(
                                            "request-timeline.png",
                                            "PNG picture",
                                            "png",
                                            () -> png(image(shown, theme, width, height))))),
                            item(
                                    "Save as SVG…",
                                    () -> exports.save(new ChartFile(
                                            "request-timeline.svg",
                                            "SVG picture",
                                            "svg",
                                            () -> SvgDrawing.standalone(
                                                            "Request timeline",
                                                            width,
                                                            height,
                                                            g2 -> shown.draw(g2, theme, width, height))
                                                    .getBytes(StandardCharsets.UTF_8)))),
                            item("Copy picture", () -> exports.copyPicture(image(shown, theme, width, height))));
        }
        return menu;
    }

    private static MenuItem item(String text, Runnable run) {
        MenuItem item = new MenuItem(text);
        item.setOnAction(_ -> run.run());
        return item;
    }

    private static BufferedImage image(TimelinePicture shown, ChartStyle theme, int width, int height) {
        BufferedImage image = new BufferedImage(width * SCALE, height * SCALE, BufferedImage.TYPE_INT_ARGB);
        Graphics2D g2 = image.createGraphics();
        g2.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g2.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        g2.scale(SCALE, SCALE);
        g2.setColor(theme.color(dev.plimsoll.charts.style.Role.CARD));
        g2.fillRect(0, 0, width, height);
        shown.draw(g2, theme, width, height);
        g2.dispose();
        return image;
    }

    private static byte[] png(BufferedImage image) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
