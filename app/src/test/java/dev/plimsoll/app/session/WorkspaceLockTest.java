package dev.plimsoll.app.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

class WorkspaceLockTest {
    private static final JsonMapper JSON = JsonMapper.shared();

    @TempDir
    Path folder;

    private Path workspace() {
        return folder.resolve("chat.plimsoll.json");
    }

    private Path lockFile() {
        return folder.resolve(".chat.plimsoll.json.lock");
    }

    private LockHolder me() throws IOException {
        try (WorkspaceLock _ = WorkspaceLock.take(workspace()).lock().orElseThrow()) {
            return JSON.readValue(Files.readString(lockFile()), LockHolder.class);
        }
    }

    private void write(LockHolder holder) throws IOException {
        Files.writeString(lockFile(), JSON.writeValueAsString(holder));
    }

    @Test
    void aHeldLockNamesItsHolder() {
        try (WorkspaceLock _ = WorkspaceLock.take(workspace()).lock().orElseThrow()) {
            WorkspaceLock.Attempt second = WorkspaceLock.take(workspace());
            assertTrue(second.lock().isEmpty());
            assertEquals(
                    ProcessHandle.current().pid(), second.heldBy().orElseThrow().pid());
        }
        assertFalse(Files.exists(lockFile()));
    }

    @Test
    void theLockOfAProcessThatIsGoneIsTakenOver() throws IOException {
        LockHolder me = me();
        write(new LockHolder("ada", me.host(), 99_999_999, me.processStart(), me.since()));
        assertTrue(WorkspaceLock.take(workspace()).lock().isPresent());
    }

    @Test
    void anotherProcessWithTheSameIdIsNotTakenForTheHolder() throws IOException {
        LockHolder me = me();
        write(new LockHolder(me.user(), me.host(), me.pid(), "2001-01-01T00:00:00Z", me.since()));
        assertTrue(WorkspaceLock.take(workspace()).lock().isPresent());
    }

    @Test
    void aLockOfAnotherMachineHoldsWhileItIsTouched() throws IOException {
        LockHolder me = me();
        write(new LockHolder("ada", "another-machine", 1, "", me.since()));
        assertEquals(
                "ada", WorkspaceLock.take(workspace()).heldBy().orElseThrow().user());
        Files.setLastModifiedTime(lockFile(), FileTime.from(Instant.now().minus(WorkspaceLock.STALE.multipliedBy(2))));
        assertTrue(WorkspaceLock.take(workspace()).lock().isPresent());
    }

    @Test
    void aTornLockIsTakenOver() throws IOException {
        Files.writeString(lockFile(), "{\"user\"");
        assertTrue(WorkspaceLock.take(workspace()).lock().isPresent());
    }

    @Test
    void whereNoLockCanBeWrittenNothingIsKeptFromOpening() {
        WorkspaceLock.Attempt attempt =
                WorkspaceLock.take(folder.resolve("gone").resolve("x.plimsoll.json"));
        assertTrue(attempt.lock().isEmpty());
        assertTrue(attempt.heldBy().isEmpty());
    }

    @Test
    void aLockCanBeSeized() throws IOException {
        LockHolder me = me();
        write(new LockHolder("ada", "another-machine", 1, "", me.since()));
        assertTrue(WorkspaceLock.seize(workspace()).lock().isPresent());
    }
}
