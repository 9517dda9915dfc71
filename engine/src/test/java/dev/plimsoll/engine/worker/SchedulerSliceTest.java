package dev.plimsoll.engine.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class SchedulerSliceTest {
    private static final Path SCHED = Path.of("/proc/thread-self/sched");

    @Test
    void theThreadHasTheShortestSliceAndTheSamePriority() throws IOException {
        assumeTrue(Files.exists(SCHED) && isAtLeast(6, 12), "only Linux from 6.12 on has slices to ask for");
        String before = field("prio");
        assumeTrue(SchedulerSlice.minimise(), "a sandbox may forbid it");
        assertEquals("100000", field("se.slice"));
        assertEquals(before, field("prio"));
    }

    private static String field(String name) throws IOException {
        return Files.readAllLines(SCHED).stream()
                .filter(line -> line.startsWith(name + " "))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElseThrow();
    }

    private static boolean isAtLeast(int major, int minor) {
        String[] parts = System.getProperty("os.version").split("[.-]");
        int itsMajor = Integer.parseInt(parts[0]);
        return itsMajor > major || (itsMajor == major && Integer.parseInt(parts[1]) >= minor);
    }
}
