package dev.plimsoll.engine.scheduler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.plimsoll.engine.metrics.StageFacts;
import dev.plimsoll.engine.metrics.StageFiguresBuilder;
import dev.plimsoll.engine.plan.StrategyPlan;
import dev.plimsoll.engine.plan.TransientPlan;
import dev.plimsoll.engine.record.RequestRecord;
import dev.plimsoll.engine.simulator.NullTarget;
import dev.plimsoll.engine.strategy.Strategies;
import dev.plimsoll.engine.strategy.Strategy;
import dev.plimsoll.engine.trust.Finding;
import dev.plimsoll.engine.trust.SendAudit;
import dev.plimsoll.engine.trust.Severity;
import dev.plimsoll.engine.trust.StageEvidence;
import dev.plimsoll.engine.trust.TrustJudge;
import dev.plimsoll.engine.trust.TrustReport;
import dev.plimsoll.engine.trust.Verdict;
import dev.plimsoll.engine.worker.FaultyWorkerMain;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/**
 * The generator judges itself: a fault put into a real worker flips the verdict, and the right check says so. What is asserted follows
 * from the fault (a pause longer than a limit), never from how fast this machine is.
 */
@Timeout(value = 180, unit = TimeUnit.SECONDS)
class InjectedFaultsTest {
    private static final StrategyPlan TWO_HUNDRED_A_SECOND = new StrategyPlan.Constant(200, null, 0);
    private static final StageEvidence.Machine ELSEWHERE =
            new StageEvidence.Machine(Runtime.getRuntime().availableProcessors(), false, -1);
    private NullTarget target;
    private ServerSocket faults;

    @BeforeEach
    void startTarget() throws IOException {
        target = NullTarget.start();
        faults = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    }

    @AfterEach
    void stopTarget() throws IOException {
        faults.close();
        target.close();
    }

    @Test
    void aBlockOfTheLoopShowsInTheIntendedLatencyAndNotInTheSendLatency() throws IOException {
        Heard heard = new Heard();
        TrustReport report = withFaults(heard, FaultyWorkerMain.BLOCK_LOOP);
        List<RequestRecord> held = heard.records.stream()
                .filter(r -> r.timings().sendStart() - r.timings().intended() >= FaultyWorkerMain.BLOCK_NS / 3)
                .toList();
        assertTrue(held.size() >= 10, "twenty fell due in the first 100 ms of the block: " + held.size());
        for (RequestRecord record : held) {
            long fromIntended = record.timings().end() - record.timings().intended();
            long fromSent = record.timings().end() - record.timings().sendStart();
            assertTrue(fromIntended - fromSent >= FaultyWorkerMain.BLOCK_NS / 3, "the wait is in the first alone");
        }
        assertFound(report, "dispatch-lag");
    }

    @Test
    void aStormOfCollectionsIsFound() throws IOException {
        assertFound(withFaults(new Heard(), FaultyWorkerMain.GC_STORM, "-XX:-UseZGC", "-XX:+UseSerialGC"), "gc");
    }

    @Test
    void aWallClockThatIsSetWhileARunIsOnIsFound() throws IOException {
        Heard heard = new Heard();
        TrustReport report = withFaults(heard, FaultyWorkerMain.STEP_CLOCK);
        assertFound(report, "clock-step");
        assertEquals(Verdict.INVALID, report.value());
        for (RequestRecord record : heard.records) {
            assertTrue(record.timings().end() >= record.timings().sendStart(), "no duration knows of it");
        }
    }

