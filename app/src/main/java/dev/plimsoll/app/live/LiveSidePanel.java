package dev.plimsoll.app.live;

import dev.plimsoll.app.live.LiveFace.EventFace;
import dev.plimsoll.app.live.LiveFace.SloFace;
import dev.plimsoll.app.widgets.Card;
import dev.plimsoll.app.widgets.StateChip;
import java.util.List;
import java.util.Locale;
import java.util.function.IntConsumer;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** What stands at the right of the charts, or in tabs under the tiles: verdict, objectives, stages, events. */
final class LiveSidePanel {
    private static final double EVENTS_HEIGHT = 140;

    private final LiveVerdictCard verdict = new LiveVerdictCard();
    private final Card slos = new Card("SLOs", "this stage");
    private final VBox sloRows = new VBox();
    private final LiveStageList stages;
    private final Card events = new Card("Events");
    private final VBox eventRows = new VBox();
    private List<SloFace> shownSlos = List.of();
    private List<EventFace> shownEvents = List.of();
    private boolean any;

    LiveSidePanel(IntConsumer onStage) {
        stages = new LiveStageList(onStage);
        slos.setId("live-slos");
        slos.getStyleClass().add("live-card");
        Label method = new Label("anytime-valid, 95 %");
        method.getStyleClass().add("pl-caption");
        slos.right(method);
        sloRows.getStyleClass().add("live-slo-rows");
        slos.content(sloRows);
        events.setId("live-events");
        events.getStyleClass().add("live-card");
        eventRows.getStyleClass().add("live-event-rows");
        events.content(scrolled(eventRows));
        events.setMinHeight(EVENTS_HEIGHT);
        slos.setMinHeight(Region.USE_PREF_SIZE);
    }

    List<Region> cards() {
        return List.of(verdict, slos, stages, events);
    }

    static ScrollPane scrolled(Region content) {
        ScrollPane pane = new ScrollPane(content);
        pane.setFitToWidth(true);
        pane.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        pane.getStyleClass().add("live-scroll");
        return pane;
    }

    void show(LiveFace face) {
        verdict.show(face.verdict());
        if (!any || !face.slos().equals(shownSlos)) {
            shownSlos = face.slos();
            showSlos();
        }
        stages.show(face.stages());
        if (!any || !face.events().equals(shownEvents)) {
            shownEvents = face.events();
            showEvents();
        }
        any = true;
    }

    private void showSlos() {
        sloRows.getChildren().clear();
        if (shownSlos.isEmpty()) {
            sloRows.getChildren().add(quiet("This benchmark has no objectives."));
        }
        for (SloFace slo : shownSlos) {
            Label label = new Label(slo.label());
            label.getStyleClass().add("pl-small");
            HBox.setHgrow(label, Priority.ALWAYS);
            label.setMaxWidth(Double.MAX_VALUE);
            StateChip.State state = StateChip.State.valueOf(slo.state().toUpperCase(Locale.ROOT));
            HBox row = new HBox(label, new StateChip(state));
            row.setAlignment(Pos.CENTER_LEFT);
            row.getStyleClass().add("live-slo");
            sloRows.getChildren().add(row);
            if (!slo.note().isEmpty()) {
                sloRows.getChildren().add(quiet(slo.note()));
            }
        }
    }

    private void showEvents() {
        eventRows.getChildren().clear();
        if (shownEvents.isEmpty()) {
            eventRows.getChildren().add(quiet("Nothing happened yet."));
        }
        for (EventFace event : shownEvents) {
            Label at = new Label(event.at());
            at.getStyleClass().add("live-event-at");
            Label text = new Label(event.text());
            text.setWrapText(true);
            text.getStyleClass().add("live-event-text");
            switch (event.accent()) {
                case NONE -> {}
                case GOOD -> text.getStyleClass().add("pl-success");
                case WARN -> text.getStyleClass().add("pl-warning");
                case BAD -> text.getStyleClass().add("pl-danger");
                case LOAD -> text.getStyleClass().add("pl-load");
            }
            HBox.setHgrow(text, Priority.ALWAYS);
            text.setMinHeight(Region.USE_PREF_SIZE);
            HBox row = new HBox(at, text);
            row.getStyleClass().add("live-event");
            eventRows.getChildren().add(row);
        }
    }

    private static Label quiet(String text) {
        Label label = new Label(text);
        label.getStyleClass().add("pl-caption");
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        return label;
    }
}
