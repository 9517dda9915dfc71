package dev.plimsoll.engine.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildLogTest {
    @TempDir
    private Path folder;

    @Test
    void whatIsSaidIsKeptWithoutSecretsAndTheLastWordsAreKnown() throws Exception {
        Path file = folder.resolve("log");
        try (ChildLog log = ChildLog.in(file, text -> text.replace("sk-1", "***"))) {
            follow(log, "a\r\nkey sk-1\n\nwithout an end");
            assertEquals("a\nkey ***\n\nwithout an end", log.lastWords());
        }
        assertEquals("a\nkey ***\n\nwithout an end\n", Files.readString(file).replace("\r\n", "\n"));
    }

    @Test
    void moreThanTheLimitIsReadForTheChildMustNotWaitAndIsNotKept() throws Exception {
        Path file = folder.resolve("log");
        try (ChildLog log = ChildLog.in(file, 20_000, text -> text)) {
            follow(log, "x".repeat(100_000) + "\nthe end");
            assertEquals("the end", log.lastWords().lines().toList().getLast());
        }
        String kept = Files.readString(file);
        assertTrue(kept.length() < 20_100, "kept " + kept.length());
        assertTrue(kept.stripTrailing().endsWith("(the rest is not kept)"));
    }

    /** Waits until all of a stream was read; a reader is closed after its last line was taken. */
    private static void follow(ChildLog log, String said) throws InterruptedException {
        CountDownLatch read = new CountDownLatch(1);
        log.follow(new StringReader(said) {
            @Override
            public void close() {
                super.close();
                read.countDown();
            }
        });
        assertTrue(read.await(20, TimeUnit.SECONDS));
    }
}
