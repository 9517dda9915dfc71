package dev.plimsoll.app.target.models;

import dev.plimsoll.app.session.LinkedFile;
import dev.plimsoll.app.widgets.Card;
import dev.plimsoll.engine.router.config.RouterConfig;
import java.util.function.IntConsumer;
import javafx.beans.property.BooleanProperty;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;

/** What the configuration comes to, what is wrong with it, and whether it is edited by fields or as text. */
final class ConfigCard extends Card {
    private final ConfigModel config;
    private final FaultRows faults;
    private final Label told = new Label();
    private final HBox views;

    /**
     * A card.
     *
     * @param asText whether the text is shown in place of the fields
     * @param toLine shows a line of the text
     */
    ConfigCard(ConfigModel config, BooleanProperty asText, IntConsumer toLine) {
        super("Configuration");
        this.config = config;
        setId("models-config-card");
        faults = new FaultRows(toLine);
        told.getStyleClass().addAll("pl-muted", "pl-small");
        told.setWrapText(true);
        told.setMinHeight(Region.USE_PREF_SIZE);
        told.setId("models-config-told");
        ToggleGroup group = new ToggleGroup();
        ToggleButton fields = view("models-view-form", "Form", "left-pill", group);
        ToggleButton text = view("models-view-yaml", "YAML", "right-pill", group);
        fields.setOnAction(_ -> asText.set(false));
        text.setOnAction(_ -> asText.set(true));
        Runnable show = () -> {
            fields.setSelected(!asText.get());
            text.setSelected(asText.get());
        };
        asText.addListener((_, _, _) -> show.run());
        show.run();
        views = new HBox(fields, text);
        views.setAlignment(Pos.CENTER_RIGHT);
        right(views);
        content(told, faults);
        config.onRead(this::read);
    }

    private static ToggleButton view(String id, String text, String pill, ToggleGroup group) {
        ToggleButton button = new ToggleButton(text);
        button.setId(id);
        button.getStyleClass().addAll(pill, "models-view");
        button.setToggleGroup(group);
        return button;
    }

    private void read() {
        LinkedFile file = config.file().orElse(null);
        boolean there = file != null && file.readable();
        views.setVisible(there);
        views.setManaged(there);
        String say = "";
        if (file == null) {
            title("Configuration", "");
            say = "A file in YAML says which models there are and how each is started. llama-swap's are read as they"
                    + " are. Choose one above, or make a new one.";
        } else if (!there) {
            title(file.name(), "");
            say = file.name() + " " + file.trouble() + ". It is read as soon as it can be.";
        } else {
            title(file.name(), facts(file));
            say = String.join(" ", config.told());
        }
        told.setText(say);
        told.setVisible(!say.isEmpty());
        told.setManaged(!say.isEmpty());
        faults.show(config.faults());
    }

    private String facts(LinkedFile file) {
        String unsaved = file.edited() ? " · edited" : "";
        RouterConfig read = config.config().orElse(null);
        if (read == null) {
            long errors = config.errors();
            return (errors == 1 ? "1 problem" : errors + " problems") + unsaved;
        }
        int models = read.models().size();
        String policy = read.routing().scheduler().equals(PolicyModel.SERIAL)
                ? PolicyModel.SERIAL
                : read.routing().scheduler() + " + " + read.routing().router();
        return (models == 1 ? "1 model" : models + " models") + " · " + policy + unsaved;
    }
}
