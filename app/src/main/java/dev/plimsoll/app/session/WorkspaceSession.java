package dev.plimsoll.app.session;

import dev.plimsoll.engine.plan.PlanCompiler;
import dev.plimsoll.engine.problem.PlimsollException;
import dev.plimsoll.engine.problem.Problem;
import dev.plimsoll.engine.run.PlanChecks;
import dev.plimsoll.engine.workspace.BenchmarkSpec;
import dev.plimsoll.engine.workspace.WorkspaceFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableBooleanValue;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/**
 * The open workspace: the document, where it lives, its undo, what is wrong with it. JavaFX thread.
 *
 * <p>While none is open, {@link #file} is an empty document and {@link #opened} is false.
 */
public final class WorkspaceSession {
    private final Executor fx;
    private final Executor later;
    private final WorkspaceFile none;
    private final History<Documents> history = new History<>();
    private final LinkedFiles linked;
    private final AtomicLong generation = new AtomicLong();

    private final ReadOnlyObjectWrapper<WorkspaceFile> file;
    private final ReadOnlyObjectWrapper<@Nullable Path> path = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyBooleanWrapper opened = new ReadOnlyBooleanWrapper();
    private final ReadOnlyBooleanWrapper edited = new ReadOnlyBooleanWrapper();
    private final ReadOnlyStringWrapper name = new ReadOnlyStringWrapper("");
    private final ReadOnlyBooleanWrapper canUndo = new ReadOnlyBooleanWrapper();
    private final ReadOnlyBooleanWrapper canRedo = new ReadOnlyBooleanWrapper();
    private final ReadOnlyStringWrapper undoText = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper redoText = new ReadOnlyStringWrapper("");
    private final ObservableList<Problem> problems = FXCollections.observableArrayList();
    /** Held: a view made at each call would take its listeners with it into the garbage. */
    private final ObservableList<Problem> shownProblems = FXCollections.unmodifiableObservableList(problems);

    private final ObjectProperty<@Nullable String> selectedBenchmark = new SimpleObjectProperty<>();
    private WorkspaceFile saved;
    /** Whether it never was in its file as it is: made, imported or recovered. */
    private boolean adopted;

    /** What one step of undo restores: the workspace, and the texts of the files that are edited with it. */
    private record Documents(WorkspaceFile file, Map<Path, String> texts) {}

    /**
     * With none open.
     *
     * @param fx runs something on the JavaFX thread, soon
     * @param later runs something off it, after a short while in which further edits may come
     * @param baseFolder what relative paths of a workspace that was never saved are relative to
     */
    public WorkspaceSession(Executor fx, Executor later, Path baseFolder) {
        this.fx = fx;
        this.later = later;
        this.none = WorkspaceFile.create("", baseFolder);
        this.saved = none;
        this.file = new ReadOnlyObjectWrapper<>(none);
        this.linked = new LinkedFiles(fx, later);
        linked.all().addListener((_, _, _) -> look());
    }

    /** The document. */
    public ReadOnlyObjectProperty<WorkspaceFile> file() {
        return file.getReadOnlyProperty();
    }

    /** Where it is saved, or null for one that never was. */
    public ReadOnlyObjectProperty<@Nullable Path> path() {
        return path.getReadOnlyProperty();
    }

    /** Whether a workspace is open at all. */
    public ReadOnlyBooleanProperty opened() {
        return opened.getReadOnlyProperty();
    }

    /** The text files that its targets name and that are edited with it. */
    public LinkedFiles linked() {
        return linked;
    }

    /** Whether it, or a file edited with it, differs from what is saved. */
    public ReadOnlyBooleanProperty edited() {
        return edited.getReadOnlyProperty();
    }

    /** Its shown name: the file's without its extension, else the one written in it. */
    public ReadOnlyStringProperty name() {
        return name.getReadOnlyProperty();
    }

    /**
     * Id of the benchmark that Run runs; the benchmark page sets it. Always one of the document's, or null where it has none: the first
     * takes the place of one that is gone.
     */
    public ObjectProperty<@Nullable String> selectedBenchmark() {
        return selectedBenchmark;
    }

