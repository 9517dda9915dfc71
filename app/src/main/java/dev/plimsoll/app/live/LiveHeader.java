package dev.plimsoll.app.live;

import dev.plimsoll.app.widgets.Icons;
import dev.plimsoll.app.widgets.VerdictMark;
import dev.plimsoll.engine.trust.Verdict;
import java.util.EnumMap;
import java.util.Map;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/** The page's first row: what runs, how much of it is shown, and the pause of the view. Never scrolls away. */
final class LiveHeader extends HBox {
    private final Label heading = new Label();
    private final Label state = new Label();
    private final HBox verdict = new HBox();
    private final Map<LiveRange, ToggleButton> ranges = new EnumMap<>(LiveRange.class);
    private final Button pause = new Button("Pause view");
    private final HBox controls;
    private @Nullable Verdict shownVerdict;
    private boolean here;
    private boolean any;

    LiveHeader(LiveModel model) {
        getStyleClass().add("live-header");
        setAlignment(Pos.CENTER_LEFT);
        Label title = new Label("Live");
        title.getStyleClass().add("pl-page-title");
        title.setMinWidth(Region.USE_PREF_SIZE);
        heading.getStyleClass().add("pl-muted");
        heading.setId("live-heading");
        heading.setMinWidth(0);
        state.setId("live-state");
        state.getStyleClass().add("pl-caption");
        state.setMinWidth(Region.USE_PREF_SIZE);
        verdict.setAlignment(Pos.CENTER_LEFT);
        verdict.setMinWidth(Region.USE_PREF_SIZE);
        HBox room = new HBox();
        HBox.setHgrow(room, Priority.ALWAYS);
        ToggleGroup group = new ToggleGroup();
        HBox segments = new HBox();
        segments.getStyleClass().add("live-ranges");
        LiveRange[] all = LiveRange.values();
        for (int i = 0; i < all.length; i++) {
            LiveRange range = all[i];
            ToggleButton button = new ToggleButton(range.text());
            button.setId("live-range-" + range.name().toLowerCase(java.util.Locale.ROOT));
            button.setMinWidth(Region.USE_PREF_SIZE);
            button.getStyleClass().add(i == 0 ? "left-pill" : i == all.length - 1 ? "right-pill" : "center-pill");
            button.setToggleGroup(group);
            button.setSelected(range == model.range().get());
            button.setOnAction(_ -> {
                button.setSelected(true);
                model.range().set(range);
            });
            ranges.put(range, button);
            segments.getChildren().add(button);
        }
        model.range().subscribe(range -> {
            ToggleButton chosen = ranges.get(range);
            if (chosen != null) {
                chosen.setSelected(true);
            }
        });
        pause.setId("live-pause");
        pause.setMinWidth(Region.USE_PREF_SIZE);
        pause.setTooltip(new Tooltip("The run goes on; only this view stands still."));
        pause.setOnAction(_ -> model.paused().set(!model.paused().get()));
        model.paused().subscribe(this::paused);
        controls = new HBox(segments, pause);
        controls.getStyleClass().add("live-controls");
        controls.setAlignment(Pos.CENTER_RIGHT);
        controls.setMinWidth(Region.USE_PREF_SIZE);
        getChildren().addAll(title, heading, state, room, verdict, controls);
    }

    private void paused(boolean on) {
        pause.setText(on ? "Resume view" : "Pause view");
        pause.setGraphic(Icons.of(on ? "bi-play" : "bi-pause", 14));
    }

    /** Nothing to range over or to pause without a run. */
    void empty(boolean nothing) {
        controls.setVisible(!nothing);
        any = !nothing;
        verdictHere(here);
        if (nothing) {
            heading.setText("");
            state.setText("");
        }
    }

    void show(LiveFace face, String stateText) {
        heading.setText(face.heading());
        state.setText(stateText);
        Verdict value = face.verdict().value();
        if (value != shownVerdict) {
            shownVerdict = value;
            verdict.getChildren().clear();
            if (value != null) {
                verdict.getChildren().add(new VerdictMark(value, 16, "pl-strong"));
            }
        }
    }

    /** The verdict stands here where its card may scroll away. */
    void verdictHere(boolean narrow) {
        here = narrow;
        verdict.setVisible(here && any);
        verdict.setManaged(here && any);
    }
}
