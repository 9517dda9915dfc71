package dev.plimsoll.charts.viewer;

import dev.plimsoll.charts.picture.Png;
import dev.plimsoll.charts.picture.Svg;
import dev.plimsoll.charts.run.ChartTable;
import dev.plimsoll.charts.run.ChartView;
import dev.plimsoll.charts.style.ChartStyle;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import javafx.scene.control.CheckMenuItem;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.SeparatorMenuItem;
import org.jspecify.annotations.Nullable;

/** The menu of a pane. What cannot be done is not in it. */
final class ChartMenu {
    private static final int SCALE = 2;

    private final ChartPane pane;
    private final MenuItem back =
            item("chart-zoom-back", "Zoom back", () -> pane().group().back());
    private final MenuItem reset = item("chart-zoom-reset", "Show all", () -> pane().reset());
    private final CheckMenuItem light = new CheckMenuItem("Pictures in the light theme");

    ChartMenu(ChartPane pane) {
        this.pane = pane;
        light.setId("chart-light");
    }

    private ChartPane pane() {
        return pane;
    }

    /** The menu, entries as they make sense now. */
    ContextMenu build(@Nullable ChartExports exports) {
        ContextMenu menu = new ContextMenu();
        menu.setId("chart-menu");
        back.setDisable(!pane.group().canGoBack());
        reset.setDisable(
                pane.group().zoom().isEmpty() && pane.group().highlight().isEmpty());
        if (exports != null && pane.hasChart()) {
            menu.getItems()
                    .addAll(
                            item("chart-save-png", "Save as PNG…", () -> exports.save(png())),
                            item("chart-save-svg", "Save as SVG…", () -> exports.save(svg())),
                            item("chart-save-csv", "Save data as CSV…", () -> exports.save(csv())),
                            new SeparatorMenuItem(),
                            item(
                                    "chart-copy-picture",
                                    "Copy picture",
                                    () -> exports.copyPicture(picture().get())),
                            item(
                                    "chart-copy-data",
                                    "Copy data",
                                    () -> exports.copyData(
                                            ChartTable.of(shown(pane.theme()).get())
                                                    .tabs())),
                            new SeparatorMenuItem());
            if (pane.theme() != ChartStyle.LIGHT) {
                menu.getItems().addAll(light, new SeparatorMenuItem());
            }
        }
        for (ChartChoice choice : pane.choices()) {
            RadioMenuItem item = new RadioMenuItem(choice.label());
            item.setSelected(pane.shows(choice));
            item.setOnAction(e -> pane.show(choice.source()));
            menu.getItems().add(item);
        }
        if (!pane.choices().isEmpty()) {
            menu.getItems().add(new SeparatorMenuItem());
        }
        menu.getItems().addAll(back, reset);
        return menu;
    }

    private ChartFile png() {
        ChartStyle style = style();
        Supplier<ChartView> view = shown(style);
        int width = width();
        int height = height();
        return file("png", "PNG picture", () -> Png.of(view.get(), style, width, height, SCALE));
    }

    private ChartFile svg() {
        ChartStyle style = style();
        Supplier<ChartView> view = shown(style);
        int width = width();
        int height = height();
        return file(
                "svg",
                "SVG picture",
                () -> Svg.of(view.get(), style, width, height).getBytes(StandardCharsets.UTF_8));
    }

    private ChartFile csv() {
        Supplier<ChartView> view = shown(pane.theme());
        return file("csv", "CSV table", () -> ChartTable.of(view.get()).csv().getBytes(StandardCharsets.UTF_8));
    }

    private Supplier<java.awt.image.BufferedImage> picture() {
        ChartStyle style = style();
        Supplier<ChartView> view = shown(style);
        return () -> Png.image(view.get(), style, width(), height(), SCALE);
    }

    private ChartFile file(String extension, String description, Supplier<byte[]> content) {
        return new ChartFile(pane.chartId() + "." + extension, description, extension, content);
    }

    private ChartStyle style() {
        return light.isSelected() ? ChartStyle.LIGHT : pane.theme();
    }

    /** A new chart of what is on the screen now, its zoom included: the one on the screen belongs to the screen's thread. */
    private Supplier<ChartView> shown(ChartStyle style) {
        return pane.copier(style);
    }

    private int width() {
        return (int) Math.max(1, Math.round(pane.getWidth()));
    }

    private int height() {
        return (int) Math.max(1, Math.round(pane.getHeight()));
    }

    private static MenuItem item(String id, String text, Runnable action) {
        MenuItem item = new MenuItem(text);
        item.setId(id);
        item.setOnAction(e -> action.run());
        return item;
    }
}