    /**
     * Changes the document, as one step of undo.
     *
     * @param what the step's name: {@code Edit URL}
     * @param mergeKey equal keys in a row, not empty, become one step; the path of a field while it is typed in
     * @param change the new document from the old one; a result that says the same is no edit
     */
    public void edit(String what, String mergeKey, UnaryOperator<WorkspaceFile> change) {
        WorkspaceFile old = file.get();
        WorkspaceFile changed = change.apply(old);
        if (changed.text().equals(old.text()) || changed.value("").equals(old.value(""))) {
            return;
        }
        history.before(documents(), what, mergeKey);
        put(changed);
    }

    /**
     * Changes a file that is edited with the document, as one step of undo; nothing where it was not read.
     *
     * @param what the step's name
     * @param mergeKey as of {@link #edit}
     * @param change the new text from the old one
     */
    public void editLinked(Path path, String what, String mergeKey, UnaryOperator<String> change) {
        LinkedFile old = linked.get(path).filter(LinkedFile::readable).orElse(null);
        if (old == null) {
            return;
        }
        String changed = change.apply(old.text());
        if (!changed.equals(old.text())) {
            history.before(documents(), what, mergeKey.isEmpty() ? "" : path + " " + mergeKey);
            linked.change(path, _ -> changed);
        }
    }

    /** Ends a step of undo: the next edit begins another, whatever its key. */
    public void endStep() {
        history.seal();
    }

    /** Whether there is something to undo. */
    public ObservableBooleanValue canUndo() {
        return canUndo.getReadOnlyProperty();
    }

    /** Whether there is something to redo. */
    public ObservableBooleanValue canRedo() {
        return canRedo.getReadOnlyProperty();
    }

    /** The name of the step that undo takes back, or empty. */
    public ReadOnlyStringProperty undoText() {
        return undoText.getReadOnlyProperty();
    }

    /** The name of the step that redo does again, or empty. */
    public ReadOnlyStringProperty redoText() {
        return redoText.getReadOnlyProperty();
    }

    /** Takes the last step back. */
    public void undo() {
        if (history.canUndo()) {
            put(history.undo(documents()));
        }
    }

    /** Does the last step taken back again. */
    public void redo() {
        if (history.canRedo()) {
            put(history.redo(documents()));
        }
    }

    /** What is wrong anywhere in it; follows an edit after a short while. */
    public ObservableList<Problem> problems() {
        return shownProblems;
    }

    /** What is wrong at a path or below it; follows an edit after a short while. */
    public ObservableList<Problem> problemsAt(String at) {
        return problems().filtered(p -> isAtOrBelow(p.path(), at));
    }

    /**
     * Opens a workspace in place of this one.
     *
     * @throws PlimsollException where the file cannot be read at all
     */
    public void open(Path workspace) {
        Path absolute = workspace.toAbsolutePath().normalize();
        begin(WorkspaceFile.read(absolute), absolute);
    }

    /** A new, empty workspace in place of this one; not saved yet. */
    public void create(String newName) {
        adopt(WorkspaceFile.create(newName, none.baseFolder()), null);
    }

    /** A workspace from a document that is not saved under a name yet. */
    public void adopt(WorkspaceFile document, @Nullable Path at) {
        begin(document, at);
        adopted = true;
        look();
    }

    /** Closes the workspace; what was not saved is gone. */
    public void close() {
        begin(none, null);
        opened.set(false);
        name.set("");
    }

    /**
     * Writes the document where it lives.
     *
     * @throws PlimsollException where it cannot be written, or was never saved under a name
     */
    public void save() {
        Path to = path.get();
        if (to == null) {
            throw PlimsollException.usage("The workspace has no file yet. Choose where to save it.");
        }
        saveLinked();
        file.get().save(to);
        markSaved();
    }

    /**
     * Writes the files that are edited with the document where they live, and not the document.
     *
     * @throws PlimsollException where one cannot be written
     */
    public void saveLinked() {
        boolean any = !linked.edited().isEmpty();
        linked.save();
        if (any) {
            recheck();
        }
    }

