package dev.plimsoll.app.target.models;

import dev.plimsoll.app.widgets.Bound;
import dev.plimsoll.app.widgets.Card;
import dev.plimsoll.app.widgets.CodeField;
import dev.plimsoll.app.widgets.Fold;
import dev.plimsoll.app.widgets.FormField;
import dev.plimsoll.app.widgets.FormRow;
import dev.plimsoll.app.widgets.NameField;
import dev.plimsoll.engine.problem.Problem;
import javafx.beans.property.StringProperty;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.css.PseudoClass;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** The selected model. */
final class ModelCard extends Card {
    private static final PseudoClass DANGER = PseudoClass.getPseudoClass("danger");

    private final ModelsModel models;
    private final ModelModel model;
    private final ObservableList<Problem> problems; // held, or its listener would be told nothing
    private final NameField id;
    private final Label further = new Label();
    private final CodeField command = new CodeField("model-command", 2, 14);
    private final Label commandMessage = new Label();
    private final Fold more;
    private boolean reading;

    ModelCard(ConfigModel config, ModelsModel models, ModelModel model) {
        super("Model");
        this.models = models;
        this.model = model;
        this.problems = model.form().problems();
        form();
        setId("model-card");
        id = new NameField("model-id", models::rename);
        command.area().setAccessibleText("Command");
        command.area().setWrapText(true);
        bind(command.area().textProperty(), model.command);
        commandMessage.getStyleClass().add("pl-field-message");
        commandMessage.setWrapText(true);
        commandMessage.setMinHeight(Region.USE_PREF_SIZE);
        Label commandLabel = new Label("Command");
        commandLabel.getStyleClass().add("pl-field-label");
        VBox commandField = new VBox(4, commandLabel, command, commandMessage);
        TextField alias = mono(Bound.text("model-aliases", model.aliases, "none"));
        further.getStyleClass().add("pl-field-message");
        further.setWrapText(true);
        further.setId("model-further");
        more = new Fold(
                "model-more",
                "Address, stop command, variables",
                new FormRow(
                        2,
                        field(
                                "Where it listens",
                                mono(Bound.text("model-proxy", model.proxy, "http://localhost:${PORT}")),
                                "proxy"),
                        field(
                                        "Stop command",
                                        mono(Bound.text("model-stop", model.stopCommand, "asked to terminate")),
                                        "cmdStop")
                                .hint("${PID} is its process.")),
                field(
                        "Name at its server",
                        mono(Bound.text("model-use-name", model.useModelName, "as it was asked for")),
                        "useModelName"),
                new VariableRows(model.variables));
        content(
                new FormRow(2, id.in("Id"), field("Aliases", alias, "aliases").hint("Separated by commas.")),
                commandField,
                new FormRow(
                        3,
                        field(
                                "Ready when this answers",
                                mono(Bound.text("model-check", model.check, "/health")),
                                "checkEndpoint"),
                        field("Stops after idle", Bound.text("model-ttl", model.ttl, "never"), "ttl")
                                .unit("s"),
                        field(
                                        "Time to stop by itself",
                                        Bound.text("model-unload", model.unloadTimeout, "10"),
                                        "unloadTimeout")
                                .unit("s")),
                new FormRow(
                        3,
                        field("Priority", Bound.text("model-priority", model.priority, "0"), "priority")
                                .hint("Higher goes first."),
                        field("Requests at most", Bound.text("model-limit", model.limit, "10"), "concurrencyLimit")
                                .hint("Queued, waiting and served."),
                        unlisted()),
                more,
                further);
        command.area().setPromptText("llama-server --port ${PORT} -m model.gguf");
        problems.addListener((ListChangeListener<Problem>) _ -> tell());
        config.onRead(this::read);
    }

    private VBox unlisted() {
        Label above = new Label("List of models");
        above.getStyleClass().add("pl-field-label");
        return new VBox(8, above, Bound.toggle("model-unlisted", model.unlisted, "Left out"));
    }

    private FormField field(String label, Control control, String name) {
        return new FormField(label, control).problems(model.form().problems(), name);
    }

    private static TextField mono(TextField field) {
        field.getStyleClass().add("pl-mono");
        return field;
    }

    /** Both ways; an area that is not bound could not be set while it is read. */
    private void bind(StringProperty area, StringProperty property) {
        area.bindBidirectional(property);
    }

    private void read() {
        if (reading) {
            return;
        }
        reading = true;
        String selected = models.selected().get();
        setVisible(selected != null);
        setManaged(selected != null);
        id.show(selected == null ? "" : selected);
        title(selected == null ? "Model" : selected, "");
        model.further()
                .ifPresentOrElse(
                        names -> further.setText("Also written: " + names + ". These are edited in the YAML."),
                        () -> further.setText(""));
        further.setVisible(!further.getText().isEmpty());
        further.setManaged(further.isVisible());
        int variables = model.variables.rows().size();
        more.summary((model.proxy.get().isBlank() ? "usual address" : model.proxy.get()) + " · "
                + (variables == 0 ? "no variables" : variables == 1 ? "1 variable" : variables + " variables"));
        tell();
        reading = false;
    }

    private void tell() {
        String wrong = problems.stream()
                .filter(p -> p.path().equals("cmd"))
                .findFirst()
                .map(FormField::sentence)
                .orElse("");
        commandMessage.setText(
                wrong.isEmpty() ? "No shell: a program and its arguments. ${PORT} is a free port." : wrong);
        commandMessage.pseudoClassStateChanged(DANGER, !wrong.isEmpty());
        command.area().pseudoClassStateChanged(DANGER, !wrong.isEmpty());
        command.area().setAccessibleHelp(commandMessage.getText());
    }
}
