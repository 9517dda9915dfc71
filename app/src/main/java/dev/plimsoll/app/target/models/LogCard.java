package dev.plimsoll.app.target.models;

import dev.plimsoll.app.widgets.Bound;
import dev.plimsoll.app.widgets.Buttons;
import dev.plimsoll.app.widgets.Card;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.scene.control.ComboBox;
import javafx.scene.control.TextArea;
import javafx.scene.layout.HBox;

/** What the router or one of its models said lately. */
final class LogCard extends Card {
    private static final double HEIGHT = 220;

    private final RouterModel router;
    private final StringProperty source = new SimpleStringProperty("");
    private final Consumer<String> copy;
    private final TextArea area = new TextArea();
    private final LogModel log;
    private List<String> offered = List.of();

    LogCard(RouterModel router, LogModel log, Consumer<String> copy) {
        super("Log", "the last " + LogModel.MOST_LINES + " lines");
        this.router = router;
        this.log = log;
        this.copy = copy;
        setId("router-log-card");
        area.setId("router-log");
        area.setEditable(false);
        area.setAccessibleText("Log");
        area.getStyleClass().addAll("pl-code", "pl-unnumbered", "pl-own-undo", "answer-text");
        area.setPrefHeight(HEIGHT);
        area.setMinHeight(HEIGHT);
        area.setPromptText("Nothing said yet.");
        log.text().addListener((_, _, text) -> {
            area.setText(text);
            int lastLine = text.lastIndexOf('\n') + 1;
            area.positionCaret(lastLine); // the view follows it
        });
        source.addListener((_, _, model) -> log.show(model.isEmpty() ? null : model));
        router.onChange(this::offer);
        content(area);
        offer();
    }

    private void offer() {
        List<String> now = router.ids().get();
        if (now.equals(offered) && !offered.isEmpty()) {
            return;
        }
        offered = now;
        List<Bound.Choice> choices = new ArrayList<>(List.of(new Bound.Choice("", "Router")));
        now.forEach(id -> choices.add(Bound.Choice.of(id)));
        if (!source.get().isEmpty() && !now.contains(source.get())) {
            source.set("");
        }
        ComboBox<Bound.Choice> combo = Bound.choice("router-log-source", source, choices, "");
        combo.setMaxWidth(180);
        combo.setAccessibleText("Whose log");
        right(new HBox(
                8,
                combo,
                Buttons.link(
                        "router-log-copy", "Copy", () -> copy.accept(log.text().get()))));
    }
}
