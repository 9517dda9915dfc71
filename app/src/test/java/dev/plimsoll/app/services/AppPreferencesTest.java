package dev.plimsoll.app.services;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AppPreferencesTest {
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    @TempDir
    Path folder;

    @Test
    void everythingIsThereAtTheNextStart() {
        AppPreferences first = AppPreferences.in(folder);
        first.theme(ThemeChoice.DARK);
        first.window(new WindowBounds(10, 20, 1300, 800, true));
        first.opened(Path.of("/a.plimsoll.json"), NOON);
        first.choice("results.columns", "ttft,tpot");
        AppPreferences next = AppPreferences.in(folder);
        assertEquals(ThemeChoice.DARK, next.theme());
        assertEquals(Optional.of(new WindowBounds(10, 20, 1300, 800, true)), next.window());
        assertEquals(List.of(new RecentWorkspace(Path.of("/a.plimsoll.json"), NOON, false)), next.recent());
        assertEquals(Optional.of("ttft,tpot"), next.choice("results.columns"));
    }

    @Test
    void pinnedWorkspacesStayAboveLaterOnes() {
        AppPreferences preferences = AppPreferences.in(folder);
        preferences.opened(Path.of("/a"), NOON);
        preferences.pin(Path.of("/a"), true);
        preferences.opened(Path.of("/b"), NOON.plusSeconds(1));
        preferences.opened(Path.of("/c"), NOON.plusSeconds(2));
        assertEquals(
                List.of(Path.of("/a"), Path.of("/c"), Path.of("/b")),
                preferences.recent().stream().map(RecentWorkspace::path).toList());
        preferences.forget(Path.of("/a"));
        assertEquals(2, preferences.recent().size());
    }

    @Test
    void aBrokenFileCostsTheMemoryOnly() throws IOException {
        Files.writeString(folder.resolve("preferences.json"), "{\"theme\": ");
        AppPreferences preferences = AppPreferences.in(folder);
        assertEquals(ThemeChoice.SYSTEM, preferences.theme());
        assertTrue(preferences.window().isEmpty());
    }

    @Test
    void aFolderThatCannotBeMadeDoesNotKeepTheWindowFromOpening() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");
        AppPreferences preferences = AppPreferences.in(file.resolve("below"));
        preferences.theme(ThemeChoice.LIGHT);
        assertEquals(ThemeChoice.LIGHT, preferences.theme());
    }
}
