package dev.plimsoll.app.welcome;

import dev.plimsoll.app.services.Texts;
import dev.plimsoll.app.session.Action;
import dev.plimsoll.app.session.Workbench;
import dev.plimsoll.app.widgets.Icons;
import dev.plimsoll.app.widgets.Keys;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** The demo: a sketch of what it shows, what it does, and the one primary button of the page. */
final class DemoCard extends VBox {
    DemoCard(Workbench bench) {
        getStyleClass().addAll("pl-card", "welcome-demo");
        Label title = new Label(Texts.of("welcome.demo.title"));
        title.getStyleClass().addAll("pl-page-title", "demo-title");
        Label text = new Label(Texts.of("welcome.demo.text"));
        text.getStyleClass().addAll("pl-muted", "pl-small");
        text.setWrapText(true);
        text.setMinHeight(Region.USE_PREF_SIZE);
        Button run = new Button(Texts.of("run.demo"), Icons.of("bi-play-fill", 16));
        run.setId("welcome-demo");
        run.getStyleClass().addAll("accent", "demo-button");
        run.setMinWidth(Region.USE_PREF_SIZE);
        Label time = new Label(Texts.of("welcome.demo.time"));
        time.getStyleClass().addAll("pl-muted", "pl-small");
        time.setMinWidth(Region.USE_PREF_SIZE);
        Region room = new Region();
        HBox.setHgrow(room, Priority.ALWAYS);
        HBox row = new HBox(8, run, time, room, Keys.cap("F5"));
        row.setAlignment(Pos.CENTER_LEFT);
        Region above = new Region();
        VBox.setVgrow(above, Priority.ALWAYS);
        getChildren().addAll(new DemoSketch(), title, text, above, row);
        run.setOnAction(_ -> bench.actions().find("run.demo").ifPresent(Action::fire));
        run.disableProperty().bind(bench.run().running());
    }
}
