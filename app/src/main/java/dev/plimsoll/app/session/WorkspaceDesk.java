package dev.plimsoll.app.session;

import dev.plimsoll.app.services.Services;
import dev.plimsoll.engine.problem.PlimsollException;
import dev.plimsoll.engine.workspace.WorkspaceFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** New, open, save: every way a workspace comes and goes, asking first where something would be lost. JavaFX thread. */
public final class WorkspaceDesk {
    private static final String KIND = "Plimsoll workspace";
    private static final String GLOB = "*" + WorkspaceFile.EXTENSION;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("d MMM HH:mm", Locale.ROOT).withZone(ZoneId.systemDefault());

    private final Services services;
    private final WorkspaceSession workspace;
    private final WorkspaceKeeper keeper;
    private final Navigator navigator;
    private final Notices notices;

    /** For a session and the one who looks after it. */
    public WorkspaceDesk(
            Services services,
            WorkspaceSession workspace,
            WorkspaceKeeper keeper,
            Navigator navigator,
            Notices notices) {
        this.services = services;
        this.workspace = workspace;
        this.keeper = keeper;
        this.navigator = navigator;
        this.notices = notices;
        keeper.onChangedOnDisk(this::changedOnDisk);
        keeper.onLinkedChangedOnDisk(this::changedOnDisk);
    }

    /** Looks after the open workspace: lock, recovery, changes from outside. */
    public WorkspaceKeeper keeper() {
        return keeper;
    }

    /** Opens a workspace file or a run folder that was dropped, chosen or named. */
    public void open(Path path) {
        if (isRun(path)) {
            if (navigator.has(PageId.RESULTS)) {
                navigator.show(PageId.RESULTS, runFolder(path));
            }
            return;
        }
        if (Files.isDirectory(path)) {
            notices.problem(
                    path.getFileName() + " was not opened.",
                    "It is a folder without a run in it.",
                    "Open a " + WorkspaceFile.EXTENSION + " file, or a folder that holds run.json.",
                    null);
            return;
        }
        unlessLost(() -> openLocked(path.toAbsolutePath().normalize()));
    }

    /** Whether a path is a run folder, or a file in one. */
    public static boolean isRun(Path path) {
        return Files.isRegularFile(runFolder(path).resolve("run.json"))
                && !path.toString().endsWith(WorkspaceFile.EXTENSION);
    }

    private static Path runFolder(Path path) {
        Path absolute = path.toAbsolutePath();
        Path folder = absolute.getParent();
        return Files.isDirectory(absolute) || folder == null ? absolute : folder;
    }

    /** Does something that takes the open workspace away; asks first where unsaved work would go with it. */
    public void unlessLost(Runnable then) {
        if (!workspace.opened().get() || !workspace.edited().get() || isUntouched()) {
            then.run();
            return;
        }
        notices.ask(new Notices.Question(
                "Save the changes to " + workspace.name().get() + "?",
                "They are not in its file yet.",
                List.of(new Notices.Remedy("Save", () -> save(then)), new Notices.Remedy("Do not save", then)),
                false));
    }

    /** Offers what a crash left. */
    public void offerRecovered() {
        for (Recovered each : keeper.left()) {
            notices.banner(new Notices.Notice(
                    Notices.Tone.WARN,
                    "Unsaved changes to " + each.name() + " were kept at " + TIME.format(each.at()) + ".",
                    "Plimsoll ended before they were saved.",
                    "",
                    null,
                    List.of(
                            new Notices.Remedy("Restore", () -> unlessLost(() -> restore(each))),
                            new Notices.Remedy("Discard", () -> keeper.discard(each)))));
        }
    }

    /** Says that another program changed the file. */
    private void changedOnDisk() {
        String name = workspace.name().get();
        String lost = workspace.edited().get() ? "Your unsaved changes would be one step of undo away." : "";
        notices.banner(new Notices.Notice(
                Notices.Tone.WARN,
                name + " was changed by another program.",
                "This window still shows it as it was.",
                lost,
                null,
                List.of(new Notices.Remedy("Reload", this::reload), new Notices.Remedy("Keep mine", () -> {}))));
    }

    /** Says that another program changed a file that is edited here. */
    private void changedOnDisk(LinkedFile file) {
        notices.banner(new Notices.Notice(
                Notices.Tone.WARN,
                file.name() + " was changed by another program.",
                "This window has unsaved changes to it. Saving would put them in place of the other program's.",
                "Reloading is one step of undo.",
                null,
                List.of(
                        new Notices.Remedy("Reload", () -> workspace.revertLinked(file.path())),
                        new Notices.Remedy("Keep mine", () -> {}))));
    }

    /** Opens the demo's workspace, whoever has it open: it is the shipped one each time. */
    public void openDemo(Path copy) {
        keeper.seize(copy);
        workspace.open(copy);
        notices.clear();
    }

