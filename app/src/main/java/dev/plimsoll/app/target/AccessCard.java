package dev.plimsoll.app.target;

import dev.plimsoll.app.services.FileDialogs;
import dev.plimsoll.app.widgets.Bound;
import dev.plimsoll.app.widgets.Bound.Choice;
import dev.plimsoll.app.widgets.Buttons;
import dev.plimsoll.app.widgets.Card;
import dev.plimsoll.app.widgets.FormField;
import dev.plimsoll.app.widgets.FormRow;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.scene.control.TextField;

/** Where the key is found, which certificates are trusted, and which version of HTTP is spoken. */
final class AccessCard extends Card {
    private final TargetModel model;
    private final FormField variable;
    private final FormField tls;
    private final StringProperty verify = new SimpleStringProperty("");

    AccessCard(TargetModel model, FileDialogs dialogs, UnaryOperator<Path> relative) {
        super("Access");
        this.model = model;
        form();
        TextField variableText = Bound.text("target-key-variable", model.keyVariable(), "OPENAI_API_KEY");
        variableText.getStyleClass().add("pl-mono");
        variable = new FormField("API key from variable", variableText)
                .problems(model.form().problems(), "apiKeyEnv");
        model.keyVariableError()
                .addListener(
                        (_, _, _) -> variable.error(model.keyVariableError().get()));
        FormField file = new FormField("or from a file", Bound.text("target-key-file", model.keyFile, ""))
                .problems(model.form().problems(), "apiKeyFile")
                .hint("Holds the key alone.");
        file.beside(Buttons.icon(
                "target-key-browse",
                "bi-folder2-open",
                "Choose the key file",
                () -> dialogs.open("Choose the key file", "Key file")
                        .ifPresent(
                                path -> model.keyFile.set(relative.apply(path).toString()))));
        tls = new FormField(
                "TLS",
                Bound.choice(
                        "target-tls",
                        verify,
                        List.of(new Choice("", "Verify certificates"), new Choice("no", "Accept any certificate")),
                        ""));
        FormField ca = new FormField(
                        "Certificates to trust", Bound.text("target-ca-file", model.caFile, "the Java runtime's"))
                .problems(model.form().problems(), "caFile")
                .hint("A PEM file: your own authority, or a self-signed server's certificate.");
        ca.beside(Buttons.icon(
                "target-ca-browse",
                "bi-folder2-open",
                "Choose the certificate file",
                () -> dialogs.open("Choose the certificate file", "Certificates")
                        .ifPresent(path -> model.caFile.set(relative.apply(path).toString()))));
        FormField version = new FormField(
                        "HTTP version",
                        Bound.choice(
                                "target-http-version",
                                model.httpVersion,
                                List.of(new Choice("", "1.1"), new Choice("2", "2")),
                                ""))
                .problems(model.form().problems(), "httpVersion")
                .hint("Over 2, many answers share a connection and its reads.");
        verify.addListener((_, _, to) -> model.insecure.set(to.equals("no")));
        model.insecure.addListener((_, _, on) -> verify.set(on ? "no" : ""));
        verify.set(model.insecure.get() ? "no" : "");
        model.url.addListener((_, _, _) -> hints());
        model.keyVariable().addListener((_, _, _) -> hints());
        content(new FormRow(3, variable, file, tls), new FormRow(3, ca, version));
        model.form().onRead(this::hints);
    }

    private void hints() {
        variable.hint(model.keyVariableHint());
        boolean https = model.url.get().strip().toLowerCase(Locale.ROOT).startsWith("https:");
        tls.hint(
                !https
                        ? "Not used for http."
                        : model.insecure.get() ? "Every report says that it was not verified." : "");
    }
}
