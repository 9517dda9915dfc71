package dev.plimsoll.app.benchmark;

import atlantafx.base.controls.ToggleSwitch;
import dev.plimsoll.app.widgets.FormField;
import dev.plimsoll.engine.router.config.RoutingPolicy;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javafx.geometry.HorizontalDirection;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Which policies of the model router are compared, and the load that each of them gets. */
final class PoliciesFields extends VBox {
    private static final List<ProfileKind> LOADS = List.of(
            ProfileKind.POISSON, ProfileKind.CONSTANT, ProfileKind.GAMMA, ProfileKind.RATE_SERIES, ProfileKind.TRACE);
    private static final String MEMBER = "profile.policies";

    private final BenchmarkModel model;
    private final Map<String, CheckBox> boxes = new LinkedHashMap<>();
    private final Label message = new Label();
    private final GridPane load = Grids.columns(3, "bm-fields");
    private final Node kind;
    private final Node rate;
    private final Node burstiness;
    private final Node points;
    private final Node timeScale;
    private @Nullable ProfileKind arranged;
    private final ToggleSwitch prime = new ToggleSwitch("Load each model once before the first");
    private boolean showing;

    PoliciesFields(BenchmarkModel model, Inputs inputs) {
        super(12);
        this.model = model;
        HBox policies = new HBox(16);
        for (String name : RoutingPolicy.names()) {
            CheckBox box = new CheckBox(name.replace("+", " + "));
            box.setId("benchmark-policy-" + name.replace("+", "-"));
            box.selectedProperty().addListener((_, _, _) -> choose());
            boxes.put(name, box);
            policies.getChildren().add(box);
        }
        Label title = new Label("Policies");
        title.getStyleClass().add("pl-field-label");
        message.getStyleClass().add("pl-field-message");
        message.setWrapText(true);
        message.setMinHeight(Region.USE_PREF_SIZE);
        message.setId("benchmark-policies-message");
        kind = new FormField(
                "Load",
                inputs.choice(
                        "benchmark-load",
                        LOADS,
                        ProfileKind::title,
                        () -> ProfileKind.of(model.value("profile.load")).orElse(ProfileKind.POISSON),
                        this::chooseLoad));
        rate = inputs.field("benchmark-load-rate", "Rate", "profile.load.rate", Codec.NUMBER, "")
                .unit("req/s")
                .hint("The same arrivals for each policy");
        burstiness = inputs.field(
                        "benchmark-load-burstiness", "Burstiness", "profile.load.burstiness", Codec.NUMBER, "1")
                .hint("1 = Poisson, less = in bursts");
        points = inputs.field(
                        "benchmark-load-points", "Points", "profile.load.points", Codec.POINTS, "0: 2, 30: 20, 60: 2")
                .unit("s: req/s");
        timeScale = inputs.field("benchmark-load-time-scale", "Time scale", "profile.load.timeScale", Codec.NUMBER, "1")
                .hint("2 = twice as slow");
        prime.setId("benchmark-prime");
        prime.setLabelPosition(HorizontalDirection.RIGHT);
        prime.setTooltip(new Tooltip("So that no policy pays for files that are not in memory yet."));
        prime.selectedProperty().addListener((_, _, on) -> {
            if (!showing) {
                model.set(
                        "Change loading before",
                        "profile.primeCache",
                        on ? null : JsonNodeFactory.instance.booleanNode(false));
            }
        });
        getChildren().setAll(new VBox(8, title, policies, message), load, prime);
        inputs.follow(this::refresh);
    }

    private void chooseLoad(ProfileKind chosen) {
        JsonNode old = model.value("profile.load");
        if (!ProfileKind.of(old).filter(chosen::equals).isPresent()) {
            model.set("Choose load " + chosen.title(), "profile.load", chosen.from(old));
        }
    }

    /** Chosen ones in the order in which they are offered; those that this version does not know stay behind them. */
    private void choose() {
        if (showing) {
            return;
        }
        List<String> all = new ArrayList<>();
        boxes.forEach((name, box) -> {
            if (box.isSelected()) {
                all.add(name);
            }
        });
        written().stream().filter(name -> !boxes.containsKey(name)).forEach(all::add);
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        all.forEach(list::add);
        model.set("Choose policies", MEMBER, list);
    }

    private List<String> written() {
        JsonNode policies = model.value(MEMBER);
        return policies == null || !policies.isArray()
                ? List.of()
                : policies.valueStream().map(JsonNode::asString).toList();
    }

    private void refresh() {
        showing = true;
        List<String> written = written();
        boxes.forEach((name, box) -> box.setSelected(written.contains(name)));
        JsonNode primed = model.value("profile.primeCache");
        prime.setSelected(primed == null || primed.asBoolean(true));
        showing = false;
        String wrong =
                model.present() ? model.problem(MEMBER).map(FormField::sentence).orElse("") : "";
        message.setText(
                wrong.isEmpty()
                        ? "One stage for each, in this order; between them all models are unloaded. The target must be"
                                + " of local models."
                        : wrong);
        message.pseudoClassStateChanged(javafx.css.PseudoClass.getPseudoClass("danger"), !wrong.isEmpty());
        ProfileKind now = ProfileKind.of(model.value("profile.load")).orElse(null);
        if (now != arranged || load.getChildren().isEmpty()) {
            arranged = now;
            arrange(now);
        }
    }

    private void arrange(@Nullable ProfileKind now) {
        load.getChildren().clear();
        load.add(kind, 0, 0);
        if (now == null) {
            return;
        }
        switch (now) {
            case CONSTANT, POISSON -> load.add(rate, 1, 0);
            case GAMMA -> {
                load.add(rate, 1, 0);
                load.add(burstiness, 2, 0);
            }
            case RATE_SERIES -> load.add(points, 1, 0, 2, 1);
            case TRACE -> load.add(timeScale, 1, 0);
            default -> {
                // a load that cannot be compared, which is told
            }
        }
    }
}
