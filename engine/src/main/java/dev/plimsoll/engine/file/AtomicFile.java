package dev.plimsoll.engine.file;

import dev.plimsoll.engine.problem.PlimsollException;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** Writes a file whole or not at all: temporary file beside it, forced to disk, renamed over it. */
public final class AtomicFile {
    private AtomicFile() {}

    /** Something that writes to a stream. */
    @FunctionalInterface
    public interface Content {
        /** Writes everything; need not flush or close. */
        void writeTo(OutputStream out) throws IOException;
    }

    /**
     * Replaces {@code file}; its folder must exist.
     *
     * @throws PlimsollException naming the file where it cannot be written; the old content is then untouched
     */
    public static void write(Path file, Content content) {
        Path temporary = file.resolveSibling("." + file.getFileName() + ".writing");
        try {
            try (FileChannel channel = FileChannel.open(
                    temporary,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.WRITE,
                    StandardOpenOption.TRUNCATE_EXISTING)) {
                OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16);
                content.writeTo(out);
                out.flush();
                channel.force(true);
            }
            Files.move(temporary, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (RuntimeException e) { // whoever writes the content gave up
            delete(temporary, e);
            throw e;
        } catch (IOException e) {
            delete(temporary, e);
            throw PlimsollException.failed("Could not write " + file + ": " + FileTrouble.reason(e), e);
        }
    }

    private static void delete(Path temporary, Exception because) {
        try {
            Files.deleteIfExists(temporary);
        } catch (IOException e) {
            because.addSuppressed(e);
        }
    }

    /** Replaces {@code file} with text in UTF-8. */
    public static void writeText(Path file, String text) {
        write(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
    }
}
