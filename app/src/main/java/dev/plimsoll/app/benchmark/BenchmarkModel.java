package dev.plimsoll.app.benchmark;

import dev.plimsoll.app.session.WorkspaceSession;
import dev.plimsoll.engine.problem.Problem;
import dev.plimsoll.engine.workspace.WorkspaceFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.beans.InvalidationListener;
import javafx.collections.ObservableList;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * The benchmark that is selected, as a part of the open document: its values by name, edits of them, what is wrong with them. Every edit
 * goes through the session, so that it can be undone; typing in one field is one step.
 */
final class BenchmarkModel {
    private final WorkspaceSession workspace;
    private final ObservableList<Problem> problems;
    private final List<Runnable> onChange = new ArrayList<>();
    private final List<Runnable> onProblems = new ArrayList<>();
    private final InvalidationListener changed = _ -> changed();
    private final InvalidationListener problemsChanged = _ -> tell(onProblems);
    private boolean settling;

    BenchmarkModel(WorkspaceSession workspace) {
        this.workspace = workspace;
        this.problems = workspace.problems();
        workspace.file().addListener(changed);
        workspace.selectedBenchmark().addListener(changed);
        problems.addListener(problemsChanged);
        settle();
    }

    void dispose() {
        workspace.file().removeListener(changed);
        workspace.selectedBenchmark().removeListener(changed);
        problems.removeListener(problemsChanged);
    }

    /** Calls back after every edit, undo and change of selection, until the subscription ends. */
    Subscription onChange(Runnable then) {
        onChange.add(then);
        return () -> onChange.remove(then);
    }

    /** Calls back when other things are wrong, until the subscription ends. */
    Subscription onProblems(Runnable then) {
        onProblems.add(then);
        return () -> onProblems.remove(then);
    }

    /** The document. */
    WorkspaceFile file() {
        return workspace.file().get();
    }

    /** Id of the selected benchmark, or null. */
    @Nullable
    String id() {
        return workspace.selectedBenchmark().get();
    }

    /** Where the selected benchmark is in its list, -1 where there is none. */
    int index() {
        List<JsonNode> all = elements(file(), "benchmarks");
        for (int i = 0; i < all.size(); i++) {
            if (key(all.get(i), i).equals(id())) {
                return i;
            }
        }
        return -1;
    }

    /** Whether one is selected. */
    boolean present() {
        return index() >= 0;
    }

    /** The path of a value of the benchmark: {@code profile.rate} is {@code benchmarks[2].profile.rate}; the benchmark's own for none. */
    String path(String field) {
        String own = "benchmarks[" + index() + "]";
        return field.isEmpty() ? own : own + "." + field;
    }

    /** A value of the benchmark, or null where it is not written. */
    @Nullable
    JsonNode value(String field) {
        return present() ? file().value(path(field)).filter(v -> !v.isNull()).orElse(null) : null;
    }

    /** A text, or empty. */
    String text(String field) {
        JsonNode value = value(field);
        return value == null ? "" : value.asString("");
    }

    /** The elements of a list of the benchmark; none where there is no list. */
    List<JsonNode> elements(String field) {
        return present() ? elements(file(), path(field)) : List.of();
    }

    /** What was typed into a field; typing in one field is one step of undo. */
    void type(String what, String field, Codec codec, String text) {
        put(what, path(field), field, codec.read(text).orElse(null));
    }

    /** The person left a field, or ended what they did with it: the next edit is another step. */
    void endStep() {
        workspace.endStep();
    }

    /** Changes one value, or removes it; a step of its own. */
    void set(String what, String field, @Nullable JsonNode value) {
        put(what, "", field, value);
    }

    /** Changes a value while it is typed. */
    void typed(String what, String field, @Nullable JsonNode value) {
        put(what, path(field), field, value);
    }

    /** Replaces a list. */
    void setAll(String what, String field, List<? extends JsonNode> elements) {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        elements.forEach(list::add);
        set(what, field, list);
    }

    /** The first thing wrong at a value or below it. */
    Optional<Problem> problem(String field) {
        String at = path(field);
        return problems.stream()
                .filter(p -> p.path().equals(at)
                        || p.path().startsWith(at + ".")
                        || p.path().startsWith(at + "["))
                .findFirst();
    }

    /** The first thing wrong at a value itself, not below it. */
    Optional<Problem> problemOf(String field) {
        String at = path(field);
        return problems.stream().filter(p -> p.path().equals(at)).findFirst();
    }

    /** Everything that is wrong anywhere in the document. */
    List<Problem> problems() {
        return problems;
    }

    /** How many things are wrong with the benchmark itself. */
    long faults() {
        String at = path("");
        return problems.stream().filter(p -> p.path().startsWith(at)).count();
    }

    /** What a benchmark is called in {@link WorkspaceSession#selectedBenchmark}: its id, or its place where it has none. */
    static String key(JsonNode benchmark, int index) {
        String id = benchmark.path("id").asString("");
        return id.isEmpty() ? "#" + (index + 1) : id;
    }

    static List<JsonNode> elements(WorkspaceFile file, String path) {
        return file.value(path)
                .filter(JsonNode::isArray)
                .map(list -> List.copyOf(list.values()))
                .orElse(List.of());
    }

    private void put(String what, String mergeKey, String field, @Nullable JsonNode value) {
        if (!present()) {
            return;
        }
        String at = path(field);
        workspace.edit(what, mergeKey, file -> {
            if (value != null) {
                return file.with(at, value);
            }
            return file.value(at).isPresent() ? file.without(at) : file;
        });
    }

    private void changed() {
        if (settle()) {
            tell(onChange);
        }
    }

    /** Calls those that listen now and still do when it is their turn: one may rebuild rows that listened too. */
    private static void tell(List<Runnable> listeners) {
        for (Runnable each : List.copyOf(listeners)) {
            if (listeners.contains(each)) {
                each.run();
            }
        }
    }

    /** Selects the first benchmark where the selected one is gone; false while it does, as the new selection calls back itself. */
    private boolean settle() {
        if (settling || present()) {
            return !settling;
        }
        List<JsonNode> all = elements(file(), "benchmarks");
        String first = all.isEmpty() ? null : key(all.getFirst(), 0);
        settling = true;
        workspace.selectedBenchmark().set(first);
        settling = false;
        return true;
    }
}
