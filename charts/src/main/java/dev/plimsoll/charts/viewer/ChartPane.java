package dev.plimsoll.charts.viewer;

import dev.plimsoll.charts.picture.ChartCard;
import dev.plimsoll.charts.run.ChartView;
import dev.plimsoll.charts.run.HoverPoint;
import dev.plimsoll.charts.style.ChartStyle;
import dev.plimsoll.charts.style.Role;
import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Supplier;
import javafx.geometry.Insets;
import javafx.geometry.Side;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.layout.Background;
import javafx.scene.layout.BackgroundFill;
import javafx.scene.layout.CornerRadii;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import org.jfree.chart.ChartRenderingInfo;
import org.jfree.data.Range;
import org.jspecify.annotations.Nullable;

/**
 * A chart as a card: title, unit, legend, a menu, and the chart with zoom, crosshair and selection.
 *
 * <p>Drag zooms in x (and tells the {@link ChartSelection}), the wheel zooms at the pointer (in a page that scrolls only after a
 * click, or with Ctrl), middle-drag or Space-drag pans, a double
 * click shows all, Backspace goes one zoom back, arrow keys move the crosshair.
 *
 * <p>Guarantees: drawn at most once a pulse whatever happens in between; never drawn while it cannot be seen, and again as soon as it
 * can. Has no useful size of its own beyond a minimum of 320 × 180: put it into a parent that resizes it. JavaFX application thread.
 */
public final class ChartPane extends Region {
    private static final double MENU_ROOM = 22;
    private static final double LEAST_WIDTH = 320;
    private static final double LEAST_HEIGHT = 180;

    private final Canvas chart = new Canvas();
    private final Canvas over = new Canvas();
    private final Overlay overlay = new Overlay(over);
    private final Button menuButton = new Button("⋯");
    private final ChartMenu menu = new ChartMenu(this);
    private final Showing showing = new Showing(this, this::requestLayout);
    private final Runnable groupChanged = this::groupChanged;

    private ChartGroup group = new ChartGroup();
    private ChartStyle style = ChartStyle.LIGHT;
    private List<ChartChoice> choices = List.of();
    private @Nullable ChartSource source;
    private @Nullable ChartView built;
    private @Nullable XRange full;
    private @Nullable Drawing drawing;
    private @Nullable ChartExports exports;
    private @Nullable ChartSelection selection;
    private Optional<XRange> dragged = Optional.empty();
    private Optional<XRange> appliedZoom = Optional.empty();
    private int stage = HoverPoint.NO_STAGE;
    private double pointerX = Double.NaN;
    private double pointerY = Double.NaN;
    private boolean stale = true;
    private boolean overlayStale = true;
    private long drawNs;
    private int draws;

    /** An empty card. */
    public ChartPane() {
        getStyleClass().add("chart-pane");
        chart.setManaged(false);
        over.setManaged(false);
        over.setMouseTransparent(true);
        menuButton.setManaged(false);
        menuButton.setId("chart-menu-button");
        menuButton.getStyleClass().setAll("chart-menu-button");
        menuButton.setAccessibleText("Chart menu");
        menuButton.setOnAction(e -> openMenu());
        menuButton.setPadding(Insets.EMPTY);
        menuButton.setFont(FxPaint.semibold(14));
        menuButton.hoverProperty().subscribe(h -> dressButton());
        menuButton.focusedProperty().subscribe(f -> dressButton());
        getChildren().addAll(chart, over, menuButton);
        setMinSize(LEAST_WIDTH, LEAST_HEIGHT);
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        focusVisibleProperty().subscribe(f -> overlayChanged());
        new ChartGestures(this).install();
        group.join(groupChanged);
    }

    /** Shows a chart; the zoom stays. Drawn at the next pulse, or when the pane can be seen. */
    public void show(ChartSource chartSource) {
        source = chartSource;
        built = null;
        chartChanged();
    }

    /** Offers other ways to draw the chart in the menu; empty for none. */
    public void setChoices(List<ChartChoice> offered) {
        choices = List.copyOf(offered);
    }

