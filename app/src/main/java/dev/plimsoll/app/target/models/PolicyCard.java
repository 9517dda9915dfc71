package dev.plimsoll.app.target.models;

import dev.plimsoll.app.widgets.Bound;
import dev.plimsoll.app.widgets.Card;
import dev.plimsoll.app.widgets.FormField;
import dev.plimsoll.app.widgets.FormRow;
import java.util.ArrayList;
import java.util.List;
import javafx.beans.property.StringProperty;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.RadioButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** In which order requests are served and what is stopped to make room, with the settings of what was chosen. */
final class PolicyCard extends Card {
    private final PolicyModel model;
    private final Label note = new Label();
    private final VBox room;
    private final FormRow choices;
    private final FormRow waits;
    private final VBox groups;
    private final VBox matrix;

    PolicyCard(ConfigModel config, PolicyModel model) {
        super("Policy", "saved in the configuration; a target may name another above");
        this.model = model;
        form();
        setId("models-policy");
        VBox order = choice(
                "Order of requests",
                model.scheduler(),
                "models-scheduler",
                List.of(
                        new Option(PolicyModel.FIFO, "By priority and arrival; requests for one model share its load."),
                        new Option(
                                PolicyModel.SERIAL, "Exact order of arrival, one request and one model at a time.")));
        room = choice(
                "What is stopped to make room",
                model.room(),
                "models-room",
                List.of(
                        new Option(PolicyModel.GROUP, "Groups say which models make room for which."),
                        new Option(PolicyModel.MATRIX, "Sets say what may run together; the cheapest to stop goes.")));
        choices = new FormRow(2, order, room);
        waits = new FormRow(
                2,
                new FormField("Longest wait", Bound.text("models-max-wait", model.maxWait, "no limit"))
                        .unit("s")
                        .hint("After it nothing overtakes a waiting request.")
                        .problems(model.form().problems(), "maxWait"),
                new FormField("Shortest stay", Bound.text("models-min-residency", model.minResidency, "0"))
                        .unit("s")
                        .hint("For which a model stays once it is ready.")
                        .problems(model.form().problems(), "minResidency"));
        groups = new VBox(
                8,
                heading("Groups", "Models of no group form a group of their own, in which one runs at a time."),
                new EntriesTable(config, model.groups, "models-groups", "Group", 120, "Add group", model::addGroup));
        matrix = new VBox(
                12,
                heading("Sets", "Names, & with, | or, parentheses, +set. The order decides between equals."),
                new EntriesTable(config, model.sets, "models-sets", "Set", 140, "Add set", model::addSet),
                heading("Short names", "For models whose id cannot stand in a set, as with / or :."),
                new EntriesTable(config, model.vars, "models-vars", "Name", 140, "Add short name", model::addVar),
                heading("Costs of stopping", "By short name or id; 1 where nothing is written."),
                new EntriesTable(config, model.costs, "models-costs", "Model", 240, "Add cost", model::addCost),
                new FormField(
                                "Between equals",
                                Bound.choice(
                                        "models-tie-break",
                                        model.tieBreak,
                                        List.of(
                                                new Bound.Choice("definitionOrder", "the set that is written first"),
                                                new Bound.Choice("idleFirst", "what stops an idle model"),
                                                new Bound.Choice(
                                                        "leastRecentlyUsed", "what stops the one unused longest")),
                                        "definitionOrder"))
                        .problems(model.form().problems(), "tieBreak"));
        note.getStyleClass().add("pl-field-message");
        note.setWrapText(true);
        note.setMinHeight(Region.USE_PREF_SIZE);
        note.setId("models-policy-note");
        config.onRead(this::read);
        model.refused().addListener((_, _, _) -> read());
    }

    private record Option(String value, String text) {}

    private void read() {
        boolean serial = model.scheduler().get().equals(PolicyModel.SERIAL);
        boolean useMatrix = model.room().get().equals(PolicyModel.MATRIX);
        String why = model.refused().get();
        String text = !why.isEmpty()
                ? why
                : serial
                        ? "Serial stops every other model first and counts no group, set, priority or limit."
                        : model.legacy()
                                ? "The file has the old keys groups or matrix at its top. To choose between them here,"
                                        + " move them below routing.router.settings in the YAML."
                                : "";
        note.setText(text);
        note.setVisible(!text.isEmpty());
        note.setManaged(!text.isEmpty());
        room.setDisable(serial || model.legacy());
        List<Node> shown = new ArrayList<>(List.of(choices, note));
        if (!serial) {
            shown.add(waits);
            shown.add(useMatrix ? matrix : groups);
        }
        if (!getChildren()
                .subList(1, getChildren().size())
                .equals(shown)) { // putting a node back would take the focus from it
            content(shown.toArray(Node[]::new));
        }
    }

    private static Node heading(String title, String sentence) {
        Label name = new Label(title);
        name.getStyleClass().add("pl-card-title");
        Label text = new Label(sentence);
        text.getStyleClass().add("pl-field-message");
        text.setWrapText(true);
        return new VBox(2, name, text);
    }

    private static VBox choice(String title, StringProperty value, String id, List<Option> options) {
        Label name = new Label(title);
        name.getStyleClass().add("pl-field-label");
        VBox box = new VBox(8, name);
        ToggleGroup group = new ToggleGroup();
        for (Option option : options) {
            RadioButton button = new RadioButton(option.value());
            button.setId(id + "-" + option.value());
            button.setToggleGroup(group);
            button.setAccessibleHelp(option.text());
            Label sentence = new Label(option.text());
            sentence.getStyleClass().addAll("pl-field-message", "models-option");
            sentence.setWrapText(true);
            sentence.setMinHeight(Region.USE_PREF_SIZE);
            Runnable read = () -> button.setSelected(value.get().equals(option.value()));
            value.addListener((_, _, _) -> read.run());
            read.run();
            button.setOnAction(_ -> value.set(option.value()));
            box.getChildren().add(new VBox(0, button, sentence));
        }
        return box;
    }
}
