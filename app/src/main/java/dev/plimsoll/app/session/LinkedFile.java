package dev.plimsoll.app.session;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A text file of its own that is edited together with the workspace: the configuration of a target's models.
 *
 * @param path where it is, absolute
 * @param saved what is on disk; null where nothing could be read
 * @param text what the window has
 * @param trouble why nothing could be read, a phrase behind the file's name, or empty
 */
public record LinkedFile(Path path, @Nullable String saved, String text, String trouble) {
    /** One that was read. */
    static LinkedFile read(Path path, String text) {
        return new LinkedFile(path, text, text, "");
    }

    /** One that could not be read. */
    static LinkedFile unread(Path path, String trouble) {
        return new LinkedFile(path, null, "", trouble);
    }

    /** Its name without its folder. */
    public String name() {
        return String.valueOf(path.getFileName());
    }

    /** Whether there is a text to edit. */
    public boolean readable() {
        return trouble.isEmpty();
    }

    /** Whether the window has another text than the disk. */
    public boolean edited() {
        return readable() && !text.equals(saved);
    }

    LinkedFile withText(String changed) {
        return new LinkedFile(path, saved, changed, trouble);
    }

    /** After it was written. */
    LinkedFile written() {
        return new LinkedFile(path, text, text, "");
    }

    /** After another program wrote it: what was not edited here follows, what was stays. */
    LinkedFile onDisk(LinkedFile now) {
        if (!readable() || !edited()) {
            return now;
        }
        return now.readable() ? new LinkedFile(path, now.saved, text, "") : this;
    }
}
