package dev.plimsoll.engine.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.plimsoll.engine.dataset.Conversation;
import dev.plimsoll.engine.problem.PlimsollException;
import dev.plimsoll.engine.record.RequestRecord;
import dev.plimsoll.engine.record.RequestStatus;
import dev.plimsoll.engine.record.SelfSample;
import dev.plimsoll.engine.simulator.NullTarget;
import dev.plimsoll.engine.wire.FromWorker;
import dev.plimsoll.engine.wire.ToWorker;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import tools.jackson.databind.json.JsonMapper;

/** Real worker processes, spoken to through their pipes. */
class WorkerMainTest {
    private static final long MS = 1_000_000L;

    @Test
    void aClosedLoopStageRunsToItsEndAndEveryRequestHasItsRecord() throws Exception {
        try (NullTarget target = NullTarget.start();
                WorkerChild worker = new WorkerChild(WorkerMain.class)) {
            FromWorker.Ready ready = worker.plan(url(target), 500);
            assertTrue(warmed(ready) >= 500, ready.calibrationJson());
            worker.send(new ToWorker.StageStart(
                    0, 0, false, new int[] {4, 5}, new long[2], Integer.MAX_VALUE, Long.MAX_VALUE));
            worker.send(new ToWorker.Conversations(0, singles(100)));
            worker.send(new ToWorker.Exhausted(0));
            List<FromWorker> frames = worker.until(FromWorker.StageDone.class::isInstance);

            assertEquals(new FromWorker.StageDone(0, 100, 100, 0, 0, 0), frames.getLast());
            List<RequestRecord> records = records(frames);
            assertEquals(100, records.size());
            for (RequestRecord record : records) {
                assertEquals(RequestStatus.COMPLETED, record.status());
                assertEquals(5, record.info().worker());
                assertEquals(NullTarget.CONTENT_EVENTS, record.tokens().output());
                assertTrue(record.timings().sendStart() >= record.timings().intended());
                assertTrue(record.timings().firstToken() >= record.timings().sendStart());
            }
            long started = 0;
            for (FromWorker frame : frames) {
                started += frame instanceof FromWorker.Interval i ? i.sample().started() : 0;
            }
            assertEquals(100, started);
            SelfSample self = frames.stream()
                    .filter(FromWorker.Self.class::isInstance)
                    .map(f -> ((FromWorker.Self) f).sample())
                    .reduce((earlier, later) -> later)
                    .orElseThrow();
            assertEquals(5, self.worker());
            assertTrue(self.cpuNs() > 0);
            assertTrue(self.loopBusyNs() > 0 && self.loopBusyNs() <= self.lengthNs());
            assertTrue(self.allocatedBytes() > 0);
            worker.send(new ToWorker.Shutdown());
            assertTrue(worker.isAtEnd());
            assertEquals(0, worker.exitCode());
            assertEquals("", worker.errors());
        }
    }

    @Test
    void anOpenLoopStageNeverSendsEarlyAndTwoStagesFollowEachOther() throws Exception {
        try (NullTarget target = NullTarget.start();
                WorkerChild worker = new WorkerChild(WorkerMain.class)) {
            worker.plan(url(target), 0);
            worker.send(new ToWorker.Ping(1));
            long clockNs = ((FromWorker.Pong) worker.next()).workerNs();
            assertTrue(clockNs != 0);
            for (int stage = 0; stage < 2; stage++) {
                long[] slots = new long[50];
                long[] intended = new long[50];
                for (int i = 0; i < slots.length; i++) {
                    slots[i] = i;
                    intended[i] = (stage + 1) * 600 * MS + i * 2 * MS;
                }
                worker.send(new ToWorker.StageStart(
                        stage, intended[0], true, new int[0], new long[0], Integer.MAX_VALUE, Long.MAX_VALUE));
                worker.send(new ToWorker.Conversations(stage, singles(50)));
                worker.send(new ToWorker.Slots(stage, slots, intended));
                worker.send(new ToWorker.Exhausted(stage));
                List<FromWorker> frames = worker.until(FromWorker.StageDone.class::isInstance);
                assertEquals(new FromWorker.StageDone(stage, 50, 50, 0, 0, 0), frames.getLast());
                for (RequestRecord record : records(frames)) {
                    assertTrue(record.timings().sendStart() >= record.timings().intended(), "early");
                }
                worker.send(new ToWorker.Exhausted(stage)); // late words about a stage that is over are harmless
            }
            worker.send(new ToWorker.Shutdown());
            assertEquals(0, worker.exitCode());
        }
    }

    @Test
    void theEndOfItsInputEndsTheWorker() throws Exception {
        try (WorkerChild worker = new WorkerChild(WorkerMain.class)) {
            worker.next();
            worker.closeInput();
            assertTrue(worker.isAtEnd());
            assertEquals(0, worker.exitCode());
        }
    }

