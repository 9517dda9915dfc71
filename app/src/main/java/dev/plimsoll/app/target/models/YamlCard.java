package dev.plimsoll.app.target.models;

import dev.plimsoll.app.widgets.Card;
import dev.plimsoll.app.widgets.CodeField;
import dev.plimsoll.engine.router.config.ConfigFault;
import javafx.application.Platform;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextArea;

/** The configuration as text; the first line with an error is marked. */
final class YamlCard extends Card {
    private static final int FEWEST_LINES = 12;
    private static final int MOST_LINES = 600;

    private final ConfigModel config;
    private final CodeField code = new CodeField("models-yaml", FEWEST_LINES, MOST_LINES);
    private boolean reading;

    YamlCard(ConfigModel config) {
        this.config = config;
        form();
        TextArea area = code.area();
        area.setAccessibleText("Configuration, YAML");
        area.textProperty().addListener((_, _, text) -> {
            if (!reading) {
                config.replace(text);
            }
        });
        area.focusedProperty().addListener((_, _, focused) -> {
            if (!focused) {
                config.endStep();
            }
        });
        content(code);
        config.onRead(this::read);
    }

    /** Shows a line and puts the caret there. */
    void reveal(int line) {
        TextArea area = code.area();
        String text = area.getText();
        int at = 0;
        for (int i = 1; i < line && text.indexOf('\n', at) >= 0; i++) {
            at = text.indexOf('\n', at) + 1;
        }
        int end = text.indexOf('\n', at);
        area.selectRange(end < 0 ? text.length() : end, at);
        area.requestFocus();
        int lines = (int) Math.max(1, text.chars().filter(c -> c == '\n').count() + 1);
        Platform.runLater(() -> scrollTo((line - 1.0) / lines));
    }

    private void read() {
        String text = config.file().map(f -> f.text()).orElse("");
        if (!code.area().getText().equals(text)) {
            reading = true;
            int caret = code.area().getCaretPosition();
            code.area().setText(text);
            code.area().positionCaret(Math.min(caret, text.length()));
            reading = false;
        }
        code.markLine(config.faults().stream()
                .filter(ConfigFault::isError)
                .mapToInt(f -> f.problem().line())
                .filter(line -> line > 0)
                .min()
                .orElse(0));
    }

    /** The page scrolls, for the text is as high as its lines. */
    private void scrollTo(double share) {
        for (Node above = getParent(); above != null; above = above.getParent()) {
            if (above instanceof ScrollPane scroll
                    && scroll.getContent() != null
                    && scroll != code.area().lookup(".scroll-pane")) {
                Node content = scroll.getContent();
                Bounds mine = content.sceneToLocal(code.localToScene(code.getBoundsInLocal()));
                double seen = scroll.getViewportBounds().getHeight();
                double most = content.getBoundsInLocal().getHeight() - seen;
                double wanted = mine.getMinY() + share * mine.getHeight() - seen / 3;
                scroll.setVvalue(most <= 0 ? 0 : Math.clamp(wanted / most, 0, 1));
                return;
            }
        }
    }
}
