package dev.plimsoll.engine.file;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CacheFolderTest {
    private static final Path HOME = Path.of("/home/ann");

    @Test
    void everySystemHasItsOwnPlace() {
        assertEquals(HOME.resolve(".cache/plimsoll"), of(Map.of(), "Linux"));
        assertEquals(Path.of("/c/plimsoll"), of(Map.of("XDG_CACHE_HOME", "/c"), "Linux"));
        assertEquals(HOME.resolve(".cache/plimsoll"), of(Map.of("XDG_CACHE_HOME", " "), "Linux"));
        assertEquals(HOME.resolve("Library/Caches/Plimsoll"), of(Map.of(), "Mac OS X"));
        assertEquals(HOME.resolve("AppData/Local/Plimsoll/Cache"), of(Map.of(), "Windows 11"));
        assertEquals(Path.of("/l/Plimsoll/Cache"), of(Map.of("LOCALAPPDATA", "/l"), "Windows 11"));
    }

    private static Path of(Map<String, String> environment, String os) {
        return CacheFolder.of(environment::get, os, HOME);
    }
}
