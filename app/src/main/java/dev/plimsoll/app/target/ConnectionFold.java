package dev.plimsoll.app.target;

import dev.plimsoll.app.session.PartForm;
import dev.plimsoll.app.widgets.Bound;
import dev.plimsoll.app.widgets.Buttons;
import dev.plimsoll.app.widgets.Fold;
import dev.plimsoll.app.widgets.FormField;
import dev.plimsoll.app.widgets.FormRow;
import dev.plimsoll.app.widgets.Tone;
import javafx.beans.property.StringProperty;
import javafx.collections.ListChangeListener;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** Time-outs and headers: what is seldom changed. */
final class ConnectionFold {
    private final TargetModel model;
    private final VBox rows = new VBox(8);
    private final Label warning = new Label();
    private final VBox headers;
    private final TextField idle;
    private final Fold fold;

    ConnectionFold(TargetModel model) {
        this.model = model;
        Label title = new Label("Headers");
        title.getStyleClass().add("pl-field-label");
        Label none = new Label("${env:NAME} in a value is filled in when a run starts, and never stored.");
        none.getStyleClass().add("pl-field-message");
        none.setWrapText(true);
        warning.getStyleClass().add("pl-field-message");
        warning.setWrapText(true);
        warning.setId("target-header-warning");
        Tone.WARNING.on(warning);
        headers = new VBox(
                8,
                title,
                rows,
                new HBox(Buttons.plain("target-header-add", "Add header", "bi-plus", model.headers::add)),
                none,
                warning);
        idle = Bound.text("target-idle", model.idleSeconds, "60");
        fold = new Fold(
                "target-connection",
                "Connection",
                new FormRow(
                        3,
                        seconds("target-connect", "Connect within", model.connectSeconds, "timeouts.connect", "5"),
                        new FormField("Longest silence", idle)
                                .unit("s")
                                .problems(model.form().problems(), "timeouts.idle"),
                        seconds("target-total", "Whole request", model.totalSeconds, "timeouts.total", "no limit")),
                headers);
        model.headers.rows().addListener((ListChangeListener<HeadersModel.Row>) _ -> showRows());
        showRows();
        PartForm form = model.form();
        form.onRead(this::summarise);
        form.problems().addListener((ListChangeListener<Object>) _ -> {
            if (form.problems().stream()
                    .anyMatch(p -> p.path().startsWith("timeouts") || p.path().startsWith("headers"))) {
                fold.open(true); // an error is never folded away
            }
        });
    }

    Fold node() {
        return fold;
    }

    private FormField seconds(String id, String label, StringProperty property, String member, String prompt) {
        return new FormField(label, Bound.text(id, property, prompt))
                .unit("s")
                .problems(model.form().problems(), member);
    }

    private void showRows() {
        rows.getChildren().setAll(model.headers.rows().stream().map(this::row).toList());
    }

    private Node row(HeadersModel.Row header) {
        int index = model.headers.rows().indexOf(header);
        TextField name = Bound.text("target-header-name-" + index, header.name(), "X-Team");
        name.setPrefWidth(200);
        name.setMinWidth(120);
        name.setAccessibleText("Header name");
        TextField value = Bound.text("target-header-value-" + index, header.value(), "${env:NAME}");
        value.setAccessibleText("Header value");
        HBox.setHgrow(value, Priority.ALWAYS);
        header.value().addListener((_, _, _) -> warn());
        header.name().addListener((_, _, _) -> warn());
        return new HBox(
                8,
                name,
                value,
                Buttons.icon(
                        "target-header-remove-" + index,
                        "bi-x",
                        "Delete this header",
                        () -> model.headers.remove(header)));
    }

    private void warn() {
        String text = model.headerWarning()
                .or(() -> model.form().problems().stream()
                        .filter(p -> p.path().startsWith("headers"))
                        .findFirst()
                        .map(p -> p.path().replace("headers.", "") + " " + p.what() + "."))
                .orElse("");
        warning.setText(text);
        warning.setVisible(!text.isEmpty());
        warning.setManaged(!text.isEmpty());
    }

    private void summarise() {
        boolean http = model.kind().equals(TargetModel.HTTP);
        headers.setVisible(http);
        headers.setManaged(http);
        String silence =
                model.kind().equals(TargetModel.MODELS) ? "600" : "60"; // a request waits while its model loads
        idle.setPromptText(silence);
        int count = model.headers.rows().size();
        fold.summary("connect " + shown(model.connectSeconds, "5") + " · silence " + shown(model.idleSeconds, silence)
                + " · whole request " + shown(model.totalSeconds, "0")
                + (!http ? "" : " · ")
                + (!http
                        ? ""
                        : count == 0 ? "no extra headers" : count == 1 ? "1 extra header" : count + " extra headers"));
        warn();
    }

    private static String shown(StringProperty seconds, String ifEmpty) {
        String text = seconds.get().isBlank() ? ifEmpty : seconds.get().strip();
        return text.equals("0") ? "no limit" : text + " s";
    }
}
