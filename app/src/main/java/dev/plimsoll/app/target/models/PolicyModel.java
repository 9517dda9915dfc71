package dev.plimsoll.app.target.models;

import dev.plimsoll.app.session.PartForm;
import dev.plimsoll.engine.router.config.RouterConfigEdit;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Who waits and who is stopped to make room. */
final class PolicyModel {
    static final String FIFO = "fifo";
    static final String SERIAL = "serial";
    static final String GROUP = "group";
    static final String MATRIX = "matrix";

    private static final String SCHEDULER = "routing.scheduler.use";
    private static final String ROUTER = "routing.router.use";
    private static final String SETTINGS = "routing.router.settings.";
    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{Nd}_.-]+");

    private final ConfigModel config;
    private final YamlForm form;
    private final StringProperty scheduler = new SimpleStringProperty(FIFO);
    private final StringProperty room = new SimpleStringProperty(GROUP);
    private final StringProperty refused = new SimpleStringProperty("");

    final StringProperty maxWait;
    final StringProperty minResidency;
    final StringProperty tieBreak;
    final EntriesModel groups;
    final EntriesModel sets;
    final EntriesModel vars;
    final EntriesModel costs;

    PolicyModel(ConfigModel config) {
        this.config = config;
        form = new YamlForm(config);
        maxWait = form.number("maxWait", () -> "routing.scheduler.settings.fifo.maxWait", "Edit longest wait");
        minResidency =
                form.number("minResidency", () -> "routing.scheduler.settings.fifo.minResidency", "Edit shortest stay");
        tieBreak = form.text("tieBreak", () -> matrixPath() + ".tieBreak", "Edit tie-break");
        groups = new EntriesModel(
                config,
                this::groupsPath,
                "group",
                List.of(
                        EntriesModel.Field.of("members", "Models", "none", EntriesModel.Kind.NAMES),
                        EntriesModel.Field.flag("swap", "Swap", true),
                        EntriesModel.Field.flag("exclusive", "Exclusive", true),
                        EntriesModel.Field.flag("persistent", "Persistent", false)),
                (_, _) -> Optional.empty());
        sets = entries("set", "sets", "May run together", EntriesModel.Kind.TEXT, this::setUsers);
        vars = entries("var", "vars", "Model", EntriesModel.Kind.TEXT, this::varUsers);
        costs = entries("cost", "evict_costs", "Cost", EntriesModel.Kind.NUMBER, (_, _) -> Optional.empty());
        config.onRead(this::read);
        scheduler.addListener((_, _, to) -> {
            if (!to.equals(writtenScheduler())) {
                refuse(config.change("Choose " + to, "", edit -> edit.set(SCHEDULER, to)));
            }
        });
        room.addListener((_, _, to) -> {
            if (!to.equals(writtenRoom())) {
                refuse(config.change("Choose " + to, "", edit -> choose(edit, to)));
            }
        });
    }

    YamlForm form() {
        return form;
    }

    /** {@code fifo} or {@code serial}; setting it is one edit. */
    StringProperty scheduler() {
        return scheduler;
    }

    /** {@code group} or {@code matrix}; setting it is one edit. */
    StringProperty room() {
        return room;
    }

    /** Why a choice was not written, a sentence, or empty. */
    StringProperty refused() {
        return refused;
    }

    /** Whether the file says it with the old keys, beside which the new one may not stand. */
    boolean legacy() {
        return config.value(MATRIX).isPresent()
                || !config.written().names("groups").isEmpty();
    }

    /** Ids of all models. */
    List<String> models() {
        return config.written().names("models");
    }

    /** A new set: of the first model alone. */
    void addSet() {
        sets.add(
                "set",
                JsonNodeFactory.instance.stringNode(
                        models().stream().findFirst().map(this::inSet).orElse("")));
    }

    /** A new cost, of the first model that has none. */
    void addCost() {
        List<String> has = config.written().names(matrixPath() + ".evict_costs");
        models().stream()
                .map(this::inSet)
                .filter(m -> !has.contains(m))
                .findFirst()
                .ifPresent(m -> costs.add(m, JsonNodeFactory.instance.numberNode(2)));
    }

    /** A new short name, of the first model that has none. */
    void addVar() {
        List<String> named = config.written().names(matrixPath() + ".vars").stream()
                .map(v -> text(config.written(), matrixPath() + ".vars." + RouterConfigEdit.path(v)))
                .toList();
        models().stream()
                .filter(m -> !named.contains(m))
                .findFirst()
                .ifPresent(m -> vars.add(var(m), JsonNodeFactory.instance.stringNode(m)));
    }

    /** A new group, without members. */
    void addGroup() {
        groups.add("group", JsonNodeFactory.instance.objectNode().set("members", JsonNodeFactory.instance.arrayNode()));
    }

    private EntriesModel entries(
            String noun,
            String member,
            String title,
            EntriesModel.Kind kind,
            java.util.function.BiFunction<RouterConfigEdit, String, Optional<String>> users) {
        return new EntriesModel(
                config,
                () -> matrixPath() + "." + member,
                noun,
                List.of(EntriesModel.Field.of("", title, "", kind)),
                users);
    }

    private String groupsPath() {
        return config.written().names("groups").isEmpty() ? SETTINGS + "groups" : "groups";
    }

    private String matrixPath() {
        return config.value(MATRIX).isPresent() ? MATRIX : SETTINGS + MATRIX;
    }

    private void read() {
        refused.set("");
        scheduler.set(writtenScheduler());
        room.set(writtenRoom());
    }

    private String writtenScheduler() {
        return config.value(SCHEDULER)
                .map(PartForm::shown)
                .filter(s -> !s.isBlank())
                .orElse(FIFO);
    }

    private String writtenRoom() {
        return config.value(MATRIX).isPresent()
                ? MATRIX
                : config.value(ROUTER)
                        .map(PartForm::shown)
                        .filter(s -> !s.isBlank())
                        .orElse(GROUP);
    }

    private void refuse(Optional<String> why) {
        refused.set(why.orElse(""));
        if (why.isPresent()) {
            scheduler.set(writtenScheduler());
            room.set(writtenRoom());
        }
    }

    /** A matrix needs a set: at first one in which each model runs alone, which is what there is without groups. */
    private RouterConfigEdit choose(RouterConfigEdit edit, String to) {
        RouterConfigEdit chosen = edit.set(ROUTER, to);
        if (!to.equals(MATRIX) || chosen.get(SETTINGS + "matrix.sets").isPresent() || models().isEmpty()) {
            return chosen;
        }
        ObjectNode matrix = JsonNodeFactory.instance.objectNode();
        ObjectNode shortNames = JsonNodeFactory.instance.objectNode();
        models().stream()
                .filter(m -> !NAME.matcher(m).matches())
                .forEach(m -> shortNames.put(free(var(m), shortNames), m));
        if (!shortNames.isEmpty()) {
            matrix.set("vars", shortNames);
        }
        List<String> alone = models().stream()
                .map(m -> NAME.matcher(m).matches()
                        ? m
                        : shortNames
                                .propertyStream()
                                .filter(v -> v.getValue().asString().equals(m))
                                .findFirst()
                                .orElseThrow()
                                .getKey())
                .toList();
        matrix.putObject("sets").put("one-at-a-time", String.join(" | ", alone));
        return chosen.set(SETTINGS + MATRIX, matrix);
    }

    private static String free(String stem, ObjectNode taken) {
        String name = stem;
        for (int i = 2; taken.has(name); i++) {
            name = stem + "-" + i;
        }
        return name;
    }

    /** A model as a set names it: by its var where it has one. */
    private String inSet(String model) {
        String at = matrixPath() + ".vars";
        return config.written().names(at).stream()
                .filter(v -> text(config.written(), at + "." + RouterConfigEdit.path(v))
                        .equals(model))
                .findFirst()
                .orElse(model);
    }

    /** A name that a var may have, made of a model's id. */
    private static String var(String model) {
        String plain = model.replaceAll("[^a-zA-Z0-9.-]+", "-");
        return plain.substring(0, Math.min(28, plain.length()));
    }

    private Optional<String> setUsers(RouterConfigEdit edit, String set) {
        return user(edit, "+" + set);
    }

    private Optional<String> varUsers(RouterConfigEdit edit, String var) {
        if (edit.names(matrixPath() + ".evict_costs").contains(var)) {
            return Optional.of("its cost");
        }
        return user(edit, var);
    }

    private Optional<String> user(RouterConfigEdit edit, String token) {
        Pattern whole = Pattern.compile("(?<![\\p{L}\\p{Nd}_.+-])" + Pattern.quote(token) + "(?![\\p{L}\\p{Nd}_.-])");
        return edit.names(matrixPath() + ".sets").stream()
                .filter(name -> whole.matcher(text(edit, matrixPath() + ".sets." + RouterConfigEdit.path(name)))
                        .find())
                .findFirst()
                .map(name -> "the set " + name);
    }

    private static String text(RouterConfigEdit edit, String path) {
        return edit.get(path).map(JsonNode::asString).orElse("");
    }
}
