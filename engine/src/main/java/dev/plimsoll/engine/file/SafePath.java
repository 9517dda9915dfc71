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
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;

/**
 * Opens files that a person named: only regular files, and always told which file it really was. Stateless; any thread.
 *
 * <p>A file is looked at, opened without following a link in its last place, and looked at again: what was replaced meanwhile is
 * refused. The look before is what keeps a pipe or a device from being opened at all, for opening one may wait forever.
 */
public final class SafePath {
    /** Longest key file read, bytes: a key is short, and a wrong path may lead to a huge file. */
    static final int LONGEST_SECRET = 64 << 10;

    /** Longest template read, bytes: far more than any request's body. */
    static final int LONGEST_TEMPLATE = 16 << 20;

    /** Longest text read that a person wrote, bytes. */
    static final int LONGEST_TEXT = 16 << 20;

    private SafePath() {}

    /**
     * The real path of a data file: links resolved, a regular file that may be read.
     *
     * @throws IOException where it is not; {@link FileTrouble#reason} says why in plain words
     */
    public static Path realData(Path path) throws IOException {
        Path real = path.toRealPath();
        seen(real);
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
            return open(real, seen(real));
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
            Optional<byte[]> bytes = read(real, seen(real), LONGEST_SECRET);
            if (bytes.isEmpty()) {
                throw PlimsollException.usage(start + "it is larger than a key can be");
            }
            String secret = utf8(bytes.get()).strip();
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
     * The text of a file that a person wrote, such as a configuration: links resolved, a regular file of at most 16 MiB, strict UTF-8.
     *
     * @throws IOException where it cannot be read so; {@link FileTrouble#reason} says why in plain words
     */
    public static String readText(Path file) throws IOException {
        Path real = realData(file);
        Optional<byte[]> bytes = read(real, seen(real), LONGEST_TEXT);
        if (bytes.isEmpty()) {
            throw new FileSystemException(file.toString(), null, "it is larger than 16 MiB");
        }
        try {
            return utf8(bytes.get());
        } catch (CharacterCodingException e) {
            throw new FileSystemException(file.toString(), null, "it is not text in UTF-8");
        }
    }

    /**
     * The text of a file where a value is meant as a path, empty where it is meant as the text itself: the "path or inline text" idiom.
     * Home expansion, no symbolic link in any part as written, strict resolution, a regular file of at most 16 MiB, strict UTF-8; any
     * failure means inline. The working folder and the home folder are nobody's writing: they may be reached by links.
     *
     * @param written what the person wrote
     * @param workingFolder what a relative path is relative to
     * @param home what {@code ~} stands for
     */
    public static Optional<String> readTemplate(String written, Path workingFolder, Path home) {
        try {
            boolean fromHome = written.equals("~") || written.startsWith("~/");
            if (written.startsWith("~") && !fromHome) {
                return Optional.empty(); // another person's home
            }
            Path base = (fromHome ? home : workingFolder).toRealPath();
            Path path = Path.of(fromHome ? written.substring(1).replaceFirst("^/+", "") : written);
            if (hasLink(base, path)) {
                return Optional.empty();
            }
            Path real = base.resolve(path).toRealPath();
            return read(real, seen(real), LONGEST_TEMPLATE).flatMap(SafePath::text);
        } catch (IOException | InvalidPathException e) {
            return Optional.empty();
        }
    }

    private static boolean hasLink(Path base, Path written) {
        for (Path at = written; at != null; at = at.getParent()) {
            if (Files.isSymbolicLink(base.resolve(at))) {
                return true;
            }
        }
        return false;
    }

    private static Optional<String> text(byte[] bytes) {
        try {
            return Optional.of(utf8(bytes).replace("\r\n", "\n").replace('\r', '\n'));
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    /** What stands at a path without links; refused where it is no regular file. */
    static BasicFileAttributes seen(Path real) throws IOException {
        BasicFileAttributes seen = Files.readAttributes(real, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        if (seen.isDirectory()) {
            throw new FileSystemException(real.toString(), null, "it is a folder, not a file");
        }
        if (!seen.isRegularFile()) {
            throw new FileSystemException(real.toString(), null, "it is not a regular file");
        }
        return seen;
    }

    /** Opens what was seen, and nothing else that took its place. */
    static FileChannel open(Path real, BasicFileAttributes seen) throws IOException {
        FileChannel channel = FileChannel.open(real, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
        try {
            if (!Objects.equals(seen(real).fileKey(), seen.fileKey())) {
                throw new FileSystemException(real.toString(), null, "it was replaced while it was being opened");
            }
            return channel;
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    /** The whole content, or empty where it is longer; never more than {@code longest + 1} bytes are read. */
    private static Optional<byte[]> read(Path real, BasicFileAttributes seen, int longest) throws IOException {
        if (seen.size() > longest) {
            return Optional.empty();
        }
        try (FileChannel channel = open(real, seen)) {
            ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(longest, channel.size()) + 1);
            while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
                // on to the end, or to the first byte too many: it may grow while it is read
            }
            return bytes.hasRemaining()
                    ? Optional.of(Arrays.copyOf(bytes.array(), bytes.position()))
                    : Optional.empty();
        }
    }

    private static String utf8(byte[] bytes) throws CharacterCodingException {
        return StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(bytes))
                .toString();
    }
}