    @Test
    void aMessageThatDoesNotFitIsAFaultAndNoStackTraceOnStandardOutput() throws Exception {
        try (WorkerChild worker = new WorkerChild(WorkerMain.class)) {
            worker.next();
            worker.send(new ToWorker.Exhausted(3));
            FromWorker.Fault fault = (FromWorker.Fault) worker.next();
            assertTrue(fault.message().contains("stage 3"), fault.message());
            assertFalse(fault.message().contains("\tat "), fault.message());
            assertTrue(worker.isAtEnd());
            assertEquals(1, worker.exitCode());
        }
    }

    @Test
    void aWorkerThatCannotUseItsPlanSaysWhy() throws Exception {
        try (WorkerChild worker = new WorkerChild(WorkerMain.class)) {
            worker.next();
            worker.send(new ToWorker.Plan(0, 0, WorkerChild.settings("http://", 1), "off", true, 0));
            assertTrue(worker.next() instanceof FromWorker.Fault);
            assertEquals(1, worker.exitCode());
        }
    }

    @Test
    void aFaultIsToldInOneLineWithItsCauses() {
        assertEquals(
                "java.lang.IllegalStateException: outer (java.io.IOException: inner)",
                WorkerMain.told(new IllegalStateException("outer", new IOException("inner"))));
        assertEquals("meant for people", WorkerMain.told(PlimsollException.usage("meant for people")));
    }

    @Test
    void aStageOverHttp2IsWarmedAndRunOverHttp2() throws Exception {
        try (NullTarget target = NullTarget.start();
                WorkerChild worker = new WorkerChild(WorkerMain.class)) {
            FromWorker.Ready ready = worker.plan(WorkerChild.settings(url(target), 2), 500);
            assertTrue(warmed(ready) >= 500, ready.calibrationJson());
            assertFalse(ready.calibrationJson().contains("warmupFail"), ready.calibrationJson());
            worker.send(new ToWorker.StageStart(
                    0, 0, false, new int[] {4, 5}, new long[2], Integer.MAX_VALUE, Long.MAX_VALUE));
            worker.send(new ToWorker.Conversations(0, singles(100)));
            worker.send(new ToWorker.Exhausted(0));
            List<FromWorker> frames = worker.until(FromWorker.StageDone.class::isInstance);
            assertEquals(new FromWorker.StageDone(0, 100, 100, 0, 0, 0), frames.getLast());
            for (RequestRecord record : records(frames)) {
                assertEquals(NullTarget.CONTENT_EVENTS, record.wire().contentEvents());
                assertEquals(NullTarget.CONTENT_EVENTS, record.tokens().output());
            }
            worker.send(new ToWorker.Shutdown());
            assertTrue(worker.isAtEnd());
            assertEquals("", worker.errors());
        }
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void printsWarningsAndThreadDumpsNeverGetBetweenTheFrames() throws Exception {
        try (NullTarget target = NullTarget.start();
                WorkerChild worker = new WorkerChild(NoisyWorkerMain.class)) {
            worker.plan(url(target), 200);
            worker.send(new ToWorker.StageStart(
                    0, 0, false, new int[] {0}, new long[1], Integer.MAX_VALUE, Long.MAX_VALUE));
            worker.signal("QUIT");
            worker.signal("INT");
            worker.signal("HUP");
            worker.send(new ToWorker.Conversations(0, singles(2000)));
            worker.send(new ToWorker.Exhausted(0));
            List<FromWorker> frames = worker.until(FromWorker.StageDone.class::isInstance);
            assertEquals(new FromWorker.StageDone(0, 2000, 2000, 0, 0, 0), frames.getLast());
            worker.send(new ToWorker.Shutdown());
            assertTrue(worker.isAtEnd());
            assertEquals(0, worker.exitCode());
            assertTrue(worker.errors().contains(NoisyWorkerMain.PRINTED));
            assertTrue(worker.errors().contains("Full thread dump"), "the JVM's own output");
        }
    }

    private static int warmed(FromWorker.Ready ready) {
        return JsonMapper.shared()
                .readTree(ready.calibrationJson())
                .get("warmupRequests")
                .asInt();
    }

    private static String url(NullTarget target) {
        return "http://127.0.0.1:" + target.port();
    }

    private static List<Conversation> singles(int count) {
        List<Conversation> list = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            list.add(new Conversation(i, null, List.of(VirtualStage.turn(0, 0))));
        }
        return list;
    }

    private static List<RequestRecord> records(List<FromWorker> frames) {
        List<RequestRecord> records = new ArrayList<>();
        frames.forEach(f -> {
            if (f instanceof FromWorker.Records r) {
                records.addAll(r.records());
            }
        });
        return records;
    }
}
