package dev.plimsoll.engine.archive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordJournalTest {
    @Test
    void aFullQueueIsCountedAndWhatWasAcceptedIsWritten(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("lines");
        CountDownLatch busy = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        try (RecordJournal journal = RecordJournal.open(4, file)) {
            journal.append(0, out -> {
                busy.countDown();
                try {
                    assertTrue(go.await(10, TimeUnit.SECONDS));
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
                out.writeNumber(-1);
            });
            assertTrue(busy.await(10, TimeUnit.SECONDS));
            for (int i = 0; i < 10; i++) {
                int n = i;
                journal.append(0, out -> out.writeNumber(n));
            }
            assertEquals(6, journal.overflows());
            assertEquals(4, journal.queueDepth());
            assertEquals(1.0, journal.readFullest());
            go.countDown();
        }
        assertEquals(List.of("-1", "0", "1", "2", "3"), Files.readAllLines(file));
    }

    @Test
    void aDiskThatFailsIsToldAndLaterLinesAreCountedAsLost() throws Exception {
        Path full = Path.of("/dev/full");
        assumeTrue(Files.exists(full), "only Linux has /dev/full");
        RecordJournal journal = RecordJournal.open(4, List.of(full), StandardOpenOption.WRITE);
        journal.append(0, out -> out.writeNumber(1));
        journal.close();
        assertEquals("the disk is full", journal.failure());
        journal.append(0, out -> out.writeNumber(2));
        assertEquals(1, journal.overflows());
    }
}
