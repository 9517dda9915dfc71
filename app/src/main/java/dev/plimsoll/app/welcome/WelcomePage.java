package dev.plimsoll.app.welcome;

import dev.plimsoll.app.session.PageId;
import dev.plimsoll.app.session.Workbench;
import dev.plimsoll.app.widgets.Mark;
import dev.plimsoll.app.widgets.Page;
import javafx.geometry.Pos;
import javafx.scene.Parent;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** The page a person starts on. */
public final class WelcomePage implements Page {
    private final VBox view = new VBox();

    /** For a window. */
    public WelcomePage(Workbench workbench) {
        view.setId("welcome");
        view.getStyleClass().add("welcome");
        Label name = new Label("Plimsoll");
        name.getStyleClass().add("welcome-name");
        Label line =
                new Label("Find the load line of your inference server: how much it carries before it is too much.");
        VBox words = new VBox(name, line);
        HBox head = new HBox(20, Mark.of(60), words);
        head.setAlignment(Pos.CENTER_LEFT);
        view.getChildren().add(head);
    }

    @Override
    public PageId id() {
        return PageId.WELCOME;
    }

    @Override
    public Parent view() {
        return view;
    }

    @Override
    public void shown(@Nullable Object argument) {}

    @Override
    public void hidden() {}
}
