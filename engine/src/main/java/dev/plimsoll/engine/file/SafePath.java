package dev.plimsoll.engine.file;

import dev.plimsoll.engine.problem.PlimsollException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** Opens files that a person named: only regular files, and always told which file it really was. Stateless; any thread. */
public final class SafePath {
    /** Longest key file read, bytes: a key is short, and a wrong path may lead to a huge file. */
    private static final long LONGEST_SECRET = 64 * 1024;

    private SafePath() {}

    /**
     * The real path of a data file: links resolved, a regular file that may be read.
     *
     * @throws IOException where it is not; {@link FileTrouble#reason} says why in plain words
     */
    public static Path realData(Path path) throws IOException {
        Path real = path.toRealPath();
        if (Files.isDirectory(real)) {
            throw new FileSystemException(path.toString(), null, "it is a folder, not a file");
        }
        if (!Files.isRegularFile(real)) {
            throw new FileSystemException(path.toString(), null, "it is not a regular file");
        }
        if (!Files.isReadable(real)) {
            throw new FileSystemException(path.toString(), null, "no permission");
        }
        return real;
    }

    /**
     * Opens a data file for reading: links resolved, regular files only.
     *
     * @throws PlimsollException naming the file and, where a link led elsewhere, the real one
     */
    public static FileChannel openData(Path path) {
        Path shown = path;
        try {
            Path real = realData(path);
            shown = real;
            return FileChannel.open(real, StandardOpenOption.READ);
        } catch (IOException e) {
            String through = shown.equals(path) ? "" : " (really " + shown + ")";
            throw PlimsollException.usage("Could not open " + path + through + ": " + FileTrouble.reason(e), e);
        }
    }

    /**
     * The secret in a key file: its text without surrounding blanks. The text is in no message.
     *
     * @throws PlimsollException where the file cannot be read, is empty, holds more than one line or is larger than a key can be
     */
    public static String readSecret(Path file) {
        String start = "Could not read the key file " + file + ": ";
        try {
            Path real = realData(file);
            if (Files.size(real) > LONGEST_SECRET) {
                throw PlimsollException.usage(start + "it is larger than a key can be");
            }
            String secret = utf8(Files.readAllBytes(real)).strip();
            if (secret.isEmpty()) {
                throw PlimsollException.usage(start + "it is empty");
            }
            if (secret.lines().count() > 1) {
                throw PlimsollException.usage(start + "it must hold the key alone, on one line");
            }
            return secret;
        } catch (CharacterCodingException e) {
            throw PlimsollException.usage(start + "it is not text in UTF-8");
        } catch (IOException e) {
            throw PlimsollException.usage(start + FileTrouble.reason(e), e);
        }
    }

    /**
     * The text of a file where a value is meant as a path, empty where it is meant as the text itself: the "path or inline text" idiom.
     * Home expansion, no symbolic link anywhere as written, strict resolution, a regular file, strict UTF-8; any failure means inline.
     *
     * @param written what the person wrote
     * @param workingFolder what a relative path is relative to
     * @param home what {@code ~} stands for
     */
    public static Optional<String> readTemplate(String written, Path workingFolder, Path home) {
        try {
            Path path;
            if (written.equals("~") || written.startsWith("~/")) {
                path = home.resolve(written.substring(1).replaceFirst("^/+", ""));
            } else if (written.startsWith("~")) {
                return Optional.empty();
            } else {
                path = workingFolder.resolve(written);
            }
            for (Path at = path; at != null; at = at.getParent()) {
                if (Files.isSymbolicLink(at)) {
                    return Optional.empty();
                }
            }
            Path real = path.toRealPath();
            if (!Files.isRegularFile(real)) {
                return Optional.empty();
            }
            return Optional.of(
                    utf8(Files.readAllBytes(real)).replace("\r\n", "\n").replace('\r', '\n'));
        } catch (IOException | InvalidPathException e) {
            return Optional.empty();
        }
    }

    private static String utf8(byte[] bytes) throws CharacterCodingException {
        return StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(bytes))
                .toString();
    }
}
