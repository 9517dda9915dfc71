package dev.plimsoll.app.benchmark;

import dev.plimsoll.app.session.WorkspaceSession;
import dev.plimsoll.engine.workspace.WorkspaceFile;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The benchmarks of the open document: their list, adding, duplicating, renaming and deleting them. */
final class BenchmarksModel {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final int SWEEP_SIZE = 10;
    private static final int SWEEP_STREAMS = 512;
    private static final int STAGE_SECONDS = 60;
    private static final int SEED = 42;

    private final WorkspaceSession workspace;

    BenchmarksModel(WorkspaceSession workspace) {
        this.workspace = workspace;
    }

    /**
     * One line of the list.
     *
     * @param key what selects it
     * @param note {@code vllm-h100 · sweep of 10}
     */
    record Entry(String key, String name, String note) {}

    /** The lines, in the order of the document. */
    List<Entry> entries() {
        List<JsonNode> all = BenchmarkModel.elements(workspace.file().get(), "benchmarks");
        return java.util.stream.IntStream.range(0, all.size())
                .mapToObj(i -> entry(all.get(i), i))
                .toList();
    }

    /** Adds a sweep on the first target and dataset, and selects it. */
    void add() {
        WorkspaceFile file = workspace.file().get();
        ObjectNode benchmark = JSON.objectNode();
        String id = unused(file, "sweep");
        benchmark.put("id", id);
        benchmark.put("name", id.equals("sweep") ? "Sweep" : "Sweep " + id.substring("sweep-".length()));
        firstId(file, "targets", benchmark, "target");
        firstId(file, "datasets", benchmark, "dataset");
        ObjectNode profile = benchmark.putObject("profile");
        profile.put("kind", "sweep");
        profile.put("size", SWEEP_SIZE);
        profile.put("strategy", "poisson");
        profile.put("maxConcurrency", SWEEP_STREAMS);
        ArrayNode constraints = benchmark.putArray("constraints");
        constraints.addObject().put("kind", "max_duration").put("seconds", STAGE_SECONDS);
        constraints.addObject().put("kind", "over_saturation").put("mode", "monitor");
        benchmark.put("seed", SEED);
        insert("Add benchmark", file, elements(file).size(), benchmark, id);
    }

    /** Adds a copy of a benchmark below it, and selects the copy. */
    void duplicate(String key) {
        WorkspaceFile file = workspace.file().get();
        int index = index(file, key);
        if (index < 0 || !(elements(file).get(index) instanceof ObjectNode original)) {
            return;
        }
        ObjectNode copy = original.deepCopy();
        String name = entry(original, index).name();
        String id = unused(file, original.path("id").asString("benchmark") + "-copy");
        copy.put("id", id);
        copy.put("name", name + " (copy)");
        insert("Duplicate " + name, file, index + 1, copy, id);
    }

    /** Gives a benchmark another shown name; its id, by which runs know it, stays. */
    void rename(String key, String name) {
        int index = index(workspace.file().get(), key);
        String stripped = name.strip();
        if (index >= 0 && !stripped.isEmpty()) {
            workspace.edit(
                    "Rename benchmark", "", f -> f.with("benchmarks[" + index + "].name", JSON.stringNode(stripped)));
        }
    }

    /** Deletes a benchmark and selects the one that takes its place; returns its name, or null where there is none. */
    @Nullable
    String delete(String key) {
        WorkspaceFile file = workspace.file().get();
        int index = index(file, key);
        if (index < 0) {
            return null;
        }
        List<Entry> entries = entries();
        String name = entries.get(index).name();
        String next = entries.size() == 1
                ? null
                : entries.get(index + 1 < entries.size() ? index + 1 : index - 1)
                        .key();
        if (key.equals(workspace.selectedBenchmark().get())) {
            workspace.selectedBenchmark().set(next);
        }
        workspace.edit("Delete " + name, "", f -> f.without("benchmarks[" + index + "]"));
        return name;
    }

    private void insert(String what, WorkspaceFile file, int at, ObjectNode benchmark, String id) {
        ArrayNode list = JSON.arrayNode();
        elements(file).forEach(list::add);
        list.insert(at, benchmark);
        workspace.edit(what, "", f -> f.with("benchmarks", list));
        workspace.selectedBenchmark().set(id);
    }

    private static Entry entry(JsonNode benchmark, int index) {
        String key = BenchmarkModel.key(benchmark, index);
        String name = benchmark.path("name").asString("");
        String target = benchmark.path("target").asString("");
        String profile = ProfileKind.summary(benchmark.path("profile"));
        String note = target.isEmpty() ? profile : profile.isEmpty() ? target : target + " · " + profile;
        return new Entry(key, name.isBlank() ? key : name, note);
    }

    private static List<JsonNode> elements(WorkspaceFile file) {
        return BenchmarkModel.elements(file, "benchmarks");
    }

    private static int index(WorkspaceFile file, String key) {
        List<JsonNode> all = elements(file);
        for (int i = 0; i < all.size(); i++) {
            if (BenchmarkModel.key(all.get(i), i).equals(key)) {
                return i;
            }
        }
        return -1;
    }

    private static void firstId(WorkspaceFile file, String list, ObjectNode benchmark, String field) {
        BenchmarkModel.elements(file, list).stream()
                .map(e -> e.path("id").asString(""))
                .filter(id -> !id.isEmpty())
                .findFirst()
                .ifPresent(id -> benchmark.put(field, id));
    }

    private static String unused(WorkspaceFile file, String wish) {
        Set<String> taken = elements(file).stream()
                .map(e -> e.path("id").asString("").toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
        String id = wish;
        for (int n = 2; taken.contains(id.toLowerCase(Locale.ROOT)); n++) {
            id = wish + "-" + n;
        }
        return id;
    }
}
