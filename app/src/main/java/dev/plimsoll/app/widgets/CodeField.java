package dev.plimsoll.app.widgets;

import javafx.css.PseudoClass;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextArea;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.scene.text.Text;

/** A text area for code: monospaced, as high as its lines, with line numbers at the left and one line marked where it is at fault. */
public final class CodeField extends StackPane {
    private static final PseudoClass DANGER = PseudoClass.getPseudoClass("danger");
    private static final double INSET = 8;
    /** Where the skin draws the first line. */
    private static final double TOP = 10;

    private static final double BOTTOM = 6;

    private final TextArea area = new TextArea();
    private final VBox numbers = new VBox();
    private final Region mark = new Region();
    private final int fewest;
    private final int most;
    private int markedLine;
    private double line = 17;

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
        area.textProperty().addListener((_, _, _) -> measure());
        area.fontProperty().addListener((_, _, _) -> measure());
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
        if (lineHeight(area) != line) {
            measure();
        }
        numbers.resizeRelocate(2, TOP, 34, numbers.prefHeight(-1));
        int at = Math.min(markedLine, numbers.getChildren().size());
        mark.setVisible(at > 0 && lines() <= most);
        mark.resizeRelocate(2, TOP + (at - 1) * line, getWidth() - 4, line);
        ScrollPane scroll = (ScrollPane) area.lookup(".scroll-pane");
        if (scroll != null) {
            scroll.setVbarPolicy(
                    lines() > most ? ScrollPane.ScrollBarPolicy.AS_NEEDED : ScrollPane.ScrollBarPolicy.NEVER);
        }
    }

    private int lines() {
        return Math.max(
                fewest, (int) area.getText().chars().filter(c -> c == '\n').count() + 1);
    }

    private void measure() {
        line = lineHeight(area);
        int lines = lines();
        double height = Math.ceil(Math.min(lines, most) * line + 2 * INSET + BOTTOM);
        area.setPrefHeight(height);
        area.setMinHeight(height);
        int shown = lines > most ? 0 : lines;
        while (numbers.getChildren().size() > shown) {
            numbers.getChildren().removeLast();
        }
        while (numbers.getChildren().size() < shown) {
            Label number = new Label(Integer.toString(numbers.getChildren().size() + 1));
            number.getStyleClass().add("pl-code-number");
            number.setMaxWidth(Double.MAX_VALUE);
            numbers.getChildren().add(number);
        }
        numbers.getChildren().forEach(n -> {
            Label number = (Label) n;
            number.setMinHeight(line);
            number.setPrefHeight(line);
            number.setMaxHeight(line);
        });
        requestLayout();
    }

    /** Height of one line of a text area as its skin draws it, pixels; by the font alone before there is a skin. */
    private static double lineHeight(TextArea area) {
        Text probe = new Text("X\nX");
        probe.setFont(area.getFont());
        if (area.lookup(".text") instanceof Text drawn) {
            probe.setFont(drawn.getFont());
            probe.setLineSpacing(drawn.getLineSpacing());
            probe.setBoundsType(drawn.getBoundsType());
            probe.setFontSmoothingType(drawn.getFontSmoothingType());
        }
        return probe.getLayoutBounds().getHeight() / 2;
    }

    /** Makes a text area as high as its lines, at most so many; for answers and other text that is only shown. */
    public static void fit(TextArea area, int fewest, int most) {
        Runnable measure = () -> {
            long lines = area.getText().lines().count();
            double height = Math.clamp(lines, fewest, most) * lineHeight(area) + 2 * INSET + BOTTOM;
            area.setPrefHeight(Math.ceil(height));
            area.setMinHeight(Math.ceil(height));
        };
        area.textProperty().addListener((_, _, _) -> measure.run());
        area.fontProperty().addListener((_, _, _) -> measure.run());
        area.needsLayoutProperty().addListener((_, _, needs) -> {
            if (!needs) {
                measure.run();
            }
        });
        measure.run();
    }
}
