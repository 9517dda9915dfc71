package dev.plimsoll.engine.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.plimsoll.engine.problem.PlimsollException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SafePathTest {
    @TempDir
    Path folder;

    @Test
    void aLinkToAFileOpensAndItsRealPathIsKnown() throws IOException {
        Path file = Files.writeString(folder.resolve("data.jsonl"), "{}\n");
        Path link = Files.createSymbolicLink(folder.resolve("link"), file);
        assertEquals(file.toRealPath(), SafePath.realData(link));
        try (FileChannel channel = SafePath.openData(link)) {
            assertEquals(3, channel.size());
        }
    }

    @Test
    void whatCannotBeOpenedIsToldInPlainWords() {
        assertEquals(
                "Could not open " + folder.resolve("none") + ": no such file or folder", told(folder.resolve("none")));
        assertEquals("Could not open " + folder + ": it is a folder, not a file", told(folder));
        assertEquals("Could not open /dev/null: it is not a regular file", told(Path.of("/dev/null")));
    }

    private static String told(Path path) {
        return String.valueOf(assertThrows(PlimsollException.class, () -> SafePath.openData(path))
                .getMessage());
    }

    @Test
    void aPipeIsRefusedWithoutWaitingForItsOtherEnd() throws Exception {
        Path pipe = folder.resolve("pipe");
        assertEquals(0, new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor());
        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
            assertTrue(told(pipe).endsWith("it is not a regular file"));
            assertTrue(told(Files.createSymbolicLink(folder.resolve("to-pipe"), pipe))
                    .endsWith("it is not a regular file"));
            assertEquals(Optional.empty(), template("pipe"));
            assertThrows(PlimsollException.class, () -> SafePath.readSecret(pipe));
        });
    }

    @Test
    void linksThatLeadInACircleAreTold() throws IOException {
        Path one = folder.resolve("one");
        Path other = Files.createSymbolicLink(folder.resolve("other"), one);
        Files.createSymbolicLink(one, other);
        assertTrue(told(one).startsWith("Could not open " + one + ": "), told(one));
        assertEquals(Optional.empty(), template("one"));
    }

    @Test
    void aNameThatNoFileCanHaveIsTold() {
        Path longName = folder.resolve("x".repeat(5000));
        assertTrue(told(longName).endsWith("File name too long"), told(longName));
        assertEquals(Optional.empty(), template("x".repeat(5000)));
        assertEquals(Optional.empty(), template("nul\0"));
    }

    @Test
    void whatTookTheFilesPlaceIsNotOpened() throws IOException {
        Path file = Files.writeString(folder.resolve("data"), "mine").toRealPath();
        Path other = Files.writeString(folder.resolve("other"), "another's");
        BasicFileAttributes seen = SafePath.seen(file);
        Files.move(other, file, StandardCopyOption.REPLACE_EXISTING);
        assertTrue(assertThrows(FileSystemException.class, () -> SafePath.open(file, seen))
                .getMessage()
                .endsWith("it was replaced while it was being opened"));
        Files.delete(file);
        Files.createSymbolicLink(file, Files.writeString(folder.resolve("third"), "a third's"));
        assertThrows(IOException.class, () -> SafePath.open(file, seen), "a link in its place");
    }

    // ---- a path, or the text itself

    @Test
    void aWorkingFolderReachedByALinkIsAFolderLikeAnyOther() throws IOException {
        Path real = Files.createDirectory(folder.resolve("real"));
        Files.writeString(real.resolve("t"), "text");
        Path link = Files.createSymbolicLink(folder.resolve("link"), real);
        assertEquals(Optional.of("text"), SafePath.readTemplate("t", link, folder));
        assertEquals(Optional.of("text"), SafePath.readTemplate("~/t", folder, link));
        assertEquals(Optional.empty(), SafePath.readTemplate("link/t", folder, folder), "written by the person");
    }

    @Test
    void aTemplateHasALargestSize() throws IOException {
        byte[] bytes = new byte[SafePath.LONGEST_TEMPLATE + 1];
        Arrays.fill(bytes, (byte) 'x');
        Files.write(folder.resolve("t"), bytes);
        assertEquals(Optional.empty(), template("t"));
        Files.write(folder.resolve("t"), Arrays.copyOf(bytes, SafePath.LONGEST_TEMPLATE));
        assertEquals(SafePath.LONGEST_TEMPLATE, template("t").orElseThrow().length());
    }

    private Optional<String> template(String written) {
        return SafePath.readTemplate(written, folder, folder);
    }

    // ---- keys

    @Test
    void aKeyIsReadWithoutItsLineEnd() throws IOException {
        assertEquals("sk-1", SafePath.readSecret(Files.writeString(folder.resolve("key"), " sk-1\r\n")));
    }

    @Test
    void aKeyFileThatHoldsNoKeyIsRefusedWithoutShowingIt() {
        assertTrue(secretTold("\n \n").endsWith("it is empty"));
        assertTrue(secretTold("sk-1\nsk-2\n").endsWith("it must hold the key alone, on one line"));
        assertTrue(secretTold("k".repeat(70_000)).endsWith("it is larger than a key can be"));
        assertFalse(secretTold("sk-1\nsk-2\n").contains("sk-"));
    }

    private String secretTold(String content) {
        Path file = folder.resolve("key");
        try {
            Files.write(file, content.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return String.valueOf(assertThrows(PlimsollException.class, () -> SafePath.readSecret(file))
                .getMessage());
    }
}
