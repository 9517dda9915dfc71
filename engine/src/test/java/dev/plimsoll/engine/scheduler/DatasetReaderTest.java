package dev.plimsoll.engine.scheduler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.plimsoll.engine.dataset.Conversation;
import dev.plimsoll.engine.dataset.Dataset;
import dev.plimsoll.engine.problem.PlimsollException;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class DatasetReaderTest {
    private static final long LONG_NS = TimeUnit.SECONDS.toNanos(30);

    @Test
    void everyRowComesOnceAndInOrderAndTheDatasetIsClosed() throws InterruptedException {
        Numbers numbers = new Numbers(30_000);
        try (DatasetReader reader = new DatasetReader(numbers)) {
            reader.start();
            long next = 0;
            while (!reader.isEnded()) {
                assertTrue(reader.awaitFirst(LONG_NS));
                for (Conversation row = reader.poll(); row != null; row = reader.poll()) {
                    assertEquals(next, row.id());
                    assertEquals(next / 1000, reader.timesRecycled(), "as it was when this row was read");
                    next++;
                }
            }
            assertEquals(30_000, next);
        }
        assertTrue(numbers.closed.await(30, TimeUnit.SECONDS));
    }

    @Test
    void whatIsReadAheadIsBounded() throws InterruptedException {
        Numbers endless = new Numbers(Long.MAX_VALUE);
        DatasetReader reader = new DatasetReader(endless);
        reader.start();
        assertTrue(reader.awaitFirst(LONG_NS));
        reader.close();
        assertTrue(endless.closed.await(30, TimeUnit.SECONDS), "closing wakes a reader that waits for room");
        assertTrue(endless.read.get() <= 8194, "read " + endless.read.get());
    }

    @Test
    void aBrokenRowIsToldAfterAllRowsBeforeIt() throws InterruptedException {
        Numbers broken = new Numbers(5);
        broken.fault = PlimsollException.failed("rows.jsonl:6: not JSON", null);
        try (DatasetReader reader = new DatasetReader(broken)) {
            reader.start();
            assertTrue(broken.closed.await(30, TimeUnit.SECONDS));
            assertTrue(reader.awaitFirst(LONG_NS));
            for (int i = 0; i < 5; i++) {
                assertNotNull(reader.poll());
            }
            assertFalse(reader.isEnded());
            assertThrows(PlimsollException.class, () -> pollUntilTold(reader));
        }
    }

    @Test
    void anythingElseThatADatasetThrowsIsToldAsItsFault() throws InterruptedException {
        Numbers broken = new Numbers(0);
        broken.fault = new IllegalStateException("gone");
        try (DatasetReader reader = new DatasetReader(broken)) {
            reader.start();
            assertTrue(reader.awaitFirst(LONG_NS));
            assertTrue(broken.closed.await(30, TimeUnit.SECONDS));
            PlimsollException e = assertThrows(PlimsollException.class, () -> pollUntilTold(reader));
            assertTrue(e.getMessage().contains("gone"));
        }
    }

    private static void pollUntilTold(DatasetReader reader) throws InterruptedException {
        while (reader.awaitFirst(LONG_NS)) {
            assertNull(reader.poll());
        }
    }

    /** Rows 0, 1, 2, ...; "recycled" at every thousandth. */
    private static final class Numbers implements Dataset {
        private final long count;
        final AtomicLong read = new AtomicLong();
        final CountDownLatch closed = new CountDownLatch(1);

        @Nullable
        RuntimeException fault;

        Numbers(long count) {
            this.count = count;
        }

        @Override
        public @Nullable Conversation next() {
            if (read.get() < count) {
                return FakeStage.Rows.conversation(read.getAndIncrement(), 1);
            }
            if (fault != null) {
                throw fault;
            }
            return null;
        }

        @Override
        public long timesRecycled() {
            return (read.get() - 1) / 1000;
        }

        @Override
        public Map<String, Object> describe() {
            return Map.of();
        }

        @Override
        public void close() {
            closed.countDown();
        }
    }
}