    @Test
    void aWorkerThatIsKilledIsFound() {
        try (WorkerProcessGroup group =
                RealWorkers.start(target.port(), RealWorkers.ordinary(), RealWorkers.ordinary())) {
            Heard heard = new Heard();
            heard.onUpdate = count -> {
                if (count == 300) {
                    ProcessHandle.of(group.pids().getFirst()).orElseThrow().destroyForcibly();
                }
            };
            assertFound(run(RealWorkers.scheduler(group, 600, 0), heard, ELSEWHERE), "worker-lost");
        }
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void aWorkerThatStandsStillForASecondIsFound() {
        try (WorkerProcessGroup group = RealWorkers.start(target.port(), RealWorkers.ordinary())) {
            Heard heard = new Heard();
            WorkerLossTest.Pause pause = new WorkerLossTest.Pause(group.pids().getFirst(), 1_000_000_000L);
            heard.onUpdate = count -> pause.beginAt(count == 300);
            heard.onTick = pause::tick;
            TrustReport report = run(RealWorkers.scheduler(group, 600, 0), heard, ELSEWHERE);
            assertTrue(pause.isOver());
            assertFound(report, "hiccup");
            assertFound(report, "dispatch-lag");
            assertEquals(Verdict.INVALID, report.value());
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aBusyMachineIsFoundEvenWhereTheTargetRunsOnItToo() throws IOException {
        int cpus = Runtime.getRuntime().availableProcessors();
        long seen = Files.readAllLines(Path.of("/proc/stat")).stream()
                .filter(line -> line.matches("cpu\\d.*"))
                .count();
        assumeTrue(seen == cpus, "the kernel counts the time of CPUs that we may not use");
        List<Process> burners = new ArrayList<>();
        try (WorkerProcessGroup group = RealWorkers.start(target.port(), RealWorkers.ordinary())) {
            for (int i = 0; i < 2 * cpus; i++) {
                burners.add(new ProcessBuilder("sh", "-c", "while :; do :; done").start());
            }
            // The target is in this process, whose time the coordinator tells: nothing beyond it is the target's.
            TrustReport report =
                    run(RealWorkers.scheduler(group, 800, 0), new Heard(), new StageEvidence.Machine(cpus, true, 0));
            assertFound(report, "cpu");
        } finally {
            burners.forEach(Process::destroyForcibly);
        }
    }

    /** Runs a stage over one worker; puts the fault in after a while, and ends the stage two seconds after it was done. */
    private TrustReport withFaults(Heard heard, int fault, String... options) throws IOException {
        List<String> all = new ArrayList<>(List.of(options));
        all.add("-D" + FaultyWorkerMain.PORT + "=" + faults.getLocalPort());
        ProcessBuilder worker = RealWorkers.of(FaultyWorkerMain.class.getName(), all.toArray(String[]::new));
        try (WorkerProcessGroup group = RealWorkers.start(target.port(), worker);
                Socket told = faults.accept()) {
            Scheduler scheduler = RealWorkers.scheduler(group, Long.MAX_VALUE, 5);
            long[] doneNs = {Long.MAX_VALUE};
            heard.onUpdate = count -> {
                if (count == 300) {
                    tell(told, fault);
                }
            };
            heard.onTick = nowNs -> {
                if (doneNs[0] == Long.MAX_VALUE && hasAnswered(told)) {
                    doneNs[0] = nowNs;
                }
                if (nowNs - 2_000_000_000L >= doneNs[0]) {
                    scheduler.stop(true);
                }
            };
            return run(scheduler, heard, ELSEWHERE);
        }
    }

    private static boolean hasAnswered(Socket worker) {
        try {
            return worker.getInputStream().available() > 0;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static void tell(Socket worker, int fault) {
        try {
            worker.getOutputStream().write(fault);
            worker.getOutputStream().flush();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static TrustReport run(Scheduler scheduler, Heard heard, StageEvidence.Machine machine) {
        StageResult result = scheduler.run(RealWorkers.stage(0, TWO_HUNDRED_A_SECOND), new LocalEnvironment(), heard);
        assertTrue(result.countsAddUp(), result::toString);
        StageFacts facts = facts(result);
        StageFiguresBuilder figures = new StageFiguresBuilder(facts);
        SendAudit sends = new SendAudit(facts);
        for (RequestRecord record : heard.records) {
            figures.add(record);
            sends.add(record);
        }
        return TrustJudge.judge(new StageEvidence(
                figures.build(), sends.evidence(), heard.self, true, "", 0, 0, heard.lost, 0, -1, -1, machine));
    }

    private static StageFacts facts(StageResult result) {
        Strategy strategy = Strategies.of(result.stage().strategy());
        return new StageFacts(
                0,
                strategy.describe(),
                strategy.displayName(),
                true,
                strategy.scheduleSha256(),
                result.startNs(),
                result.endNs(),
                0,
                0,
                TransientPlan.NONE,
                TransientPlan.NONE,
                List.of(),
                List.of());
    }

    private static void assertFound(TrustReport report, String code) {
        List<Finding> findings = report.findings();
        assertTrue(
                findings.stream()
                        .anyMatch(f -> f.code().equals(code) && f.severity().compareTo(Severity.SUSPECT) >= 0),
                findings::toString);
        assertNotEquals(Verdict.VALID, report.value(), findings::toString);
    }
}
