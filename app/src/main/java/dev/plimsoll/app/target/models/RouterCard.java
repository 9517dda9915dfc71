package dev.plimsoll.app.target.models;

import dev.plimsoll.app.session.LocalRouter;
import dev.plimsoll.app.widgets.Buttons;
import dev.plimsoll.app.widgets.Card;
import dev.plimsoll.app.widgets.Chip;
import dev.plimsoll.app.widgets.Tone;
import dev.plimsoll.engine.router.process.ModelState;
import java.util.List;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.shape.Circle;

/** The router of the target: started and stopped, and each of its models loaded and unloaded. */
final class RouterCard extends Card {
    private final RouterModel model;
    private final Button start;
    private final Button stop;
    private final Chip running = new Chip("running", Tone.SUCCESS);
    private final Label words = new Label();
    private final Label url = new Label();
    private final HBox address;
    private final ProgressBar progress = new ProgressBar();
    private final VBox rows = new VBox();
    private List<RouterModel.Row> shown = List.of();

    /**
     * A card.
     *
     * @param startSaved starts it, once the configuration is saved
     * @param copy puts a text on the clipboard
     */
    RouterCard(RouterModel model, Runnable startSaved, Consumer<String> copy) {
        super("Router");
        this.model = model;
        setId("router-card");
        getStyleClass().add("check-card");
        start = Buttons.plain("router-start", "Start", "bi-play-fill", startSaved);
        stop = Buttons.plain("router-stop", "Stop", "bi-stop-fill", model::stop);
        Tone.DANGER.on(stop.getGraphic());
        words.getStyleClass().addAll("pl-muted", "pl-small");
        words.setWrapText(true);
        words.setMinHeight(Region.USE_PREF_SIZE);
        words.setId("router-words");
        url.getStyleClass().addAll("pl-mono", "pl-small");
        url.setId("router-url");
        HBox.setHgrow(url, Priority.ALWAYS);
        url.setMaxWidth(Double.MAX_VALUE);
        address = new HBox(8, url, Buttons.link("router-copy", "Copy", () -> copy.accept(url.getText())));
        address.setAlignment(Pos.CENTER_LEFT);
        progress.setMaxWidth(Double.MAX_VALUE);
        progress.getStyleClass().add("small");
        content(words, address, progress, rows);
        model.onChange(this::read);
        read();
    }

    private void read() {
        LocalRouter.Status status = model.status();
        boolean on = status == LocalRouter.Status.ON;
        boolean off = status == LocalRouter.Status.OFF;
        title("Router", on ? model.policy() : "");
        start.setDisable(!model.canStart());
        if (on) {
            right(running, stop);
        } else if (off) {
            right(start);
        } else {
            right();
        }
        String other = model.other();
        String say = switch (status) {
            case OFF ->
                model.plan().isEmpty()
                        ? "It needs a configuration."
                        : !model.canStart()
                                ? "It can be started once the configuration has no problem."
                                : other.isEmpty()
                                        ? "Start it to try the models by hand. A benchmark starts one of its own."
                                        : "That of " + other + " is on; starting this one stops it.";
            case STARTING -> "Starting";
            case STOPPING -> "Stopping, with all its models";
            case ON -> "";
        };
        words.setText(say);
        show(words, !say.isEmpty());
        url.setText(model.url().map(Object::toString).orElse(""));
        show(address, on);
        show(progress, status == LocalRouter.Status.STARTING || status == LocalRouter.Status.STOPPING);
        List<RouterModel.Row> now = on ? model.models() : List.of();
        if (!now.equals(shown)) {
            shown = now;
            rows.getChildren().setAll(now.stream().map(this::row).toList());
        }
        show(rows, !now.isEmpty());
    }

    private Node row(RouterModel.Row row) {
        Circle dot = new Circle(4);
        dot.getStyleClass().add("pl-dot");
        tone(row.state()).on(dot);
        Label id = new Label(row.id());
        id.setMinWidth(0);
        id.setMaxWidth(180);
        Label note = new Label(row.note());
        note.getStyleClass().addAll("pl-muted", "pl-small");
        note.setMinWidth(0);
        HBox.setHgrow(note, Priority.ALWAYS);
        note.setMaxWidth(Double.MAX_VALUE);
        Button button = row.on()
                ? Buttons.link("router-unload-" + row.id(), "Unload", () -> model.unload(row.id()))
                : Buttons.link("router-load-" + row.id(), "Load", () -> model.load(row.id()));
        button.setAccessibleText(button.getText() + " " + row.id());
        button.setDisable(row.busy() || row.state() == null || row.state() == ModelState.STOPPING);
        HBox line = new HBox(8, dot, id, note, button);
        line.setAlignment(Pos.CENTER_LEFT);
        line.getStyleClass().add("check-row");
        return line;
    }

    private static Tone tone(@org.jspecify.annotations.Nullable ModelState state) {
        if (state == null) {
            return Tone.MUTED;
        }
        return switch (state) {
            case READY -> Tone.SUCCESS;
            case STARTING, STOPPING -> Tone.WARNING;
            case STOPPED, SHUTDOWN -> Tone.MUTED;
        };
    }

    private static void show(Node node, boolean on) {
        node.setVisible(on);
        node.setManaged(on);
    }
}
