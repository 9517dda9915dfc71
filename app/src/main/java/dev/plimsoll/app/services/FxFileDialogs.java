package dev.plimsoll.app.services;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.stage.DirectoryChooser;
import javafx.stage.FileChooser;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;

/** The desktop's own dialogs; each begins in the folder last used. */
public final class FxFileDialogs implements FileDialogs {
    private final Supplier<@Nullable Window> owner;
    private @Nullable Path lastFolder;

    /** Dialogs in front of a window. */
    public FxFileDialogs(Supplier<@Nullable Window> owner) {
        this.owner = owner;
    }

    @Override
    public Optional<Path> open(String title, String description, String... globs) {
        return chosen(chooser(title, description, globs).showOpenDialog(owner.get()));
    }

    @Override
    public List<Path> openSeveral(String title, String description, String... globs) {
        List<File> files = chooser(title, description, globs).showOpenMultipleDialog(owner.get());
        return files == null
                ? List.of()
                : files.stream().flatMap(f -> chosen(f).stream()).toList();
    }

    @Override
    public Optional<Path> save(String title, String suggestedName, String description, String... globs) {
        FileChooser chooser = chooser(title, description, globs);
        chooser.setInitialFileName(suggestedName);
        return chosen(chooser.showSaveDialog(owner.get()));
    }

    @Override
    public Optional<Path> folder(String title) {
        DirectoryChooser chooser = new DirectoryChooser();
        chooser.setTitle(title);
        chooser.setInitialDirectory(startFolder());
        return chosen(chooser.showDialog(owner.get()));
    }

    private FileChooser chooser(String title, String description, String... globs) {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(title);
        chooser.setInitialDirectory(startFolder());
        if (globs.length > 0) {
            chooser.getExtensionFilters().add(new FileChooser.ExtensionFilter(description, globs));
            chooser.getExtensionFilters().add(new FileChooser.ExtensionFilter("All files", "*"));
        }
        return chooser;
    }

    private @Nullable File startFolder() {
        return lastFolder != null && Files.isDirectory(lastFolder) ? lastFolder.toFile() : null;
    }

    private Optional<Path> chosen(@Nullable File file) {
        if (file == null) {
            return Optional.empty();
        }
        Path path = file.toPath().toAbsolutePath();
        lastFolder = Files.isDirectory(path) ? path : path.getParent();
        return Optional.of(path);
    }
}
