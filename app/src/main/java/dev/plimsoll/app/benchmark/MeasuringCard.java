package dev.plimsoll.app.benchmark;

import dev.plimsoll.app.widgets.Card;
import dev.plimsoll.engine.plan.WindowRule;
import dev.plimsoll.engine.report.Numbers;
import java.util.List;
import java.util.Locale;
import javafx.geometry.Pos;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** What is measured of a stage, and by what. */
final class MeasuringCard extends Card {
    private static final List<String> TRANSPORTS = List.of("auto", "epoll", "io_uring", "nio");
    private static final List<String> KEPT = List.of("errors", "none", "sample:100", "all");

    private final BenchmarkModel model;
    private final Inputs inputs;
    private final VBox rows = new VBox();

    MeasuringCard(BenchmarkModel model) {
        super("Measuring");
        this.model = model;
        this.inputs = new Inputs(model);
        setId("benchmark-measuring");
        flush();
        edge("warmup", "Warm-up", "left out of every stage; auto: until steady");
        edge("cooldown", "Cool-down", "left out at the end");
        row("window", "Requests measured", "of what is left of the stage", window());
        TextField grace = inputs.text(
                "benchmark-gracePeriod",
                () -> Codec.SECONDS.write(model.value("gracePeriod")),
                text -> model.type("Edit grace period", "gracePeriod", Codec.SECONDS, text));
        grace.setPromptText("0 s");
        row("gracePeriod", "Grace period", "to end what is in flight", grace);
        TextField workers = inputs.text(
                "benchmark-workers",
                () -> Codec.NUMBER.write(model.value("workers")),
                text -> model.type("Edit workers", "workers", Codec.NUMBER, isAuto(text) ? "" : text));
        workers.setPromptText("auto");
        int cores = Runtime.getRuntime().availableProcessors();
        row("workers", "Workers", "processes, on " + Numbers.count(cores, "core", "cores"), workers);
        TextField lag = inputs.text(
                "benchmark-maxLag",
                () -> Codec.SECONDS.write(model.value("maxLag")),
                text -> model.type("Edit greatest lag", "maxLag", Codec.SECONDS, text));
        lag.setPromptText("never");
        row("maxLag", "Drop when late by", "instead of serving late", lag);
        TextField rate = inputs.text(
                "benchmark-cancelRate",
                () -> Codec.SHARE.write(model.value("cancelRate")),
                text -> model.type("Edit cancelled share", "cancelRate", Codec.SHARE, text));
        rate.setPromptText("0 %");
        row("cancelRate", "Cancel on purpose", "share of the requests", rate);
        TextField delay = inputs.text(
                "benchmark-cancelDelay",
                () -> Codec.SECONDS.write(model.value("cancelDelay")),
                text -> model.type("Edit cancel delay", "cancelDelay", Codec.SECONDS, text));
        delay.setPromptText("0 s");
        row("cancelDelay", "Cancel after", "being fully written", delay);
        row("fillThinkTime", "Think time", "of a closed loop's streams", filled());
        row("keepBodies", "Keep answers", "in the run's folder", kept());
        TextField prompts = inputs.text(
                "benchmark-savePrompts",
                () -> model.text("savePrompts"),
                text -> model.typed(
                        "Edit file of the prompts",
                        "savePrompts",
                        text.isBlank() ? null : JsonNodeFactory.instance.stringNode(text.strip())));
        prompts.setPromptText("no");
        row("savePrompts", "Keep prompts", "in a file that later runs read", prompts);
        row("transport", "Sockets", "how workers wait for them", transport());
        content(rows);
    }

    private static boolean isAuto(String text) {
        return "auto".startsWith(text.strip().toLowerCase(Locale.ROOT));
    }

    private void edge(String field, String label, String note) {
        TextField control = inputs.text(
                "benchmark-" + field,
                () -> TransientText.write(model.value(field)),
                text -> model.typed(
                        "Edit " + label.toLowerCase(Locale.ROOT),
                        field,
                        TransientText.read(text, model.value(field)).orElse(null)));
        control.setPromptText("none");
        row(field, label, note, control);
    }

    private ComboBox<String> window() {
        return inputs.choice(
                "benchmark-window",
                List.of(WindowRule.names()),
                MeasuringCard::shownRule,
                () -> {
                    String written = model.text("window");
                    return written.isEmpty() ? WindowRule.START_IN.text() : written;
                },
                chosen -> model.set("Change requests measured", "window", JsonNodeFactory.instance.stringNode(chosen)));
    }

    private static String shownRule(String name) {
        return switch (WindowRule.named(name).orElse(null)) {
            case START_IN -> "starting in it";
            case END_IN -> "ending in it";
            case FULLY_IN -> "wholly in it";
            case OVERLAP -> "under way in it";
            case null -> name; // a mistake in the document, which stands below
        };
    }

    private ComboBox<Boolean> filled() {
        return inputs.choice(
                "benchmark-fillThinkTime",
                List.of(false, true),
                fills -> fills ? "filled" : "idle",
                () -> model.value("fillThinkTime") instanceof JsonNode written && written.asBoolean(false),
                fills -> model.set("Change think time", "fillThinkTime", JsonNodeFactory.instance.booleanNode(fills)));
    }

    private ComboBox<String> transport() {
        return inputs.choice(
                "benchmark-transport",
                TRANSPORTS,
                each -> each,
                () -> {
                    String written = model.text("transport");
                    return written.isEmpty() ? "auto" : written;
                },
                chosen -> model.set("Change transport", "transport", JsonNodeFactory.instance.stringNode(chosen)));
    }

    private ComboBox<String> kept() {
        return inputs.choice(
                "benchmark-keepBodies",
                KEPT,
                MeasuringCard::shownKept,
                () -> {
                    String written = model.text("keepBodies");
                    return written.isEmpty() ? "errors" : written;
                },
                kept -> model.set("Change what is kept", "keepBodies", JsonNodeFactory.instance.stringNode(kept)));
    }

    private static String shownKept(String kept) {
        return kept.startsWith("sample:") ? kept.substring("sample:".length()) + " of each" : kept;
    }

    private void row(String field, String label, String note, Control control) {
        Label name = new Label(label);
        name.setMinWidth(Label.USE_PREF_SIZE);
        Label words = new Label(note);
        words.getStyleClass().addAll("pl-small", "pl-muted");
        words.setMaxWidth(Double.MAX_VALUE);
        words.setMinWidth(0);
        HBox.setHgrow(words, Priority.ALWAYS);
        control.getStyleClass().add("bm-measure");
        control.setAccessibleText(label + ", " + note);
        HBox row = new HBox(name, words, control);
        row.getStyleClass().add("bm-row");
        row.setAlignment(Pos.CENTER_LEFT);
        Label message = new Label();
        message.getStyleClass().addAll("pl-field-message", "bm-row-message");
        message.pseudoClassStateChanged(javafx.css.PseudoClass.getPseudoClass("danger"), true);
        message.setWrapText(true);
        VBox box = new VBox(row);
        box.getStyleClass().add("bm-row-box");
        inputs.mark(control, () -> model.present() ? model.problem(field) : java.util.Optional.empty(), text -> {
            message.setText(text);
            if (text.isEmpty()) {
                box.getChildren().remove(message);
            } else if (!box.getChildren().contains(message)) {
                box.getChildren().add(message);
            }
        });
        rows.getChildren().add(box);
    }
}
