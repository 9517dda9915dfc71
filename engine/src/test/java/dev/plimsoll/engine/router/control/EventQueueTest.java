package dev.plimsoll.engine.router.control;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.plimsoll.engine.router.observe.RouterEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class EventQueueTest {
    private static RouterEvent event(long atNs) {
        return new RouterEvent.PolicyChanged(atNs, "fifo");
    }

    @Test
    void eventsArePassedOnInOrderAndASlowReaderLosesThoseThatDoNotFit() throws InterruptedException {
        List<Long> read = new ArrayList<>();
        CountDownLatch reading = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        EventQueue queue = new EventQueue(3, event -> {
            reading.countDown();
            await(goOn);
            read.add(event.atNs());
        });
        queue.accept(event(0));
        await(reading);
        LongStream.rangeClosed(1, 5).forEach(each -> queue.accept(event(each)));
        assertEquals(2, queue.dropped());
        goOn.countDown();
        queue.close();
        assertEquals(List.of(0L, 1L, 2L, 3L), read);
    }

    @Test
    void aReaderThatFailsLosesOneEvent() throws InterruptedException {
        List<Long> read = new ArrayList<>();
        EventQueue queue = new EventQueue(9, event -> {
            if (event.atNs() == 1) {
                throw new IllegalStateException("the disk is full");
            }
            read.add(event.atNs());
        });
        LongStream.range(0, 3).forEach(each -> queue.accept(event(each)));
        queue.close();
        assertEquals(List.of(0L, 2L), read);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
