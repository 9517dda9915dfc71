package dev.plimsoll.engine.scheduler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.plimsoll.engine.endpoint.BackendSettings;
import dev.plimsoll.engine.http.HttpOptions;
import dev.plimsoll.engine.http.HttpTimeouts;
import dev.plimsoll.engine.problem.PlimsollException;
import dev.plimsoll.engine.wire.FromWorker;
import dev.plimsoll.engine.wire.ToWorker;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class HandshakeTest {
    private final ArrayDeque<WorkerEvent> inbox = new ArrayDeque<>();
    private final Map<Integer, Long> offsets = new HashMap<>();
    private long nowNs;

    /** Answers like a worker whose clock is {@code index} hours ahead. */
    private final class Polite implements WorkerLink {
        final int index;
        int pings;

        Polite(int index, int protocol) {
            this.index = index;
            say(new FromWorker.Hello(protocol, 4711 + index));
        }

        final void say(FromWorker message) {
            inbox.add(new WorkerEvent.Frame(index, message, nowNs));
        }

        @Override
        public int worker() {
            return index;
        }

        @Override
        public void send(ToWorker message) {
            if (message instanceof ToWorker.Ping ping) {
                pings++;
                nowNs += 10_000;
                say(new FromWorker.Pong(ping.coordinatorNs(), hours(index) + nowNs - 5_000));
            } else if (message instanceof ToWorker.Plan plan) {
                say(new FromWorker.Ready("{\"worker\":" + plan.worker() + "}"));
            }
        }

        @Override
        public void kill() {}

        @Override
        public boolean isAlive() {
            return true;
        }
    }

    @Test
    void everyWorkerIsPingedGetsItsPlanAndTellsOfItself() throws InterruptedException {
        List<Polite> workers = polite(3, ToWorker.PROTOCOL_VERSION);
        assertEquals(List.of("{\"worker\":0}", "{\"worker\":1}", "{\"worker\":2}"), handshake(workers));
        workers.forEach(w -> assertEquals(ClockOffset.PINGS, w.pings));
        assertEquals(Map.of(0, 0L, 1, hours(1), 2, hours(2)), offsets);
    }

    @Test
    void aWorkerOfAnotherVersionIsRefused() {
        List<Polite> workers = polite(1, 99);
        PlimsollException e = assertThrows(PlimsollException.class, () -> handshake(workers));
        assertTrue(e.getMessage().contains("protocol 99"), e.getMessage());
    }

    @Test
    void allThatFailIsToldAtOnce() {
        List<Polite> workers = polite(3, ToWorker.PROTOCOL_VERSION);
        inbox.clear();
        inbox.add(new WorkerEvent.Gone(0, "exit code 1"));
        inbox.add(new WorkerEvent.Frame(2, new FromWorker.Fault("no memory"), 0));
        PlimsollException e = assertThrows(PlimsollException.class, () -> handshake(workers));
        assertTrue(e.getMessage().contains("Worker process 0 ended: exit code 1"), e.getMessage());
        assertTrue(e.getMessage().contains("Worker process 2 no memory"), e.getMessage());
        assertEquals(2, e.getSuppressed().length);
    }

    @Test
    void aWorkerThatNeverGetsReadyIsToldAfterItsTime() {
        List<Polite> workers = polite(2, ToWorker.PROTOCOL_VERSION);
        inbox.removeIf(event -> event.worker() == 1);
        PlimsollException e = assertThrows(PlimsollException.class, () -> handshake(workers));
        assertEquals("Worker process 1 was not ready within 60 s.", e.getMessage());
    }

    private List<String> handshake(List<Polite> workers) throws InterruptedException {
        return new Handshake(workers, this::poll, () -> nowNs, (worker, offsetNs) -> {
                    offsets.put(worker, offsetNs);
                    return plan(worker);
                })
                .await(60_000_000_000L);
    }

    private @Nullable WorkerEvent poll(long timeoutNs) {
        WorkerEvent next = inbox.poll();
        nowNs += next == null ? timeoutNs : 0;
        return next;
    }

    private List<Polite> polite(int count, int protocol) {
        return new ArrayList<>(
                IntStream.range(0, count).mapToObj(i -> new Polite(i, protocol)).toList());
    }

    private static ToWorker.Plan plan(int worker) {
        BackendSettings settings = new BackendSettings(
                "http://127.0.0.1:1",
                "chat",
                "m",
                true,
                null,
                Map.of(),
                "{}",
                HttpOptions.of(new HttpTimeouts(0, 0, 0)),
                1,
                "none",
                false);
        return new ToWorker.Plan(worker, 0, settings, "auto", true, 0);
    }

    private static long hours(int count) {
        return count * 3_600_000_000_000L;
    }
}
