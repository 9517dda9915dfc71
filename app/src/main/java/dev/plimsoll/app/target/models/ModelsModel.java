package dev.plimsoll.app.target.models;

import dev.plimsoll.app.session.PartForm;
import dev.plimsoll.engine.router.config.ConfigFault;
import dev.plimsoll.engine.router.config.ModelConfig;
import dev.plimsoll.engine.router.config.ModelEdits;
import dev.plimsoll.engine.router.config.RouterConfigEdit;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The models of a configuration, in the order written, with one of them selected. */
final class ModelsModel {
    static final String PRIORITY = "routing.scheduler.settings.fifo.priority";
    private static final String NEW_COMMAND = "llama-server --port ${PORT} -m /path/to/model.gguf";

    private final ConfigModel config;
    private final ObservableList<Row> rows = FXCollections.observableArrayList();
    private final ObservableList<Row> shownRows = FXCollections.unmodifiableObservableList(rows);
    private final ReadOnlyObjectWrapper<@Nullable String> selected = new ReadOnlyObjectWrapper<>();

    /**
     * One model.
     *
     * @param command on one line; empty where there is none
     * @param ttl {@code 10 min}, {@code never}
     * @param priority in the queue; 0 where none is written
     * @param limit requests at most, queued and served; {@code 10} is what counts where none is written
     * @param errors how much is wrong with it
     */
    record Row(String id, String command, String ttl, String priority, boolean unlisted, String limit, long errors) {}

    ModelsModel(ConfigModel config) {
        this.config = config;
        config.onRead(this::read);
    }

    ObservableList<Row> rows() {
        return shownRows;
    }

    /** Id of the model that is edited, or null where there is none. */
    ReadOnlyObjectProperty<@Nullable String> selected() {
        return selected.getReadOnlyProperty();
    }

    void select(@Nullable String id) {
        if (rows.stream().anyMatch(r -> r.id().equals(id))) {
            selected.set(id);
        }
    }

    /** Path of a member of the selected model; null while there is none. */
    @Nullable
    String path(String member) {
        String id = selected.get();
        return id == null ? null : RouterConfigEdit.path("models", id) + "." + member;
    }

    /** Path of the selected model's priority. */
    @Nullable
    String priorityPath() {
        String id = selected.get();
        return id == null ? null : PRIORITY + "." + RouterConfigEdit.path(id);
    }

    /** One more model, selected; why not, or empty. */
    Optional<String> add() {
        String id = freeId("model");
        Optional<String> refused = config.change("Add model", "", edit -> ModelEdits.add(edit, id, NEW_COMMAND));
        select(id);
        return refused;
    }

    /** A copy of the selected one, without its aliases, which only one model can have; why not, or empty. */
    Optional<String> duplicate() {
        String from = selected.get();
        if (from == null) {
            return Optional.empty();
        }
        JsonNode written = config.value(RouterConfigEdit.path("models", from)).orElse(null);
        if (written == null || !written.isObject()) {
            return Optional.of("There is nothing written of " + from + " to copy.");
        }
        String id = freeId(from + "-copy");
        String path = RouterConfigEdit.path("models", id);
        Optional<String> refused = config.change("Duplicate model", "", edit -> {
            RouterConfigEdit made = edit.set(path, written);
            return made.get(path + ".aliases").isPresent() ? made.remove(path + ".aliases") : made;
        });
        select(id);
        return refused;
    }

    /** Another id for the selected one, everywhere in the file; why not, or empty. */
    Optional<String> rename(String to) {
        String from = selected.get();
        String id = to.strip();
        if (from == null || id.equals(from)) {
            return Optional.empty();
        }
        if (id.isEmpty()) {
            return Optional.of("The id must not be empty.");
        }
        if (rows.stream().anyMatch(r -> r.id().equals(id))) {
            return Optional.of("There is already a model '" + id + "'.");
        }
        selected.set(id); // before the list is read again, so that it stays selected
        Optional<String> refused = config.change("Rename model", "", edit -> ModelEdits.rename(edit, from, id));
        if (refused.isPresent()) {
            selected.set(from);
        }
        return refused;
    }

    /** Without the selected one; why not, or empty. */
    Optional<String> remove() {
        String id = selected.get();
        return id == null
                ? Optional.empty()
                : config.change("Delete model " + id, "", edit -> ModelEdits.remove(edit, id));
    }

    private String freeId(String stem) {
        List<String> taken = config.written().names("models");
        String id = stem;
        for (int i = 2; taken.contains(id); i++) {
            id = stem + "-" + i;
        }
        return id;
    }

    private void read() {
        List<Row> now = config.written().names("models").stream().map(this::row).toList();
        int before = Math.max(0, index(selected.get()));
        if (!now.equals(rows)) {
            rows.setAll(now);
        }
        if (index(selected.get()) < 0) {
            selected.set(
                    now.isEmpty()
                            ? null
                            : now.get(Math.min(before, now.size() - 1)).id());
        }
    }

    private int index(@Nullable String id) {
        for (int i = 0; i < rows.size(); i++) {
            if (rows.get(i).id().equals(id)) {
                return i;
            }
        }
        return -1;
    }

    private Row row(String id) {
        String path = RouterConfigEdit.path("models", id);
        ModelConfig read = config.config().map(c -> c.models().get(id)).orElse(null);
        String command = read == null ? written(path + ".cmd") : read.cmd();
        String ttl = read == null ? written(path + ".ttl") : seconds(read.ttlSeconds());
        String limit = written(path + ".concurrencyLimit");
        return new Row(
                id,
                command.replaceAll("\\\\?\\s*\\n\\s*", " ").strip(),
                ttl,
                Objects.requireNonNullElse(blankIsNull(written(PRIORITY + "." + RouterConfigEdit.path(id))), "0"),
                written(path + ".unlisted").equals("true"),
                limit.isEmpty() || limit.equals("0") ? "10" : limit,
                config.faults().stream()
                        .filter(ConfigFault::isError)
                        .map(f -> f.problem().path())
                        .filter(p -> p.equals(path) || p.startsWith(path + "."))
                        .count());
    }

    private String written(String path) {
        return config.value(path).map(PartForm::shown).orElse("");
    }

    private static @Nullable String blankIsNull(String text) {
        return text.isBlank() ? null : text;
    }

    /** A time a person reads: {@code 10 min}. */
    static String seconds(long seconds) {
        if (seconds == 0) {
            return "never";
        }
        return seconds % 3600 == 0
                ? seconds / 3600 + " h"
                : seconds % 60 == 0 ? seconds / 60 + " min" : String.format(Locale.ROOT, "%,d s", seconds);
    }
}
