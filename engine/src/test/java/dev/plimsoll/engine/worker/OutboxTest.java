package dev.plimsoll.engine.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.plimsoll.engine.record.RequestInfo;
import dev.plimsoll.engine.record.RequestStatus;
import dev.plimsoll.engine.record.RequestUpdate;
import dev.plimsoll.engine.wire.FrameReader;
import dev.plimsoll.engine.wire.FromWorker;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class OutboxTest {
    @Test
    void framesLeaveInTheOrderGivenAndAllBeforeTheEnd() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        List<FromWorker> written = Collections.synchronizedList(new java.util.ArrayList<>());
        Outbox outbox = new Outbox(bytes, written::add, e -> {});
        outbox.send(new FromWorker.Pong(1, 10));
        outbox.sendLater(() -> new FromWorker.Pong(2, 20));
        outbox.send(new FromWorker.Pong(3, 30));
        outbox.close(10_000);
        List<FromWorker> expected =
                List.of(new FromWorker.Pong(1, 10), new FromWorker.Pong(2, 20), new FromWorker.Pong(3, 30));
        assertEquals(expected, written);
        try (FrameReader frames = new FrameReader(new ByteArrayInputStream(bytes.toByteArray()))) {
            for (FromWorker frame : expected) {
                assertEquals(frame, frames.readFromWorker());
            }
            assertNull(frames.readFromWorker());
        }
    }

    @Test
    void aCoordinatorThatReadsNothingCostsMemoryAndNotTheSender() throws Exception {
        CountDownLatch readsAgain = new CountDownLatch(1);
        OutputStream stuck = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                try {
                    readsAgain.await();
                } catch (InterruptedException e) {
                    throw new IOException(e);
                }
            }
        };
        Outbox outbox = new Outbox(stuck, frame -> {}, e -> {});
        for (int i = 0; i < 1000; i++) {
            outbox.send(new FromWorker.Updates(0, i, 0, 0, 0, List.of(update(), update())));
        }
        assertTrue(outbox.depth() >= 1998, "it tells what waits: " + outbox.depth());
        readsAgain.countDown();
        outbox.close(10_000);
        assertEquals(0, outbox.depth());
    }

    @Test
    void aBrokenPipeIsTold() throws Exception {
        CountDownLatch told = new CountDownLatch(1);
        OutputStream broken = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("Broken pipe");
            }
        };
        Outbox outbox = new Outbox(broken, frame -> {}, e -> told.countDown());
        outbox.send(new FromWorker.Pong(1, 1));
        assertTrue(told.await(10, TimeUnit.SECONDS));
    }

    private static RequestUpdate update() {
        RequestInfo info = new RequestInfo(1, 0, 1, -1, 0, 0, 1, 0, RequestInfo.NO_PARENTS, null);
        return new RequestUpdate(info, RequestStatus.PENDING, 1, 1, 1, 1, -1, -1);
    }
}
