package dev.plimsoll.app.benchmark;

import atlantafx.base.controls.ToggleSwitch;
import dev.plimsoll.app.widgets.Buttons;
import dev.plimsoll.app.widgets.Card;
import dev.plimsoll.app.widgets.FormField;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.geometry.HorizontalDirection;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Which load, in which order: the profile, and the fields of the chosen one. */
final class ProfileCard extends Card {
    private static final int STRATEGIES_IN_ROW = 3;
    private static final int FIELDS_IN_ROW = 5;
    private static final int DEFAULT_SIZE = 10;
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final BenchmarkModel model;
    private final Map<ProfileKind, StrategyCard> cards = new EnumMap<>(ProfileKind.class);
    private final GridPane fields = Grids.columns(FIELDS_IN_ROW, "bm-fields");
    private final GridPane more = Grids.columns(FIELDS_IN_ROW, "bm-fields");
    private final Label unknown = new Label();
    private final Button advanced = Buttons.link("benchmark-profile-advanced", "Advanced", this::toggleAdvanced);
    private final Node size;
    private final Node arrivals;
    private final Node mostStreams;
    private final Node streams;
    private final Node rates;
    private final Node points;
    private final Node burstiness;
    private final Node users;
    private final Node userRate;
    private final Node timeScale;
    private final Node strict;
    private final Node seed;
    private final Node refine;
    private final PoliciesFields policies;
    private final Node rampup;
    private final Node pause;
    private final Node ownSeed;
    private final ToggleSwitch refineSwitch = new ToggleSwitch();
    private final ToggleSwitch strictSwitch = new ToggleSwitch();
    private @Nullable ProfileKind arranged;
    private boolean open;
    private boolean showing;

    ProfileCard(BenchmarkModel model) {
        super("Profile", "which load, in which order");
        this.model = model;
        getStyleClass().add("bm-profile");
        Inputs inputs = new Inputs(model);
        GridPane strategies = Grids.columns(STRATEGIES_IN_ROW, "bm-strategies");
        for (ProfileKind kind : ProfileKind.values()) {
            StrategyCard card = new StrategyCard(kind, () -> choose(kind));
            cards.put(kind, card);
            strategies.add(card, kind.ordinal() % STRATEGIES_IN_ROW, kind.ordinal() / STRATEGIES_IN_ROW);
        }
        size = inputs.field("benchmark-size", "Size", "profile.size", Codec.NUMBER, "10")
                .unit("stages");
        arrivals = arrivals(inputs);
        mostStreams = inputs.field(
                "benchmark-max-concurrency", "Most streams", "profile.maxConcurrency", Codec.COUNT, "no cap");
        streams = inputs.field("benchmark-streams", "Streams", "profile.streams", Codec.NUMBERS, "1, 8, 64")
                .hint("One stage for each number");
        rates = inputs.field("benchmark-rate", "Rate", "profile.rate", Codec.NUMBERS, "5, 10, 20")
                .unit("req/s")
                .hint("One stage for each rate");
        points = inputs.field("benchmark-points", "Points", "profile.points", Codec.POINTS, "0: 2, 30: 20, 60: 2")
                .unit("s: req/s")
                .hint("Seconds after the start and the rate there; linear in between");
        burstiness = inputs.field("benchmark-burstiness", "Burstiness", "profile.burstiness", Codec.NUMBER, "1")
                .hint("1 = Poisson, less = in bursts");
        users = inputs.field("benchmark-users", "Users", "profile.users", Codec.COUNT, "15")
                .hint("Each in a conversation of several turns");
        userRate = inputs.field("benchmark-user-rate", "Rate", "profile.rate", Codec.NUMBER, "1")
                .unit("req/s")
                .hint("Of all together");
        timeScale = inputs.field("benchmark-time-scale", "Time scale", "profile.timeScale", Codec.NUMBER, "1")
                .hint("2 = twice as slow");
        strictSwitch.setId("benchmark-strict");
        strictSwitch.setLabelPosition(HorizontalDirection.RIGHT);
        strictSwitch.setText("must be sorted");
        strictSwitch.selectedProperty().addListener((_, _, on) -> {
            if (!showing) {
                model.set("Change order of rows", "profile.strict", on ? JSON.booleanNode(true) : null);
            }
        });
        strict = new FormField("Rows by time", strictSwitch);
        policies = new PoliciesFields(model, inputs);
        seed = inputs.field("benchmark-seed", "Seed", "seed", Codec.NUMBER, "42");
        rampup = inputs.field("benchmark-rampup", "Ramp-up", "profile.rampup", Codec.SECONDS, "0 s");
        pause = inputs.field(
                "benchmark-pause", "Pause between stages", "profile.cooldownBetween", Codec.SECONDS, "0 s");
        ownSeed = inputs.field(
                "benchmark-arrivals-seed", "Seed of arrivals", "profile.seed", Codec.NUMBER, "the benchmark's");
        refineSwitch.setId("benchmark-refine");
        refineSwitch.setLabelPosition(HorizontalDirection.RIGHT);
        refineSwitch.selectedProperty().addListener((_, _, on) -> {
            if (!showing) {
                model.set("Change refining", "profile.refine", on ? null : JSON.booleanNode(false));
            }
        });
        refine = new FormField("Refine at the knee", refineSwitch);
        unknown.getStyleClass().add("pl-muted");
        unknown.setWrapText(true);
        right(advanced);
        content(strategies, fields);
        model.onChange(this::refresh);
        refresh();
    }