    private void restore(Recovered recovered) {
        Path at = recovered.workspace();
        if (at != null) {
            keeper.seize(at);
        } else {
            keeper.unlock();
        }
        keeper.restore(recovered);
        showFirst();
    }

    /** A new, empty workspace. */
    public void create() {
        unlessLost(() -> {
            keeper.unlock();
            workspace.create("Untitled");
            showFirst();
        });
    }

    /** A workspace made from something else, not saved yet; {@code then} is called once it is in place. */
    public void adopt(WorkspaceFile document, Runnable then) {
        unlessLost(() -> {
            keeper.unlock();
            workspace.adopt(document, null);
            then.run();
        });
    }

    /** Closes the workspace. */
    public void close() {
        unlessLost(() -> {
            keeper.unlock();
            workspace.close();
            navigator.show(PageId.WELCOME);
        });
    }

    /** Asks for a workspace and opens it. */
    public void choose() {
        services.dialogs().open("Open a workspace", KIND, GLOB).ifPresent(this::open);
    }

    /** Asks for a run folder and shows it. */
    public void chooseRun() {
        services.dialogs().folder("Open a run folder").ifPresent(this::open);
    }

    private void openLocked(Path path) {
        if (path.equals(workspace.path().get())) {
            showFirst();
            return;
        }
        Optional<LockHolder> holder = Files.exists(path) ? keeper.lock(path) : Optional.empty();
        if (holder.isEmpty()) {
            openNow(path);
            return;
        }
        LockHolder by = holder.get();
        notices.ask(new Notices.Question(
                path.getFileName() + " is open in another window.",
                by.user() + " has had it open on " + by.host() + " since "
                        + TIME.format(Instant.parse(by.since()))
                        + " (process " + by.pid() + "). If both windows save, the later one wins.",
                List.of(new Notices.Remedy("Open anyway", () -> {
                    keeper.seize(path);
                    openNow(path);
                })),
                true));
    }

    private void openNow(Path path) {
        try {
            workspace.open(path);
        } catch (PlimsollException e) {
            notices.failure(path.getFileName() + " was not opened.", Failure.of(e));
            return;
        }
        services.preferences().opened(path, Instant.now());
        notices.clear();
        showFirst();
    }

    /** Saves, asking where if that was never said; {@code then} is called where it worked. */
    public void save(Runnable then) {
        if (workspace.path().get() == null) {
            saveAs(then);
            return;
        }
        try {
            workspace.save();
        } catch (PlimsollException e) {
            notices.failure("The workspace was not saved.", Failure.of(e));
            return;
        }
        then.run();
    }

    /** Asks where to, and saves there; {@code then} is called where it worked. */
    public void saveAs(Runnable then) {
        String suggested = workspace.name().get() + WorkspaceFile.EXTENSION;
        Optional<Path> chosen = services.dialogs().save("Save the workspace", suggested, KIND, GLOB);
        if (chosen.isEmpty()) {
            return;
        }
        Path to = named(chosen.get());
        Optional<LockHolder> holder = keeper.lock(to);
        if (holder.isPresent()) {
            notices.problem(
                    "The workspace was not saved.",
                    to.getFileName() + " is open in another window, by "
                            + holder.get().user() + " on "
                            + holder.get().host() + ".",
                    "Choose another name.",
                    null);
            return;
        }
        try {
            workspace.saveAs(to);
        } catch (PlimsollException e) {
            notices.failure("The workspace was not saved.", Failure.of(e));
            return;
        }
        services.preferences().opened(to, Instant.now());
        notices.toast("Saved as " + to.getFileName() + ".");
        then.run();
    }

    private static Path named(Path chosen) {
        String name = String.valueOf(chosen.getFileName());
        return name.endsWith(".json") ? chosen : chosen.resolveSibling(name + WorkspaceFile.EXTENSION);
    }

    /** Reads the file again, in place of what is shown; a step of undo. */
    public void reload() {
        try {
            workspace.revert();
        } catch (PlimsollException e) {
            notices.failure("The workspace was not reloaded.", Failure.of(e));
        }
    }

    /** Shows the file in the desktop's file manager. */
    public void reveal() {
        Path at = workspace.path().get();
        if (at != null) {
            services.browser().reveal(at);
        }
    }

    /** A workspace just made, in which nothing was done yet. */
    private boolean isUntouched() {
        return workspace.path().get() == null
                && !workspace.canUndo().get()
                && workspace.file().get() == workspace.saved()
                && workspace.file().get().workspace().targets().isEmpty();
    }

    /** Where work on a workspace begins: its first benchmark, or, where it has none, its targets. */
    private void showFirst() {
        boolean runnable = workspace.selectedBenchmark().get() != null;
        for (PageId page :
                runnable ? List.of(PageId.BENCHMARKS, PageId.TARGETS) : List.of(PageId.TARGETS, PageId.BENCHMARKS)) {
            if (navigator.has(page)) {
                navigator.show(page);
                return;
            }
        }
    }
}
