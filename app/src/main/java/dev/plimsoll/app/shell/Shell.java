package dev.plimsoll.app.shell;

import dev.plimsoll.app.session.Workbench;
import java.util.List;
import java.util.Objects;
import javafx.scene.Scene;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.StackPane;

/** Everything in the window. */
public final class Shell {
    private final StackPane root = new StackPane();
    private final PageHost host;
    private final Workbench workbench;

    /** For a workbench, with the pages of {@link Pages}. */
    public Shell(Workbench workbench) {
        this(workbench, Pages.ALL);
    }

    Shell(Workbench workbench, List<Pages.Entry> pages) {
        this.workbench = workbench;
        host = new PageHost(workbench, pages);
        BorderPane frame = new BorderPane(host);
        frame.setLeft(new Rail(workbench, pages));
        frame.getStyleClass().add("shell");
        root.getChildren().add(frame);
        root.getStylesheets()
                .add(Objects.requireNonNull(Shell.class.getResource("shell.css"))
                        .toExternalForm());
    }

    /** A scene of it, dressed. */
    public Scene scene(double width, double height) {
        Scene scene = new Scene(root, width, height);
        workbench.services().theme().dress(scene);
        return scene;
    }

    /** Lets every page go. */
    public void dispose() {
        host.dispose();
    }
}
