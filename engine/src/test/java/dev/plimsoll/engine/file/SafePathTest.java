package dev.plimsoll.engine.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.plimsoll.engine.problem.PlimsollException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
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
