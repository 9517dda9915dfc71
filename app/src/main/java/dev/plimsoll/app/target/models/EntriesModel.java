package dev.plimsoll.app.target.models;

import dev.plimsoll.app.session.PartForm;
import dev.plimsoll.engine.router.config.RouterConfigEdit;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** A mapping from names, in its order: groups, the sets of a matrix, its vars, its costs. Each entry has the same fields. */
final class EntriesModel {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final ConfigModel config;
    private final Supplier<String> path;
    private final String noun;
    private final List<Field> fields;
    private final BiFunction<RouterConfigEdit, String, Optional<String>> users;
    private final ObservableList<Entry> entries = FXCollections.observableArrayList();
    private final ObservableList<Entry> shownEntries = FXCollections.unmodifiableObservableList(entries);
    private final Map<String, String> refused = new HashMap<>();
    private String shownPath = "";

    /** What a field holds. */
    enum Kind {
        TEXT,
        NUMBER,
        /** Texts, separated by commas. */
        NAMES,
        FLAG
    }

    /**
     * A field of every entry.
     *
     * @param member its key, or empty for an entry that is a value itself
     * @param title above its column
     * @param prompt what counts where it is empty
     * @param usual what a flag is where it is not written
     */
    record Field(String member, String title, String prompt, Kind kind, boolean usual) {
        static Field of(String member, String title, String prompt, Kind kind) {
            return new Field(member, title, prompt, kind, false);
        }

        static Field flag(String member, String title, boolean usual) {
            return new Field(member, title, "", Kind.FLAG, usual);
        }
    }

    /** One entry; a flag's text is {@code true} or {@code false}. */
    final class Entry {
        private final String name;
        private final Map<String, StringProperty> values = new LinkedHashMap<>();

        private Entry(String name) {
            this.name = name;
            for (Field field : fields) {
                StringProperty value = new SimpleStringProperty("");
                values.put(field.member(), value);
                value.addListener((_, _, text) -> write(this, field, text));
            }
        }

        String name() {
            return name;
        }

        StringProperty value(Field field) {
            return Objects.requireNonNull(values.get(field.member()));
        }

        /** What is wrong with it, a sentence, or empty. */
        String error() {
            String why = refused.get(name);
            return why != null
                    ? why
                    : config.faults().stream()
                            .map(f -> f.problem())
                            .filter(p -> isAt(p.path(), at(name)))
                            .findFirst()
                            .map(ConfigModel::sentence)
                            .orElse("");
        }
    }

    /**
     * Entries at a path.
     *
     * @param noun what one is called in the names of undo steps: {@code group}
     * @param users who in the file refers to an entry by its name, so that it can be neither renamed nor taken out; a phrase
     */
    EntriesModel(
            ConfigModel config,
            Supplier<String> path,
            String noun,
            List<Field> fields,
            BiFunction<RouterConfigEdit, String, Optional<String>> users) {
        this.config = config;
        this.path = path;
        this.noun = noun;
        this.fields = List.copyOf(fields);
        this.users = users;
        config.onRead(this::read);
    }

    ObservableList<Entry> entries() {
        return shownEntries;
    }

    List<Field> fields() {
        return fields;
    }

    /** What is wrong with the whole, a sentence, or empty. */
    String error() {
        String at = path.get();
        return config.faults().stream()
                .filter(f -> f.isError())
                .map(f -> f.problem())
                .filter(p -> p.path().equals(at))
                .findFirst()
                .map(ConfigModel::sentence)
                .orElse(refused.getOrDefault("", ""));
    }

    /** One more. */
    void add(String stem, JsonNode value) {
        List<String> taken = config.written().names(path.get());
        String name = stem;
        for (int i = 2; taken.contains(name); i++) {
            name = stem + "-" + i;
        }
        String at = at(name);
        refuse("", config.change("Add " + noun, "", edit -> edit.set(at, value)));
    }

    /** Another name; why not, a sentence, or empty. */
    Optional<String> rename(Entry entry, String to) {
        String name = to.strip();
        if (name.equals(entry.name())) {
            return Optional.empty();
        }
        if (name.isEmpty()) {
            return Optional.of("The name must not be empty.");
        }
        Optional<String> used = users.apply(config.written(), entry.name());
        if (used.isPresent()) {
            return Optional.of("Used by " + used.get() + "; change that first.");
        }
        return config.change("Rename " + noun, "", edit -> edit.rename(at(entry.name()), name));
    }

    void remove(Entry entry) {
        Optional<String> used = users.apply(config.written(), entry.name());
        refuse(
                entry.name(),
                used.isPresent()
                        ? Optional.of("Used by " + used.get() + "; change that first.")
                        : config.change("Delete " + noun, "", edit -> edit.remove(at(entry.name()))));
    }

    private void refuse(String name, Optional<String> why) {
        if (why.isPresent()) {
            refused.put(name, why.get());
        } else {
            refused.remove(name);
        }
    }

    private String at(String name) {
        return path.get() + "." + RouterConfigEdit.path(name);
    }

    private String at(Entry entry, Field field) {
        return field.member().isEmpty() ? at(entry.name()) : at(entry.name()) + "." + field.member();
    }

    private void read() {
        String at = path.get();
        List<String> names = config.written().names(at);
        boolean same = at.equals(shownPath)
                && names.equals(entries.stream().map(Entry::name).toList());
        List<Entry> now = same ? entries : names.stream().map(Entry::new).toList();
        if (!same) {
            refused.clear();
        }
        shownPath = at;
        for (Entry entry : now) {
            for (Field field : fields) {
                StringProperty value = entry.value(field);
                String written = shown(field, config.value(at(entry, field)).orElse(null));
                if (!written.equals(shown(field, node(field, value.get())))) {
                    value.set(written);
                }
            }
        }
        if (!same) {
            entries.setAll(now);
        }
    }

    private void write(Entry entry, Field field, String text) {
        String at = at(entry, field);
        JsonNode value = node(field, text);
        JsonNode put = field.member().isEmpty() && value == null ? NODES.stringNode("") : value;
        refuse(
                entry.name(),
                config.change(
                        "Edit " + noun,
                        field.kind() == Kind.FLAG ? "" : at,
                        edit -> config.value(at(entry.name())).isEmpty() && put == null
                                ? edit
                                : YamlForm.put(edit, at, put)));
    }

    private static String shown(Field field, @Nullable JsonNode value) {
        return switch (field.kind()) {
            case TEXT -> value == null ? "" : PartForm.shown(value).strip();
            case NUMBER -> value == null ? "" : PartForm.numberText(value);
            case NAMES ->
                value == null
                        ? ""
                        : value.isArray()
                                ? String.join(
                                        ", ",
                                        value.valueStream().map(PartForm::shown).toList())
                                : PartForm.shown(value);
            case FLAG -> String.valueOf(value == null ? field.usual() : value.booleanValue(field.usual()));
        };
    }

    private static @Nullable JsonNode node(Field field, String text) {
        return switch (field.kind()) {
            case TEXT -> text.isBlank() ? null : NODES.stringNode(text.strip());
            case NUMBER -> PartForm.numberNode(text);
            case NAMES -> {
                List<String> items = YamlForm.items(text);
                yield items.isEmpty()
                        ? null
                        : NODES.arrayNode()
                                .addAll(items.stream().map(NODES::stringNode).toList());
            }
            case FLAG -> Boolean.parseBoolean(text) == field.usual() ? null : NODES.booleanNode(!field.usual());
        };
    }

    private static boolean isAt(String problem, String path) {
        return problem.equals(path) || problem.startsWith(path + ".") || problem.startsWith(path + "[");
    }
}
