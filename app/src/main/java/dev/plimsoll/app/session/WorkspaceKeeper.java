package dev.plimsoll.app.session;

import dev.plimsoll.app.services.Ticker;
import dev.plimsoll.engine.workspace.WorkspaceFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/**
 * Looks after the open workspace: holds its lock, keeps unsaved work in a recovery file, notices when another program changes the file.
 * JavaFX thread; files are read and written on the ticker's thread.
 */
public final class WorkspaceKeeper implements AutoCloseable {
    private static final long AUTOSAVE_MS = 10_000;
    private static final long WATCH_MS = 2_000;

    private final WorkspaceSession workspace;
    private final Executor fx;
    private final Recovery recovery;
    private Runnable onChangedOnDisk = () -> {};
    private Consumer<LinkedFile> onLinkedChangedOnDisk = _ -> {};
    private final List<Ticker.Handle> ticks;
    private final ReadOnlyObjectWrapper<@Nullable Instant> autosaved = new ReadOnlyObjectWrapper<>();
    private volatile @Nullable WorkspaceLock lock;
    private volatile Watched watched = new Watched(null, "", "");
    private volatile Map<Path, LinkedFile> linked = Map.of();
    private volatile @Nullable Unsaved unsaved;
    private @Nullable Unsaved kept;

    /** What the ticker's thread compares the file with. */
    private record Watched(@Nullable Path path, String savedText, String told) {}

    /** What the ticker's thread keeps. */
    private record Unsaved(@Nullable Path path, String name, String text, Map<Path, String> linked) {}

    /**
     * Begins to look after a session.
     *
     * @param stateFolder where recovery files go
     */
    public WorkspaceKeeper(WorkspaceSession workspace, Executor fx, Ticker ticker, Path stateFolder) {
        this.workspace = workspace;
        this.fx = fx;
        this.recovery = new Recovery(stateFolder);
        workspace.file().addListener(_ -> remember());
        workspace.edited().addListener(_ -> remember());
        workspace.path().addListener(_ -> remember());
        workspace.linked().all().addListener((_, _, _) -> remember());
        ticks = List.of(ticker.every(AUTOSAVE_MS, this::autosave), ticker.every(WATCH_MS, this::look));
    }

    /** Says whom to tell when the file no longer holds what was read from it or written to it. */
    public void onChangedOnDisk(Runnable told) {
        onChangedOnDisk = told;
    }

    /** Says whom to tell when a file edited with the workspace was changed while it is edited here; what was not follows by itself. */
    public void onLinkedChangedOnDisk(Consumer<LinkedFile> told) {
        onLinkedChangedOnDisk = told;
    }

    /** When unsaved work was last kept, or null where none is kept. */
    public ReadOnlyObjectProperty<@Nullable Instant> autosaved() {
        return autosaved.getReadOnlyProperty();
    }

    /** What crashes left behind; reads files. */
    public List<Recovered> left() {
        return recovery.left();
    }

    /** Puts recovered work in place of the open workspace, unsaved. */
    public void restore(Recovered recovered) {
        Path at = recovered.workspace();
        Path folder = at == null ? null : at.toAbsolutePath().getParent();
        Path base = folder == null ? workspace.file().get().baseFolder() : folder;
        String shown = at == null ? null : String.valueOf(at.getFileName());
        workspace.adopt(WorkspaceFile.parse(recovered.text(), shown, base), at);
        recovered.linked().forEach(workspace.linked()::recover);
        Recovery.discard(recovered.file());
        autosave();
    }

    /** Throws recovered work away. */
    public void discard(Recovered recovered) {
        Recovery.discard(recovered.file());
    }

    /**
     * Takes the lock of a workspace before it is opened, letting go of the one held.
     *
     * @return who holds it, or empty where it may be opened
     */
    public Optional<LockHolder> lock(Path path) {
        return hold(WorkspaceLock.take(path));
    }

    /** Takes the lock whoever holds it. */
    public void seize(Path path) {
        hold(WorkspaceLock.seize(path));
    }

    /** Lets go of the lock, for a workspace that has no file. */
    public void unlock() {
        WorkspaceLock held = lock;
        lock = null;
        if (held != null) {
            held.close();
        }
    }

    /** Keeps unsaved work now; for when the window loses the focus. */
    public void autosave() {
        WorkspaceLock held = lock;
        if (held != null) {
            held.touch();
        }
        keepOrForget();
    }

    /** The process is being ended from outside: unsaved work is kept, the lock let go. Any thread. */
    public void endAbruptly() {
        keepOrForget();
        unlock();
    }

    @Override
    public void close() {
        ticks.forEach(Ticker.Handle::close);
        unsaved = null;
        recovery.forget();
        unlock();
    }

    private Optional<LockHolder> hold(WorkspaceLock.Attempt attempt) {
        if (attempt.heldBy().isEmpty()) {
            unlock();
            lock = attempt.lock().orElse(null);
        }
        return attempt.heldBy();
    }

    private void remember() {
        boolean keep = workspace.opened().get() && workspace.edited().get();
        unsaved = keep
                ? new Unsaved(
                        workspace.path().get(),
                        workspace.name().get(),
                        workspace.file().get().text(),
                        workspace.linked().edited().stream()
                                .collect(Collectors.toMap(LinkedFile::path, LinkedFile::text)))
                : null;
        linked = workspace.linked().all().get();
        watched = new Watched(workspace.path().get(), workspace.saved().text(), watched.told());
        if (!keep) {
            autosaved.set(null);
        }
    }

    private synchronized void keepOrForget() {
        Unsaved now = unsaved;
        if (now == null) {
            if (kept != null) {
                recovery.forget();
                kept = null;
            }
            return;
        }
        if (!now.equals(kept)) {
            Instant at = Instant.now();
            if (recovery.keep(now.path(), now.name(), now.text(), now.linked(), at)) {
                kept = now;
                fx.execute(() -> autosaved.set(at));
            }
        }
    }

    private void look() {
        linked.values().forEach(this::lookAt);
        Watched now = watched;
        Path path = now.path();
        if (path == null) {
            return;
        }
        String onDisk;
        try {
            onDisk = Files.isRegularFile(path) ? Files.readString(path) : now.savedText();
        } catch (IOException e) {
            return; // gone, or half written by somebody: the next look will tell
        }
        if (!onDisk.equals(now.savedText()) && !onDisk.equals(now.told())) {
            fx.execute(() -> {
                Watched latest = watched;
                if (path.equals(latest.path()) && !onDisk.equals(latest.savedText())) {
                    watched = new Watched(path, latest.savedText(), onDisk);
                    onChangedOnDisk.run();
                }
            });
        }
    }

    private void lookAt(LinkedFile known) {
        LinkedFile onDisk = LinkedFiles.read(known.path());
        boolean gone = known.readable() && !onDisk.readable(); // or half written by somebody: the next look will tell
        boolean same = Objects.equals(onDisk.saved(), known.saved()) && (known.readable() || known.equals(onDisk));
        if (gone || same) {
            return;
        }
        fx.execute(() -> {
            LinkedFiles all = workspace.linked();
            LinkedFile before = all.get(known.path()).orElse(null);
            if (before == null || !before.equals(known)) {
                return; // edited or saved in between: the next look compares with that
            }
            all.onDisk(onDisk);
            if (before.edited()) {
                onLinkedChangedOnDisk.accept(before);
            }
        });
    }
}
