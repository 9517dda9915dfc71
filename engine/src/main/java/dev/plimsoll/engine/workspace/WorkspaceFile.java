package dev.plimsoll.engine.workspace;

import dev.plimsoll.engine.file.AtomicFile;
import dev.plimsoll.engine.file.FileTrouble;
import dev.plimsoll.engine.problem.PlimsollException;
import dev.plimsoll.engine.problem.Problem;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A workspace document: its text, its tree, what was understood of it ({@link #workspace}) and what is wrong with it ({@link #problems}).
 *
 * <p>Opening never fails on content. The tree is the document: unknown fields and kinds stay in it, and edits ({@link #with}) are made
 * in it by path, so that saving loses nothing; a document that was not edited is written back byte for byte. Immutable; any thread.
 */
public final class WorkspaceFile {
    /** End of every workspace file's name. */
    public static final String EXTENSION = ".plimsoll.json";

    private final @Nullable String shownName;
    private final Path baseFolder;
    private final String text;
    private final @Nullable JsonNode root;
    private final Map<String, Integer> lines;
    private final Map<String, String> aliases;
    private final List<Problem> documentProblems;
    private final List<Problem> problems;
    private final Workspace workspace;

    private WorkspaceFile(
            @Nullable String shownName,
            Path baseFolder,
            String text,
            @Nullable JsonNode root,
            Map<String, Integer> lines,
            Map<String, String> aliases,
            List<Problem> documentProblems) {
        this.shownName = shownName;
        this.baseFolder = baseFolder;
        this.text = text;
        this.root = root;
        this.lines = Map.copyOf(lines);
        this.aliases = Map.copyOf(aliases);
        this.documentProblems = List.copyOf(documentProblems);
        List<Problem> found = new ArrayList<>(documentProblems);
        this.workspace = root == null
                ? new Workspace(0, null, List.of(), List.of(), List.of(), null)
                : new SpecReader(found).workspace(root);
        this.problems = found.stream()
                .map(this::locate)
                .sorted(Comparator.comparingInt(Problem::line))
                .toList();
    }

    /**
     * Opens a file.
     *
     * @throws PlimsollException where it cannot be read at all
     */
    public static WorkspaceFile read(Path file) {
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(file);
        } catch (IOException e) {
            throw PlimsollException.usage("Could not open " + file + ": " + FileTrouble.reason(e), e);
        }
        Path folder = file.toAbsolutePath().getParent();
        Path base = folder == null ? file.toAbsolutePath() : folder;
        String name = String.valueOf(file.getFileName());
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return parse(text, name, base);
        } catch (CharacterCodingException e) {
            Problem problem = new Problem(null, 0, "", "the file is not text in UTF-8", List.of());
            String text = new String(bytes, StandardCharsets.ISO_8859_1);
            return new WorkspaceFile(name, base, text, null, Map.of(), Map.of(), List.of(problem));
        }
    }

    /**
     * Reads a text.
     *
     * @param shownName name told in problems, or null where the text is not a file's
     * @param baseFolder what relative paths in it are relative to
     */
    public static WorkspaceFile parse(String text, @Nullable String shownName, Path baseFolder) {
        JsonSource source = JsonSource.parse(text);
        return new WorkspaceFile(
                shownName, baseFolder, text, source.root(), source.lines(), Map.of(), source.problems());
    }

    /** A new, empty workspace. */
    public static WorkspaceFile create(String name, Path baseFolder) {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.put("schemaVersion", Workspace.SCHEMA_VERSION);
        root.put("name", name);
        root.putArray("targets");
        root.putArray("datasets");
        root.putArray("benchmarks");
        return parse(JsonText.write(root), null, baseFolder);
    }

    /**
     * A workspace with one benchmark from pieces of a command line; problems in it name the options.
     *
     * @throws PlimsollException with every option that cannot be read
     */
    public static WorkspaceFile ofOptions(BenchmarkOptions options) {
        OptionsDocument document = OptionsDocument.build(options);
        return new WorkspaceFile(
                null,
                options.baseFolder(),
                JsonText.write(document.root()),
                document.root(),
                Map.of(),
                document.aliases(),
                List.of());
    }

    /** The path of a member of an object; names with other than letters, digits, '_' and '-' are quoted. */
    public static String memberPath(String parent, String name) {
        return JsonPath.member(parent, name);
    }

    /** Name told in problems, null where it is not a file. */
    public @Nullable String shownName() {
        return shownName;
    }

    /** What relative paths in it are relative to. */
    public Path baseFolder() {
        return baseFolder;
    }

    /** The document as it would be saved. */
    public String text() {
        return text;
    }

    /** What was understood. */
    public Workspace workspace() {
        return workspace;
    }

    /** What is wrong with the document, its shape, its names and its types; located, by line. */
    public List<Problem> problems() {
        return problems;
    }

    /** Whether the text is JSON at all; only then can it be edited. */
    public boolean isReadable() {
        return root != null;
    }

    /** The value at a path, or empty; a copy. */
    public Optional<JsonNode> value(String path) {
        return root == null ? Optional.empty() : JsonEdit.get(root, path).map(JsonNode::deepCopy);
    }

    /** The 1-based line on which a path is written, or the nearest part above it that is; 0 where there is no file. */
    public int lineOf(String path) {
        for (Optional<String> at = Optional.of(path); at.isPresent(); at = JsonPath.parent(at.get())) {
            Integer line = lines.get(at.get());
            if (line != null) {
                return line;
            }
        }
        return 0;
    }

    /** A problem at a path, tied to this file and the line of that path (or to the option that it came from). */
    public Problem locate(Problem problem) {
        String path = problem.path();
        for (Optional<String> at = Optional.of(path); at.isPresent(); at = JsonPath.parent(at.get())) {
            String alias = aliases.get(at.get());
            if (alias != null) {
                String renamed = alias + path.substring(at.get().length());
                return new Problem(null, 0, renamed, problem.what(), problem.allowed());
            }
        }
        return shownName == null ? problem : problem.in(shownName, problem.line() > 0 ? problem.line() : lineOf(path));
    }

    /**
     * The document with another value at a path; missing objects on the way are made, and an index one past the end appends.
     *
     * @throws PlimsollException where the path leads nowhere or the document is not JSON
     */
    public WorkspaceFile with(String path, JsonNode value) {
        return edited(JsonEdit.set(editable(), path, value), keptLines(path));
    }

    /**
     * The document without a member or element.
     *
     * @throws PlimsollException where there is nothing at the path or the document is not JSON
     */
    public WorkspaceFile without(String path) {
        return edited(
                JsonEdit.remove(editable(), path),
                keptLines(JsonPath.parent(path).orElse("")));
    }

    /**
     * {@code --override PATH=VALUE}: the value is JSON or a scalar ({@code 7}, {@code true}, {@code poisson}). Problems at the path name
     * the option.
     *
     * @throws PlimsollException where the path leads nowhere or the value cannot be read
     */
    public WorkspaceFile withOverride(String path, String value) {
        JsonNode node;
        try {
            node = ArgString.value(value);
        } catch (ArgString.SyntaxException e) {
            throw PlimsollException.usage("--override " + path + ": " + e.getMessage());
        }
        return replaced(path, node, "--override " + path);
    }

    /**
     * The document with another server for a benchmark ({@code --target}): its URL in place of the one written, endpoint, model, key and
     * headers kept, where the benchmark's target is an HTTP endpoint; else a new target.
     *
     * @param benchmarkId which benchmark, or null for the only one
     * @param target a URL, or an option string such as {@code kind=simulator,profile=small}
     */
    public WorkspaceFile withTarget(@Nullable String benchmarkId, String target) {
        editable();
        BenchmarkSpec benchmark = workspace.benchmarks().stream()
                .filter(b -> benchmarkId == null || benchmarkId.equals(b.id()))
                .findFirst()
                .orElseThrow(() -> PlimsollException.usage("There is no benchmark '" + benchmarkId + "'"));
        ObjectNode node;
        try {
            node = OptionsDocument.target(target);
        } catch (ArgString.SyntaxException e) {
            throw PlimsollException.usage("--target: " + e.getMessage());
        }
        Optional<TargetSpec> written = workspace.targets().stream()
                .filter(t -> t.id() != null && t.id().equals(benchmark.target()))
                .findFirst();
        if (written.isPresent() && written.get() instanceof TargetSpec.Http http && OptionsDocument.isUrl(target)) {
            return replaced(http.path() + ".url", node.get("url"), "--target");
        }
        node.put("id", "--target");
        return replaced("targets[" + workspace.targets().size() + "]", node, "--target")
                .replaced(benchmark.path() + ".target", node.get("id"), "--target");
    }

    /**
     * Writes the document, whole or not at all.
     *
     * @throws PlimsollException where it cannot be written, or is not JSON (nothing of it could have been edited)
     */
    public void save(Path file) {
        editable();
        AtomicFile.writeText(file, text);
    }

    private JsonNode editable() {
        if (root == null) {
            throw PlimsollException.ofProblems(
                    (shownName == null ? "The workspace" : shownName) + " cannot be edited:", problems);
        }
        return root;
    }

    /** An edit that is saved: what was wrong with the text itself (duplicate keys) is gone once the tree is written anew. */
    private WorkspaceFile edited(JsonNode newRoot, Map<String, Integer> newLines) {
        return new WorkspaceFile(shownName, baseFolder, JsonText.write(newRoot), newRoot, newLines, aliases, List.of());
    }

    /** A value given on the command line: problems of the file stay, those at the path name the option. */
    private WorkspaceFile replaced(String path, JsonNode value, String option) {
        JsonNode newRoot = JsonEdit.set(editable(), path, value);
        Map<String, String> named = new HashMap<>(aliases);
        named.put(path, option);
        // parts made on the way came from the option too, a mistyped name for one
        for (Optional<String> at = JsonPath.parent(path);
                at.isPresent() && value(at.get()).isEmpty();
                at = JsonPath.parent(at.get())) {
            named.put(at.get(), option);
        }
        return new WorkspaceFile(
                shownName, baseFolder, JsonText.write(newRoot), newRoot, keptLines(path), named, documentProblems);
    }

    /** Lines that still hold after an edit at a path: those of everything not below it. */
    private Map<String, Integer> keptLines(String path) {
        Map<String, Integer> kept = new HashMap<>(lines);
        kept.keySet().removeIf(p -> p.startsWith(path + ".") || p.startsWith(path + "["));
        return kept;
    }
}
