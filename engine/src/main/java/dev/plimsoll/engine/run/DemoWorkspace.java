package dev.plimsoll.engine.run;

import dev.plimsoll.engine.file.AtomicFile;
import dev.plimsoll.engine.file.FileTrouble;
import dev.plimsoll.engine.problem.PlimsollException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The demo's workspace: shipped with the program, copied to the user's own folder before use. */
public final class DemoWorkspace {
    private static final String NAME = "demo.plimsoll.json";

    private DemoWorkspace() {}

    /** The shipped text. */
    public static String text() {
        try (InputStream in = DemoWorkspace.class.getResourceAsStream("samples/" + NAME)) {
            if (in == null) {
                throw PlimsollException.failed("The demo workspace is missing from this build.", null);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw PlimsollException.failed("The demo workspace cannot be read: " + FileTrouble.reason(e), e);
        }
    }

    /**
     * Copies it into {@code folder}, replacing an earlier copy: the demo is always the shipped one.
     *
     * @return the copy
     * @throws PlimsollException (usage) where the folder cannot be written
     */
    public static Path copyTo(Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw PlimsollException.usage(
                    "Cannot make the folder " + folder + ": " + FileTrouble.reason(e)
                            + ". Set XDG_DATA_HOME to a folder you may write to.",
                    e);
        }
        Path copy = folder.resolve(NAME);
        AtomicFile.writeText(copy, text());
        return copy;
    }
}
