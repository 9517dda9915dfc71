package dev.plimsoll.app.live;

import dev.plimsoll.app.session.Workbench;
import java.util.List;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/**
 * Tiles, charts and what stands beside them. Wide: tiles over charts, the rest in a column at the right. Narrow: the column folds into
 * tabs under the tiles, charts in two columns, all of it scrolls, and the verdict moves into the header, which does not.
 */
final class LiveBody extends ScrollPane {
    /** A page of a window of 1,280 px, without the rail. */
    private static final double WIDE = 1204;
    /** Tiles stand in one row down to this width. */
    private static final double ONE_ROW = 1080;

    private static final double TABS_HEIGHT = 176;
    private static final List<String> TABS = List.of("Verdict", "SLOs", "Stages", "Events");

    private final LiveHeader header;
    private final LiveTileRow tiles = new LiveTileRow();
    private final LiveChartGrid charts;
    private final LiveSidePanel side;
    private boolean wide;
    private boolean arranged;

    LiveBody(Workbench workbench, LiveHeader header) {
        this.header = header;
        this.charts = new LiveChartGrid(workbench);
        this.side = new LiveSidePanel(charts::highlight);
        getStyleClass().add("live-body");
        setFitToWidth(true);
        setFitToHeight(true);
        setHbarPolicy(ScrollBarPolicy.NEVER);
        widthProperty().subscribe(w -> arrange(w.doubleValue()));
    }

    LiveChartGrid charts() {
        return charts;
    }

    void show(LiveFace face) {
        tiles.show(face.tiles());
        side.show(face);
        charts.show(face.charts());
    }

    private void arrange(double width) {
        if (width <= 0) {
            return;
        }
        boolean nowWide = width >= WIDE;
        tiles.columns(nowWide || width >= ONE_ROW ? 6 : 3);
        charts.columns(nowWide ? 3 : 2);
        header.verdictHere(!nowWide);
        if (arranged && nowWide == wide) {
            return;
        }
        arranged = true;
        wide = nowWide;
        setContent(nowWide ? column() : tabs());
    }

    private Region column() {
        VBox.setVgrow(charts, Priority.ALWAYS);
        VBox left = new VBox(tiles, charts);
        left.getStyleClass().add("live-left");
        HBox.setHgrow(left, Priority.ALWAYS);
        VBox right = new VBox();
        right.getStyleClass().add("live-side");
        right.getChildren().setAll(side.cards());
        VBox.setVgrow(side.cards().getLast(), Priority.ALWAYS);
        HBox all = new HBox(left, right);
        all.getStyleClass().add("live-columns");
        return all;
    }

    private Region tabs() {
        TabPane tabs = new TabPane();
        tabs.setId("live-tabs");
        tabs.setTabClosingPolicy(TabPane.TabClosingPolicy.UNAVAILABLE);
        tabs.setPrefHeight(TABS_HEIGHT);
        tabs.setMinHeight(TABS_HEIGHT);
        List<Region> cards = side.cards();
        for (int i = 0; i < cards.size(); i++) {
            Region card = cards.get(i);
            if (card.getParent() instanceof VBox before) {
                before.getChildren().remove(card);
            }
            ScrollPane scroll = LiveSidePanel.scrolled(card);
            scroll.setFitToHeight(true);
            Tab tab = new Tab(TABS.get(i), scroll);
            tabs.getTabs().add(tab);
        }
        tabs.getSelectionModel().select(1);
        VBox all = new VBox(tiles, tabs, charts);
        all.getStyleClass().add("live-left");
        return all;
    }
}
