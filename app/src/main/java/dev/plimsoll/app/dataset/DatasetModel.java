package dev.plimsoll.app.dataset;

import dev.plimsoll.app.session.PartForm;
import dev.plimsoll.app.session.PartList;
import dev.plimsoll.app.session.VariableName;
import dev.plimsoll.app.session.WorkspaceSession;
import dev.plimsoll.engine.dataset.DatasetPreview;
import dev.plimsoll.engine.problem.Problem;
import dev.plimsoll.engine.report.Numbers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
    static final String TRACE = "trace";
    static final String HUGGING_FACE = "huggingface";
    static final String INLINE = "inline";
    static final String MIX = "mix";
    private static final Set<String> KINDS = Set.of(SYNTHETIC, FILE, CONVERSATIONS, TRACE, HUGGING_FACE, INLINE, MIX);
    private static final List<String> ENDINGS =
            List.of("jsonl", "ndjson", "csv", "tsv", "parquet", "json", "txt", "text");
    private static final Pattern FIRST_PAIR = Pattern.compile("(\\d+)[^,]*,\\s*(\\d+)");
    /** What a column of a trace can be. */
    static final List<String> TRACE_COLUMNS = List.of("timestamp", "inputLength", "outputLength", "hashIds", "label");

    /** Numbers that only traces have. */
    static final Set<String> TRACE_NUMBERS = Set.of(
            "speedup",
            "promptMultiplier",
            "outputMultiplier",
            "prefixCopies",
            "blockTokens",
            "maxInputTokens",
            "maxOutputTokens");

    private static final long DEFAULT_SEED = 42;

    private final WorkspaceSession session;
    private final PartList parts;
    private final PartForm form;
    private final NewDatasets fresh;
    private final ObservableList<Problem> all; // held, or its listeners would be told nothing

    final LengthModel promptTokens;
    final LengthModel outputTokens;
    final LengthModel turns;
    final LengthModel delay;
    final StringProperty history;
    final StringProperty pairs;
    final StringProperty systemTokens;
    final StringProperty userContextTokens;
    final StringProperty cacheBust;
    final RowsModel buckets;
    final RowsModel mixParts;
    final SharesModel shares;
    final InlineModel inline;
    final StringProperty hubDataset;
    final StringProperty hubConfig;
    final StringProperty hubSplit;
    final StringProperty hubRevision;
    final StringProperty hub;
    final VariableName hubToken;
    final TokenizerModel tokenizer;
    final BooleanProperty syntheticIgnoreEos;
    final BooleanProperty fileIgnoreEos;
    final PathsModel paths;
    final StringProperty format;
    final StringProperty order;
    final StringProperty limit;
    final StringProperty maxBadRows;
    final BooleanProperty cycle;
    private final Map<String, StringProperty> trace = new LinkedHashMap<>();
    private final Map<String, StringProperty> columns = new LinkedHashMap<>();

    DatasetModel(WorkspaceSession session) {
        this.session = session;
        parts = new PartList(session, "datasets", "dataset", "dataset");
        form = new PartForm(session, parts);
        fresh = new NewDatasets(parts, this::relative);
        all = session.problems();
        promptTokens = new LengthModel(form, "promptTokens", "input", LengthModel.TOKENS);
        outputTokens = new LengthModel(form, "outputTokens", "output", LengthModel.TOKENS);
        turns = new LengthModel(form, "turns", "turns", LengthModel.TURNS);
        delay = new LengthModel(form, "delay", "think time", LengthModel.SECONDS);
        history = form.text("history", "Edit history");
        pairs = form.text("lengths", "Edit pairs of lengths");
        systemTokens = form.number("systemTokens", "Edit system prompt");
        userContextTokens = form.number("userContextTokens", "Edit context");
        cacheBust = form.text("cacheBust", "Edit cache busting");
        buckets = new RowsModel(
                form,
                "prefixBuckets",
                "system prompts",
                List.of(
                        new RowsModel.Column("count", "Prompts", "", "1", true),
                        new RowsModel.Column("tokens", "Length", "tok", "", true),
                        new RowsModel.Column("weight", "Weight", "", "1", true)));
        mixParts = new RowsModel(
                form,
                "parts",
                "part",
                List.of(
                        new RowsModel.Column("dataset", "Dataset", "", "", false),
                        new RowsModel.Column("weight", "Weight", "", "1", true),
                        new RowsModel.Column("label", "Class", "", "its name", false)));
        shares = new SharesModel(session, form);
        inline = new InlineModel(form);
        hubDataset = form.text("dataset", "Edit dataset");
        hubConfig = form.text("config", "Edit configuration");
        hubSplit = form.text("split", "Edit split");
        hubRevision = form.text("revision", "Edit revision");
        hub = form.text("hub", "Edit hub");
        hubToken = new VariableName(form, "tokenEnv", "Edit key variable");
        for (String member : TRACE_NUMBERS) {
            trace.put(member, form.number(member, "Edit " + member));
        }
        for (String target : DatasetPreview.targets()) {
            columns.put(target, form.text("columns." + target, "Edit column of " + target));
        }
        for (String target : TRACE_COLUMNS) {
            columns.computeIfAbsent(target, t -> form.text("columns." + t, "Edit column of " + t));
        }
        tokenizer = new TokenizerModel(form);
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

    /** Begins datasets. */
    NewDatasets fresh() {
        return fresh;
    }

    /** Kind of the selected dataset, or empty. */
    String kind() {
        PartList.Part part = form.part();
        return part == null ? "" : part.kind();
    }

    /** Whether this version can use a kind. */
    static boolean knows(String kind) {
        return KINDS.contains(kind);
    }

    /** Whether a kind of dataset reads files that the person names. */
    static boolean readsFiles(String kind) {
        return kind.equals(FILE) || kind.equals(CONVERSATIONS) || kind.equals(TRACE);
    }

    /** Whether rows of a kind have columns that can be mapped. */
    static boolean hasColumns(String kind) {
        return kind.equals(FILE) || kind.equals(HUGGING_FACE) || kind.equals(INLINE);
    }

    /** Whether the selected dataset writes its texts itself. */
    boolean generates() {
        return kind().equals(SYNTHETIC) || kind().equals(TRACE);
    }

    /** Names of the files that a kind reads, for a dialog. */
    static String[] globs(String kind) {
        List<String> endings = switch (kind) {
            case CONVERSATIONS -> List.of("jsonl", "ndjson");
            case TRACE -> List.of("jsonl", "ndjson", "csv", "parquet", "json");
            default -> ENDINGS;
        };
        return endings.stream().map(e -> "*." + e).toArray(String[]::new);
    }

    /** A number of a trace, as typed. */
    StringProperty trace(String member) {
        return Objects.requireNonNull(trace.get(member));
    }

    /** The column that is named for a target, of rows or of a trace; empty where it is found by its name. */
    StringProperty column(String target) {
        return Objects.requireNonNull(columns.get(target));
    }

    /** Whether input and output lengths of the selected dataset are drawn together. */
    boolean inPairs() {
        return form.value("lengths").isPresent();
    }

    /** From two distributions to pairs, in one step. */
    void lengthsInPairs() {
        edit("Put lengths in pairs", dataset -> {
            String in = DatasetSummary.center(dataset.path("promptTokens"), "128");
            String out = DatasetSummary.center(dataset.path("outputTokens"), "64");
            dataset.remove(List.of("promptTokens", "outputTokens"));
            dataset.put("lengths", in + "," + out + ":100");
        });
    }

    /** From pairs to two lengths, those of the first pair, in one step. */
    void lengthsApart() {
        edit("Take lengths apart", dataset -> {
            Matcher first = FIRST_PAIR.matcher(dataset.path("lengths").asString(""));
            boolean found = first.find();
            dataset.remove("lengths");
            dataset.set("promptTokens", PartForm.numberNode(found ? first.group(1) : "128"));
            dataset.set("outputTokens", PartForm.numberNode(found ? first.group(2) : "64"));
        });
    }

    /** Ids of the datasets that the selected mix can take. */
    List<String> mixable() {
        return parts.parts().stream()
                .filter(p -> p.id() != null && !p.kind().equals(MIX) && !p.equals(form.part()))
                .map(PartList.Part::title)
                .distinct()
                .toList();
    }

    /** What share of the conversations each part of the selected mix gives, in a sentence; empty where the weights say nothing. */
    String shares() {
        List<Double> weights = mixParts.numbers("weight", 1);
        double sum = weights.stream().mapToDouble(w -> w).sum();
        if (weights.isEmpty() || weights.stream().anyMatch(w -> !(w > 0)) || Double.isInfinite(sum)) {
            return "";
        }
        List<String> shares = new ArrayList<>();
        for (int i = 0; i < weights.size(); i++) {
            String label = mixParts.field(i, "label").get().strip();
            String name = label.isEmpty() ? mixParts.field(i, "dataset").get() : label;
            shares.add(name + " " + Numbers.percent(weights.get(i) / sum));
        }
        return String.join(" · ", shares);
    }

    private void edit(String what, Consumer<ObjectNode> change) {
        PartList.Part part = form.part();
        if (part != null && form.value().orElse(null) instanceof ObjectNode dataset) {
            change.accept(dataset);
            session.edit(what, "", file -> file.with(part.path(), dataset));
        }
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
                fresh.file(file);
            }
        }
    }

    /** Whether a file can be a dataset, by its name. */
    static boolean reads(Path file) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        return ENDINGS.stream().anyMatch(e -> name.endsWith("." + e));
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

    /** What is wrong in the form with what is not in the document: rows that are no JSON, a key that is no name. */
    int unwrittenProblems() {
        return (inline.error().get().isEmpty() ? 0 : 1)
                + (hubToken.error().get().isEmpty() ? 0 : 1);
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
        JsonNode written = session.file().get().value(part.path()).orElse(JsonNodeFactory.instance.objectNode());
        return !knows(part.kind()) || problems == 0
                ? DatasetSummary.of(part.kind(), written)
                : DatasetSummary.noun(part.kind()) + " · " + Numbers.count(problems, "problem", "problems");
    }

    /** A path as the workspace file has it: relative to its folder where it lies below it; with slashes everywhere. */
    String relative(Path path) {
        Path base = session.file().get().baseFolder();
        Path shown = path.startsWith(base) ? base.relativize(path) : path;
        return shown.toString().replace('\\', '/');
    }
}
