package dev.plimsoll.engine.archive;

import dev.plimsoll.engine.file.AtomicFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * The file {@code .running} in a run folder while the run goes: process id and start of the process that writes it. After a crash it
 * stays behind, but no such process lives then.
 */
final class RunMarker {
    static final String NAME = ".running";

    private RunMarker() {}

    /** Marks the folder as written by this process. */
    static void set(Path folder) {
        ProcessHandle self = ProcessHandle.current();
        AtomicFile.writeText(folder.resolve(NAME), self.pid() + " " + startOf(self));
    }

    /** Takes the mark away; one that stays is found stale when this process has ended. */
    static void remove(Path folder) {
        try {
            Files.deleteIfExists(folder.resolve(NAME));
        } catch (IOException e) {
            return;
        }
    }

    /** The process that writes this run now, on this machine. */
    static Optional<ProcessHandle> writer(Path folder) {
        Path file = folder.resolve(NAME);
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try {
            String[] parts = Files.readString(file).strip().split(" ", 2);
            if (parts.length < 2) {
                return Optional.empty();
            }
            return ProcessHandle.of(Long.parseLong(parts[0]))
                    .filter(ProcessHandle::isAlive)
                    .filter(p -> startOf(p).equals(parts[1]));
        } catch (IOException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** A process id may be given again; its start tells two processes apart. */
    private static String startOf(ProcessHandle process) {
        return process.info().startInstant().map(Instant::toString).orElse("unknown");
    }
}
