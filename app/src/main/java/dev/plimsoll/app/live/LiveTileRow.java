package dev.plimsoll.app.live;

import dev.plimsoll.app.live.LiveFace.Accent;
import dev.plimsoll.app.live.LiveFace.TileFace;
import dev.plimsoll.app.widgets.Sparkline;
import dev.plimsoll.app.widgets.Tile;
import dev.plimsoll.app.widgets.Tone;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.jspecify.annotations.Nullable;

/** The headline numbers: six in a row, or three by two where there is less room. */
final class LiveTileRow extends GridPane {
    private static final List<String> COLORS = List.of("pl-s6", "pl-s2", "pl-s1", "pl-s3", "pl-s2", "pl-s6");
    private static final List<String> IDS = List.of("offered", "achieved", "latency", "per-token", "output", "errors");

    private final List<OneTile> tiles = new ArrayList<>();
    private int columns;

    LiveTileRow() {
        getStyleClass().add("live-tiles");
        for (int i = 0; i < IDS.size(); i++) {
            OneTile tile = new OneTile(COLORS.get(i));
            tile.tile.setId("live-tile-" + IDS.get(i));
            tiles.add(tile);
        }
        columns(IDS.size());
    }

    void columns(int count) {
        if (count == columns) {
            return;
        }
        columns = count;
        getChildren().clear();
        getColumnConstraints().clear();
        for (int i = 0; i < count; i++) {
            ColumnConstraints column = new ColumnConstraints();
            column.setPercentWidth(100.0 / count);
            column.setHgrow(Priority.ALWAYS);
            getColumnConstraints().add(column);
        }
        for (int i = 0; i < tiles.size(); i++) {
            add(tiles.get(i).tile, i % count, i / count);
        }
    }

    void show(List<TileFace> faces) {
        for (int i = 0; i < tiles.size(); i++) {
            tiles.get(i).show(faces.get(i));
        }
    }

    private static final class OneTile {
        private final Tile tile = new Tile("");
        private final Sparkline spark;
        private final Label lead = new Label();
        private @Nullable Tooltip tip;

        OneTile(String color) {
            spark = new Sparkline(color);
            tile.corner(spark);
            lead.getStyleClass().add("pl-tile-context");
            lead.setMinWidth(Label.USE_PREF_SIZE);
            HBox line = new HBox(lead, tile.context());
            line.getStyleClass().add("live-tile-context");
            tile.getChildren().remove(tile.context());
            tile.getChildren().add(line);
            tile.setMaxWidth(Double.MAX_VALUE);
        }

        void show(TileFace face) {
            tile.label(face.label());
            String separator = face.lead().isEmpty() || face.context().isEmpty() ? "" : " · ";
            tile.show(face.value(), face.unit(), separator + face.context());
            tile.danger(face.accent() == Accent.BAD);
            lead.setText(face.lead());
            lead.setManaged(!face.lead().isEmpty());
            Tone tone = switch (face.accent()) {
                case BAD -> Tone.DANGER;
                case LOAD -> Tone.LOAD;
                case NONE, GOOD, WARN -> Tone.MUTED;
            };
            tone.on(lead);
            boolean strong = tone != Tone.MUTED;
            if (strong != lead.getStyleClass().contains("pl-strong")) {
                if (strong) {
                    lead.getStyleClass().add("pl-strong");
                } else {
                    lead.getStyleClass().remove("pl-strong");
                }
            }
            spark.show(face.spark());
            spark.setVisible(face.spark().length > 1);
            tip(face.tip());
        }

        private void tip(String text) {
            if (text.isEmpty()) {
                if (tip != null) {
                    Tooltip.uninstall(tile, tip);
                    tip = null;
                }
                return;
            }
            Tooltip shown = tip;
            if (shown == null) {
                shown = new Tooltip();
                tip = shown;
                Tooltip.install(tile, shown);
            }
            shown.setText(text);
        }
    }
}
