package dev.plimsoll.app.dataset;

import dev.plimsoll.app.session.PartForm;
import dev.plimsoll.app.session.PartList;
import dev.plimsoll.app.session.WorkspaceSession;
import dev.plimsoll.engine.problem.Problem;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.ObservableList;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The datasets of the workspace and the fields of the selected one. JavaFX thread; knows no scene types. */
final class DatasetModel {
    static final String SYNTHETIC = "synthetic";
    static final String FILE = "file";
    static final String CONVERSATIONS = "conversations";
    private static final long DEFAULT_SEED = 42;

    private final WorkspaceSession session;
    private final PartList parts;
    private final PartForm form;
    private final ObservableList<Problem> all; // held, or its listeners would be told nothing

    final LengthModel promptTokens;
    final LengthModel outputTokens;
    final LengthModel turns;
    final LengthModel delay;
    final StringProperty history;
    final StringProperty tokenizer;
    final BooleanProperty syntheticIgnoreEos;
    final BooleanProperty fileIgnoreEos;
    final PathsModel paths;
    final StringProperty format;
    final StringProperty order;
    final StringProperty limit;
    final StringProperty maxBadRows;
    final BooleanProperty cycle;

    DatasetModel(WorkspaceSession session) {
        this.session = session;
        parts = new PartList(session, "datasets", "dataset", "dataset");
        form = new PartForm(session, parts);
        all = session.problems();
        promptTokens = new LengthModel(form, "promptTokens", "input", LengthModel.TOKENS);
        outputTokens = new LengthModel(form, "outputTokens", "output", LengthModel.TOKENS);
        turns = new LengthModel(form, "turns", "turns", LengthModel.TURNS);
        delay = new LengthModel(form, "delay", "think time", LengthModel.SECONDS);
        history = form.text("history", "Edit history");
        tokenizer = form.text("tokenizer", "Edit tokenizer");
        syntheticIgnoreEos = form.flag("ignoreEos", true, "Edit EOS");
        fileIgnoreEos = form.flag("ignoreEos", false, "Edit EOS");
        paths = new PathsModel(form);
        format = form.text("format", "Edit format");
        order = form.text("order", "Edit order");
        limit = form.number("limit", "Edit limit");
        maxBadRows = form.number("maxBadRows", "Edit bad rows");
        cycle = form.flag("cycle", false, "Edit cycling");
    }

    PartList parts() {
        return parts;
    }

    PartForm form() {
        return form;
    }

    /** Kind of the selected dataset, or empty. */
    String kind() {
        PartList.Part part = form.part();
        return part == null ? "" : part.kind();
    }

    /** Whether a kind of dataset reads files. */
    static boolean readsFiles(String kind) {
        return kind.equals(FILE) || kind.equals(CONVERSATIONS);
    }

    void addSynthetic() {
        ObjectNode part = JsonNodeFactory.instance.objectNode().put("kind", SYNTHETIC);
        part.putObject("promptTokens").put("mean", 512).put("stddev", 128);
        parts.add("generated", part.put("outputTokens", 128));
    }

    /** A dataset of rows of a file, named after it. */
    void addFile(Path file) {
        add(FILE, file);
    }

    /** A dataset of the conversations of a file, named after it. */
    void addConversations(Path file) {
        add(CONVERSATIONS, file);
    }

    private void add(String kind, Path file) {
        String name = String.valueOf(file.getFileName());
        int dot = name.lastIndexOf('.');
        parts.add(
                dot > 0 ? name.substring(0, dot) : name,
                JsonNodeFactory.instance.objectNode().put("kind", kind).put("path", relative(file)));
    }

    /** Adds a file to the selected dataset, where it reads files. */
    void addPath(Path file) {
        if (readsFiles(kind())) {
            session.endStep();
            paths.add(relative(file));
            session.endStep();
        }
    }

    /** Files that were dropped: into the selected dataset where it reads files and names none yet, else a dataset each. */
    void dropped(List<Path> files) {
        for (Path file : files) {
            if (readsFiles(kind()) && paths.paths().isEmpty()) {
                addPath(file);
            } else {
                addFile(file);
            }
        }
    }

    /** Whether a file can be a dataset, by its name. */
    static boolean reads(Path file) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        return name.endsWith(".jsonl") || name.endsWith(".ndjson") || name.endsWith(".csv");
    }

    /** The column written for a target, or empty where it is found by its name. */
    String column(String target) {
        return form.value("columns." + target).map(JsonNode::asString).orElse("");
    }

    /** Names the column of a target; empty to find it by its name. */
    void column(String target, String column) {
        form.set(
                "columns." + target,
                column.isEmpty() ? null : JsonNodeFactory.instance.stringNode(column),
                "Edit column of " + target,
                "");
    }

    /** Seed of the first benchmark that uses the selected dataset: its rows are what is shown. */
    long seed() {
        String id = Optional.ofNullable(form.part()).map(PartList.Part::id).orElse(null);
        return session.file().get().workspace().benchmarks().stream()
                .filter(b -> id != null && id.equals(b.dataset()))
                .map(b -> b.seed())
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(DEFAULT_SEED);
    }

    /** How many problems a dataset of the list has. */
    long problems(PartList.Part part) {
        return all.stream()
                .map(Problem::path)
                .filter(p -> p.equals(part.path()) || p.startsWith(part.path() + "."))
                .count();
    }

    /** The second line of a dataset in the list. */
    String summary(PartList.Part part) {
        long problems = problems(part);
        String state = problems == 0 ? "" : problems == 1 ? " · 1 problem" : " · " + problems + " problems";
        return switch (part.kind()) {
            case SYNTHETIC -> "generated" + (state.isEmpty() ? " · " + lengths(part) : state);
            case FILE, CONVERSATIONS -> part.kind() + (state.isEmpty() ? " · " + firstFile(part) : state);
            case "" -> "no kind";
            default -> "unknown kind '" + part.kind() + "'";
        };
    }

    private String lengths(PartList.Part part) {
        String in = mean(part, "promptTokens");
        String out = mean(part, "outputTokens");
        return out.isEmpty() ? in + " tok in" : in + " in, " + out + " out";
    }

    private String mean(PartList.Part part, String member) {
        return session.file()
                .get()
                .value(part.path() + "." + member)
                .map(v -> v.isObject() ? v.path("mean") : v)
                .filter(JsonNode::isNumber)
                .map(PartForm::numberText)
                .orElse("");
    }

    private String firstFile(PartList.Part part) {
        JsonNode path = session.file().get().value(part.path() + ".path").orElse(null);
        if (path == null) {
            return "";
        }
        String first = path.isArray() ? path.path(0).asString("") : path.asString("");
        String name = first.substring(first.lastIndexOf('/') + 1);
        return path.isArray() && path.size() > 1 ? name + " and " + (path.size() - 1) + " more" : name;
    }

    /** A path as the workspace file has it: relative to its folder where it lies below it; with slashes everywhere. */
    private String relative(Path path) {
        Path base = session.file().get().baseFolder();
        Path shown = path.startsWith(base) ? base.relativize(path) : path;
        return shown.toString().replace('\\', '/');
    }
}
