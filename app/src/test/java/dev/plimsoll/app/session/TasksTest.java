package dev.plimsoll.app.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.plimsoll.engine.problem.PlimsollException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class TasksTest {
    private final BlockingQueue<Runnable> waiting = new LinkedBlockingQueue<>();
    private final Tasks tasks = new Tasks(waiting::add);
    private final List<String> heard = new ArrayList<>();

    private void next() throws InterruptedException {
        Objects.requireNonNull(waiting.poll(20, TimeUnit.SECONDS)).run();
    }

    @Test
    void aTaskIsListedUntilItEndsAndItsValueComesBack() throws InterruptedException {
        TaskItem item = tasks.run("Reading", () -> "value", heard::add, f -> heard.add(f.message()));
        assertEquals(List.of(item), tasks.items());
        next();
        assertEquals(List.of("value"), heard);
        assertTrue(item.done().get());
        assertEquals(List.of(), tasks.items());
    }

    @Test
    void aFailureMeantForAPersonKeepsItsWords() throws InterruptedException {
        tasks.run(
                "Reading",
                () -> {
                    throw PlimsollException.usage("The disk is full.");
                },
                _ -> {},
                f -> heard.add(f.message()));
        next();
        assertEquals(List.of("The disk is full."), heard);
    }

    @Test
    void aFaultOfTheProgramIsNotShownRaw() throws InterruptedException {
        List<Failure> failures = new ArrayList<>();
        tasks.run(
                "Reading",
                () -> {
                    throw new IllegalStateException("index 3 out of bounds");
                },
                _ -> {},
                failures::add);
        next();
        assertFalse(failures.getFirst().message().contains("index 3"));
        assertTrue(failures.getFirst().details().contains("index 3"));
    }

    @Test
    void aCancelledTaskIsInterruptedAndCallsNobody() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        TaskItem item = tasks.run(
                "Reading",
                () -> {
                    begun.countDown();
                    new CountDownLatch(1).await();
                    return "";
                },
                heard::add,
                f -> heard.add(f.message()));
        begun.await();
        item.cancel();
        assertEquals(List.of(), tasks.items());
        next();
        assertEquals(List.of(), heard);
        assertTrue(item.cancelled());
    }

    @Test
    void aTaskSaysHowFarItIs() throws InterruptedException {
        CountDownLatch go = new CountDownLatch(1);
        TaskItem item = tasks.runReporting(
                "Reading",
                report -> {
                    report.at(0.5, "500 of 1,000");
                    go.await();
                    return 1;
                },
                _ -> {},
                _ -> {});
        next();
        assertEquals(0.5, item.progress().get());
        assertEquals("500 of 1,000", item.message().get());
        go.countDown();
        next();
        assertTrue(item.done().get());
    }
}
