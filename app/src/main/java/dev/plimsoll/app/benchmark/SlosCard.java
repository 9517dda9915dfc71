package dev.plimsoll.app.benchmark;

import dev.plimsoll.app.widgets.Buttons;
import dev.plimsoll.app.widgets.Card;
import dev.plimsoll.app.widgets.Icons;
import dev.plimsoll.engine.metrics.SloPreset;
import dev.plimsoll.engine.report.MetricNames;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Objectives: a percentile of a metric and its limit, each a row; presets replace them all. */
final class SlosCard extends Card {
    private static final String TITLE = "SLOs";

    private final BenchmarkModel benchmark;
    private final SloModel model;
    private final VBox rows = new VBox();
    private final MenuButton add = new MenuButton("", Icons.of("bi-plus", 16));
    private List<String> shape = List.of("not yet");
    private @Nullable Inputs inputs;

    SlosCard(BenchmarkModel benchmark) {
        super(TITLE, "");
        this.benchmark = benchmark;
        this.model = new SloModel(benchmark);
        setId("benchmark-slos");
        flush();
        MenuButton presets = new MenuButton("Presets");
        presets.setId("benchmark-slo-presets");
        presets.getStyleClass().addAll("flat", "bm-menu");
        presets.setGraphic(Icons.of("bi-chevron-down", 12));
        presets.setContentDisplay(ContentDisplay.RIGHT);
        Map<String, Menu> groups = new LinkedHashMap<>();
        for (SloPreset preset : SloPreset.ALL) {
            if (preset.isByTask()) {
                presets.getItems().add(item(preset));
            } else {
                groups.computeIfAbsent(preset.group(), SlosCard::submenu)
                        .getItems()
                        .add(item(preset));
            }
        }
        presets.getItems().add(new SeparatorMenuItem());
        presets.getItems().addAll(groups.values());
        add.setId("benchmark-slo-add");
        add.getStyleClass().addAll("flat", "bm-menu", "bm-menu-icon");
        add.setAccessibleText("Add an objective");
        right(presets, add);
        content(rows);
        benchmark.onChange(this::refresh);
        refresh();
    }

    /** Its words are a graphic, as those of the presets are: else they would stand right of these. */
    private static Menu submenu(String group) {
        return new Menu("", new Label(group));
    }

    private MenuItem item(SloPreset preset) {
        Label name = new Label(preset.name());
        Label limits = new Label(SloPresets.summary(preset));
        limits.getStyleClass().addAll("pl-caption");
        VBox words = new VBox(name, limits);
        MenuItem item = new MenuItem();
        item.setGraphic(words);
        item.setId("benchmark-slo-preset-" + preset.fullName());
        item.setOnAction(_ -> model.apply(preset));
        return item;
    }

    private void refresh() {
        title(TITLE, model.origin());
        List<JsonNode> all = model.all();
        List<String> now = new ArrayList<>(
                all.stream().map(s -> s.path("metric").asString("")).toList());
        now.addFirst(String.valueOf(benchmark.id()));
        if (now.equals(shape)) {
            return;
        }
        shape = now;
        add.getItems().setAll(model.offered().stream().map(this::metricItem).toList());
        if (inputs != null) {
            inputs.dispose();
        }
        Inputs made = new Inputs(benchmark);
        inputs = made;
        rows.getChildren().clear();
        for (int i = 0; i < all.size(); i++) {
            rows.getChildren().add(row(made, i));
        }
        if (all.isEmpty()) {
            Label none = new Label("No objectives: the run is measured, not judged.");
            none.getStyleClass().addAll("pl-muted", "bm-none");
            none.setWrapText(true);
            rows.getChildren().add(none);
        }
    }

    private MenuItem metricItem(String metric) {
        MenuItem item = new MenuItem(name(metric));
        item.setId("benchmark-slo-add-" + metric);
        item.setOnAction(_ -> model.add(metric));
        return item;
    }

    private Node row(Inputs in, int index) {
        String field = SloModel.FIELD + "[" + index + "]";
        String id = "benchmark-slo-" + index + "-";
        Label metric = new Label(name(slo(field).path("metric").asString("")));
        HBox.setHgrow(metric, Priority.ALWAYS);
        metric.setMaxWidth(Double.MAX_VALUE);
        ComboBox<String> percentile = in.choice(
                id + "percentile",
                SloModel.PERCENTILES,
                p -> p.isEmpty() ? "goodput" : p,
                () -> SloModel.percentile(slo(field)),
                p -> model.percentile(index, p));
        percentile.getStyleClass().add("bm-percentile");
        percentile.setAccessibleText("Percentile of " + metric.getText() + "; goodput: no percentile is judged");
        TextField limit = in.text(
                id + "max",
                () -> {
                    String text = SloModel.limit(slo(field));
                    return slo(field).path("max").isNumber() ? "≤ " + text : text;
                },
                typed -> benchmark.typed("Edit objective", field, SloModel.typed(slo(field), typed)));
        limit.getStyleClass().add("bm-limit");
        limit.setAccessibleText("Limit of " + metric.getText());
        Button remove = Buttons.icon(id + "remove", "bi-x", "Remove this objective", () -> model.remove(index));
        remove.getStyleClass().addAll("flat", "bm-remove");
        HBox row = new HBox(metric, percentile, limit, gap(), remove);
        row.getStyleClass().add("bm-row");
        row.setAlignment(Pos.CENTER_LEFT);
        Label message = new Label();
        message.getStyleClass().addAll("pl-field-message", "bm-row-message");
        message.pseudoClassStateChanged(javafx.css.PseudoClass.getPseudoClass("danger"), true);
        message.setWrapText(true);
        VBox box = new VBox(row);
        box.setId("benchmark-slo-" + index);
        box.getStyleClass().add("bm-row-box");
        in.mark(limit, () -> benchmark.problem(field), text -> {
            message.setText(text);
            if (text.isEmpty()) {
                box.getChildren().remove(message);
            } else if (!box.getChildren().contains(message)) {
                box.getChildren().add(message);
            }
        });
        return box;
    }

    private JsonNode slo(String field) {
        JsonNode value = benchmark.value(field);
        return value == null ? JsonNodeFactory.instance.objectNode() : value;
    }

    private static Region gap() {
        Region gap = new Region();
        gap.getStyleClass().add("bm-slo-gap");
        return gap;
    }

    private static String name(String metric) {
        return metric.equals("latency") ? "Latency" : metric.isEmpty() ? "No metric" : MetricNames.of(metric);
    }
}
