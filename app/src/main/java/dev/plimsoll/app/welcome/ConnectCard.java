package dev.plimsoll.app.welcome;

import dev.plimsoll.app.services.Texts;
import dev.plimsoll.app.session.PageId;
import dev.plimsoll.app.session.Workbench;
import dev.plimsoll.app.widgets.Card;
import dev.plimsoll.app.widgets.Icons;
import dev.plimsoll.app.widgets.Tone;
import java.nio.file.Path;
import java.util.Optional;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;

/** Makes a workspace for a server from its URL alone, and offers one found on this machine. */
final class ConnectCard extends Card {
    private static final PseudoClass DANGER = PseudoClass.getPseudoClass("danger");

    private final Workbench bench;
    private final TextField url = new TextField();
    private final TextFlow note = new TextFlow();
    private boolean looked;

    ConnectCard(Workbench bench) {
        this.bench = bench;
        getStyleClass().add("welcome-connect");
        form();
        Label title = new Label(Texts.of("welcome.connect.title"), Icons.of("bi-hdd-network", 20));
        Tone.ACCENT.on(title.getGraphic());
        title.getStyleClass().addAll("pl-strong", "connect-title");
        Label text = new Label(Texts.of("welcome.connect.text"));
        text.getStyleClass().addAll("pl-muted", "pl-small");
        text.setWrapText(true);
        text.setMinHeight(Region.USE_PREF_SIZE);
        url.setId("welcome-url");
        url.setText("http://127.0.0.1:8000");
        url.setAccessibleText("URL of the server");
        url.getStyleClass().add("connect-url");
        url.setOnAction(_ -> connect());
        url.textProperty().addListener(_ -> clear());
        HBox.setHgrow(url, Priority.ALWAYS);
        Button button = new Button(Texts.of("welcome.connect.button"));
        button.setId("welcome-connect");
        button.getStyleClass().add("connect-button");
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setOnAction(_ -> connect());
        HBox row = new HBox(8, url, button);
        row.setAlignment(Pos.CENTER_LEFT);
        note.setId("welcome-note");
        note.getStyleClass().add("connect-note");
        VBox head = new VBox(title, text);
        head.getStyleClass().add("connect-head");
        content(head, row, note);
        say("", "");
    }

    /** Looks once for a server on this machine, on another thread. */
    void look() {
        if (looked) {
            return;
        }
        looked = true;
        say(Texts.of("welcome.connect.looking"), "");
        bench.tasks().runQuietly(() -> LocalServer.find(LocalServer.USUAL_PORTS), this::found, _ -> say("", ""));
    }

    private void found(Optional<LocalServer> server) {
        if (server.isEmpty()) {
            say(Texts.of("welcome.connect.none"), "");
            return;
        }
        url.setText(server.get().url());
        say(
                Texts.of("welcome.connect.found", String.valueOf(server.get().port())),
                " " + server.get().model());
    }

    private void clear() {
        if (url.getPseudoClassStates().contains(DANGER)) {
            url.pseudoClassStateChanged(DANGER, false);
            say("", "");
        }
    }

    private void connect() {
        String typed = url.getText();
        Optional<String> wrong = FirstWorkspace.wrong(typed);
        if (wrong.isPresent()) {
            url.pseudoClassStateChanged(DANGER, true);
            url.requestFocus();
            Text text = new Text(wrong.get());
            text.getStyleClass().add("connect-wrong");
            note.getChildren().setAll(text);
            url.setAccessibleHelp(wrong.get());
            return;
        }
        bench.desk()
                .adopt(
                        FirstWorkspace.of(typed, Path.of(System.getProperty("user.home"))),
                        () -> bench.navigator().show(PageId.TARGETS, FirstWorkspace.targetId(typed)));
    }

    private void say(String plain, String strong) {
        Text first = new Text(plain);
        first.getStyleClass().add("connect-plain");
        Text second = new Text(strong);
        second.getStyleClass().add("connect-strong");
        note.getChildren().setAll(first, second);
    }
}
