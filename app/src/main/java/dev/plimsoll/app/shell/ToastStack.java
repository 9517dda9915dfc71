package dev.plimsoll.app.shell;

import dev.plimsoll.app.session.Notices;
import dev.plimsoll.app.widgets.VerdictMark;
import dev.plimsoll.engine.trust.Verdict;
import java.util.ArrayList;
import java.util.List;
import javafx.animation.PauseTransition;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Duration;

/** Toasts, lower right: each goes after five seconds, or stays while the mouse is on it. Never takes the focus. */
final class ToastStack extends VBox {
    private static final Duration STAY = Duration.seconds(5);

    private final Notices notices;

    ToastStack(Notices notices) {
        this.notices = notices;
        setId("toasts");
        getStyleClass().add("toasts");
        setAlignment(Pos.BOTTOM_RIGHT);
        setPickOnBounds(false);
        notices.toasts().addListener((ListChangeListener<Notices.Toast>) change -> {
            while (change.next()) {
                List<Notices.Toast> gone = new ArrayList<>(change.getRemoved());
                getChildren().removeIf(n -> n.getUserData() instanceof Notices.Toast t && gone.contains(t));
                change.getAddedSubList().forEach(t -> getChildren().add(node(t)));
            }
        });
    }

    private HBox node(Notices.Toast toast) {
        Label text = new Label(toast.text());
        text.setWrapText(true);
        text.setMinHeight(Region.USE_PREF_SIZE);
        HBox box = new HBox(VerdictMark.sign(Verdict.VALID, 16), text);
        for (Notices.Remedy remedy : toast.remedies()) {
            Hyperlink link = new Hyperlink(remedy.text());
            link.setMinWidth(Region.USE_PREF_SIZE);
            link.setOnAction(_ -> {
                notices.dismiss(toast);
                remedy.run().run();
            });
            box.getChildren().add(link);
        }
        box.getStyleClass().add("toast");
        box.setAlignment(Pos.CENTER_LEFT);
        box.setMaxWidth(Region.USE_PREF_SIZE);
        box.setUserData(toast);
        box.setAccessibleRole(javafx.scene.AccessibleRole.TEXT);
        box.setAccessibleText(toast.text());
        PauseTransition stay = new PauseTransition(STAY);
        stay.setOnFinished(_ -> notices.dismiss(toast));
        box.setOnMouseEntered(_ -> stay.pause());
        box.setOnMouseExited(_ -> stay.playFromStart());
        stay.play();
        return box;
    }
}
