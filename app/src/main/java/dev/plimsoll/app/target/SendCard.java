package dev.plimsoll.app.target;

import dev.plimsoll.app.widgets.Bound;
import dev.plimsoll.app.widgets.Buttons;
import dev.plimsoll.app.widgets.Card;
import dev.plimsoll.app.widgets.CodeField;
import dev.plimsoll.app.widgets.FormField;
import dev.plimsoll.app.widgets.Icons;
import dev.plimsoll.app.widgets.Tone;
import dev.plimsoll.engine.report.Numbers;
import dev.plimsoll.engine.run.OneAnswer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** One request: what to send, and what came of it. */
final class SendCard extends Card {
    private static final int MOST_ROWS = 8;
    private static final int CHARS_A_LINE = 50;

    private final Consumer<String> copy;
    private final Button send;
    private final FormField promptField;
    private final FormField tokensField;
    private final HBox row = new HBox(8);
    private final Label note = new Label();
    private final VBox outcome = new VBox(8);
    private Optional<TrialModel.Sent> shown = Optional.empty();
    private boolean shownSending;

    SendCard(TrialModel model, Runnable ask, Consumer<String> copy) {
        super("One request", "not measured, not kept");
        this.copy = copy;
        setId("target-send-card");
        send = Buttons.plain("target-send", "Send", "bi-arrow-return-left", ask);
        TextField prompt = Bound.text("target-prompt", model.prompt(), "");
        TextField tokens = Bound.text("target-max-tokens", model.maxTokens(), "");
        promptField = new FormField("Prompt", prompt);
        tokensField = new FormField("At most", tokens).unit("tok");
        tokensField.setMinWidth(96);
        tokensField.setPrefWidth(96);
        tokensField.setMaxWidth(96);
        HBox.setHgrow(promptField, Priority.ALWAYS);
        promptField.setMinWidth(0);
        row.getChildren().setAll(promptField, tokensField, send);
        row.setAlignment(Pos.BOTTOM_LEFT);
        note.getStyleClass().add("pl-field-message");
        note.setWrapText(true);
        note.setMinHeight(Region.USE_PREF_SIZE);
        note.setId("target-send-note");
        Label wrong = new Label();
        wrong.getStyleClass().add("pl-field-message");
        wrong.setGraphic(Icons.of("bi-exclamation-circle-fill", 12));
        wrong.pseudoClassStateChanged(javafx.css.PseudoClass.getPseudoClass("danger"), true);
        wrong.setVisible(false);
        wrong.setManaged(false);
        model.maxTokens().addListener((_, _, _) -> {
            String error = model.maxTokensError();
            wrong.setText(error);
            wrong.setVisible(!error.isEmpty());
            wrong.setManaged(!error.isEmpty());
            tokens.pseudoClassStateChanged(javafx.css.PseudoClass.getPseudoClass("danger"), !error.isEmpty());
        });
        prompt.setOnAction(_ -> model.send());
        content(new VBox(4, row, wrong, note), outcome);
        outcome.setVisible(false);
        outcome.setManaged(false);
    }

    void show(Optional<TrialModel.Sent> last, boolean sending, EndpointModel.Sample sample) {
        send.setDisable(sending);
        ask(sample);
        if (last.equals(shown) && sending == shownSending) {
            return;
        }
        shown = last;
        shownSending = sending;
        List<Node> nodes = new ArrayList<>();
        if (sending) {
            ProgressBar bar = new ProgressBar();
            bar.setMaxWidth(Double.MAX_VALUE);
            bar.getStyleClass().add("small");
            nodes.add(bar);
        } else {
            last.ifPresent(sent -> add(nodes, sent));
        }
        outcome.getChildren().setAll(nodes);
        outcome.setVisible(!nodes.isEmpty());
        outcome.setManaged(!nodes.isEmpty());
    }

    private void ask(EndpointModel.Sample sample) {
        List<Node> parts = new ArrayList<>();
        if (!sample.asks().isEmpty()) {
            promptField.label(sample.asks());
            parts.add(promptField);
        }
        if (sample.tokens()) {
            parts.add(tokensField);
        }
        if (sample.possible()) {
            parts.add(send);
        }
        if (!row.getChildren().equals(parts)) {
            row.getChildren().setAll(parts);
        }
        row.setManaged(!parts.isEmpty());
        note.setText(sample.note());
        note.setVisible(!sample.note().isEmpty());
        note.setManaged(!sample.note().isEmpty());
    }

    private void add(List<Node> nodes, TrialModel.Sent sent) {
        String error = sent.error();
        if (error != null) {
            Label words = new Label(error, Icons.of("bi-x-octagon-fill", 14));
            words.setId("target-send-error");
            words.setWrapText(true);
            words.setMinHeight(Region.USE_PREF_SIZE);
            words.getStyleClass().addAll("pl-small", "send-error");
            Tone.DANGER.on(words.getGraphic());
            nodes.add(words);
        }
        OneAnswer answer = sent.answer();
        if (answer == null) {
            return;
        }
        if (answer.error() == null && answer.totalMs() != null) {
            nodes.add(new RequestTimeline(answer));
            nodes.add(facts(answer));
        }
        if (!answer.text().isBlank()) {
            TextArea text = new TextArea(answer.text().strip());
            text.setId("target-send-answer");
            text.setEditable(false);
            text.setWrapText(true);
            text.getStyleClass().addAll("pl-code", "pl-unnumbered", "answer-text");
            text.setAccessibleText("Answer");
            int rows = Math.clamp(answer.text().length() / CHARS_A_LINE + 1, 2, MOST_ROWS);
            CodeField.fit(text, rows, MOST_ROWS);
            nodes.add(text);
        }
        nodes.add(new HBox(Buttons.link("target-send-curl", "Copy as curl", () -> copy.accept(answer.curl()))));
    }

    private static Node facts(OneAnswer answer) {
        HBox facts = new HBox(24);
        if (answer.firstTokenMs() != null) {
            facts.getChildren().add(fact("TTFT", Numbers.duration(answer.firstTokenMs())));
        }
        facts.getChildren().add(fact("Latency", Numbers.duration(answer.totalMs())));
        facts.getChildren().add(fact("Input", tokens(answer.promptTokens())));
        if (answer.outputTokens() > 0) {
            facts.getChildren().add(fact("Output", tokens(answer.outputTokens())));
        }
        Double rate = decodeRate(answer);
        if (rate != null) {
            facts.getChildren().add(fact("Decode", Numbers.three(rate) + " tok/s"));
        }
        facts.setId("target-send-facts");
        return facts;
    }

    private static @Nullable Double decodeRate(OneAnswer answer) {
        Double first = answer.firstTokenMs();
        Double total = answer.totalMs();
        double span = first == null || total == null ? 0 : total - first;
        return span > 0 && answer.outputTokens() > 1 ? (Double) ((answer.outputTokens() - 1) / span * 1000) : null;
    }

    private static String tokens(int count) {
        return count < 0 ? Numbers.ABSENT : Numbers.count(count) + " tok";
    }

    private static Node fact(String label, String value) {
        Label name = new Label(label);
        name.getStyleClass().add("pl-caption");
        Label number = new Label(value);
        number.getStyleClass().add("pl-strong");
        VBox box = new VBox(name, number);
        name.setMinWidth(Region.USE_PREF_SIZE);
        number.setMinWidth(Region.USE_PREF_SIZE);
        return box;
    }
}