    private Node arrivals(Inputs inputs) {
        ComboBox<String> box = inputs.choice(
                "benchmark-arrivals",
                List.of("constant", "poisson", "gamma"),
                s -> s.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + s.substring(1),
                () -> {
                    String written = model.text("profile.strategy");
                    return written.isEmpty() ? "constant" : written;
                },
                this::chooseArrivals);
        FormField field = new FormField("Arrivals", box);
        Runnable look = () -> field.error(
                model.present()
                        ? model.problem("profile.strategy")
                                .map(FormField::sentence)
                                .orElse("")
                        : "");
        model.onProblems(look);
        return field;
    }

    /** What belongs to the strategy that was goes with it. */
    private void chooseArrivals(String strategy) {
        JsonNode profile = model.value("profile");
        if (profile instanceof ObjectNode object && object.has("burstiness") && !strategy.equals("gamma")) {
            ObjectNode changed = object.deepCopy();
            changed.remove("burstiness");
            changed.put("strategy", strategy);
            model.set("Change arrivals", "profile", changed);
        } else {
            model.set("Change arrivals", "profile.strategy", JSON.stringNode(strategy));
        }
        arrange();
    }

    private void choose(ProfileKind kind) {
        JsonNode old = model.value("profile");
        if (!ProfileKind.of(old).equals(Optional.of(kind))) {
            model.set("Choose profile " + kind.title(), "profile", kind.from(old));
        }
        refresh(); // a toggle button that was pressed again would else stand out of nothing
    }

    private void toggleAdvanced() {
        open = !open;
        arrange();
    }

    private void refresh() {
        JsonNode profile = model.value("profile");
        ProfileKind kind = ProfileKind.of(profile).orElse(null);
        cards.forEach((k, card) -> card.setSelected(k == kind));
        if (kind != arranged || kind == null) {
            arranged = kind;
            arrange();
        }
        showing = true;
        JsonNode refined = model.value("profile.refine");
        strictSwitch.setSelected(model.value("profile.strict") instanceof JsonNode s && s.asBoolean(false));
        refineSwitch.setSelected(refined == null || refined.asBoolean(true));
        int count = model.value("profile.size") instanceof JsonNode n && n.isNumber() ? n.intValue() : DEFAULT_SIZE;
        int last = Math.ceilDiv(Math.max(0, count - 2), 3);
        refineSwitch.setText(last == 0 ? "" : last == 1 ? "last rate" : "last " + last + " rates");
        showing = false;
        String written = model.text("profile.kind");
        unknown.setText(
                written.isEmpty()
                        ? "Choose one of these."
                        : "The profile “" + written + "” is kept as it is written. This version does not run it.");
        advanced.setText(open ? "Less" : "Advanced" + summary());
    }

    /** What is set behind the fold. */
    private String summary() {
        List<String> set = new ArrayList<>();
        String ramp = Codec.SECONDS.write(model.value("profile.rampup"));
        String between = Codec.SECONDS.write(model.value("profile.cooldownBetween"));
        if (!ramp.isEmpty() && !ramp.equals("0 s")) {
            set.add("ramp-up " + ramp);
        }
        if (!between.isEmpty() && !between.equals("0 s")) {
            set.add("pause " + between);
        }
        return set.isEmpty() ? "" : ": " + String.join(", ", set);
    }

    private void arrange() {
        advanced.setText(open ? "Less" : "Advanced" + summary());
        fields.getChildren().clear();
        more.getChildren().clear();
        getChildren().removeAll(more, unknown);
        ProfileKind kind = arranged;
        advanced.setVisible(kind != null);
        if (kind == null) {
            getChildren().add(unknown);
            return;
        }
        switch (kind) {
            case SWEEP -> row(fields, size, arrivals, mostStreams, seed, refine);
            case SYNCHRONOUS -> row(fields, seed);
            case CONCURRENT -> {
                row(fields, streams, seed);
                widen(streams, seed);
            }
            case THROUGHPUT -> row(fields, mostStreams, seed);
            case CONSTANT, POISSON -> {
                row(fields, rates, mostStreams, seed);
                widen(rates, mostStreams, seed);
            }
            case GAMMA -> {
                row(fields, rates, burstiness, mostStreams, seed);
                widen(rates, burstiness, mostStreams, seed);
            }
            case RATE_SERIES -> {
                row(fields, points, mostStreams, seed);
                GridPane.setColumnSpan(points, 3);
                GridPane.setColumnIndex(mostStreams, 3);
                GridPane.setColumnIndex(seed, 4);
            }
            case TRACE -> row(fields, timeScale, strict, mostStreams);
            case USERS -> row(fields, users, userRate, mostStreams, seed);
            case POLICIES -> {
                fields.add(policies, 0, 0, FIELDS_IN_ROW, 1);
                fields.add(seed, 0, 1);
                GridPane.setColumnSpan(seed, 1);
            }
        }
        if (open) {
            switch (kind) {
                case RATE_SERIES, TRACE, USERS, POLICIES -> row(more, pause);
                case POISSON, GAMMA -> row(more, rampup, pause, ownSeed);
                case SWEEP -> {
                    row(more, rampup, pause);
                    if (model.text("profile.strategy").equals("gamma")) {
                        more.add(burstiness, 2, 0);
                    }
                }
                default -> row(more, rampup, pause);
            }
            getChildren().add(more);
        }
    }

    private static void row(GridPane grid, Node... nodes) {
        for (int i = 0; i < nodes.length; i++) {
            grid.add(nodes[i], i, 0);
            GridPane.setColumnSpan(nodes[i], 1);
        }
    }

    /** Gives the first two columns and moves the others on. */
    private static void widen(Node first, Node... others) {
        GridPane.setColumnSpan(first, 2);
        for (int i = 0; i < others.length; i++) {
            GridPane.setColumnIndex(others[i], 2 + i);
        }
    }
}