    /**
     * Writes the document to another file, where it lives from then on.
     *
     * @throws PlimsollException where it cannot be written
     */
    public void saveAs(Path to) {
        Path absolute = to.toAbsolutePath().normalize();
        saveLinked();
        file.get().save(absolute);
        path.set(absolute);
        // the document knows its folder: relative paths in it are now relative to the new one
        WorkspaceFile reread = WorkspaceFile.read(absolute);
        file.set(reread);
        markSaved();
        recheck();
        linked.follow(reread);
    }

    /**
     * Back to what is saved, as a step of undo.
     *
     * @throws PlimsollException where the file cannot be read
     */
    public void revert() {
        Path from = path.get();
        if (from == null) {
            return;
        }
        WorkspaceFile onDisk = WorkspaceFile.read(from);
        saved = onDisk;
        adopted = false;
        if (onDisk.text().equals(file.get().text())) {
            look();
            return;
        }
        history.before(documents(), "Reload", "");
        put(onDisk);
    }

    /** Takes what is on disk in place of what was edited of a file, as a step of undo. */
    public void revertLinked(Path path) {
        linked.get(path)
                .map(LinkedFile::saved)
                .ifPresent(onDisk -> editLinked(path, "Reload " + path.getFileName(), "", _ -> onDisk));
    }

    /** What was last read from or written to the file. */
    public WorkspaceFile saved() {
        return saved;
    }

    private void begin(WorkspaceFile document, @Nullable Path at) {
        history.clear();
        linked.clear();
        adopted = false;
        saved = document;
        path.set(at);
        opened.set(true);
        selectedBenchmark.set(null);
        put(document);
    }

    private void markSaved() {
        saved = file.get();
        adopted = false;
        history.seal();
        look();
        rename();
    }

    private Documents documents() {
        return new Documents(file.get(), linked.texts());
    }

    private void put(Documents documents) {
        linked.restore(documents.texts());
        put(documents.file());
    }

    private void put(WorkspaceFile document) {
        WorkspaceFile before = file.get();
        file.set(document);
        look();
        rename();
        chooseBenchmark(before);
        recheck();
        linked.follow(document);
    }

    /** Whether anything is unsaved, and what can be undone. */
    private void look() {
        WorkspaceFile document = file.get();
        boolean neverSaved = path.get() == null && opened.get() && document != none;
        edited.set(!document.text().equals(saved.text())
                || adopted
                || neverSaved
                || !linked.edited().isEmpty());
        canUndo.set(history.canUndo());
        canRedo.set(history.canRedo());
        undoText.set(history.undoes());
        redoText.set(history.redoes());
    }

    /** Keeps the choice on a benchmark that exists: one that was renamed stays chosen, for one that is gone its neighbour is. */
    private void chooseBenchmark(WorkspaceFile before) {
        List<String> ids = ids(file.get());
        String chosen = selectedBenchmark.get();
        if (chosen == null || !ids.contains(chosen)) {
            int place = Math.clamp(ids(before).indexOf(chosen), 0, Math.max(0, ids.size() - 1));
            selectedBenchmark.set(ids.isEmpty() ? null : ids.get(place));
        }
    }

    private static List<String> ids(WorkspaceFile document) {
        return document.workspace().benchmarks().stream()
                .map(BenchmarkSpec::id)
                .filter(Objects::nonNull)
                .toList();
    }

    private void rename() {
        Path at = path.get();
        String written = file.get().workspace().name();
        if (at != null) {
            String fileName = String.valueOf(at.getFileName());
            name.set(
                    fileName.endsWith(WorkspaceFile.EXTENSION)
                            ? fileName.substring(0, fileName.length() - WorkspaceFile.EXTENSION.length())
                            : fileName);
        } else {
            name.set(written == null || written.isBlank() ? "Untitled" : written);
        }
    }

    private void recheck() {
        long mine = generation.incrementAndGet();
        WorkspaceFile document = file.get();
        later.execute(() -> {
            if (generation.get() != mine) {
                return;
            }
            List<Problem> found = PlanCompiler.problems(document, PlanChecks.all());
            fx.execute(() -> {
                if (generation.get() == mine) {
                    problems.setAll(found);
                }
            });
        });
    }

    private static boolean isAtOrBelow(String path, String at) {
        return path.equals(at) || path.startsWith(at + ".") || path.startsWith(at + "[");
    }
}