    /** Sets the theme; the chart is built again in it. */
    public void setTheme(ChartStyle theme) {
        if (theme != style) {
            style = theme;
            dressButton();
            built = null;
            chartChanged();
        }
    }

    /** The theme. */
    public ChartStyle theme() {
        return style;
    }

    /** Shares zoom and crosshair with other panes from now on. */
    public void join(ChartGroup shared) {
        group.leave(groupChanged);
        group = shared;
        group.join(groupChanged);
        chartChanged();
    }

    /** Whose zoom and crosshair this pane has; its own unless it joined one. */
    public ChartGroup group() {
        return group;
    }

    /** Where exports go; null for none. */
    public void setExports(@Nullable ChartExports to) {
        exports = to;
    }

    /** Who is told what the user picks; null for nobody. */
    public void setSelection(@Nullable ChartSelection listener) {
        selection = listener;
    }

    /** Lets a stage stand out: its time, or its points; {@link HoverPoint#NO_STAGE} for none. */
    public void highlight(int stageIndex) {
        stage = stageIndex;
        overlayChanged();
    }

    /** Lets a range stand out in all panes of the group; empty for none. */
    public void highlightRange(Optional<XRange> range) {
        group.highlightRange(range);
    }

    /** What the last drawing cost on this thread, ns; 0 before the first. */
    public long lastDrawNs() {
        return drawNs;
    }

    /** How often the chart was drawn. */
    public int draws() {
        return draws;
    }

    /** Shows all of the chart and gives up a picked range. */
    public void reset() {
        boolean picked = group.highlight().isPresent();
        group.reset();
        group.highlightRange(Optional.empty());
        if (picked && selection != null) {
            selection.range(Optional.empty());
        }
    }

    @Override
    protected void layoutChildren() {
        double width = getWidth();
        double height = getHeight();
        if (chart.getWidth() != width || chart.getHeight() != height) {
            for (Canvas canvas : new Canvas[] {chart, over}) {
                canvas.setWidth(width);
                canvas.setHeight(height);
            }
            stale = true;
        }
        menuButton.resizeRelocate(width - MENU_ROOM - 6, 5, MENU_ROOM, 22);
        ChartSource from = source;
        if (from == null || width < 1 || height < 1 || !(stale || overlayStale) || !showing.now()) {
            return;
        }
        if (stale) {
            stale = false;
            draw(from, width, height);
        }
        overlayStale = false;
        drawOverlay();
    }

    private void draw(ChartSource from, double width, double height) {
        long start = System.nanoTime();
        ChartView view = built;
        if (view == null) {
            view = from.view(style);
            built = view;
            Range range = view.chart().getXYPlot().getDomainAxis().getRange();
            full = new XRange(range.getLowerBound(), range.getUpperBound());
            appliedZoom = Optional.empty();
            setAccessibleText(view.title() + ", " + view.subtitle());
        }
        applyZoom(view);
        GraphicsContext gc = chart.getGraphicsContext2D();
        // What the last drawing left behind (dashes, clip) would show in this one.
        gc.save();
        gc.clearRect(0, 0, width, height);
        SharpGraphics g2 = new SharpGraphics(gc);
        ChartRenderingInfo info = new ChartRenderingInfo(null);
        ChartCard.draw(g2, style, view, new Rectangle2D.Double(0, 0, width, height), MENU_ROOM, info);
        g2.dispose();
        gc.restore();
        drawing =
                new Drawing(view, (Rectangle2D) info.getPlotInfo().getDataArea().clone());
        drawNs = System.nanoTime() - start;
        draws++;
    }

    private void applyZoom(ChartView view) {
        Optional<XRange> zoom = group.zoom();
        if (!zoom.equals(appliedZoom)) {
            appliedZoom = zoom;
            XRange shown = zoom.orElse(Objects.requireNonNull(full));
            view.chart().getXYPlot().getDomainAxis().setRange(new Range(shown.from(), shown.to()), true, false);
        }
    }

