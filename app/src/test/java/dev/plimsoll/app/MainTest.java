package dev.plimsoll.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class MainTest {
    @TempDir
    Path folder;

    @Test
    void aWindowNeedsADisplayOnLinuxAlone() {
        assertFalse(Main.hasDisplay(_ -> null, "Linux"));
        assertFalse(Main.hasDisplay(_ -> "", "Linux"));
        assertTrue(Main.hasDisplay(name -> name.equals("DISPLAY") ? ":0" : null, "Linux"));
        assertTrue(Main.hasDisplay(_ -> null, "Mac OS X"));
        assertTrue(Main.hasDisplay(_ -> null, "Windows 11"));
    }

    @Test
    void aWorkspaceFileAloneIsOpened() throws IOException {
        Path file = Files.writeString(folder.resolve("a.plimsoll.json"), "{}");
        assertTrue(Main.isWorkspace(new String[] {file.toString()}));
        assertFalse(Main.isWorkspace(new String[] {file + "x"}));
        assertFalse(Main.isWorkspace(new String[] {"run", file.toString()}));
        assertFalse(Main.isWorkspace(new String[] {}));
    }

    @Test
    @Timeout(60)
    void theCommandLineLoadsNoJavaFx() throws IOException, InterruptedException {
        Path java = Path.of(System.getProperty("java.home"), "bin", File.separatorChar == '\\' ? "java.exe" : "java");
        Process process = new ProcessBuilder(List.of(
                        java.toString(),
                        "-verbose:class",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "--version"))
                .redirectErrorStream(true)
                .start();
        String loaded = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor());
        assertTrue(loaded.contains("dev.plimsoll.engine.cli.PlimsollCli"));
        assertFalse(loaded.contains(" javafx."));
    }
}
