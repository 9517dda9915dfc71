package dev.plimsoll.app.widgets;

import javafx.css.PseudoClass;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextArea;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/** A text area for code: monospaced, as high as its lines, with line numbers at the left and one line marked where it is at fault. */
public final class CodeField extends StackPane {
    private static final PseudoClass DANGER = PseudoClass.getPseudoClass("danger");
    /** Height of a line of 12 px Plex Mono in a text area; the numbers and the mark stand on it. */
    private static final double LINE = 16;

    private static final double INSET = 8;

    private final TextArea area = new TextArea();
    private final VBox numbers = new VBox();
    private final Region mark = new Region();
    private final int fewest;
    private final int most;
    private int markedLine;

    /**
     * An empty one.
     *
     * @param fewest lines that are always there
     * @param most lines beyond which it scrolls, without numbers then
     */
    public CodeField(String id, int fewest, int most) {
        this.fewest = fewest;
        this.most = most;
        getStyleClass().add("pl-code-field");
        area.setId(id);
        area.getStyleClass().add("pl-code");
        area.setWrapText(false);
        numbers.getStyleClass().add("pl-code-numbers");
        numbers.setMouseTransparent(true);
        numbers.setManaged(false);
        mark.getStyleClass().add("pl-code-mark");
        mark.setMouseTransparent(true);
        mark.setManaged(false);
        getChildren().addAll(area, mark, numbers);
        area.textProperty().addListener(_ -> measure());
        measure();
    }

    /** The text area. */
    public TextArea area() {
        return area;
    }

    /** Marks a line, 1-based; 0 for none. */
    public void markLine(int line) {
        markedLine = line;
        area.pseudoClassStateChanged(DANGER, line > 0);
        requestLayout();
    }

    @Override
    protected void layoutChildren() {
        super.layoutChildren();
        numbers.resizeRelocate(2, INSET, 34, numbers.prefHeight(-1));
        int line = Math.min(markedLine, numbers.getChildren().size());
        mark.setVisible(line > 0 && lines() <= most);
        mark.resizeRelocate(2, INSET + (line - 1) * LINE, getWidth() - 4, LINE);
        ScrollPane scroll = (ScrollPane) area.lookup(".scroll-pane");
        if (scroll != null) {
            scroll.setVbarPolicy(lines() > most ? ScrollPane.ScrollBarPolicy.AS_NEEDED : ScrollPane.ScrollBarPolicy.NEVER);
        }
    }

    private int lines() {
        return Math.max(fewest, (int) area.getText().chars().filter(c -> c == '\n').count() + 1);
    }

    private void measure() {
        int lines = lines();
        double height = Math.min(lines, most) * LINE + 2 * INSET;
        area.setPrefHeight(height);
        area.setMinHeight(height);
        int shown = lines > most ? 0 : lines;
        while (numbers.getChildren().size() > shown) {
            numbers.getChildren().removeLast();
        }
        while (numbers.getChildren().size() < shown) {
            Label number = new Label(Integer.toString(numbers.getChildren().size() + 1));
            number.getStyleClass().add("pl-code-number");
            number.setMinHeight(LINE);
            number.setPrefHeight(LINE);
            number.setMaxHeight(LINE);
            number.setMaxWidth(Double.MAX_VALUE);
            numbers.getChildren().add(number);
        }
    }
}
