package dev.plimsoll.app.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecoveryTest {
    private static final Instant AT = Instant.parse("2026-11-21T14:12:00Z");
    /** Above every process id that Linux gives. */
    private static final String NOBODY = "99999999.recovery.json";

    @TempDir
    Path folder;

    private Path leave(Path workspace, String text) throws IOException {
        new Recovery(folder).keep(workspace, "chat", text, Map.of(), AT);
        Path own = folder.resolve("recovery").resolve(ProcessHandle.current().pid() + ".recovery.json");
        return Files.move(own, own.resolveSibling(NOBODY));
    }

    @Test
    void whatADeadProcessLeftIsOffered() throws IOException {
        Path workspace = folder.resolve("chat.plimsoll.json");
        Path left = leave(workspace, "{}");
        List<Recovered> found = new Recovery(folder).left();
        assertEquals(List.of(new Recovered(left, workspace, "chat", "{}", Map.of(), AT)), found);
    }

    @Test
    void whatALivingProcessKeepsIsNot() {
        Recovery recovery = new Recovery(folder);
        assertTrue(recovery.keep(null, "chat", "{}", Map.of(), AT));
        assertEquals(List.of(), recovery.left());
    }

    @Test
    void whatIsInTheWorkspaceAnywayIsThrownAway() throws IOException {
        Path workspace = folder.resolve("chat.plimsoll.json");
        Files.writeString(workspace, "{\"saved\": true}");
        Path left = leave(workspace, "{\"saved\": true}");
        assertEquals(List.of(), new Recovery(folder).left());
        assertTrue(Files.notExists(left));
    }

    @Test
    void aTornFileIsThrownAway() throws IOException {
        Path torn = folder.resolve("recovery").resolve(NOBODY);
        Files.createDirectories(torn.getParent());
        Files.writeString(torn, "{\"text\": ");
        assertEquals(List.of(), new Recovery(folder).left());
        assertTrue(Files.notExists(torn));
    }

    @Test
    void nothingIsLeftAfterForgetting() {
        Recovery recovery = new Recovery(folder);
        recovery.keep(null, "chat", "{}", Map.of(), AT);
        recovery.forget();
        assertTrue(Files.notExists(
                folder.resolve("recovery").resolve(ProcessHandle.current().pid() + ".recovery.json")));
    }
}