    private void drawOverlay() {
        Drawing at = drawing;
        if (at == null) {
            return;
        }
        HoverPoint hovered = null;
        Double crosshair = null;
        if (!Double.isNaN(pointerX) && at.contains(pointerX, pointerY)) {
            hovered = at.nearest(pointerX, pointerY).orElse(null);
            crosshair = hovered == null || !at.overTime() ? null : (Double) hovered.x();
        } else if (at.overTime() && group.crosshair().isPresent()) {
            crosshair = group.crosshair().getAsDouble();
            // The text stands only where the pointer is, or the keyboard.
            hovered = at.nearestTo(crosshair)
                    .map(p -> isFocused() ? p : new HoverPoint(p.x(), p.y(), List.of(), p.stage()))
                    .orElse(null);
        }
        overlay.draw(
                new Overlay.State(at, style, crosshair, hovered, group.highlight(), stage, dragged, isFocusVisible()));
    }

    void pointer(double x, double y) {
        pointerX = x;
        pointerY = y;
        Drawing at = drawing;
        if (at != null && at.overTime()) {
            boolean inside = !Double.isNaN(x) && at.contains(x, y);
            Optional<HoverPoint> nearest = inside ? at.nearest(x, y) : Optional.empty();
            group.point(nearest.map(p -> OptionalDouble.of(p.x())).orElse(OptionalDouble.empty()));
        }
        overlayChanged();
    }

    void dragging(Optional<XRange> range) {
        dragged = range;
        overlayChanged();
    }

    /** A range was dragged to its end: zooms and tells it. */
    void pick(XRange range) {
        dragged = Optional.empty();
        group.zoomTo(range);
        if (selection != null) {
            group.highlightRange(Optional.of(range));
            selection.range(Optional.of(range));
        }
    }

    /** A place was clicked. */
    void click(double x, double y) {
        Drawing at = drawing;
        if (at != null && selection != null && at.contains(x, y)) {
            at.nearest(x, y).ifPresent(selection::point);
        }
    }

    Optional<Drawing> drawing() {
        return Optional.ofNullable(drawing);
    }

    Optional<XRange> full() {
        return Optional.ofNullable(full);
    }

    List<ChartChoice> choices() {
        return choices;
    }

    boolean shows(ChartChoice choice) {
        return source == choice.source();
    }

    boolean hasChart() {
        return source != null;
    }

    String chartId() {
        return built == null ? "chart" : built.id();
    }

    /** Makes a chart of its own of what is shown now. Any thread. */
    Supplier<ChartView> copier(ChartStyle theme) {
        ChartSource from = Objects.requireNonNull(source);
        Optional<XRange> zoom = group.zoom();
        return () -> {
            ChartView view = from.view(theme);
            zoom.ifPresent(
                    z -> view.chart().getXYPlot().getDomainAxis().setRange(new Range(z.from(), z.to()), true, false));
            return view;
        };
    }

    /** Opens the menu below its button. */
    void openMenu() {
        contextMenu().show(menuButton, Side.BOTTOM, 0, 0);
    }

    ContextMenu contextMenu() {
        return menu.build(exports);
    }

    private void dressButton() {
        boolean on = menuButton.isHover() || menuButton.isFocused();
        menuButton.setTextFill(FxPaint.color(style.color(on ? Role.TEXT : Role.MUTED)));
        Color fill = on ? FxPaint.color(style.color(Role.LINE)) : Color.TRANSPARENT;
        menuButton.setBackground(new Background(new BackgroundFill(fill, new CornerRadii(4), Insets.EMPTY)));
    }

    private void groupChanged() {
        if (!group.zoom().equals(appliedZoom)) {
            chartChanged();
        }
        overlayChanged();
    }

    private void chartChanged() {
        stale = true;
        overlayStale = true;
        requestLayout();
    }

    private void overlayChanged() {
        overlayStale = true;
        requestLayout();
    }
}
