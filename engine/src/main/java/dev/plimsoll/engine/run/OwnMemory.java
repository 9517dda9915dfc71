package dev.plimsoll.engine.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/** What memory this process, the coordinator, really holds: the workers tell theirs in their own samples. */
final class OwnMemory {
    private static final Path STATUS = Path.of("/proc/self/status");

    private OwnMemory() {}

    /** Resident memory, bytes; empty where the system does not tell it. */
    static OptionalLong residentBytes() {
        try {
            for (String line : Files.readAllLines(STATUS)) {
                if (line.startsWith("VmRSS:")) {
                    return OptionalLong.of(Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024);
                }
            }
        } catch (IOException e) {
            // Only Linux has the file.
        }
        return OptionalLong.empty();
    }
}
