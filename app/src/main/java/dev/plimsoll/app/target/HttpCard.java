package dev.plimsoll.app.target;

import dev.plimsoll.app.widgets.Bound;
import dev.plimsoll.app.widgets.Bound.Choice;
import dev.plimsoll.app.widgets.Card;
import dev.plimsoll.app.widgets.FormField;
import dev.plimsoll.app.widgets.FormRow;
import dev.plimsoll.app.widgets.NameField;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;

/** Name, kind, where it is, what it speaks. In place of a URL the simulator has a profile, and local models a configuration. */
final class HttpCard extends Card {
    private static final List<Choice> KINDS = List.of(
            new Choice(TargetModel.HTTP, "HTTP endpoint"),
            new Choice(TargetModel.MODELS, "Local models"),
            new Choice(TargetModel.SIMULATOR, "Demo simulator"));
    private static final List<Choice> PROFILES = List.of(
            new Choice("small", "small: full at 40 req/s"),
            new Choice("large", "large: 10,000 slots"),
            new Choice("fixed", "fixed: fixed times, no queue"),
            new Choice("instant", "instant: answers at once"));

    private final TargetModel model;
    private final NameField name;
    private final StringProperty kind = new SimpleStringProperty(TargetModel.HTTP);
    private final ObservableList<String> models = FXCollections.observableArrayList();
    private final FormField url;
    private final FormField profile;
    private final ComboBox<String> modelNames;
    private final FormField modelField;
    private final EndpointFields endpoint;
    private final HBox switches;
    private final Node ofModels;
    private boolean reading;

    /**
     * A card.
     *
     * @param ofModels the fields that only local models have
     */
    HttpCard(TargetModel model, Function<String, Optional<String>> rename, Node ofModels) {
        this.model = model;
        this.ofModels = ofModels;
        form();
        name = new NameField("target-name", rename);
        FormField kindField = new FormField("Kind", Bound.choice("target-kind", kind, KINDS, TargetModel.HTTP));
        TextField urlText = Bound.text("target-url", model.url, "http://127.0.0.1:8000");
        url = new FormField("URL", urlText).problems(model.form().problems(), "url");
        profile = new FormField("Profile", Bound.choice("target-profile", model.profile, PROFILES, "small"))
                .problems(model.form().problems(), "profile");
        modelNames = Bound.suggest("target-model", model.model, models, "");
        modelField = new FormField("Model", modelNames).problems(model.form().problems(), "model");
        endpoint = new EndpointFields(model, modelField);
        switches = new HBox(24, Bound.toggle("target-stream", model.stream, "Stream the answer"));
        content(new FormRow(2, name.in("Name"), kindField), url, profile, ofModels, endpoint.node(), switches);
        kind.addListener((_, _, to) -> {
            if (!reading) {
                model.changeKind(to);
            }
        });
        model.form().onRead(this::read);
    }

    /** Names of the fields of the endpoint that are shown. */
    Set<String> endpointFields() {
        return endpoint.shown();
    }

    /** The models that the last check found. */
    void models(List<String> found, String when) {
        if (!models.equals(found)) {
            models.setAll(found);
        }
        if (model.endpoint.has("payloadTemplate")) {
            modelField.hint("What the template calls model.");
        } else if (model.kind().equals(TargetModel.SIMULATOR)) {
            modelField.hint("The name that it lists.");
        } else if (model.kind().equals(TargetModel.MODELS)) {
            modelField.hint("Of requests whose row names none.");
        } else if (found.isEmpty()) {
            modelField.hint("Fetched when the check succeeds.");
        } else {
            modelField.hint(found.size() + (found.size() == 1 ? " model" : " models") + ", fetched at " + when + ".");
        }
    }

    private void read() {
        reading = true;
        String is = model.kind();
        if (TargetModel.KINDS.contains(is)) {
            kind.set(is);
        }
        reading = false;
        boolean http = is.equals(TargetModel.HTTP);
        show(url, http);
        show(profile, is.equals(TargetModel.SIMULATOR));
        show(ofModels, is.equals(TargetModel.MODELS));
        modelNames.setPromptText( // the editor's follows it
                model.endpoint.has("payloadTemplate")
                        ? "none"
                        : is.equals(TargetModel.MODELS)
                                ? "First one of the configuration"
                                : "First one the server lists");
        show(switches, model.endpoint.canStream());
        var part = model.form().part();
        name.show(part == null || part.id() == null ? "" : part.id());
    }

    private static void show(Node node, boolean on) {
        node.setVisible(on);
        node.setManaged(on);
    }
}
