package dev.plimsoll.app;

import javafx.scene.Group;
import javafx.scene.Parent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.Region;

/** A page in the room that the window leaves it: header above, rail at the left, status bar below. For pictures. */
public final class Framed {
    private Framed() {}

    /** The page, taken out of wherever it was. JavaFX thread. */
    public static Parent of(Parent page) {
        if (page.getParent() instanceof BorderPane frame) {
            frame.setCenter(null);
        } else if (page.getScene() != null) {
            page.getScene().setRoot(new Group());
        }
        BorderPane frame = new BorderPane(page);
        frame.setTop(bar(0, 76));
        frame.setBottom(bar(0, 28));
        Region rail = bar(76, 0);
        frame.setLeft(rail);
        frame.widthProperty().addListener((_, _, width) -> {
            rail.setMinWidth(width.doubleValue() < 1200 ? 48 : 76);
            rail.setPrefWidth(rail.getMinWidth());
        });
        return frame;
    }

    private static Region bar(double width, double height) {
        Region bar = new Region();
        bar.setMinSize(width, height);
        bar.setPrefSize(width, height);
        bar.setStyle(
                "-fx-background-color: -color-border-default, -color-bg-default; -fx-background-insets: 0, 0 1px 1px"
                        + " 0");
        return bar;
    }
}
