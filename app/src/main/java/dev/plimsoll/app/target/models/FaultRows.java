package dev.plimsoll.app.target.models;

import dev.plimsoll.app.widgets.Icons;
import dev.plimsoll.app.widgets.Tone;
import dev.plimsoll.engine.problem.Problem;
import dev.plimsoll.engine.router.config.ConfigFault;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntConsumer;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;

/** What is wrong with a configuration, errors first, each with the line it is in. */
final class FaultRows extends VBox {
    private static final int MOST = 12;

    private final IntConsumer toLine;
    private List<ConfigFault> shown = List.of();

    /**
     * None yet.
     *
     * @param toLine shows a line of the text
     */
    FaultRows(IntConsumer toLine) {
        super(2);
        this.toLine = toLine;
        setId("models-faults");
        show(List.of());
    }

    void show(List<ConfigFault> faults) {
        setVisible(!faults.isEmpty());
        setManaged(!faults.isEmpty());
        if (faults.equals(shown)) {
            return;
        }
        shown = List.copyOf(faults);
        getChildren()
                .setAll(faults.stream()
                        .sorted(Comparator.comparing((ConfigFault f) -> !f.isError())
                                .thenComparing(f -> f.problem().line()))
                        .limit(MOST)
                        .map(this::row)
                        .toList());
        if (faults.size() > MOST) {
            Label more = new Label("and " + (faults.size() - MOST) + " more");
            more.getStyleClass().addAll("pl-muted", "pl-small");
            getChildren().add(more);
        }
    }

    private Node row(ConfigFault fault) {
        Problem problem = fault.problem();
        FontIcon sign = Icons.of(fault.isError() ? "bi-exclamation-circle-fill" : "bi-exclamation-triangle-fill", 12);
        (fault.isError() ? Tone.DANGER : Tone.WARNING).on(sign);
        Label text = new Label((problem.path().isEmpty() ? "" : problem.path() + ": ") + ConfigModel.sentence(problem));
        text.setWrapText(true);
        text.setMinHeight(Region.USE_PREF_SIZE);
        text.getStyleClass().add("pl-small");
        HBox.setHgrow(text, Priority.ALWAYS);
        text.setMaxWidth(Double.MAX_VALUE);
        HBox row = new HBox(8, sign, text);
        row.setAlignment(Pos.CENTER_LEFT);
        if (problem.line() > 0) {
            Hyperlink line = new Hyperlink("Line " + problem.line());
            line.getStyleClass().add("pl-fold");
            line.setMinWidth(Region.USE_PREF_SIZE);
            line.setOnAction(_ -> toLine.accept(problem.line()));
            row.getChildren().add(line);
        }
        return row;
    }
}
