package dev.plimsoll.app.target.models;

import dev.plimsoll.app.session.PartForm;
import dev.plimsoll.engine.problem.Problem;
import dev.plimsoll.engine.router.config.RouterConfigEdit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Fields of a configuration as properties that controls are bound to, each at a path that may move with a selection. What is typed is
 * written at once; an empty field is one that is not written. What cannot be written is told by {@link #problems} at the field's name, and
 * so is what is wrong with what is.
 */
final class YamlForm {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final ConfigModel config;
    private final Map<String, Supplier<@Nullable String>> paths = new LinkedHashMap<>();
    private final Map<String, String> refused = new HashMap<>();
    private final ObservableList<Problem> problems = FXCollections.observableArrayList();
    private final ObservableList<Problem> shownProblems = FXCollections.unmodifiableObservableList(problems);

    YamlForm(ConfigModel config) {
        this.config = config;
    }

    /** What is wrong, by the names of fields. */
    ObservableList<Problem> problems() {
        return shownProblems;
    }

    /** Whether some field shows what is wrong at a path. */
    boolean shows(String path) {
        return paths.values().stream()
                .map(Supplier::get)
                .filter(Objects::nonNull)
                .anyMatch(p -> isAt(path, p));
    }

    /**
     * A text.
     *
     * @param name of the field, in {@link #problems}
     * @param path where it is; null while there is nothing to edit
     * @param what name of the step of undo
     */
    StringProperty text(String name, Supplier<@Nullable String> path, String what) {
        return field(name, path, what, PartForm::shown, text -> text.isBlank() ? null : NODES.stringNode(text.strip()));
    }

    /** A number; a text that is none is written too, where its problem is told. */
    StringProperty number(String name, Supplier<@Nullable String> path, String what) {
        return field(name, path, what, PartForm::numberText, PartForm::numberNode);
    }

    /** A list of texts, separated by commas. */
    StringProperty list(String name, Supplier<@Nullable String> path, String what) {
        return field(
                name,
                path,
                what,
                value -> value.isArray()
                        ? String.join(
                                ", ", value.valueStream().map(PartForm::shown).toList())
                        : PartForm.shown(value),
                text -> {
                    List<String> items = items(text);
                    return items.isEmpty()
                            ? null
                            : NODES.arrayNode()
                                    .addAll(items.stream()
                                            .map(NODES::stringNode)
                                            .toList());
                });
    }

    /** The items of a text that {@link #list} takes. */
    static List<String> items(String text) {
        return java.util.Arrays.stream(text.split(","))
                .map(String::strip)
                .filter(s -> !s.isEmpty())
                .toList();
    }

    /** A switch; {@code ifAbsent} is what counts where nothing is written, and what is not written then. */
    BooleanProperty flag(String name, Supplier<@Nullable String> path, boolean ifAbsent, String what) {
        BooleanProperty property = new SimpleBooleanProperty(ifAbsent);
        paths.put(name, path);
        config.onRead(() -> {
            String at = path.get();
            property.set(
                    at == null
                            ? ifAbsent
                            : config.value(at)
                                    .map(v -> v.isBoolean() ? v.booleanValue() : isYes(v))
                                    .orElse(ifAbsent));
            tell();
        });
        property.addListener((_, _, on) -> {
            String at = path.get();
            if (at != null) {
                write(name, at, on == ifAbsent ? null : NODES.booleanNode(on), what, "");
            }
        });
        return property;
    }

    private static boolean isYes(JsonNode value) {
        return List.of("yes", "on", "true").contains(value.asString().toLowerCase(java.util.Locale.ROOT));
    }

    private StringProperty field(
            String name,
            Supplier<@Nullable String> path,
            String what,
            Function<JsonNode, String> shown,
            Function<String, @Nullable JsonNode> written) {
        StringProperty property = new SimpleStringProperty("");
        paths.put(name, path);
        @Nullable String[] shownAt = {null};
        config.onRead(() -> {
            String at = path.get();
            String value =
                    at == null ? "" : config.value(at).map(shown).orElse("").stripTrailing();
            JsonNode typed = written.apply(property.get());
            // "12." is 12: what the person types is not put right under the fingers
            boolean same = value.equals(typed == null ? "" : shown.apply(typed).stripTrailing());
            if (!same || !Objects.equals(at, shownAt[0])) {
                refused.remove(name);
                property.set(value);
            }
            shownAt[0] = at;
            tell();
        });
        property.addListener((_, _, text) -> {
            String at = path.get();
            if (at != null) {
                write(name, at, written.apply(text), what, at);
            }
        });
        return property;
    }

    private void write(String name, String path, @Nullable JsonNode value, String what, String mergeKey) {
        String why =
                config.change(what, mergeKey, edit -> put(edit, path, value)).orElse("");
        if (why.isEmpty()) {
            refused.remove(name);
        } else {
            refused.put(name, why.substring(0, why.length() - 1));
        }
        tell();
    }

    /** With a value at a path, or without where it is null. */
    static RouterConfigEdit put(RouterConfigEdit edit, String path, @Nullable JsonNode value) {
        if (value != null) {
            return edit.set(path, value);
        }
        return edit.get(path).isPresent() ? edit.remove(path) : edit;
    }

    private void tell() {
        List<Problem> now = new ArrayList<>();
        refused.forEach((name, why) -> now.add(Problem.at(name, why)));
        List<Problem> all = config.faults().stream().map(f -> f.problem()).toList();
        paths.forEach((name, path) -> {
            String at = path.get();
            if (at != null) {
                all.stream()
                        .filter(p -> isAt(p.path(), at))
                        .forEach(p -> now.add(new Problem(p.file(), p.line(), name, p.what(), allowed(p.allowed()))));
            }
        });
        if (!now.equals(problems)) {
            problems.setAll(now);
        }
    }

    /** A list of every key there is would hide what is wrong. */
    private static List<String> allowed(Collection<String> allowed) {
        return allowed.size() > 8 ? List.of() : List.copyOf(allowed);
    }

    private static boolean isAt(String problem, String path) {
        return problem.equals(path) || problem.startsWith(path + ".") || problem.startsWith(path + "[");
    }
}
